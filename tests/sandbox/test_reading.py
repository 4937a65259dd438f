"""What a candidate may read: installed libraries, and no copy of the kit, wherever an installation has put one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.attacks.arena import HERE as ATTACKS
from tests.conftest import Grade
from tfkata.catalog import records
from tfkata.results import Outcome
from tfkata.sandbox import landlock, reading

pytestmark = pytest.mark.skipif(landlock.abi() == 0, reason="this kernel has no Landlock")

ROOT = Path(__file__).parents[2]
THEIR_MODULE = "def answer():\n    return 42\n"
SEARCHES = ("other_copies", "ask_the_installer", "import_a_copy")
RIGHT = records.find("e01").solution.read_text("utf-8")


class Environment:
    """A virtual environment whose libraries are this one's, and in which tfkata is installed as a test wants."""

    def __init__(self, folder: Path) -> None:
        venv.create(folder, symlinks=True)
        self.python = folder / "bin" / "python"
        self.site = next(folder.glob("lib/python*/site-packages"))
        libraries = dict.fromkeys([sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
        (self.site / "libraries.pth").write_text("\n".join(libraries), "utf-8")
        self.variables: dict[str, str] = {}

    def distribution(self, name: str, listed: list[str], folder: Path | None = None) -> None:
        """What an installer writes beside the modules of a distribution."""
        metadata = (folder or self.site) / f"{name}-0.1.0.dist-info"
        metadata.mkdir(parents=True)
        own = [f"{metadata.name}/{file}" for file in ("METADATA", "RECORD")]
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.1.0\n", "utf-8")
        (metadata / "RECORD").write_text("".join(f"{file},,\n" for file in (*listed, *own)), "utf-8")

    def kit(self) -> list[str]:
        """The part that the build puts into the wheel beside the package, for an editable install as well."""
        for folder in ("exercises", "solutions"):
            shutil.copytree(ROOT / folder, self.site / "tfkata/kit" / folder)
        return [str(p.relative_to(self.site)) for p in (self.site / "tfkata/kit").rglob("*.py")]

    def editable(self) -> None:
        (self.site / "_editable_impl_tfkata.pth").write_text(str(self.checkout()), "utf-8")
        self.distribution("tfkata", ["_editable_impl_tfkata.pth", *self.kit()])

    def checkout(self) -> Path:
        """A checkout of its own, so that this one's is not even named."""
        checkout = self.python.parents[1].with_name("checkout")
        if not checkout.is_dir():
            leave_out = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / "grader", checkout / "grader", ignore=leave_out)
            for folder in ("exercises", "solutions"):
                shutil.copytree(ROOT / folder, checkout / folder, ignore=leave_out)
            shutil.copy(ROOT / "pyproject.toml", checkout)
        return checkout / "grader"

    def wheel(self, name: str = "tfkata") -> None:
        leave_out = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "grader/tfkata", self.site / "tfkata", ignore=leave_out)
        self.kit()
        self.distribution(name, [str(p.relative_to(self.site)) for p in (self.site / "tfkata").rglob("*.py")])

    def check(self, answer: str, folder: Path) -> dict[str, object]:
        """The result of `tfkata check` on that answer to e01, in this environment."""
        folder.mkdir(exist_ok=True)
        (folder / "e01_normalize.py").write_text(answer, "utf-8")
        own = ("PYTEST", "PYTHONPATH", "TFKATA")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
        command = [*(str(self.python), "-m", "tfkata", "check", "e01", "--tier", "quick"), "--format", "json"]
        done = subprocess.run(
            command, cwd=folder, env=kept | self.variables, capture_output=True, text=True, check=False
        )
        assert done.returncode in (0, 1), done.stdout + done.stderr
        return dict(json.loads(done.stdout))


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    return Environment(tmp_path / "environment")


def editable(environment: Environment) -> None:
    environment.editable()


def wheel(environment: Environment) -> None:
    environment.wheel()


def both(environment: Environment) -> None:
    """An older wheel under a name of its own, beside the editable install."""
    environment.wheel("their_course")
    (environment.site / "first.pth").write_text(
        f"import sys; sys.path.insert(0, {str(environment.checkout())!r})"
    )


def copy_by_pth(environment: Environment) -> None:
    """A folder that a .pth file puts on the import path, with everything in it."""
    environment.wheel()
    shutil.copytree(environment.checkout().parent, environment.site / "old_course")
    (environment.site / "old_course.pth").write_text("old_course\nold_course/solutions\n", "utf-8")


def copy_by_hand(environment: Environment) -> None:
    """Solutions that somebody has put between the libraries."""
    environment.wheel()
    for name in ("answers", "numpy_helpers"):
        shutil.copytree(ROOT / "solutions", environment.site / name)
    shutil.copy(ROOT / "solutions/e01_normalize.py", environment.site)


