"""Imports point one way; what must start fast imports nothing heavy; what confines a candidate knows no secret."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
import tfkata
from tfkata.checks import kit

PACKAGE = Path(tfkata.__file__).parent

# A module imports only from lines above its own. A package is one line; a new module gets a place here.
TABLE = """
errors  exits  workfolder  results  catalog  source  measure  wire  data  texts  calibration  solutions
describe  describe_dataset  describe_figure  probes  artifacts  plain  candidate
sandbox  preload  template  launch  spawn
architecture  dialogue  checks.show  checks.judges  checks.notes  checks.kit  checks
examiner  inprocess  attendant  driver  runner  twins
workspace  progress  report  rounds
edition  store  submissions.shelf
nbgrader
submissions  executors  batch  batch_view  class_files  cli_conditions  cli_grade
ci  outputs  cli_ci
authoring  quality  doctor  cli_author  cli_nbgrader  cli  plugin  __main__
"""
ORDER = TABLE.split()

JUSTIFIED = {
    ("template", "examiner"): "inside the child that was forked to become an examiner",
}

# Runs in a candidate's process, next to the learner's code.
UNTRUSTED = {"describe", "describe_dataset", "describe_figure", "probes", "artifacts", "plain", "candidate"}


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py"}


def line_of(module: str) -> str:
    """The entry of ORDER that a module belongs to: its own, or its package's."""
    return module if module in ORDER else module.partition(".")[0]


def imports(module: str) -> set[str]:
    """Modules of the package that a module imports, at its top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: a relative import"
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    ours = {name.removeprefix("grader.") for name in found if name.startswith("grader.")}
    return {name for name in ours if name in MODULES and name != module}


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_point_one_way(module: str) -> None:
    own = line_of(module)
    assert own in ORDER, f"{module}: say in tests/test_imports.py where it stands"
    for imported in imports(module):
        other = line_of(imported)
        if other != own and (own, other) not in JUSTIFIED:
            assert ORDER.index(other) < ORDER.index(own), f"{module} imports {imported}"


def test_exceptions_are_in_use() -> None:
    for module, imported in JUSTIFIED:
        assert imported in imports(module)
        assert ORDER.index(imported) > ORDER.index(module)


def test_the_order_names_modules_that_are_there() -> None:
    assert set(ORDER) <= {line_of(module) for module in MODULES}
    assert len(set(ORDER)) == len(ORDER)


def test_no_module_imports_itself_by_a_detour() -> None:
    """Inside the packages, too. Raises CycleError, which names the cycle."""
    graph = {module: imports(module) - {b for a, b in JUSTIFIED if a == module} for module in MODULES}
    for module, imported in graph.items():  # `from package import module` is not the package's own surface
        graph[module] = {
            name for name in imported if not any(other.startswith(f"{name}.") for other in imported)
        }
    TopologicalSorter(graph).prepare()


OF_EXERCISES = {module for module in MODULES if re.match(r"checks\.e\d\d_", module)}


@pytest.mark.parametrize("module", sorted(OF_EXERCISES))
def test_exercises_do_not_know_each_other(module: str) -> None:
    assert not imports(module) & OF_EXERCISES


def test_a_candidate_knows_nothing_that_judges() -> None:
    known: set[str] = set()
    waiting = set(UNTRUSTED)
    while waiting:
        module = waiting.pop()
        known.add(module)
        waiting |= imports(module) - known
    assert known == UNTRUSTED | {"errors", "measure", "wire"}


@pytest.mark.parametrize("module", ["results", "errors", "exits"])
def test_what_any_renderer_may_use_needs_the_standard_library_only(module: str) -> None:
    for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
        assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


HEAVY = {"tensorflow", "keras", "sklearn", "matplotlib", "scipy", "hypothesis", "numpy", "rich", "jsonschema"}
SHOW = "import sys; print('LOADED', *sorted(set(sys.modules)))"


def loaded(code: str) -> set[str]:
    """Modules that are loaded after the code has run in a process of its own."""
    run = subprocess.run(
        [sys.executable, "-c", f"{code}\n{SHOW}"], capture_output=True, text=True, timeout=120, check=True
    )
    return set(run.stdout.rpartition("LOADED")[2].split())


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("import grader", set()),
        ("import tfkata.plugin", set()),
        ("import tfkata.cli.app", set()),
        ("from click.testing import CliRunner; from tfkata.cli.app import app; CliRunner().invoke(app, ['list'])", set()),
        ("from click.testing import CliRunner; from tfkata.cli.app import app; CliRunner().invoke(app, ['hint', 'e01'])", set()),
        ("import tfkata.running.runner, tfkata.report.terminal", {"numpy", "rich"}),
        ("import tfkata.examiner.judge", {"numpy"}),
        ("import tfkata.checks.kit", {"numpy"}),
        ("import tfkata.data", {"numpy"}),
        (
            "import pytest, tfkata.catalog.records as c; pytest.main(['--collect-only', '-q', '-p', 'no:cacheprovider',"
            " '-p', 'no:hypothesispytest', str(c.kit_folder('exercises'))])",
            set(),
        ),
    ],
)  # fmt: skip
def test_what_starts_fast_imports_nothing_heavy(code: str, allowed: set[str]) -> None:
    assert loaded(code) & HEAVY <= allowed


def test_collecting_the_tests_waits_for_no_tensorflow() -> None:
    folder = str(Path(__file__).parent)
    code = f"import pytest; pytest.main(['--collect-only', '-q', '-p', 'no:cacheprovider', {folder!r}])"
    assert not loaded(code) & {"tensorflow", "keras", "sklearn"}


def test_the_template_knows_no_secret() -> None:
    """What the warm process has imported is what every candidate may know."""
    known = {
        name.removeprefix("grader.")
        for name in loaded("import tfkata.warm.template")
        if name.startswith("grader.")
    }
    secret = {"checks", "solutions", "texts", "catalog", "data", "examiner", "runner", "dialogue", "results"}
    assert not {line_of(name).partition(".")[0] for name in known} & secret


def test_the_authors_interface_is_what_is_written_down() -> None:
    """A new name is written down below; one that goes, or an argument that changes, breaks other people's exercises."""
    assert sorted(kit.__all__) == list(SURFACE)
    assert not [name for name in kit.__all__ if not hasattr(kit, name)]
    for name, wanted in SURFACE.items():
        signature = inspect.signature(getattr(kit, name)) if wanted is not None else None
        assert wanted is None or list(signature.parameters) == wanted.split(), name  # type: ignore[union-attr]


