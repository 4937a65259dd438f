"""`check(…)` in the learner's notebook: in a real kernel, in a terminal, in a script; and what it shows."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.late import Late
from tests.nbgrader.a_class import RIGHT, STUB, WRONG
from tfkata.catalog import records
from tfkata.notebook import learner
from tfkata.notebook.showing import note
from tfkata.notebook.shown import MIME, Shown
from tfkata.results import CheckResult, Evidence, Outcome

if TYPE_CHECKING:
    from nbformat import NotebookNode

nbformat = Late("nbformat.v4")  # takes seconds to import
nbclient = Late("nbclient")

CHECK = 'check("e03", "decode")'


@pytest.fixture(scope="module")
def ran() -> list[NotebookNode]:
    """Cells of a notebook after a run in a kernel, as in nbgrader's stock mode or by a learner."""
    texts = [
        "from tfkata.nbgrader import check",
        CHECK,
        STUB,
        CHECK,
        "import sys; print('noise', file=sys.stderr)",
        WRONG,
        CHECK,
        "labels = 1 / 0",
        RIGHT,
        CHECK,
        'check("e03_one_hot", "decode", points=4)',
        'check("e03", "dekode")',
        "'tensorflow' in sys.modules",
    ]
    notebook = nbformat.new_notebook(cells=[nbformat.new_code_cell(text) for text in texts])
    nbclient.NotebookClient(notebook, timeout=300, allow_errors=True).execute()
    return list(notebook.cells)


def _value(cell: NotebookNode) -> str:
    (output,) = cell.outputs
    assert output.output_type == "execute_result"
    return str(output.data["text/plain"])


def test_the_value_of_the_cell_is_what_the_answer_earned(ran: list[NotebookNode]) -> None:
    assert [_value(ran[place]) for place in (1, 3, 6, 9)] == ["0.0", "0.0", "0.0", "2.0"]


def test_nothing_goes_to_stderr_and_nothing_heavy_is_imported(ran: list[NotebookNode]) -> None:
    for place in (0, 1, 3, 6, 9, 10, 11):
        assert not [o for o in ran[place].outputs if o.output_type != "execute_result"]
    assert _value(ran[12]) == "False"


def test_a_cell_that_was_mended_does_not_haunt_the_next_check(ran: list[NotebookNode]) -> None:
    assert ran[7].outputs[0].output_type == "error"
    assert _value(ran[9]) == "2.0"


def test_points_changed_by_an_instructor(ran: list[NotebookNode]) -> None:
    assert _value(ran[10]) == "4.0"


def test_a_check_that_is_not_there_is_named(ran: list[NotebookNode]) -> None:
    assert _value(ran[11]) == "0.0"
    assert "e03_one_hot has no check called" in ran[11].outputs[0].data["text/html"]


def test_people_see_what_is_wrong_and_a_hint(ran: list[NotebookNode]) -> None:
    data = ran[6].outputs[0].data
    assert "counted from 0" in data["text/html"]
    assert "Hint:" in data["text/html"]
    assert data[MIME]["check"]["misconception"] == "decode.off-by-one"


def test_in_a_script_the_result_is_printed(tmp_path: Path) -> None:
    script = tmp_path / "answer.py"
    script.write_text(f"from tfkata.nbgrader import check\n{WRONG}\nprint(float({CHECK}))\n", "utf-8")
    run = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=300)
    assert run.stdout.endswith("0.0\n")
    assert "counted from 0" in run.stdout
    assert run.stderr == ""


def test_a_cell_run_twice_counts_at_its_last_run() -> None:
    assert learner.in_order_of_last_run(["a", "b", "a", "c"]) == ["b", "a", "c"]


HOSTILE = "<script>alert(1)</script>\x1b[31m"


def test_what_the_learners_code_said_is_escaped() -> None:
    evidence = Evidence(
        call=HOSTILE,
        returned=HOSTILE,
        expected=HOSTILE,
        traceback=HOSTILE,
        side_by_side=[{"mark": "≠", "left": HOSTILE, "right": HOSTILE}],
        moment={HOSTILE: HOSTILE},
    )
    result = CheckResult(
        "a", HOSTILE, Outcome.FAILED, 0, 2, HOSTILE, HOSTILE, HOSTILE, 0.0, evidence, HOSTILE
    )
    html = Shown(result, exercise_id="e03_one_hot", worth=2).html()
    assert "<script" not in html
    assert "\x1b" not in html
    assert html.count("&lt;script&gt;") == 13


def test_what_stands_in_back_ticks_is_code_and_stays_escaped() -> None:
    said = "The number is in `num_classes`, not in `<script>`: `open"
    result = CheckResult("a", "rows", Outcome.FAILED, 0, 2, said, hint="Call `f(<b>)`.")
    html = Shown(result, exercise_id="e03_one_hot", worth=2).html()
    assert "<code>num_classes</code>, not in <code>&lt;script&gt;</code>: `open" in html
    assert "<code>f(&lt;b&gt;)</code>" in html
    assert "<code>&lt;b&gt;</code>" in note("see `<b>`").html
    assert note("see `<b>`").text == "see `<b>`"


@pytest.mark.parametrize(
    ("points", "of", "worth", "wanted"),
    [(2, 2, 2, "2.0"), (1, 2, 2, "1.0"), (0, 2, 5, "0.0"), (1, 3, 3, "1.0"), (2, 2, 7, "7.0")],
)
def test_the_number_is_what_nbgrader_reads(points: float, of: float, worth: float, wanted: str) -> None:
    from nbgrader.utils import determine_grade

    result = CheckResult("a", "t", Outcome.FAILED, points, of)
    shown = Shown(result, exercise_id=records.find("e03").id, worth=worth)
    assert repr(shown) == wanted
    cell = nbformat.new_code_cell(
        "", outputs=[nbformat.new_output("execute_result", shown.bundle(), execution_count=1)]
    )
    cell.metadata["nbgrader"] = {"grade": True, "grade_id": "a", "points": worth, "solution": False}
    assert determine_grade(cell) == (float(wanted), worth)


HOOKS = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
def hooks():
    return len(shell.events.callbacks["post_run_cell"])
before = hooks()
{imports}
print("HOOKS", hooks() - before)
"""


@pytest.mark.parametrize(
    ("imports", "hooks"),
    [
        ("import tfkata.nbgrader.course, tfkata.nbgrader.notebooks, tfkata.notebook.shown", 0),
        ("import tfkata.notebook.learner", 0),
        ("from tfkata.nbgrader import check", 1),
        ("from tfkata.nbgrader import check\nfrom tfkata.nbgrader import check as again\nimport tfkata.nbgrader\ntfkata.nbgrader.check", 1),
    ],
)  # fmt: skip
def test_only_a_learners_notebook_is_watched(tmp_path: Path, imports: str, hooks: int) -> None:
    command = [sys.executable, "-c", HOOKS.format(imports=imports)]
    run = subprocess.run(
        command, capture_output=True, text=True, check=True, env=os.environ | {"IPYTHONDIR": str(tmp_path)}
    )
    assert run.stdout.splitlines()[-1] == f"HOOKS {hooks}"


def test_another_name_is_not_there() -> None:
    package = importlib.import_module("tfkata.nbgrader")
    with pytest.raises(AttributeError, match="has no attribute 'chek'"):
        package.chek  # noqa: B018
