"""Text that costs far more to parse than to write: what becomes of it, and of the process that grades."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.parser import hostile
from tests.parser.hostile import E01, RIGHT, notebook
from tfkata.catalog import records
from tfkata.classroom.batch import Batch
from tfkata.classroom.engines import LocalEngine
from tfkata.classroom.store import Store
from tfkata.errors import GraderError, SubmissionError
from tfkata.results import ExerciseResult, Outcome
from tfkata.running import shared
from tfkata.settings import Settings
from tfkata.submissions import parsed, parsers
from tfkata.submissions.discover import discover
from tfkata.submissions.parsers import Budget

E03 = records.find("e03")
LARGEST_GROWTH = 64 << 10  # kB, of all texts and notebooks together, some of which take gigabytes
linux = pytest.mark.skipif(not psutil.LINUX, reason="memory and limits as Linux counts them")


@pytest.fixture(scope="module")
def become() -> dict[str, Any]:
    """What became of each hostile text and notebook, all read by one process, and by how much it grew."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.parser.hostile"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(run.stdout)
    return found


@linux
def test_the_process_that_grades_does_not_grow(become: dict[str, Any]) -> None:
    assert become["grown"] < LARGEST_GROWTH


@linux
@pytest.mark.parametrize("name", hostile.TOO_MUCH)
def test_what_nobody_can_parse_has_no_known_stub(become: dict[str, Any], name: str) -> None:
    assert become["stubs"][name] == []


@linux
@pytest.mark.parametrize("name", hostile.ODD)
def test_what_is_only_odd_has_its_stub(become: dict[str, Any], name: str) -> None:
    assert become["stubs"][name] == ["normalize"]


@linux
@pytest.mark.parametrize("name", hostile.UNREADABLE)
def test_a_notebook_that_costs_too_much_is_named(become: dict[str, Any], name: str) -> None:
    assert become["read"][name].startswith("Cannot be read: e01.ipynb: ")


@linux
@pytest.mark.parametrize("name", hostile.READABLE)
def test_an_answer_beside_hostile_cells_is_found(become: dict[str, Any], name: str) -> None:
    assert become["read"][name].strip() == RIGHT.strip()


@linux
def test_what_is_read_afterwards_is_read_right(become: dict[str, Any]) -> None:
    assert become["then"].strip() == RIGHT.strip()


@linux
def test_the_reason_is_what_was_used_up(become: dict[str, Any]) -> None:
    assert "more than 1,024 MB of memory" in become["read"]["an import of 50,000 dots"]
    assert "more than 2 seconds of computing" in become["read"]["a cell of 80,000 fields"]


def graded(folder: Path, *, seconds: float = 1.0) -> dict[str, ExerciseResult]:
    """The class in a folder, two at a time; a few seconds at most go into reading a submission."""
    settings = Settings(tier="quick", device="cpu", reading_seconds=seconds)
    with Store(folder / "s.sqlite") as store, LocalEngine(2) as engine:
        batch = Batch(discover([folder / "class"], seconds=seconds), [E01], settings, store, engine)
        found = {graded.learner.id: graded.result.exercises[0] for graded in batch.run()}
        assert batch.counts.errors == 0
    shared.close()
    return found


