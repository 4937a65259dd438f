"""What a result is kept under: a hash of the answer, and of everything that decides what is said about it.

Kept grades (`classroom`, `nbgrader`) and kept measurements (`authoring`) go by the same hash. Python counts as the program
that it is: without comments, docstrings and layout. Two things may be left out of the hash of an exercise:

- `words=False`: how texts are worded. A verdict is an outcome and a code; a grade also quotes the text.
- `minimum=False`: the calibrated minimum, which calibration itself is about to write.
"""

from __future__ import annotations

import ast
import contextlib
import gc
import hashlib
import json
import string
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from tfkata.catalog import records, texts
from tfkata.catalog.records import Exercise
from tfkata.running.runner import versions
from tfkata.settings import Settings

LENGTH = 32
_PACKAGE = Path(records.__file__).parents[1]
_ROOMS = ("candidate", "examiner", "wire")  # whole, because the examiner finds some of it by name
_MODULES = ("tfkata.checks.familiar", "tfkata.catalog.source", "tfkata.parser.python")
_INDECISIVE = ("threads", "reading_seconds")
_ONLY_FOR_MODELS = "tfkata.architecture"  # what checks that need TensorFlow alone can reach
_COMPUTING = ("scikit-learn", "matplotlib", "h5py", "msgpack", "pillow")  # besides those that a result names


def of(exercise: Exercise, *, words: bool = True, minimum: bool = True) -> str:
    """Hash everything that belongs to an exercise and everything that judges it.

    Its folder (record, texts, minimum, code), the texts that exercises share, its solution, the rooms of candidate, examiner
    and wire, every module to which these and its checks lead by imports, and, where one of them reads data, the
    hashes of the data. Versions of libraries are hashed by `engine`.
    """
    parts = []
    for name, path in files(exercise).items():
        if minimum or not _is_minimum(path):
            parts += [name, _content(path, words=words)]
    return _digest(*parts)


def files(exercise: Exercise) -> dict[str, Path]:
    """Find the files that `of` hashes, by their place in the kit, which is the same on every machine."""
    shared = {f"shared_texts/{path.name}": path for path in texts.shared()}
    folder = records.folder_of(exercise.id)
    own = {f"exercise/{path.name}": path for path in [*folder.glob("*.toml"), *folder.glob("*.py")]}
    solution = {"solution": exercise.solution} if exercise.solution.is_file() else {}
    rooms = (f"tfkata.{room}.{path.stem}" for room in _ROOMS for path in (_PACKAGE / room).glob("*.py"))
    modules = _reached([f"tfkata.curriculum.{exercise.id}.checks", *_MODULES, *rooms], exercise)
    return dict(sorted((shared | own | solution | modules | _manifests(modules)).items()))


def _manifests(modules: Iterable[str]) -> dict[str, Path]:
    """The hashes of the data that these modules can read: each package of data has a manifest of its own."""
    found = {
        "manifest": "tfkata.data",
        "manifest of categories": "tfkata.data.categories",
        "manifest of transfer": "tfkata.data.categories.transfer",
    }
    return {
        name: _PACKAGE.parent.joinpath(*package.split("."), "manifest.toml")
        for name, package in found.items()
        if package in modules
    }


@cache
def known(exercise_id: str) -> str:
    """Hash an exercise once in the life of a process, so that a run judges all submissions by one state of it."""
    return of(records.find(exercise_id))


@cache
def engine() -> str:
    """Hash the versions of whatever computes a verdict."""
    return _digest(json.dumps(libraries(), sort_keys=True))


def libraries() -> dict[str, str]:
    """Versions of Python, tfkata and the libraries that compute, by name.

    Of Python's version the patch is left out: patch releases mend faults and change no results, and machines differ in it.
    """
    found = versions()
    found["python"] = ".".join(found["python"].split(".")[:2])
    for name in _COMPUTING:
        with contextlib.suppress(metadata.PackageNotFoundError):
            found[name] = metadata.version(name)
    return found


def key(exercise: Exercise, text: str, settings: Settings) -> str:
    """Name a result: the same text, judged by the same exercise in the same way, has the same key for everybody."""
    return _digest(text, known(exercise.id), engine(), _conditions(settings), exercise.id)