def copy_on_pythonpath(environment: Environment) -> None:
    environment.wheel()
    environment.variables["PYTHONPATH"] = f"{ROOT}/solutions:{environment.checkout()}"


@pytest.mark.parametrize(
    "install",
    [editable, wheel, both, copy_by_pth, copy_by_hand, copy_on_pythonpath],
    ids=lambda f: f.__name__,
)
def test_no_copy_of_the_kit_can_be_read(install: object, environment: Environment, tmp_path: Path) -> None:
    assert callable(install)
    install(environment)
    searches = "\n".join(
        f"try:\n    exec({(ATTACKS / 'learn' / f'{name}.py').read_text('utf-8')!r}, {{}})\nexcept OSError: pass"
        "\nexcept ImportError: pass"
        for name in SEARCHES
    )
    result = environment.check(f"{searches}\n{RIGHT}", tmp_path / "work")
    printed = "".join(check["output"] for check in result["exercises"][0]["checks"])  # type: ignore[index]
    assert "GOT THROUGH" not in printed
    assert result["trusted"] is True
    assert result["exercises"][0]["outcome"] == "passed"  # type: ignore[index]


def test_what_others_have_installed_can_be_imported(environment: Environment, tmp_path: Path) -> None:
    """By `pip install`, by `pip install --target` on PYTHONPATH, and in the older format that Debian still ships."""
    environment.wheel()
    target = tmp_path / "target"
    environment.variables["PYTHONPATH"] = str(target)
    (environment.site / "theirs").mkdir()
    (environment.site / "theirs" / "__init__.py").write_text(THEIR_MODULE, "utf-8")
    environment.distribution("Their_Package", ["theirs/__init__.py"])
    environment.distribution("single", ["by_target.py"], target)
    (target / "by_target.py").write_text(THEIR_MODULE, "utf-8")
    (target / "unlisted.py").write_text(THEIR_MODULE, "utf-8")
    (environment.site / "older.py").write_text(THEIR_MODULE, "utf-8")
    (environment.site / "Older-1.egg-info").mkdir()
    (environment.site / "Older-1.egg-info" / "top_level.txt").write_text("older\n", "utf-8")
    imports = (
        "import theirs, by_target, older\nassert theirs.answer() == by_target.answer() == older.answer()\n"
    )
    nobodys = (
        "try:\n    import unlisted\nexcept (ImportError, PermissionError): pass\nelse: print('GOT THROUGH')\n"
    )
    result = environment.check(imports + nobodys + RIGHT, tmp_path / "work")
    exercise = result["exercises"][0]  # type: ignore[index]
    assert exercise["outcome"] == "passed", exercise["checks"][0]["message"]
    assert "GOT THROUGH" not in "".join(check["output"] for check in exercise["checks"])


@pytest.mark.parametrize(
    "library",
    [
        "sklearn.cluster",
        "scipy.signal",
        "matplotlib.animation",
        "PIL.ImageFilter",
        "h5py",
        "keras",
        "xml.dom.minidom",
        "nbformat",  # which asks for its own version
    ],
)
def test_libraries_can_be_imported_late(grade: Grade, library: str) -> None:
    code = f"{RIGHT}\nimport importlib\nimportlib.import_module({library!r})\n"
    result = grade("e01", code)
    assert result.outcome is Outcome.PASSED, result.checks[0].message


def test_everything_that_is_installed_beside_the_kit_is_allowed() -> None:
    """Nothing of the libraries in use is lost: what is not allowed belongs to the kit."""
    site = Path(sysconfig.get_path("purelib"))
    allowed = set(reading.allowed())
    closed = {path.name for path in site.iterdir() if str(path) not in allowed} - {"__pycache__"}
    assert {name for name in closed if "tfkata" not in name.lower()} == set()
    assert str(Path(sys.modules["numpy"].__file__ or "").parent) in allowed


def test_doctor_tries_it_from_inside(environment: Environment, tmp_path: Path) -> None:
    """And says where a copy can be read: here one that another distribution carries under another name."""
    environment.wheel()
    shutil.copytree(ROOT / "solutions", environment.site / "theirs")
    listed = [str(p.relative_to(environment.site)) for p in (environment.site / "theirs").glob("e0[2-9]*.py")]
    environment.distribution("Their_Package", listed)
    command = [str(environment.python), "-m", "tfkata", "doctor"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    line = next(line for line in done.stdout.splitlines() if "sandbox: answers" in line)
    assert line.startswith("fail")
    assert "theirs/" in line
