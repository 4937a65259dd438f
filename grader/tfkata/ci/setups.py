"""The files that make a service grade with tfkata: a workflow, a pipeline, an autograder to upload.

Templates lie in `templates`; `@name@` is replaced. What an instructor chooses gets into them quoted, and what no
quoting makes safe is refused.
"""

from __future__ import annotations

import io
import re
import shlex
import zipfile
from collections.abc import Sequence
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

    def __post_init__(self) -> None:
        if not self.requirement.strip() or not self.requirement.isprintable() or "${{" in self.requirement:
            raise UsageError(
                f"--requirement {self.requirement!r}: write one line that pip understands, such as tfkata==1.0"
            )
        if not re.fullmatch(r"3\.\d{1,2}", self.python):
            raise UsageError(f"--python {self.python}: write a version such as 3.12")

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
            "python": self.python,
        }


def default_requirement() -> str:
    """The installed version, exactly."""
    return f"tfkata=={metadata.version('tfkata')}"


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
        raise UsageError(f"{taken[0]}: is there already: `--force` writes it anew")
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