@cache
def _conditions(settings: Settings) -> str:
    """What of the settings may change a verdict; how many threads compute it, or how long reading may take, does not."""
    decisive = {name: value for name, value in asdict(settings).items() if name not in _INDECISIVE}
    return json.dumps(decisive, sort_keys=True)


def _is_minimum(path: Path) -> bool:
    return path.name.startswith("threshold")


def _content(path: Path, *, words: bool) -> str:
    if path.suffix == ".py":
        return _program(path).content
    is_text = path.name != "record.toml" and path.name != "manifest.toml" and not _is_minimum(path)
    return _text_without_words(path) if is_text and not words else _digest(path.read_text("utf-8"))


@cache
def _text_without_words(path: Path) -> str:
    """What of a file of texts decides: which texts there are, and the values that each wants filled in."""
    return _digest(json.dumps(_placeholders(tomllib.loads(path.read_text("utf-8"))), sort_keys=True))


def _placeholders(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _placeholders(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_placeholders(part) for part in value]
    try:
        return sorted(
            {str(name) for _, name, _, _ in string.Formatter().parse(str(value)) if name is not None}
        )
    except ValueError:  # a text that cannot be filled in
        return str(value)


def _reached(first: Iterable[str], exercise: Exercise) -> dict[str, Path]:
    """The modules of the kit to which these lead by imports, these among them."""
    found: dict[str, Path] = {}
    waiting = list(first)
    while waiting:
        name = waiting.pop()
        path = _file_of(name)
        if (
            name in found
            or path is None
            or (exercise.library == "numpy" and name.startswith(_ONLY_FOR_MODELS))
        ):
            continue
        found[name] = path
        waiting += [name.rpartition(".")[0], *_program(path).imports]
    return found


@cache
def _file_of(module: str) -> Path | None:
    folder = _PACKAGE.parent.joinpath(*module.split("."))
    return next((p for p in (folder / "__init__.py", folder.with_suffix(".py")) if p.is_file()), None)


@dataclass(frozen=True, slots=True)
class _Program:
    """A hash of what a module does, and every dotted name of the kit that its imports may mean."""

    content: str
    imports: tuple[str, ...]


@cache
def _program(path: Path) -> _Program:
    """Reads a module once in the life of a process; `ast.walk` and `ast.dump` would take twice as long."""
    spelled: list[str] = []
    imports: list[str] = []
    with _no_collection():
        waiting: list[Any] = [ast.parse(path.read_text("utf-8"))]
        while waiting:
            one = waiting.pop()
            if isinstance(one, ast.AST):
                if isinstance(one, ast.Import | ast.ImportFrom):
                    imports += _imported(one)
                spelled.append(type(one).__name__)
                waiting += [getattr(one, name, None) for name in one._fields if name != "ctx"]
            elif isinstance(one, list):
                kept = [part for part in one if not (isinstance(part, ast.Expr) and _is_docstring(part))]
                spelled.append(f"[{len(kept)}")
                waiting += kept
            else:
                spelled.append(repr(one))
    return _Program(_digest("\n".join(spelled)), tuple(imports))


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """A syntax tree is thousands of small objects and no rubbish: looking for some doubles the time that parsing takes."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _is_docstring(statement: ast.Expr) -> bool:
    """Whether a statement is a text alone, which does nothing."""
    return isinstance(statement.value, ast.Constant) and isinstance(statement.value.value, str)


def _imported(statement: ast.Import | ast.ImportFrom) -> list[str]:
    """`from tfkata.checks import kit` may mean the package and the module. Relative imports are banned in the kit."""
    names = [alias.name for alias in statement.names]
    if isinstance(statement, ast.ImportFrom):
        names = [str(statement.module), *(f"{statement.module}.{name}" for name in names)]
    return [name for name in names if name.startswith("tfkata")]


def _digest(*parts: str) -> str:
    lengths = ",".join(str(len(part)) for part in parts)
    return hashlib.sha256("\0".join([lengths, *parts]).encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]
