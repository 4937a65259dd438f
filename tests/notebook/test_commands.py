"""`import tfkata` in a notebook: checks, hints and solutions, the cell magic; in a real kernel, in a script."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import tfkata
from tests.late import Late
from tests.nbgrader.a_class import RIGHT, STUB, WRONG
from tfkata.catalog import records, source
from tfkata.cli.app import app
from tfkata.notebook import cells, commands, plain, showing
from tfkata.running import shared
from tfkata.workspace import progress

if TYPE_CHECKING:
    from nbformat import NotebookNode

nbformat = Late("nbformat.v4")  # takes seconds to import
nbclient = Late("nbclient")

TEXTS = [
    "import tfkata",
    'tfkata.check("e03")',  # 1: nothing is defined yet
    STUB.removesuffix(source.WHEN_RUN),
    'tfkata.check("e03")',  # 3: still the stub
    "labels = 1 / 0",
    f'{WRONG}\ntfkata.check("e03")\nx = 1',  # 5: in the middle of a cell
    'tfkata.hint("e03")',
    'tfkata.hint("e03")',
    'tfkata.solution("e03")',  # 8: not yet
    f'{RIGHT}\nfound = tfkata.check("e03")\nfound',  # 9: and its value, which is no second one
    "float(found)",
    'tfkata.check("e03", "decode")',
    'tfkata.check("e03", "dekode")',
    'tfkata.check("e99")',
    'tfkata.solution("e03")',  # 14
    "%load_ext tfkata",
    f"%%tfkata e03 decode\n{WRONG}",  # 16
    f"%%tfkata e03\n{RIGHT}",
    "%%tfkata\nx = 1",
    "%%tfkata e03\n1 / 0",
    "found",  # 20
    'tfkata.check("e03", tier="slow")',
    'images, labels = tfkata.data.digits()\nimages.shape, "tensorflow" in __import__("sys").modules',
]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> list[NotebookNode]:
    """The cells after a run in a kernel, in a folder of their own."""
    folder = tmp_path_factory.mktemp("notebook")
    notebook = nbformat.new_notebook(cells=[nbformat.new_code_cell(text) for text in TEXTS])
    client = nbclient.NotebookClient(
        notebook,
        timeout=900,
        startup_timeout=600,
        allow_errors=True,
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute()
    assert progress.passed(folder) == {"e03_one_hot"}
    return list(notebook.cells)


def shown(cell: NotebookNode, kind: str = "text/html") -> str:
    (output,) = cell.outputs
    assert output.output_type == "display_data", output
    return " ".join(str(output.data[kind]).split())


def test_without_an_answer_it_says_which_function_is_missing(ran: list[NotebookNode]) -> None:
    assert "no cell that you have run defines <code>one_hot</code> or <code>decode</code>" in shown(ran[1])
    assert "not attempted" in shown(ran[3])


def test_a_failure_shows_one_check_in_full_wherever_the_call_stands(ran: list[NotebookNode]) -> None:
    html = shown(ran[5])
    assert "counted from 0" in html
    assert "decode.off-by-one" in html
    assert "tfkata.hint(&quot;e03&quot;)" in html
    assert "others write it like this" not in html


def test_hints_come_one_by_one(ran: list[NotebookNode]) -> None:
    assert shown(ran[6], "text/plain").startswith("decode: ")
    assert shown(ran[7], "text/plain").startswith("1. ")


def test_the_solution_is_open_after_a_pass(ran: list[NotebookNode]) -> None:
    assert "has not passed here yet" in shown(ran[8])
    assert "def one_hot" in shown(ran[14])
    assert "###" not in shown(ran[14])


def test_a_pass_says_what_comes_next_and_how_others_write_it(ran: list[NotebookNode]) -> None:
    html = shown(ran[9])
    assert (
        f"1 of {len(records.exercises())} · next: e04_split · tfkata.solution(&quot;e03&quot;) is open"
        in html
    )
    assert html.count("<pre") == 2
    assert ran[10].outputs[0].data["text/plain"] == "11.0"
    assert "11/11" in shown(ran[20])


def test_one_check_alone(ran: list[NotebookNode]) -> None:
    assert "2/2" in shown(ran[11])


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (12, "e03_one_hot has no check called &#x27;dekode&#x27;: did you mean decode?"),
        (13, "no exercise is called &#x27;e99&#x27;"),
        (18, "name the exercise: `%%tfkata e03`"),
        (21, "there is no tier &#x27;slow&#x27;"),
    ],
)
def test_a_slip_is_an_error_in_words(ran: list[NotebookNode], cell: int, said: str) -> None:
    assert said in re.sub(r"</?code>", "`", shown(ran[cell]))
    assert "tfkata failed" not in shown(ran[cell])


def test_the_magic_runs_and_checks_its_cell(ran: list[NotebookNode]) -> None:
    assert ran[15].outputs == []
    assert "counted from 0" in shown(ran[16])
    assert "11/11" in shown(ran[17])
    assert ran[19].outputs[0].output_type == "error"
    assert ran[19].outputs[0].ename == "ZeroDivisionError"
    assert len(ran[19].outputs) == 1


def test_the_kernel_imports_nothing_heavy(ran: list[NotebookNode]) -> None:
    assert ran[22].outputs[0].data["text/plain"] == "((8000, 28, 28), False)"


def python(text: str, folder: Path) -> subprocess.CompletedProcess[str]:
    script = folder / "e03_one_hot.py"
    script.write_text(text, "utf-8")
    command = [sys.executable, str(script)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)


def test_running_an_exercise_file_says_what_to_do(tmp_path: Path) -> None:
    """The ▶ of an editor, with the stub as it is handed out and with an answer in its place."""
    run = python(STUB, tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    assert "not attempted" in run.stdout
    assert "next: open e03_one_hot.py, then `tfkata check e03` (or `tfkata hint e03`)" in run.stdout
    run = python(WRONG + source.WHEN_RUN, tmp_path)
    assert "counted from 0" in " ".join(run.stdout.split())
    run = python(RIGHT + source.WHEN_RUN, tmp_path)
    assert "tfkata solution e03 is open" in run.stdout
    assert progress.passed(tmp_path) == {"e03_one_hot"}


def test_in_a_script_what_was_found_is_printed(tmp_path: Path) -> None:
    run = python(f'{WRONG}\nimport tfkata\ntfkata.check("e03")\n', tmp_path)
    assert "counted from 0" in run.stdout
    assert "✗ decode: " in run.stdout
    assert run.stdout.splitlines()[-1].startswith("next: change your answer")
    assert run.stderr == ""


def test_an_answer_is_judged_alike_with_the_lines_that_run_it_and_without(grade: object) -> None:
    for text, outcome in ((RIGHT, "passed"), (WRONG, "failed"), (STUB, "not_attempted")):
        bare = text.removesuffix(source.WHEN_RUN)
        found = [grade("e03", one) for one in (bare, bare + source.WHEN_RUN)]  # type: ignore[operator]
        assert [one.outcome for one in found] == [outcome] * 2
        assert found[0].points == found[1].points
        assert [c.misconception for c in found[0].checks] == [c.misconception for c in found[1].checks]


@pytest.mark.parametrize(
    "line",
    [
        'print(float(tfkata.check("e03")))',
        'found = tfkata.check("e03")\nassert found.points >= 0, found.checks',
        'if tfkata.check("e03", "encode") < 1:\n    tfkata.hint("e03").show()',
        'print(f"{tfkata.check(__file__):.1f} points", tfkata.solution("e03"))',
    ],
)
def test_what_a_file_does_with_its_own_verdict_is_harmless_while_it_is_judged(
    grade: object, line: str
) -> None:
    assert grade("e03", f"{RIGHT}\nimport tfkata\n{line}\n").outcome == "passed"  # type: ignore[operator]


def test_what_is_offered_is_there_and_nothing_else() -> None:
    assert callable(tfkata.check)
    assert tfkata.data.digits
    with pytest.raises(AttributeError, match="has no attribute 'chek'"):
        tfkata.chek  # noqa: B018


def test_colab_is_a_notebook_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    class ZMQInteractiveShell:
        execution_count = 1

    class Shell(ZMQInteractiveShell):
        """What `google.colab` calls its own."""

    monkeypatch.setattr(showing, "shell", Shell)
    assert showing.in_jupyter()
    monkeypatch.setattr(showing, "shell", lambda: None)
    assert not showing.in_jupyter()


def test_that_walls_are_missing_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    levels = iter(["nothing ran", "strict", "none", "none", "strict"])
    monkeypatch.setattr(shared, "runner", lambda: SimpleNamespace(sandbox=lambda: next(levels)))
    monkeypatch.setattr(commands, "_unconfined_said", [])
    said = [bool(commands._unconfined()) for _ in range(5)]  # noqa: SLF001
    assert said == [False, False, True, False, False]


# Notebooks without a course.


@pytest.mark.parametrize("exercise", records.exercises().values(), ids=lambda exercise: exercise.id)
def test_a_plain_notebook_has_lesson_answer_and_check(exercise: records.Exercise) -> None:
    made = plain.notebook(exercise)
    code = ["".join(cell["source"]) for cell in made["cells"] if cell["cell_type"] == "code"]
    assert cells.as_text(made) == cells.as_text(plain.notebook(exercise))
    assert code[0] == "import tfkata"
    assert f'tfkata.check("{exercise.id[:3]}")' in code
    assert code[1].count("NotImplementedError") == len(exercise.functions)
    assert "__main__" not in code[1]
    assert "###" not in code[1]


def test_plain_notebooks_are_valid() -> None:
    from nbformat import reads, validate

    for exercise in records.exercises().values():
        validate(reads(cells.as_text(plain.notebook(exercise)), as_version=4))


def test_the_command_writes_them_and_leaves_alone_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = CliRunner().invoke(app, ["notebook", "e01,e03"])
    assert said.exit_code == 0
    assert "notebooks: 2 written" in said.output
    mine = tmp_path / "notebooks" / "e03_one_hot.ipynb"
    mine.write_text("mine", "utf-8")
    said = CliRunner().invoke(app, ["notebook", "--to", "notebooks"])
    assert f"{len(records.exercises()) - 2} written, 2 left alone" in said.output
    assert mine.read_text("utf-8") == "mine"


def test_a_plain_notebook_is_checked_by_its_file(tmp_path: Path, grade: object) -> None:
    (path,) = plain.write([records.find("e03")], tmp_path)
    text = path.read_text("utf-8")
    for answer, word in ((None, "not attempted"), (RIGHT, "11/11")):
        if answer is not None:
            made = plain.notebook(records.find("e03"))
            made["cells"][2]["source"] = f'%load_ext tfkata\n{answer}\ntfkata.check("e03")'
            path.write_text(cells.as_text(made), "utf-8")
        run = subprocess.run(
            [sys.executable, "-m", "tfkata", "check", str(path)],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            timeout=300,
        )
        assert word in run.stdout
    assert text
