"""A class of learners for the tests of nbgrader: what each hands in for e03, and what each tries."""

from __future__ import annotations

from collections.abc import Callable

from tests.nbgrader.course import Course, Notebook, cell_of, code
from tfkata.catalog import bank, records, source

E03 = records.find("e03")
ID = E03.id
_VARIANTS = bank.folder(bank.ANSWERS) / ID
STUB = source.parse(E03.solution.read_text("utf-8"), ID).stub


def variant(name: str) -> str:
    return (_VARIANTS / f"{name}.py").read_text("utf-8")


RIGHT = variant("right_eye_rows")
WRONG = variant("wrong_plus_one")

# Twelve learners: right, wrong, partly right, hostile, broken.
ANSWERS = {
    "ada": RIGHT,
    "bob": variant("right_put_along_axis"),
    "cleo": variant("right_loops"),
    "dan": variant("wrong_float64"),
    "eve": WRONG,
    "finn": variant("wrong_no_return"),
    "gus": STUB,
    "hal": RIGHT.replace("def decode", "def deco de"),
    "iris": "raise RuntimeError('not today')\n" + RIGHT,
    "jo": RIGHT[: RIGHT.index("def decode")],
    "kit": "class Same:\n    def __eq__(self, other):\n        return True\n    def __getattr__(self, name):\n        return Same()\n"
    "def one_hot(labels, k):\n    return Same()\ndef decode(rows):\n    return Same()\n",
    "lou": "def one_hot(labels, k):\n    while True:\n        pass\n\n" + RIGHT[RIGHT.index("def decode") :],
}

# What earns full marks where the code runs in the kernel of its judge.
FORGERIES = {
    "asserts-removed": (
        "import ast\nclass Gone(ast.NodeTransformer):\n    def visit_Expr(self, node):\n"
        "        return ast.copy_location(ast.Expr(ast.Constant(None)), node)\n"
        "    visit_Assert = visit_Expr\nget_ipython().ast_transformers.append(Gone())\n" + WRONG
    ),
    "check-replaced": "import builtins\ndef check(*_):\n    return 2.0\nbuiltins.check = check\n" + WRONG,
    "judge-patched": (
        "from tfkata.notebook import shown\nshown.Shown.__repr__ = lambda self: repr(float(self._worth))\n"
        "shown.Shown.bundle = lambda self: {'text/plain': repr(self)}\n" + WRONG
    ),
    "score-printed": WRONG + "\nprint('2.0')\nprint('points: 11/11')\n",
    "exit": "import os\nos._exit(0)\n" + WRONG,
    "exit-when-asked": "import os\ndef one_hot(labels, k):\n    os._exit(0)\ndef decode(rows):\n    os._exit(0)\n",
    "source-read": (
        "import json, pathlib\nnamespace = {}\n"
        "for place in ('../../../source', '../../source', '../source'):\n"
        "    for path in pathlib.Path(place).rglob('e03*.ipynb'):\n"
        "        for cell in json.loads(path.read_text())['cells']:\n"
        "            if cell['id'] == 'e03_one_hot':\n"
        "                exec(''.join(cell['source']), namespace)\n"
        "def one_hot(labels, k):\n    return namespace['one_hot'](labels, k)\n"
        "def decode(rows):\n    return namespace['decode'](rows)\n"
    ),
    "gradebook-written": (
        "import glob, sqlite3\n"
        "for up in ('.', '..', '../..', '../../..', '/tmp'):\n"
        "    for name in glob.glob(up + '/gradebook.db'):\n"
        "        with sqlite3.connect(name) as base:\n"
        "            base.execute('update grade set manual_score = 2, auto_score = 2')\n" + WRONG
    ),
}


def _no_checks(notebook: Notebook) -> None:
    notebook["cells"] = [c for c in notebook["cells"] if not c["metadata"].get("nbgrader", {}).get("grade")]