SURFACE = {
    "Candidate": "host job",
    "CandidateLost": None,
    "CandidateRaised": None,
    "Described": "kind data",
    "Failure": None,
    "Foreign": "type_name text",
    "Judge": None,
    "Problem": "message code values",
    "agree": "candidate function arguments expected judge always diagnose examples",
    "array": "rtol atol dtype shape codes",
    "check": "check_id",
    "confusion": "title labels predicted classes",
    "count": "value",
    "curves": "title series",
    "exact": "",
    "fail": "code message call returned expected side_by_side values",
    "layers": "title rows",
    "measured": "name value",
    "model_argument": "model",
    "rebuild": "described",
    "reference": "exercise_id function",
    "returned_nothing": "value",
    "scalar": "rtol atol",
    "show": "value",
    "show_call": "function arguments",
}

METHODS = {
    "call": "self function arguments timeout options",
    "calls": "self function calls options",
    "mutated": "self function arguments",
    "once": "self key thunk",
    "path": "self name",
    "read_model": "self path",
    "read_weights": "self path model",
}


def test_what_a_check_may_ask_of_a_candidate() -> None:
    """More arguments may come after these."""
    for name, wanted in METHODS.items():
        signature = inspect.signature(getattr(kit.Candidate, name))
        assert list(signature.parameters)[: len(wanted.split())] == wanted.split(), name
    public = {name for name in vars(kit.Candidate) if not name.startswith("_")}
    assert public >= {*METHODS, "seed", "tier", "exercise"}
