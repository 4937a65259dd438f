"""The command line as a learner meets it: what is said, the exit code, and never a traceback of ours."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from tfkata.catalog import records, texts
from tfkata.cli import app
from tfkata.files import reading
from tfkata.report import substitutes
from tfkata.workspace import folder as workspace

E01, E03 = records.find("e01"), records.find("e03")
RIGHT = E01.solution.read_text("utf-8")
STUB = E01.stub.read_text("utf-8")
PASSED, NOT_PASSED, USAGE, GRADER_FAILED, INTERRUPTED = 0, 1, 2, 3, 130


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def error(self) -> str:
        """The one line on stderr of a command that could not be carried out."""
        assert self.out == ""
        assert self.err.startswith("tfkata: ")
        assert self.err.count("\n") == 1
        return self.err


Tfkata = Callable[..., Said]


@pytest.fixture
def tfkata(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Tfkata:
    """`tfkata("check", "e01")` runs that command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.delenv("TFKATA_DEBUG", raising=False)

    def run(*arguments: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["tfkata", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            app.main()
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return Said(int(ended.value.code or 0), printed.out, printed.err)

    return run


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# What there is.


def test_list_shows_every_exercise(tfkata: Tfkata) -> None:
    said = tfkata("list")
    assert said.code == PASSED
    every = list(records.exercises())
    shown = [line.split()[0] for line in said.out.splitlines() if line.startswith("  e")]
    assert sorted(shown) == every  # grouped by category and topic
    assert said.out.splitlines()[0].endswith(" points")
    assert said.out.splitlines()[1].startswith(" Data · 0/")
    assert " 0/7 " in said.out.splitlines()[2]
    assert said.out.splitlines()[-1].startswith(f"0 of {len(every)} passed · 0/")


@pytest.mark.parametrize(
    "asked", [("--help",), ("-h",), ("check", "--help"), ("author", "check", "-h"), ("--version",)]
)
def test_help_is_there(tfkata: Tfkata, asked: tuple[str, ...]) -> None:
    said = tfkata(*asked)
    assert (said.code, said.err) == (PASSED, "")
    assert "tfkata" in said.out


# What cannot be carried out: one line that says what to do, exit code 2, nothing changed.


@pytest.mark.parametrize(
    ("asked", "named", "advice"),
    [
        (("check",), ".", "`tfkata init my-work`"),
        (("check", "e99"), "'e99'", "`tfkata list` shows them all"),
        (("check", "e01_normalise"), "'e01_normalise'", "did you mean e01_normalize"),
        (("check", "e01"), "e01_normalize.py", "begin with `tfkata init my-work`"),
        (("check", "--from", "nowhere"), "nowhere", "`tfkata init nowhere` makes one"),
        (("check", "e01", "--from", "nowhere"), "nowhere", "`tfkata init nowhere` makes one"),
        (("check", "there/e01_normalize.py"), "there/e01_normalize.py", "`tfkata reset e01_normalize` writes"),
        (("check", "my_answer.py"), "'my_answer'", "`tfkata list` shows them all"),
        (("check", "empty"), "empty", "`tfkata check --from empty` grades what is in it"),
        (("check", "--from", "empty"), "empty", "begin with `tfkata init my-work`"),
        (("check", "--from", "file"), "file", "is a file: name a folder"),
        (("check", "bad/e01_normalize.py"), "bad/e01_normalize.py", "not UTF-8 text (byte 1): save it as UTF-8"),
        (("check", "latin/e01_normalize.py"), "latin/e01_normalize.py", "save it as UTF-8"),
        (("check", "large/e01_normalize.py"), "large/e01_normalize.py", "is this the exercise?"),
        (("check", "folder/e01_normalize.py"), "folder/e01_normalize.py", "`tfkata reset e01_normalize` writes"),
        (("check", "good/e01_normalize.py", "--output", "no/where.json"), "no/where.json", "make it first"),
        (("check", "good/e01_normalize.py", "--output", "empty"), "empty", "name a file in it"),
        (("hint", "e99"), "'e99'", "`tfkata list`"),
        (("reset", "e99"), "'e99'", "`tfkata list`"),
        (("solution", "e99"), "'e99'", "`tfkata list`"),
        (("author", "check", "e99"), "'e99'", "`tfkata list`"),
        (("init", "file"), "file", "name a folder"),
        (("init", "file/below"), "file", "cannot be written: Not a directory"),
        (("reset", "e01", "--from", "file"), "file", "cannot be written"),
        (("reset", "e01", "--from", "folder"), "folder", "cannot be written: Is a directory"),
        (("reset", "e01", "--from", str(E01.solution.parent)), "solutions", "name the folder with your answers"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_one_line(
    tfkata: Tfkata, tmp_path: Path, asked: tuple[str, ...], named: str, advice: str
) -> None:
    write(tmp_path / "file", "")
    write(tmp_path / "bad/e01_normalize.py", b"#\xff\xfe\x00\x80" * 100)
    write(tmp_path / "latin/e01_normalize.py", f"# für dich\n{RIGHT}".encode("latin-1", "replace"))
    write(tmp_path / "large/e01_normalize.py", "#" * 2_000_000)
    write(tmp_path / "good/e01_normalize.py", RIGHT)
    (tmp_path / "empty").mkdir()
    (tmp_path / "folder/e01_normalize.py").mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    said = tfkata(*asked)
    assert said.code == USAGE
    assert named in said.error
    assert advice in said.error
    assert sorted(tmp_path.rglob("*")) == before
    assert E01.solution.read_text("utf-8") == RIGHT


@pytest.mark.parametrize(
    "asked",
    [
        ("chekc",),
        ("check", "--tier", "slow"),
        ("check", "--seed", "-1"),
        ("check", "--patience", "0"),
        ("check", "--format", "xml"),
        ("check", "--verbose"),
        ("hint",),
        ("hint", "e01", "--level", "0"),
        ("hint", "e01", "--level", "much"),
        ("init",),
    ],
)
def test_a_slip_in_the_request_is_explained(tfkata: Tfkata, asked: tuple[str, ...]) -> None:
    said = tfkata(*asked)
    assert (said.code, said.out) == (USAGE, "")
    assert "Error: " in said.err
    assert "--help" in said.err or "-h" in said.err


def test_a_fault_of_our_own_is_one_line_and_exit_code_3(
    tfkata: Tfkata, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(workspace, "default_folder", lambda folder: 1 / 0)
    said = tfkata("list")
    assert (said.code, said.out) == (GRADER_FAILED, "")
    assert said.err == (
        "tfkata itself failed: ZeroDivisionError: division by zero (TFKATA_DEBUG=1 shows where; please report it)\n"
    )
    monkeypatch.setenv("TFKATA_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        app.main()


# Grading. All these answers in one run: starting is what takes time.

ANSWERS: dict[str, str | bytes] = {
    "right": RIGHT,
    "right with a byte order mark": b"\xef\xbb\xbf" + RIGHT.encode(),
    "right from Windows": RIGHT.replace("\n", "\r\n"),
    "right below the stub": f"{STUB}\n\n{RIGHT.partition('import numpy as np')[2]}",
    "stub": STUB,
    "wrong": "def normalize(images):\n    return images / 255\n",
    "raises": "def normalize(images):\n    pixels = images\n    return pixels.no_such_thing\n",
    "syntax error": "import numpy as np\n\ndef normalize(images)\n    return images\n",
    "tabs and spaces": "def normalize(images):\n\tx = 1\n        return x\n",
    "raises at import": "import numpy as np\nimport not_installed_anywhere\n",
    "null byte": "def normalize(images):\0\n    return images\n",
    "renamed": "def normalise(images):\n    return images / 255\n",
    "no function": "import numpy as np\n",
    "not a function": "normalize = 3\n",
    "wrong arguments": "def normalize():\n    return 1\n",
    "empty": "",
    "only a byte order mark": b"\xef\xbb\xbf",
    "a form feed before": "\x0c\ndef normalize(images):\n    return 1 / 0\n",
    "annotated with what is not there": f"def helper(x: NoSuchName): ...\n{RIGHT}",
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The result of each answer, out of one `tfkata check --format json`."""
    folder = tmp_path_factory.mktemp("answers")
    paths = [write(folder / name / "e01_normalize.py", text) for name, text in ANSWERS.items()]
    run = subprocess.run(
        [sys.executable, "-m", "tfkata", "check", "--format", "json", *map(str, paths)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (run.returncode, run.stderr) == (NOT_PASSED, "")
    return dict(zip(ANSWERS, json.loads(run.stdout)["exercises"], strict=True))


def message(exercise: dict[str, Any]) -> str:
    """What the last check says, its traceback included."""
    check = exercise["checks"][-1]
    return check["message"] + ((check["evidence"] or {}).get("traceback") or "")


@pytest.mark.parametrize("name", [name for name in ANSWERS if name.startswith("right")])
def test_right_answers_pass_however_they_are_saved(graded: dict[str, dict[str, Any]], name: str) -> None:
    assert graded[name]["outcome"] == "passed", graded[name]
    assert graded[name]["points"] == graded[name]["max_points"] == 7


@pytest.mark.parametrize(
    ("name", "outcome", "said"),
    [
        ("stub", "not_attempted", ["Not written yet: normalize"]),
        ("raises", "crashed", ["AttributeError", "no_such_thing", "line 3"]),
        ("syntax error", "crashed", ["SyntaxError", "expected ':'", "line 3", "def normalize(images)"]),
        ("tabs and spaces", "crashed", ["TabError"]),
        ("raises at import", "crashed", ["not_installed_anywhere", "line 2", "an exercise is judged alone"]),
        ("null byte", "crashed", ["null bytes"]),
        ("renamed", "failed", ["normalize is not in the file", "There is normalise: was it renamed?"]),
        ("no function", "failed", ["normalize is not in the file"]),
        ("not a function", "failed", ["normalize is not in the file"]),
        ("wrong arguments", "crashed", ["takes 0 positional arguments but 1 was given"]),
        ("empty", "failed", ["normalize is not in the file"]),
        ("only a byte order mark", "failed", ["normalize is not in the file"]),
        ("a form feed before", "crashed", ["line 3", "return 1 / 0"]),
        ("annotated with what is not there", "crashed", ["NameError", "NoSuchName"]),
    ],
)
def test_what_is_said_of_answers_that_do_not_pass(
    graded: dict[str, dict[str, Any]], name: str, outcome: str, said: list[str]
) -> None:
    assert graded[name]["outcome"] == outcome
    assert graded[name]["points"] == 0
    for part in said:
        assert part in message(graded[name])
    assert "site-packages" not in message(graded[name])
    assert "grader/tfkata" not in message(graded[name])


def test_one_mistake_costs_one_check(graded: dict[str, dict[str, Any]]) -> None:
    assert graded["wrong"]["outcome"] == "failed"
    assert [c["misconception"] for c in graded["wrong"]["checks"] if c["points"] == 0] == [
        "normalize.wrong-dtype"
    ]


def test_a_right_answer_exits_0_and_is_remembered(tfkata: Tfkata, tmp_path: Path) -> None:
    write(tmp_path / "exercises/e01_normalize.py", RIGHT)
    said = tfkata("check", "e1")
    assert said.code == PASSED
    assert "✓ e01_normalize" in said.out
    assert "1 of 1 passed · 7 of 7 points" in said.out
    assert (
        said.out.splitlines()[-1]
        == f"1 of {len(records.exercises())} · next: e02_channels · tfkata solution e01 is open"
    )
    assert said.out.count("def normalize(images):") == 2
    assert "others write it like this:" in said.out
    assert "# expect" not in said.out
    assert "✓ e01_normalize" in tfkata("list").out
    assert "7/7" in tfkata("list").out
    assert "✓ e01_normalize" in tfkata("list", "--from", "exercises").out
    assert "✓" not in tfkata("list", "--from", "elsewhere").out


def test_all_in_the_folder_in_their_order_and_what_comes_next(tfkata: Tfkata, tmp_path: Path) -> None:
    """A missing function costs its own checks only, an untouched exercise is no failure, and strangers are no exercise."""
    code = E03.solution.read_text("utf-8")
    write(tmp_path / "e03_one_hot.py", code[: code.index("def decode")])
    write(tmp_path / "e01_normalize.py", STUB)
    write(tmp_path / "notes.py", "1 / 0")
    write(tmp_path / "e99_other.py", "1 / 0")
    said = tfkata("check", "--format", "json", "--output", "result.json")
    assert said.code == NOT_PASSED
    assert said.out.index("○ e01_normalize") < said.out.index("✗ e03_one_hot")
    assert "Pixels the network likes" in said.out
    assert "0 of 2 passed, 1 not attempted" in said.out
    assert "next: open e01_normalize.py, then `tfkata check e01`" in said.out
    assert "others write it like this" not in said.out
    first, second = json.loads((tmp_path / "result.json").read_text("utf-8"))["exercises"]
    assert (first["id"], first["outcome"]) == ("e01_normalize", "not_attempted")
    assert 0 < second["points"] < second["max_points"]
    assert {c["outcome"] for c in second["checks"] if c["points"] == 0} == {"failed"}


def test_a_failure_shows_one_check_in_full_and_the_others_in_a_line(tfkata: Tfkata, tmp_path: Path) -> None:
    write(tmp_path / "e01_normalize.py", "def normalize(images):\n    return [1, 2]\n")
    short, long = tfkata("check", "e01").out, tfkata("check", "e01", "--all").out
    failed = [line for line in short.splitlines() if line.startswith("    ✗")]
    assert len(failed) > 2
    assert all(line.endswith("failed") for line in failed[1:])
    assert f"{len(failed) - 1} more did not pass: `tfkata check e01 --all` explains each" in short
    assert short.count("[value.list-not-array]") == 1
    assert short.count("returned  ") == 1
    assert long.count("returned  ") > 1
    assert "--all` explains" not in long
    for text in (short, long):
        assert not [line for line in text.splitlines() if line != line.rstrip()]


def test_broken_syntax_is_explained_once_with_the_brackets_that_are_open(
    tfkata: Tfkata, tmp_path: Path
) -> None:
    write(
        tmp_path / "e01_normalize.py",
        "import numpy as np\n\nSIZES = [1, 2\ndef normalize(images):\n    return 3 4\n",
    )
    out = tfkata("check", "e01").out
    assert out.count("SyntaxError:") == 1
    assert "called" not in out
    write(tmp_path / "e01_normalize.py", "def normalize(images):\n    x = (images\n    return x if)\n")
    out = tfkata("check", "e01").out
    assert "at the end of the one above it" in " ".join(out.split())
    assert "Where line 3 begins, `(` from line 2 is still open." in " ".join(out.split())


def test_several_exercises_with_commas(tfkata: Tfkata, tmp_path: Path) -> None:
    for exercise in (E01, E03):
        write(tmp_path / exercise.stub.name, exercise.stub.read_text("utf-8"))
    found = json.loads(tfkata("check", "e01,e03", "--format", "json").out)["exercises"]
    assert [one["id"] for one in found] == ["e01_normalize", "e03_one_hot"]
    assert "'e99'" in tfkata("check", "e01,e99").error
    odd = write(tmp_path / "a,b" / "e01_normalize.py", STUB)
    assert (
        json.loads(tfkata("check", str(odd), "--format", "json").out)["exercises"][0]["id"] == "e01_normalize"
    )


def test_what_comes_next_can_be_typed(tfkata: Tfkata, tmp_path: Path) -> None:
    """A folder with a blank in its name is quoted, and named where a command would look elsewhere."""
    assert "next: `cd 'my work'`, `tfkata watch`, and save exercises/e01" in tfkata("init", "my work").out
    said = tfkata("check", "e01", "--from", "my work/exercises")
    assert (
        "next: open 'my work/exercises/e01_normalize.py', then `tfkata check e01 --from 'my work/exercises'`"
        in said.out
    )


def test_output_as_text(tfkata: Tfkata, tmp_path: Path) -> None:
    path = write(tmp_path / "e01_normalize.py", "def normalize(images):\n    return [1, 2]\n")
    said = tfkata("check", str(path), str(path), "--output", "result.txt")
    text = (tmp_path / "result.txt").read_text("utf-8")
    assert said.code == NOT_PASSED
    assert "[value.list-not-array]" in text
    assert text.count("✗ e01_normalize") == 1  # named twice, graded once
    assert "\x1b" not in text
    assert not [line for line in text.splitlines() if line != line.rstrip()]


def test_what_the_learner_prints_is_no_part_of_json(tfkata: Tfkata, tmp_path: Path) -> None:
    write(tmp_path / "e01_normalize.py", f'print("}}{{ not json")\n{RIGHT}')
    said = tfkata("check", "e01", "--format", "json")
    assert said.code == PASSED
    assert "not json" in json.loads(said.out)["exercises"][0]["checks"][0]["output"]


def test_nothing_but_stubs_starts_nothing(tfkata: Tfkata, tmp_path: Path) -> None:
    tfkata("init", "work")
    said = tfkata("check", "--from", "work/exercises", "--format", "json")
    result = json.loads(said.out)
    assert said.code == NOT_PASSED
    assert {exercise["outcome"] for exercise in result["exercises"]} == {"not_attempted"}
    assert len(result["exercises"]) == len(records.exercises())
    assert result["sandbox"] == "nothing ran"


def test_what_only_trains_is_left_out_of_the_quick_tier(tfkata: Tfkata, tmp_path: Path) -> None:
    """Named alone, that is said; among others, a note says so and nothing counts as missing."""
    slow = next((e for e in records.exercises().values() if not e.checks_of("quick")), None)
    if slow is None:
        pytest.skip("every exercise has a quick check")
    write(tmp_path / f"{slow.id}.py", "")
    note = f"{slow.id} is left out: all its checks train, `--tier full` runs them"
    alone = tfkata("check", slow.id, "--tier", "quick")
    assert (alone.code, alone.error) == (USAGE, f"tfkata: {note}\n")
    write(tmp_path / "e01_normalize.py", RIGHT)
    said = tfkata("check", "--tier", "quick", "--format", "json")
    result = json.loads(said.out)
    assert said.code == PASSED
    assert [exercise["id"] for exercise in result["exercises"]] == ["e01_normalize"]
    assert result["notes"] == [note]


def test_in_process_ctrl_c_is_heard(tfkata: Tfkata, tmp_path: Path) -> None:
    """Elsewhere a KeyboardInterrupt that an answer raises is its own mistake; here it may be the learner's keyboard."""
    write(tmp_path / "e01_normalize.py", "def normalize(images):\n    raise KeyboardInterrupt\n")
    said = tfkata("check", "e01", "--in-process")
    assert (said.code, said.err.strip()) == (INTERRUPTED, "interrupted")


@pytest.mark.parametrize("typed", ["q\n", "p images.dtype\nq\n", "n\nn\nq\n", ""], ids=repr)
def test_q_at_a_breakpoint_ends_the_run(tmp_path: Path, typed: str) -> None:
    """So does the end of what is typed. The checks that come later are not run."""
    write(
        tmp_path / "e01_normalize.py",
        "def normalize(images):\n    breakpoint()\n    x = 1\n    return images\n",
    )
    run = subprocess.run(
        [sys.executable, "-m", "tfkata", "check", "e01", "--in-process"],
        cwd=tmp_path,
        input=typed,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (run.returncode, run.stderr.strip()) == (INTERRUPTED, "interrupted")
    assert run.stdout.count("-> x = 1") == 1
    assert "Traceback" not in run.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to another process there")
@pytest.mark.parametrize("before", ["", "c\n"], ids=["at the prompt", "after going on"])
def test_ctrl_c_at_a_breakpoint_ends_the_run(tmp_path: Path, before: str) -> None:
    loop = "    for _ in range(2):\n        breakpoint()\n        x = 1\n    print('looping', flush=True)\n    while True: pass\n"
    write(tmp_path / "e01_normalize.py", f"def normalize(images):\n{loop if before else loop[:-22]}")
    arguments = ("check", "e01", "--in-process")
    running = command(*arguments, cwd=tmp_path, stdin=subprocess.PIPE, preexec_fn=hears_ctrl_c)
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(before * 2)
    running.stdin.flush()
    seen = ""
    while not seen.endswith("looping" if before else "(Pdb) "):
        seen += running.stdout.read(1)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=120)
    assert (running.returncode, err.strip()) == (INTERRUPTED, "interrupted")


# Hints, fresh stubs, solutions, workspaces.


def test_hints_up_to_a_level(tfkata: Tfkata) -> None:
    second, every = tfkata("hint", "normalize", "--level", "2"), tfkata("hint", "1", "--all")
    assert {second.code, every.code} == {PASSED}
    assert second.out.startswith("1. ")
    assert "2. " in second.out
    assert "(1 more: `tfkata hint e01` again)" in second.out
    assert "3. " in every.out
    assert "more:" not in every.out
    assert tfkata("hint", "e01", "--level", "99").out == every.out


def test_each_call_gives_one_more_hint_until_the_exercise_is_begun_again(
    tfkata: Tfkata, tmp_path: Path
) -> None:
    write(tmp_path / "exercises/e01_normalize.py", STUB)
    first, second, third, last = (tfkata("hint", "e01").out for _ in range(4))
    assert [text[:3] for text in (first, second, third, last)] == ["1. ", "2. ", "3. ", "3. "]
    assert "2. " not in first
    assert "(2 more: `tfkata hint e01` again)" in first
    assert "that was the last one" in last
    assert tfkata("hint", "e03").out.startswith("1. ")
    tfkata("reset", "e01")
    assert tfkata("hint", "e01").out == first


def test_where_nobody_works_nothing_is_written_for_a_hint(tfkata: Tfkata, tmp_path: Path) -> None:
    assert tfkata("hint", "e01").out == tfkata("hint", "e01").out
    assert list(tmp_path.iterdir()) == []


def test_the_hint_to_what_failed_comes_when_it_is_asked_for(tfkata: Tfkata, tmp_path: Path) -> None:
    write(tmp_path / "e01_normalize.py", "def normalize(images):\n    return images / 255\n")
    said = tfkata("check", "e01")
    assert "[normalize.wrong-dtype]" in said.out
    assert "hint:" not in said.out
    hint = texts.misconception_hint("e01_normalize", "normalize.wrong-dtype") or ""
    about = " ".join(tfkata("hint", "e01").out.split())
    assert about.startswith(f"dtype: {hint[:40]}")
    assert tfkata("hint", "e01").out.startswith("1. ")
    assert f"hint: {hint}"[:60] in tfkata("check", "e01", "--all").out


def test_several_are_reset_or_all_that_was_worked_on(
    tfkata: Tfkata, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tfkata("init", ".")
    mine = [tmp_path / "exercises" / records.find(name).stub.name for name in ("e01", "e03", "e07")]
    for file in mine:
        file.write_text("# mine\n", "utf-8")
    said = tfkata("reset", "e01,e03")
    assert said.out.count("is fresh again; your version is") == 2
    assert mine[2].read_text("utf-8") == "# mine\n"
    mine[0].write_text("# mine, anew\n", "utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert tfkata("reset", "--all").code == 130
    assert mine[2].read_text("utf-8") == "# mine\n"
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    said = tfkata("reset", "--all")
    assert "Begin again with e01_normalize, e07_sequential_cnn?" in said.out
    assert said.out.count("is fresh again") == 2
    assert "there is nothing to reset" in tfkata("reset", "--all").out
    assert tfkata("reset").code == tfkata("reset", "e01", "--all").code == 2


def test_reset_keeps_every_version(tfkata: Tfkata, tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    answer = tmp_path / "exercises" / "e01_normalize.py"
    name = str(Path("exercises") / "e01_normalize.py")
    said = tfkata("reset", "e01")
    assert (said.code, said.out) == (PASSED, f"{name} is fresh\n")
    assert answer.read_text("utf-8") == STUB
    assert tfkata("reset", "e01").out == f"{name} is fresh\n"  # nothing to keep
    for number in (1, 2, 3):
        answer.write_text(f"version {number}", "utf-8")
        assert f"your version is {name}.bak-{number}" in tfkata("reset", "e01").out
        assert answer.read_text("utf-8") == STUB
    kept = sorted(path.read_text("utf-8") for path in answer.parent.glob("*.bak-*"))
    assert kept == ["version 1", "version 2", "version 3"]


@pytest.mark.parametrize("where", [(), ("--from", "nowhere"), ("--from", "photographs")])
def test_reset_writes_nothing_where_nobody_works(
    tfkata: Tfkata, tmp_path: Path, where: tuple[str, ...]
) -> None:
    write(tmp_path / "photographs/holiday.py", "")
    before = sorted(tmp_path.rglob("*"))
    said = tfkata("reset", "e03", *where)
    assert said.code == USAGE
    assert "no exercises of yours are here" in said.error
    assert sorted(tmp_path.rglob("*")) == before


def test_reset_restores_the_last_file_that_was_deleted(tfkata: Tfkata, tmp_path: Path) -> None:
    tfkata("init", "my work")
    for path in (tmp_path / "my work/exercises").iterdir():
        path.unlink()
    assert tfkata("reset", "e03", "--from", "my work/exercises").code == PASSED


def test_the_lesson_is_shown_as_the_file_has_it(tfkata: Tfkata) -> None:
    said = tfkata("show", "e24")
    assert (said.code, said.err) == (PASSED, "")
    assert said.out.startswith("# A number instead of a class: miles per gallon\n\nHow far does a car")
    assert "| loss | cross-entropy | mean squared error" in said.out
    assert said.out.endswith("\nnext: open exercises/e24_regression.py, then `tfkata check e24`\n")


@pytest.mark.parametrize(
    ("asked", "called"),
    [
        (("try.py", "e17"), "call it e17_checkpoint.py ("),
        (("try.py", "3"), "call it e03_one_hot.py ("),
        (("work/e 3 new.py",), "call it e03_one_hot.py, for example ("),
    ],
)
def test_a_file_of_another_name_is_told_how_to_be_called(
    tfkata: Tfkata, tmp_path: Path, asked: tuple[str, ...], called: str
) -> None:
    for name in ("try.py", "work/e 3 new.py"):
        write(tmp_path / name, "x = 1\n")
    said = tfkata("check", *asked)
    assert (said.code, said.out) == (USAGE, "")
    assert called in said.err
    assert said.err.count("\n") == 1


def test_the_solution_is_shown_after_passing_or_anyway(tfkata: Tfkata, tmp_path: Path) -> None:
    said = tfkata("solution", "e01")
    assert (said.code, said.out) == (NOT_PASSED, "")
    assert "--anyway" in said.err
    assert said.err.count("\n") == 1
    assert "np.float32(255)" in tfkata("solution", "e01", "--anyway").out
    write(tmp_path / ".tfkata/progress.json", '{"passed": ["e01_normalize"]}')
    said = tfkata("solution", "e01")
    assert said.code == PASSED
    assert "np.float32(255)" in said.out
    assert "###" not in said.out
    assert said.out.startswith("import numpy as np\n"), "the lesson is in the learner's file"


@pytest.mark.parametrize(
    "damaged", ["", "{", "[]", "null", '{"passed": 3}', '{"other": []}', b"\xff", "[" * 60_000]
)
def test_a_damaged_note_of_progress_counts_as_none(
    tfkata: Tfkata, tmp_path: Path, damaged: str | bytes
) -> None:
    write(tmp_path / ".tfkata/progress.json", damaged)
    assert tfkata("list").code == PASSED
    assert tfkata("solution", "e01").code == NOT_PASSED


def test_init_writes_every_stub_and_overwrites_nothing(tfkata: Tfkata, tmp_path: Path) -> None:
    write(tmp_path / "work/exercises/e01_normalize.py", "mine")
    said = tfkata("init", "work")
    assert said.code == PASSED
    assert f"{len(records.exercises()) - 1} exercises written" in said.out
    names = {path.stem for path in (tmp_path / "work/exercises").glob("*.py")}
    assert names == set(records.exercises())
    assert (tmp_path / "work/exercises/e01_normalize.py").read_text("utf-8") == "mine"
    assert (tmp_path / "work/exercises/e03_one_hot.py").read_text("utf-8") == E03.stub.read_text("utf-8")
    before = {path: path.read_bytes() for path in (tmp_path / "work").rglob("*") if path.is_file()}
    write(tmp_path / "work/README.md", "mine, too")
    again = tfkata("init", "work")
    assert again.code == PASSED
    assert "0 exercises written (everything was there already)" in again.out
    before[tmp_path / "work/README.md"] = b"mine, too"
    assert {path: path.read_bytes() for path in (tmp_path / "work").rglob("*") if path.is_file()} == before


# As a process.


def command(*arguments: str, **options: Any) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tfkata", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def test_a_reader_who_goes_away_is_no_error() -> None:
    read, write_end = os.pipe()
    os.close(read)
    run = subprocess.run(
        [sys.executable, "-m", "tfkata", "list"],
        stdout=write_end,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(write_end)
    assert run.returncode == NOT_PASSED
    assert run.stderr == b""


def hears_ctrl_c() -> None:
    """Whoever starts the tests in the background of a script has SIGINT ignored, and a child inherits that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def endless(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """`tfkata check` of an answer that is in its endless loop by now, and may stay there for a quarter of an hour."""
    loop = "def normalize(images):\n    open('started', 'w').close()\n    while True: pass\n"
    write(tmp_path / "e01_normalize.py", loop)
    running = command(
        *("check", "e01", "--patience", "100"),
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        preexec_fn=hears_ctrl_c if sys.platform != "win32" else None,
    )
    deadline = time.monotonic() + 120
    while not list(tmp_path.glob("tfkata-*/started")):
        assert running.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)
    yield running
    with contextlib.suppress(psutil.Error):
        for process in [*psutil.Process(running.pid).children(recursive=True), running]:
            process.kill()
    running.wait(60)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to another process there")
def test_ctrl_c_ends_everything(endless: subprocess.Popen[str], tmp_path: Path) -> None:
    """The patience of 100 makes the call's own limit 1000 seconds: ending at all shows that nothing is waited for."""
    family = psutil.Process(endless.pid).children(recursive=True)
    assert len(family) >= 3  # template, examiner, candidate
    endless.send_signal(signal.SIGINT)
    out, err = endless.communicate(timeout=120)
    assert endless.returncode == INTERRUPTED
    assert err.strip() == "interrupted"
    assert "Traceback" not in out
    _, alive = psutil.wait_procs(family, timeout=60)
    assert alive == []
    assert list(tmp_path.glob("tfkata-*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_killed_outright_it_leaves_no_process(endless: subprocess.Popen[str]) -> None:
    family = psutil.Process(endless.pid).children(recursive=True)
    assert len(family) >= 3
    endless.kill()
    _, alive = psutil.wait_procs(family, timeout=60)
    assert alive == []


def test_one_unreadable_file_costs_its_own_exercise(tfkata: Tfkata, tmp_path: Path) -> None:
    for exercise in (E01, E03):
        (tmp_path / exercise.stub.name).write_text(exercise.solution.read_text("utf-8"), "utf-8")
    (tmp_path / "e02_channels.py").write_bytes(b"\xff\xfe\x00")
    said = tfkata("check", "--format", "json", "--tier", "quick")
    found = {e["id"]: e for e in json.loads(said.out)["exercises"]}
    assert said.code == NOT_PASSED
    assert [found[name]["outcome"] for name in sorted(found)] == ["passed", "failed", "passed"]
    assert "not UTF-8 text" in found["e02_channels"]["message"]


def test_an_unreadable_file_is_reported_with_the_checks_that_were_asked_for(
    tfkata: Tfkata, tmp_path: Path
) -> None:
    (tmp_path / E01.stub.name).write_text(RIGHT, "utf-8")
    exercise = records.find("e16")
    (tmp_path / f"{exercise.id}.py").write_bytes(b"\xff\x80\x00")
    for tier in ("quick", "full"):
        wanted = [check.id for check in exercise.checks_of(tier)]
        assert wanted != [check.id for check in exercise.checks_of("full")] or tier == "full"
        said = json.loads(tfkata("check", "--format", "json", "--tier", tier).out)
        found = next(e for e in said["exercises"] if e["id"] == exercise.id)
        assert [check["id"] for check in found["checks"]] == wanted
        assert found["max_points"] == sum(check.points for check in exercise.checks_of(tier))


@pytest.mark.parametrize("many", [False, True])
def test_a_file_is_read_once_and_what_was_read_is_graded(
    tfkata: Tfkata, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: bool
) -> None:
    """Between a first look and the grading a learner may save again: one text is looked at and judged."""
    for exercise in (E01, E03)[: 2 if many else 1]:
        (tmp_path / exercise.stub.name).write_text(exercise.solution.read_text("utf-8"), "utf-8")
    read, seen = reading.read_bytes, []

    def once(path: Path, **options: Any) -> bytes:
        content = read(path, **options)
        if path.suffix == ".py":
            seen.append(path.name)
            path.write_text("this is no Python any more (", "utf-8")
        return content

    monkeypatch.setattr(reading, "read_bytes", once)
    assert tfkata("check", "--tier", "quick").code == PASSED
    assert sorted(seen) == sorted(path.name for path in tmp_path.glob("e*.py"))


def test_no_gpu_is_no_matter_where_none_is_used(tfkata: Tfkata, tmp_path: Path) -> None:
    (tmp_path / E01.stub.name).write_text(RIGHT, "utf-8")
    assert tfkata("check", "e01", "--device", "gpu").code == PASSED


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_is_no_submission(tfkata: Tfkata, tmp_path: Path) -> None:
    (tmp_path / E01.stub.name).symlink_to(E01.solution)
    said = tfkata("check", "e01")
    assert said.code == USAGE
    assert "is a link" in said.error


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
@pytest.mark.parametrize("linked", ["the file", "the folder"])
def test_progress_goes_through_no_link(tfkata: Tfkata, tmp_path: Path, linked: str) -> None:
    work, elsewhere = tmp_path / "work", tmp_path / "elsewhere"
    work.mkdir()
    elsewhere.mkdir()
    victim = elsewhere / "progress.json"
    victim.write_text("precious", "utf-8")
    if linked == "the file":
        (work / ".tfkata").mkdir()
        (work / ".tfkata" / "progress.json").symlink_to(victim)
    else:
        (work / ".tfkata").symlink_to(elsewhere)
    (work / E01.stub.name).write_text(RIGHT, "utf-8")
    assert tfkata("check", "--from", str(work)).code == PASSED
    assert victim.read_text("utf-8") == "precious"
    assert [path.name for path in elsewhere.iterdir()] == ["progress.json"]


def test_json_on_the_screen_holds_no_command_of_a_ci_runner(tfkata: Tfkata, tmp_path: Path) -> None:
    text = "def normalize(images):\n    raise ValueError('##vso[task.complete] ::error::no')\n"
    (tmp_path / E01.stub.name).write_text(text, "utf-8")
    said = tfkata("check", "e01", "--format", "json")
    assert "##" not in said.out
    assert "::" not in said.out
    assert "##vso[task.complete] ::error::no" in json.loads(said.out)["exercises"][0]["checks"][0]["message"]


def test_a_terminal_without_our_characters_gets_others(tmp_path: Path) -> None:
    """As on a Windows console, or where its output goes into a file."""
    code = "from tfkata.cli.app import main; main()"
    said = subprocess.run(
        [sys.executable, "-c", code, "hint", "e01", "--all"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert said.returncode == 0
    assert b"?" in said.stdout


def test_a_pass_and_a_failure_are_not_the_same_question_mark() -> None:
    handler = substitutes.register()
    assert "✓ shape · ✗ range …".encode("ascii", handler) == b"+ shape - x range ."
    assert "Zoë, 数 ○".encode("latin-1", handler) == b"Zo\xeb, ? o"
    assert "28 × 28 – “a”".encode("cp1252", handler) == "28 × 28 – “a”".encode("cp1252"), "what it has stays"


def test_a_result_that_is_not_trusted_says_so(tfkata: Tfkata, tmp_path: Path) -> None:
    (tmp_path / "e01_normalize.py").write_text(records.find("e01").solution.read_text("utf-8"), "utf-8")
    assert "not trusted: your code ran without a sandbox" in tfkata("check", "e01", "--sandbox", "off").out
    assert (
        "not trusted: your code ran in the grader's own process" in tfkata("check", "e01", "--in-process").out
    )


def test_a_file_in_the_place_of_a_folder_and_no_folder(tfkata: Tfkata, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("", "utf-8")
    assert "notes.md: is a file: name a folder" in tfkata("check", "--from", "notes.md").err
    assert tfkata("list", "--from", "nowhere").code == 2


def test_alone_it_says_where_you_are(tfkata: Tfkata, tmp_path: Path) -> None:
    assert "Usage:" in tfkata().out
    tfkata("init", ".")
    said = tfkata()
    assert said.code == PASSED
    assert f"0 of {len(records.exercises())} exercises passed" in said.out
    assert "next: e01_normalize" in said.out
    assert "tfkata watch" in said.out


def test_alone_it_breaks_no_word_in_a_narrow_terminal(
    tfkata: Tfkata, monkeypatch: pytest.MonkeyPatch
) -> None:
    tfkata("init", ".")
    monkeypatch.setenv("COLUMNS", "60")
    said = tfkata().out
    assert max(map(len, said.splitlines())) <= 60
    assert "--help`" in said