def _edited_checks(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        known = cell["metadata"].get("nbgrader", {})
        if known.get("grade"):
            cell["source"], known["points"] = "2.0", 100
            cell["outputs"] = [
                {
                    "output_type": "execute_result",
                    "execution_count": 1,
                    "metadata": {},
                    "data": {"text/plain": "100"},
                }
            ]


def _copied_cells(notebook: Notebook) -> None:
    """Copied above the originals, as somebody does who wants to keep a version."""
    answer = cell_of(notebook, ID)
    old = {**answer, "id": "copy-1", "source": STUB}
    check = {**cell_of(notebook, f"{ID}--encode"), "id": "copy-2", "source": "2.0"}
    notebook["cells"] = [old, check, *notebook["cells"]]


def _moved(notebook: Notebook) -> None:
    notebook["cells"].reverse()


def _empty(notebook: Notebook) -> None:
    notebook["cells"] = []


def _other_kernel(notebook: Notebook) -> None:
    notebook["metadata"] = {
        "kernelspec": {"name": "ir", "display_name": "R", "language": "R"},
        "language_info": {"name": "R"},
    }


def _magics(notebook: Notebook) -> None:
    cell = cell_of(notebook, ID)
    cell["source"] = "%matplotlib inline\n!echo nothing\n" + cell["source"] + '\ncheck("e03", "encode")\n'


def _own_cell_broken(notebook: Notebook) -> None:
    notebook["cells"] += [code("x = = 3"), code("1 / 0"), code("while True: pass")]


def _old_schema(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["schema_version"] = 1


def _no_metadata_fields(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"] = {"grade_id": cell["metadata"]["nbgrader"]["grade_id"], "grade": 3}


def _answer_is_text(notebook: Notebook) -> None:
    cell = cell_of(notebook, ID)
    cell["cell_type"] = "markdown"
    del cell["outputs"], cell["execution_count"]


def _claims_a_check(notebook: Notebook) -> None:
    """A cell of one's own that calls itself a check with a hundred points."""
    claim = {"grade": True, "grade_id": f"{ID}--more", "points": 100, "locked": False, "solution": False}
    notebook["cells"].append(code("100", nbgrader={**claim, "schema_version": 3}))


def _megabytes_of_output(notebook: Notebook) -> None:
    text = ("y" * 79 + "\n") * 130_000
    cell_of(notebook, ID)["outputs"] = [{"output_type": "stream", "name": "stdout", "text": text}]


# Right answers in notebooks that went wrong: each must get what the answer is worth.
MISHAPS: dict[str, tuple[str, Callable[[Notebook], None]]] = {
    "no-checks": (RIGHT, _no_checks),
    "edited-checks": (WRONG, _edited_checks),
    "copied-cells": (RIGHT, _copied_cells),
    "moved": (RIGHT, _moved),
    "other-kernel": (RIGHT, _other_kernel),
    "magics": (RIGHT, _magics),
    "own-cell-broken": (RIGHT, _own_cell_broken),
    "old-schema": (RIGHT, _old_schema),
    "no-metadata-fields": (RIGHT, _no_metadata_fields),
    "answer-is-text": (RIGHT, _answer_is_text),
    "claims-a-check": (WRONG, _claims_a_check),
    "megabytes-of-output": (RIGHT, _megabytes_of_output),
    "empty": ("", _empty),
}


def hand_in(course: Course, names: list[str]) -> None:
    """What these learners hand in."""
    for name in names:
        if name in MISHAPS:
            text, change = MISHAPS[name]
            course.hand_in(name, "e03", text, change)
        else:
            course.hand_in(name, "e03", {**ANSWERS, **FORGERIES}[name])


def answer_of(name: str) -> str:
    """The same code as a file, as `tfkata check` would get it. Calls of IPython are no part of an answer."""
    if name == "asserts-removed":
        return FORGERIES[name].replace("get_ipython().ast_transformers.append(Gone())", "pass")
    return MISHAPS[name][0] if name in MISHAPS else {**ANSWERS, **FORGERIES}[name]
