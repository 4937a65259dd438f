"""What must start fast imports nothing heavy; what the warm process knows is no secret; the author's interface.

Which room may import which is held by import-linter (`lint-imports`, contracts in pyproject.toml).
"""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import tfkata
from tfkata.checks import kit

PACKAGE = Path(tfkata.__file__).parent
AT_THE_TOP = {"__init__.py", "__main__.py", "errors.py", "plugin.py", "results.py", "settings.py"}


def test_every_module_is_in_a_room() -> None:
    assert {path.name for path in PACKAGE.glob("*.py")} == AT_THE_TOP


def test_every_room_says_what_it_is_for() -> None:
    rooms = list(PACKAGE.rglob("__init__.py"))
    silent = [path for path in rooms if not path.read_text("utf-8").startswith('"""')]
    assert not silent
    missing = {path.parent for path in PACKAGE.rglob("*.py")} - {path.parent for path in rooms}
    assert not missing, "a folder with modules and no __init__.py"


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
        ("import tfkata", set()),
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
        name.split(".")[1] for name in loaded("import tfkata.warm.template") if name.startswith("tfkata.")
    }
    assert known == {"candidate", "errors", "sandbox", "warm", "wire"}


def test_the_authors_interface_is_what_is_written_down() -> None:
    """A new name is written down below; one that goes, or an argument that changes, breaks other people's exercises."""
    assert sorted(kit.__all__) == list(SURFACE)
    assert not [name for name in kit.__all__ if not hasattr(kit, name)]
    for name, wanted in SURFACE.items():
        signature = inspect.signature(getattr(kit, name)) if wanted is not None else None
        assert wanted is None or list(signature.parameters) == wanted.split(), name  # type: ignore[union-attr]


SURFACE = {
    "Answer": "function arguments got typed ordinary_error",
    "Ask": None,
    "Candidate": "host job",
    "CandidateLost": None,
    "CandidateRaised": None,
    "Described": "kind data",
    "Diagnosis": None,
    "Failure": None,
    "Foreign": "type_name text",
    "Function": "name reference arguments always judge shown ordinary",
    "Judge": None,
    "Mistake": "code holds names values",
    "Mistakes": "rows look",
    "Problem": "message code values",
    "agree": "candidate function arguments expected judge always remembered diagnose examples ordinary_error",
    "array": "rtol atol dtype shape codes",
    "array_alone": "got dtype code",
    "as_above": "raised ordinary",
    "check": "check_id",
    "checks": "module table",
    "confusion": "title labels predicted classes",
    "count": "value",
    "curves": "title series",
    "exact": "",
    "fail": "code message call returned expected side_by_side values",
    "folder_argument": "files empty",
    "layer_argument": "argument name",
    "layers": "title rows",
    "measured": "name value",
    "model_argument": "model",
    "rebuild": "described grids",
    "reference": "exercise_id function",
    "returned_nothing": "value",
    "scalar": "rtol atol",
    "show": "value",
    "show_call": "function arguments",
    "tried": "ask arguments",
}

PROPERTIES = {
    "agrees": "self judge diagnose examples",
    "agrees_on": "self calls judge diagnose",
    "ask": "self candidate arguments options typed",
    "ask_each": "self candidate calls",
    "in_all_forms": "self groups judge code may_raise values",
    "leaves_alone": "self calls code forms shared options values",
    "no_samples": "self arguments",
    "one_sample": "self arguments code",
    "ordinary_error": "self candidate",
    "returns_dtype": "self calls dtype code forms",
    "takes": "self forms code",
    "wanted": "self arguments",
}


def test_what_can_be_said_of_a_function() -> None:
    public = {
        name for name, value in vars(kit.Function).items() if inspect.isfunction(value) and name[0] != "_"
    }
    assert public == set(PROPERTIES)
    for name, wanted in PROPERTIES.items():
        assert list(inspect.signature(getattr(kit.Function, name)).parameters) == wanted.split(), name


METHODS = {
    "call": "self function arguments timeout options",
    "calls": "self function calls options",
    "mutated": "self function arguments",
    "calls_remembered": "self function calls",
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
