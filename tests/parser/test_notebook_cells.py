"""The answer in a notebook: which cells count, and what of them."""

from __future__ import annotations

import ast
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tfkata.catalog import records
from tfkata.parser import magics, notebook_cells
from tfkata.submissions import cell_ids

E03 = records.find("e03")
CHECKS = [cell_ids.SETUP, *(cell_ids.of_check(E03, check) for check in E03.checks)]
ANSWER = "import numpy as np\n\n\ndef one_hot(labels, k):\n    return np.eye(k)[labels]\n\n\ndef decode(rows):\n    return rows.argmax(1)"


def test_a_single_cell_is_the_text_itself() -> None:
    assert notebook_cells.assemble([ANSWER], E03) == ANSWER + "\n"


def test_trying_things_out_costs_nothing() -> None:
    tries = ["one_hot(np.array([1]), 3)", "labels = load()\nmodel = train(labels)", "print(decode(x))"]
    assert notebook_cells.assemble([ANSWER, *tries], E03) == ANSWER + "\n"


def test_what_the_answer_uses_comes_along() -> None:
    own = ["import numpy as np; import os", "def row(k):\n    return np.zeros(SIZE)", "SIZE = 3\nOTHER = 4"]
    answer = "def one_hot(labels, k):\n    return row(k)\n\ndef decode(rows):\n    return 1"
    text = notebook_cells.assemble([*own, answer], E03)
    assert text == f"import numpy as np\n\n{own[1]}\n\nSIZE = 3\n\n{answer}\n"


def test_a_table_comes_with_what_fills_it() -> None:
    own = "TABLE = {}\nfor n in range(3):\n    TABLE[n] = n\nTABLE.update(a=1)\nprint(TABLE)"
    text = notebook_cells.assemble([own, "def one_hot(labels, k):\n    return TABLE"], E03)
    assert "for n in range(3):\n    TABLE[n] = n\nTABLE.update(a=1)\n" in text
    assert "print" not in text


def test_parameters_are_not_taken_for_names_of_the_notebook() -> None:
    text = notebook_cells.assemble(
        ["labels = expensive()", "def one_hot(labels, k):\n    return labels"], E03
    )
    assert "expensive" not in text


def test_the_last_definition_counts() -> None:
    first, second = "def one_hot(a, b):\n    return 1", "def one_hot(a, b):\n    return 2"
    assert notebook_cells.assemble([first, second], E03) == second + "\n"


def test_a_cell_of_the_answer_that_is_no_python_is_kept_to_be_reported() -> None:
    broken = "def one_hot(labels, k:\n    return 1"
    assert notebook_cells.assemble(["x = (", broken], E03) == broken + "\n"


def test_a_broken_cell_that_was_written_again_is_gone() -> None:
    broken = "def one_hot(labels, k:\n    return 1"
    assert notebook_cells.assemble([broken, ANSWER], E03) == ANSWER + "\n"


def test_future_imports_come_first() -> None:
    answer = "from __future__ import annotations\ndef one_hot(a, b):\n    return SIZE"
    text = notebook_cells.assemble(["SIZE = 3", answer], E03)
    assert text.startswith("from __future__ import annotations\n")
    compile(text, "answer", "exec")


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("%matplotlib inline\nx = 1", "pass\nx = 1"),
        ("!pip install numpy\nx = 1", "pass\nx = 1"),
        ("files = !ls\nx = 1", "files = None\nx = 1"),
        ("def f():\n    %time g()\n    return 1", "def f():\n    pass\n    return 1"),
        ("%%time\nx = 1", "x = 1"),
        ("%%bash\nrm -rf /", ""),
        ("f?", "pass"),
        ('check("e03", "encode")', "pass"),
        ('tfkata.check("e03")', "pass"),
        ('x = 1; tfkata.hint("e03", level=2)', "x = 1; pass"),
        ("tfkata.check(\n  'e03')\nx = 1", "pass\n\nx = 1"),
        ("from tfkata import check, hint\nx = 1", "pass\nx = 1"),
        ("images, labels = tfkata.data.digits()", "images, labels = tfkata.data.digits()"),
        ("def f():\n    return tfkata.data.digits()", "def f():\n    return tfkata.data.digits()"),
        ("%%tfkata e03\nx = 1", "x = 1"),
        ("%%tfkata e03 encode\n%%time\nx = 1", "x = 1"),
        ("%load_ext tfkata\nx = 1", "pass\nx = 1"),
        ("from tfkata.nbgrader import check\nx = 1", "pass\nx = 1"),
        ('print(float(check("e03", "encode")))\nscore = check("e03", "ties")', "pass\nscore = None"),
        ("display(x); y = 2", "pass; y = 2"),
        ("x = 'ä'; display(\n  x)\ny = 2", "x = 'ä'; pass\n\ny = 2"),
        ("x = '%matplotlib inline'", "x = '%matplotlib inline'"),
        ("def (", "def ("),
    ],
)
def test_what_only_ipython_understands_goes(cell: str, wanted: str) -> None:
    assert magics.plain(cell).rstrip() == wanted


