"""Lines outside functions: what only tries something out is passed over where it cannot work, everything else counts."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

import tfkata
from tests.conftest import Grade
from tfkata.candidate import serve
from tfkata.candidate.serve import LearnerModule
from tfkata.results import Outcome
from tfkata.wire import messages, replies
from tfkata.wire.messages import Call, Load
from tfkata.wire.replies import Raised, Value

ANSWERS = Path(__file__).parents[1] / "bank" / "answers" / "e05_batches"
FUNCTION = "def double(x):\n    return 2 * x\n"


def answer(source: str) -> Value | Raised:
    """What `double(3)` gives after the source has been loaded."""
    module = LearnerModule()
    load = Load(id="1", source=source, filename="answer.py", name="answer", seed=0)
    loaded = replies.read_reply(module.answer(messages.encode(load))).content
    if isinstance(loaded, Raised):
        return loaded
    call = Call(id="2", function="double", arguments=[3], options={})
    content = replies.read_reply(module.answer(messages.encode(call))).content
    assert isinstance(content, Value | Raised)
    return content


def out_of_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kit's data as a candidate finds it behind its walls."""
    monkeypatch.delattr(tfkata, "data", raising=False)
    monkeypatch.setitem(sys.modules, "tfkata.data", None)


@pytest.mark.parametrize(
    "line",
    [
        "x_train = x_train / 255",
        "model, history = train(model, x_train, y_train)",
        "print(double(images[0]))",
        "for image in images:\n    double(image)",
        "assert double(n) == 6",
        "display(double(3))",
        "raise_ = open('/root/.keras/datasets/mnist.npz')",
        "raised = [][0] if False else missing",
        "import tfkata\nimages, labels = tfkata.data.digits()",
        "import tfkata as kit\nprint(kit.data.fashion(full=True))",
        "from tfkata import data\nimages, labels = data.digits()",
        "from tfkata.data import digits",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_lines_that_try_something_out_are_passed_over(
    line: str, first: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    out_of_reach(monkeypatch)
    assert answer(f"{line}\n{FUNCTION}" if first else f"{FUNCTION}{line}\n") == Value(6)
    assert "does not work here and was passed over" in capsys.readouterr().err


@pytest.mark.parametrize(
    "line",
    [
        "import a_module_that_is_not_there",
        "raise NameError('no')",
        "1 / 0",
        "assert double(3) == 7",
        "def other(x=unknown):\n    pass",
        "@unknown\ndef other(x):\n    pass",
        "class Other(Unknown):\n    pass",
        "if unknown:\n    pass",
        "exit()",
        "data = open('/no/such/train.csv').read()",
        "with open('/no/such/train.csv') as f:\n    rows = f.readlines()",
        "[].pop()",
    ],
)
def test_everything_else_counts(line: str) -> None:
    assert isinstance(answer(f"{FUNCTION}{line}\n"), Raised)


@pytest.mark.parametrize(
    "line",
    [
        "import tfkata\ntfkata.check(__file__)",
        "import tfkata; shown = tfkata.check('e01', 'range')",
        "from tfkata import check, hint, solution\ncheck('e01')\nhint('e01')\nsolution('e01', anyway=True)",
    ],
)
def test_an_answer_that_asks_for_its_own_check_asks_for_nothing(line: str) -> None:
    """It would start graders of its own, or be told that it may not."""
    assert answer(f"{FUNCTION}\n{line}\n") == Value(6)
    assert serve.answering() == 0


def test_the_kits_data_is_missed_in_words_where_a_function_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    out_of_reach(monkeypatch)
    found = answer("import tfkata\ndef double(x):\n    return tfkata.data.digits()\n")
    assert isinstance(found, Raised)
    assert found.type == "NameError"
    assert found.message.startswith("tfkata.data is for trying things out")


def test_a_name_that_such_a_line_should_have_made_is_missed_where_it_is_used() -> None:
    found = answer("scale = x_train.max()\ndef double(x):\n    return scale * x\n")
    assert isinstance(found, Raised)
    assert found.message == "name 'scale' is not defined"


def test_futures_hold_for_the_whole_file() -> None:
    assert answer(
        f'"""What it does."""\nfrom __future__ import annotations\ndef other(x: Unknown): ...\n{FUNCTION}'
    ) == Value(6)
    assert isinstance(answer(f"def other(x: Unknown): ...\n{FUNCTION}"), Raised)


def test_lines_have_their_numbers() -> None:
    found = answer(f"{FUNCTION}\n\n1 / 0\n")
    assert isinstance(found, Raised)
    assert "line 5, in <module>" in found.traceback


@pytest.mark.parametrize("name", ["right_if_on_a_tensor", "right_loop_over_a_tensor"])
def test_autograph_finds_the_source_behind_walls(name: str, grade: Grade) -> None:
    """It reads the file of a function again if that is its module's `__file__`, and a walled process cannot open that file."""
    assert grade("e05", (ANSWERS / f"{name}.py").read_text("utf-8")).outcome is Outcome.PASSED