def test_honest_answers_beside_hostile_ones_are_right(tmp_path: Path) -> None:
    """The honest one prints, and is asked while others are read; the hostile ones are told why they have nothing."""
    printing = "    print('.' * 4000)\n    return"
    hands: dict[str, tuple[str, bytes]] = {
        "alice": ("e01_normalize.py", RIGHT.replace("    return", printing).encode()),
        "bob": ("e01_normalize.ipynb", notebook(RIGHT)),
        "cyd": ("e01_normalize.ipynb", notebook(RIGHT, "x = f'" + "{a}" * 80_000 + "'")),
        "dan": ("loose.ipynb", notebook(RIGHT, "x = f'" + "{a}" * 80_000 + "'")),
        "eve": ("e01_normalize.ipynb", notebook(RIGHT, "import a" + ".b" * 50_000)),
        "fay": ("e01_normalize.ipynb", notebook(*["x = 1"] * 100_000)),
        "gus": ("e01_normalize.py", (RIGHT + "if 0:\n    x = " + "-" * 100_000 + "1\n").encode()),
    }
    for learner, (name, content) in hands.items():
        path = tmp_path / "class" / learner / name
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    found = graded(tmp_path)
    assert found["alice"].outcome is Outcome.PASSED
    assert found["bob"].outcome is Outcome.PASSED
    for learner in ("cyd", "dan", "eve", "fay"):
        assert found[learner].outcome is Outcome.FAILED, learner
        assert (found[learner].message or "").startswith("Cannot be read: "), learner
    assert "1 seconds of computing" in (found["cyd"].message or "")
    assert found["gus"].outcome not in (Outcome.PASSED, Outcome.GRADER_ERROR)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is really asked of a parser, in this order."""
    seen: list[str] = []
    real = parsers.ask

    def ask(request: parsers.Request, content: bytes) -> Any:
        seen.append(request.op)
        return real(request, content)

    monkeypatch.setattr(parsers, "ask", ask)
    return seen


def test_equal_notebooks_are_read_once_and_cost_everybody_the_same(asked: list[str]) -> None:
    content = notebook(RIGHT, "%ls\n" * 1000, "this = 'one'")
    first, second = Budget(20), Budget(20)
    assert parsed.answers(content, "a.ipynb", [E01], first) == parsed.answers(content, "b", [E01], second)
    assert asked == ["answers"]
    assert first.spent == second.spent > 0
    parsed.answers(content, "a.ipynb", [E03], first)
    assert asked == ["answers", "answers"], "what another exercise has of it is another question"


def test_equal_unreadable_notebooks_are_tried_once_and_refused_alike(asked: list[str]) -> None:
    content = notebook(RIGHT, "x = f'" + "{b}" * 80_000 + "'")
    for name in ("a.ipynb", "b.ipynb"):
        with pytest.raises(SubmissionError, match=rf"^{name}: .* more than 0\.5 seconds of computing"):
            parsed.answers(content, name, [E01], Budget(0.5))
    assert asked == ["answers"]


def test_all_files_of_a_submission_share_its_seconds(tmp_path: Path) -> None:
    slow = notebook(RIGHT, "x = f'" + "{c}" * 80_000 + "'")
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "e01_normalize.ipynb").write_bytes(slow)
    (tmp_path / "ada" / "e03_one_hot.py").write_text("def one_hot(a, b): return 1", "utf-8")
    (handed,) = discover([tmp_path / "ada"], seconds=0.5)
    submission = handed.open()
    assert submission.read(E03) is not None
    for exercise in (E01, E03):
        with pytest.raises(SubmissionError, match=r"more than 0\.5 seconds of computing"):
            submission.read(exercise)


@pytest.mark.parametrize("text", [RIGHT, "x = 'no placeholder'" * 1000])
def test_a_text_without_a_placeholder_is_parsed_by_nobody(asked: list[str], text: str) -> None:
    assert parsed.stubs(E01, text) == frozenset()
    assert asked == []


def test_the_stub_itself_is_parsed_by_nobody(asked: list[str]) -> None:
    from tfkata.catalog import source

    stub = source.parse(E03.solution.read_text("utf-8"), "e03").stub
    assert parsed.stubs(E03, stub) == set(E03.functions)
    assert asked == []
    assert parsed.stubs(E03, f"{stub}\n# mine\n") == set(E03.functions)
    assert asked == ["stubs"]


def parsers_of_this_process() -> list[psutil.Process]:
    children = psutil.Process().children()
    return [child for child in children if "tfkata.parser.start" in child.cmdline()]


@pytest.fixture
def parser() -> psutil.Process:
    """The one parser of this process, waiting for a request."""
    parsers.close()
    parsed.answers(notebook(RIGHT, f"mark = {os.urandom(8)!r}"), "a", [E01], Budget(20))
    (found,) = parsers_of_this_process()
    return found


def test_a_parser_that_ended_is_replaced(parser: psutil.Process) -> None:
    parser.kill()
    parser.wait()
    assert parsed.stubs(E01, f"# {os.urandom(8)!r}{hostile.STUB}") == {"normalize"}
    (another,) = parsers_of_this_process()
    assert another.pid != parser.pid


@linux
def test_a_parser_is_behind_walls_and_has_no_secret(
    parser: psutil.Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "secret")
    parser.kill()
    parsed.answers(notebook(RIGHT, f"mark = {os.urandom(8)!r}"), "a", [E01], Budget(20))
    (fresh,) = parsers_of_this_process()
    assert b"secret" not in Path(f"/proc/{fresh.pid}/environ").read_bytes()
    assert "NoNewPrivs:\t1" in Path(f"/proc/{fresh.pid}/status").read_text()
    assert fresh.rlimit(psutil.RLIMIT_AS)[1] == parsers.MEMORY


@linux
def test_parsers_that_are_killed_from_outside_are_our_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever kills them (an admin, a guard of the machine's memory), it is not the learner."""
    killed: list[int] = []
    real: Callable[..., Any] = parsers.Parser.ask

    def ask(self: parsers.Parser, request: parsers.Request, content: bytes) -> Any:
        # By its number: one that has just been started has no command line yet, and would not be found by it.
        os.kill(self._popen.pid, signal.SIGKILL)
        killed.append(self._popen.pid)
        return real(self, request, content)

    parsers.close()
    parsed.stubs(E01, f"# {os.urandom(8)!r}{hostile.STUB}")
    monkeypatch.setattr(parsers.Parser, "ask", ask)
    with pytest.raises(GraderError):
        parsed.stubs(E01, f"# {os.urandom(8)!r}{hostile.STUB}")
    assert len(set(killed)) == parsers.ATTEMPTS


def test_a_lie_of_a_parser_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    from tfkata.wire.parsing import Found

    for lie in ({"e09": "x"}, {E01.id: 3}, {E01.id: "x" * (2 << 20)}):
        monkeypatch.setattr(parsers, "ask", lambda *_, lie=lie: Found(lie, 0.1))
        with pytest.raises(SubmissionError):
            parsed.answers(os.urandom(8), "a.ipynb", [E01], Budget(1))
