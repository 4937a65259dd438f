"""The files that make a service grade with tfkata: a workflow, a pipeline, an autograder to upload.

Templates lie in `templates`; `@name@` is replaced. What an instructor chooses gets into them quoted, and what no
quoting makes safe is refused.
"""

from __future__ import annotations

import io
import json
import re
import shlex
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from tfkata.catalog.records import Exercise
from tfkata.errors import UsageError
from tfkata.files.writing import replace_file
from tfkata.running.runner import versions

KINDS = ("github", "gitlab", "gradescope", "classroom50")
# What decides a grade besides tfkata itself.
_PINNED = ("tensorflow", "keras", "numpy", "hypothesis")
OLDEST_PYTHON = 11  # as pyproject.toml says
_PACKED = (".whl", ".tar.gz", ".zip")
_FOLDER = Path(__file__).parent / "templates"
_PLACEHOLDER = re.compile(r"@([a-z_]+)@")
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip file of the same content is the same file


@dataclass(frozen=True, slots=True)
class Plan:
    """What is graded, by which tfkata, and which score lets the job pass.

    Raises:
        UsageError: a value that cannot stand in a workflow.
    """

    exercises: Sequence[Exercise]
    requirement: str
    minimum: float = 100.0
    tier: str = "full"
    sandbox: str = "strict"
    python: str = "3.12"
    seed: int = 0

    def __post_init__(self) -> None:
        faults = [*_of_requirement(self.requirement), *_of_python(self.python), *of_minimum(self.minimum)]
        if faults:
            raise UsageError("\n".join(faults))

    def values(self) -> dict[str, str]:
        """What the placeholders stand for."""
        pins = [f"{name}=={versions()[name]}" for name in _PINNED if name in versions()]
        return {
            "requirement": shlex.quote(self.requirement),
            "requirement_python": repr(self.requirement),
            "pins": " ".join(shlex.quote(pin) for pin in pins),
            "pins_python": repr(pins),
            "exercises": ",".join(exercise.id for exercise in self.exercises),
            "minimum": f"{self.minimum:g}",
            "tier": self.tier,
            "sandbox": self.sandbox,
            "seed": str(self.seed),
            "python": self.python,
        }


def of_minimum(minimum: float) -> Iterator[str]:
    """A share written as a fraction would let everybody pass."""
    if 0 < minimum < 1:
        raised = f"{100 * minimum:g}"
        yield f"--minimum {minimum:g} is {minimum:g} %: for {raised} % of the points write --minimum {raised}"


def _of_python(version: str) -> Iterator[str]:
    found = re.fullmatch(r"3\.(\d{1,2})", version)
    if not found:
        yield f"--python {version}: write a version such as 3.12"
    elif int(found[1]) < OLDEST_PYTHON:
        yield f"--python {version}: tfkata needs Python 3.{OLDEST_PYTHON} or later"


def _of_requirement(requirement: str) -> Iterator[str]:
    told = f"--requirement {requirement!r}:"
    if not requirement.strip() or not requirement.isprintable() or "${{" in requirement:
        yield f"{told} write one line that pip understands, such as tfkata==1.0"
    elif requirement.lstrip().startswith("-"):
        yield f"{told} is an option of pip, not a requirement: write one such as tfkata==1.0"
    elif _is_a_place_here(requirement):
        yield (
            f"{told} is a path on this machine, and the service starts in an empty folder of its own: name an address, such as "
            "'tfkata @ git+https://…' or 'https://…/tfkata.whl', or an absolute path that is there"
        )


def _is_a_place_here(requirement: str) -> bool:
    """Whether a requirement names a file by a path that only means something in the folder where it was typed."""
    name, at, place = requirement.partition(" @ ")
    named = (place if at else name).strip().removeprefix("file:")
    if "://" in named or named.startswith("/"):
        return False
    return named.startswith((".", "~")) or "/" in named or "\\" in named or named.endswith(_PACKED)


def place_on_the_service(requirement: str) -> str:
    """The absolute path that a requirement names, which has to be there on the service's machine; "" where it names none."""
    name, at, place = requirement.partition(" @ ")
    named = (place if at else name).strip()
    path = re.sub(r"^file:(?://)?(?=/)", "", named)
    return path if path.startswith("/") else ""


def default_requirement() -> str:
    """The tfkata that is installed here, exactly: from where it was installed, if pip has noted that, else by its version."""
    version = f"tfkata=={metadata.version('tfkata')}"
    try:
        origin = json.loads(metadata.distribution("tfkata").read_text("direct_url.json") or "{}")
        url, commit = str(origin.get("url", "")), origin.get("vcs_info", {}).get("commit_id")
    except (ValueError, AttributeError):
        return version
    if commit:
        return f"tfkata @ git+{url}@{commit}"
    return f"tfkata @ {url}" if url.startswith("https://") else version


def is_installed_from_here() -> bool:
    """Whether this tfkata comes from a folder or file of this machine, which no service can reach."""
    return '"file:' in (metadata.distribution("tfkata").read_text("direct_url.json") or "")


def repository_above(folder: Path) -> Path | None:
    """The top folder of the git repository in which a folder lies, unless it is that itself or in none."""
    inside = folder.resolve()
    top = next((place for place in (inside, *inside.parents) if (place / ".git").exists()), None)
    return top if top != inside else None


def files(kind: str, plan: Plan) -> dict[str, bytes]:
    """The files of a kind by path, the executable ones among them named in `EXECUTABLE`."""
    found = {place: _filled(template, plan) for place, template in _FILES[kind].items()}
    if kind == "gradescope":
        found["gradescope.zip"] = _zipped({Path(place).name: content for place, content in found.items()})
    return found


def write(folder: Path, kind: str, plan: Plan, *, force: bool = False) -> list[Path]:
    """Writes them below a folder; nothing is written if one of them is there and `force` is not given.

    Raises:
        UsageError: one is there already, or cannot be written.
    """
    wanted = {folder / place: content for place, content in files(kind, plan).items()}
    taken = [path for path in wanted if path.exists() or path.is_symlink()]
    if taken and not force:
        raise UsageError(f"{taken[0]}: is there already: `--force` writes it again")
    for path, content in wanted.items():
        replace_file(path, content, mode=0o755 if path.name in EXECUTABLE else None)
    return list(wanted)


_FILES = {
    "github": {".github/workflows/tfkata.yml": "github.yml"},
    "gitlab": {".gitlab-ci.yml": "gitlab.yml"},
    "gradescope": {"gradescope/setup.sh": "setup.sh", "gradescope/run_autograder": "run_autograder"},
    "classroom50": {"classroom50/autograder.py": "autograder.py.txt"},
}
EXECUTABLE = ("setup.sh", "run_autograder", "autograder.py")


def _filled(template: str, plan: Plan) -> bytes:
    values = plan.values()
    text = (_FOLDER / template).read_text("utf-8")
    return _PLACEHOLDER.sub(lambda found: values[found[1]], text).encode()


def _zipped(contents: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.external_attr = (0o100755 if name in EXECUTABLE else 0o100644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()