def test_check_cells_are_no_part_of_the_answer() -> None:
    check = {"nbgrader": {"grade_id": cell_ids.of_check(E03, E03.checks[0])}}
    edited = {"cell_type": "code", "metadata": check, "source": "def one_hot(a, b):\n    return 'mine'"}
    own = {"cell_type": "code", "metadata": {}, "source": ["import numpy as np\n", "\n", ANSWER]}
    assert "mine" not in notebook_cells.from_notebook({"cells": [own, edited]}, E03, CHECKS)


@pytest.mark.parametrize(
    "notebook",
    [
        {},
        {"cells": []},
        {"cells": None},
        {"cells": "abc"},
        {"cells": [3, None, {}, {"cell_type": "code", "source": 4}]},
    ],
)
def test_a_notebook_without_an_answer_is_empty(notebook: dict[str, object]) -> None:
    assert notebook_cells.from_notebook(notebook, E03, CHECKS).strip() == ""


def test_half_a_character_does_no_harm() -> None:
    """JSON can spell it: in a string it is the same to Python when written as an escape."""
    text = notebook_cells.assemble([f"MARK = '\ud800'\n{ANSWER}"], E03)
    assert text == f"MARK = '\\ud800'\n{ANSWER}\n"


def test_depth_does_no_harm() -> None:
    deep = "def one_hot(a, b):\n    return " + "-" * 3000 + "1"
    assert "def one_hot" in notebook_cells.assemble([deep, "x = " + "(" * 150 + ")" * 150], E03)


@pytest.mark.parametrize(
    "cell",
    [
        "a = 1\n" * 40_000,
        "display(a)\n" * 20_000,
        ";".join(["SIZE = 1"] * 20_000),
        "get_ipython()\n" * 20_000,
    ],
    ids=["statements", "displays", "one line", "magics"],
)
def test_the_time_grows_no_faster_than_the_notebook(cell: str) -> None:
    """With the square of it these took many minutes, in the process that grades a class."""
    started = time.process_time()
    notebook_cells.assemble([cell, ANSWER.replace("(k)", "(k + SIZE)")], E03)
    assert time.process_time() - started < 60


def test_a_long_chain_of_names_comes_along() -> None:
    chain = "\n".join(f"v{n} = v{n + 1}" for n in range(4000))
    text = notebook_cells.assemble([chain, "def one_hot(a, b):\n    return v0"], E03)
    assert chain.replace("\n", "\n") in text


def test_what_takes_ipython_too_long_is_not_translated() -> None:
    """It reads a cell anew for each line that it translates; one with thousands of them took hours."""
    started = time.process_time()
    text = notebook_cells.assemble(["!ls\n" * 20_000, *["!ls\n" * 50] * 500, "%time\n" + ANSWER], E03)
    assert time.process_time() - started < 60
    assert "def one_hot" in text


@given(st.lists(st.text(alphabet="abx=()\n\r\f\ufeff%!{}[]:;'\"#1 \\\x00ä", max_size=60), max_size=4))
@example(["x = 1\rcheck(1)\rcheck(1)\r"])
@example(["\ufeffx='ä';check(1)"])
@example(["%%time\n" * 2000])
def test_any_text_gives_a_text(sources: list[str]) -> None:
    assert isinstance(notebook_cells.assemble([*sources, ANSWER], E03), str)


@given(st.permutations(["import numpy as np", "SIZE = 3", "def helper(x):\n    return SIZE * x"]))
def test_the_order_of_the_notebook_is_kept(own: list[str]) -> None:
    answer = "def one_hot(a, b):\n    return np.ones(helper(1))"
    body = ast.parse(notebook_cells.assemble([*own, answer], E03)).body
    assert [ast.unparse(part) for part in body] == [
        ast.unparse(ast.parse(part).body[0]) for part in [*own, answer]
    ]
