"""`pytest exercises/…` as a learner runs it: one item a check, the outcome in its words, nothing of ours in the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import psutil
import pytest

from tfkata.catalog import records
from tfkata.memory.history import History
from tfkata.workspace import progress

E01, E03 = records.find("e01"), records.find("e03")
RIGHT = E01.solution.read_text("utf-8")
STUB = E01.stub.read_text("utf-8")
WRONG = "def normalize(images):\n    return (images / images.max()).astype('float32')\n"


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """pytest in a process of its own, as it is started in a shell."""
    return pytester.runpytest_subprocess("-p", "no:cacheprovider", *arguments, timeout=300)


def write(pytester: pytest.Pytester, name: str, content: str | bytes) -> Path:
    path = pytester.path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_collecting_imports_nothing_and_names_each_check(pytester: pytest.Pytester) -> None:
    """Neither the learner's module nor anything heavy."""
    write(pytester, "exercises/e01_normalize.py", "open('was-imported', 'w')\nimport tensorflow\n")
    write(pytester, "exercises/e03_one_hot.py", "this is not Python")
    write(pytester, "exercises/e99_other.py", "1 / 0")
    write(
        pytester,
        "conftest.py",
        "import sys\n"
        "def pytest_sessionfinish():\n"
        "    heavy = {'tensorflow', 'keras', 'numpy', 'sklearn', 'msgpack', 'rich', 'psutil', 'tfkata.running.runner'}\n"
        "    print('HEAVY', sorted(heavy & set(sys.modules)))\n",
    )
    result = run(pytester, "--collect-only", "-q", "exercises")
    ids = [line for line in result.outlines if "::" in line]
    assert ids == [f"exercises/{e.id}.py::{check.id}" for e in (E01, E03) for check in e.checks]
    result.stdout.fnmatch_lines(["HEAVY []"])
    assert result.ret == pytest.ExitCode.OK
    assert not (pytester.path / "was-imported").exists()


def test_right_wrong_and_untouched_in_one_run(pytester: pytest.Pytester) -> None:
    """With junit's report, as a CI shows it."""
    write(pytester, "right/e01_normalize.py", RIGHT)
    write(pytester, "wrong/e01_normalize.py", WRONG)
    write(pytester, "stubs/e01_normalize.py", STUB)
    write(pytester, "stubs/e03_one_hot.py", E03.stub.read_text("utf-8"))
    write(pytester, "test_plain.py", "def test_good(): pass\ndef test_bad(): assert 1 == 2\n")
    result = run(pytester, "-v", "--junitxml=report.xml", ".")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    untouched = len(E01.checks) + len(E03.checks)
    result.stdout.fnmatch_lines(
        [
            "right/e01_normalize.py::range PASSED*",
            "wrong/e01_normalize.py::dtype PASSED*",
            f"*{untouched} checks not attempted. Begin with stubs/e01_normalize.py: its first lines are the lesson.",
        ],
        consecutive=False,
    )
    said = result.stdout.str()
    assert "right/e01_normalize.py::empty PASSED" in said
    assert "stubs/e01_normalize.py::untouched NOT ATTEMPTED" in said
    assert "wrong/e01_normalize.py::range FAILED" in said
    assert "test_plain.py::test_good PASSED" in said
    assert "assert 1 == 2" in said
    # What is wrong is explained once, what is untouched is not listed among the failures.
    assert "The same pixel," in said
    assert "[normalize.divide-by-max]" in said
    assert "you can try" in said
    assert "hint:" in said
    assert "stubs/" not in said[said.index("= FAILURES =") : said.index("checks not attempted")]
    assert "tfkata/" not in said.replace("tfkata/" + "plugin", "")
    assert "NotPassed" not in said

    suite = ElementTree.parse(pytester.path / "report.xml").getroot().find("testsuite")
    assert suite is not None
    cases = {(case.get("classname"), case.get("name")): case for case in suite.iter("testcase")}
    assert len(cases) == 2 * len(E01.checks) + untouched + 2
    case = cases["wrong.e01_normalize", "range"]
    properties = {p.get("name"): p.get("value") for p in case.iter("property")}
    assert properties == {"points": "0/3", "misconception": "normalize.divide-by-max"}
    failure = case.find("failure")
    assert failure is not None
    assert "The same pixel," in str(failure.text)
    assert cases["right.e01_normalize", "range"].find("failure") is None
    assert cases["stubs.e01_normalize", "range"].find("failure") is not None


def test_only_stubs_exit_1_without_a_wall_of_failures(pytester: pytest.Pytester) -> None:
    write(pytester, "e01_normalize.py", STUB)
    result = run(pytester, "e01_normalize.py")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(
        ["e01_normalize.py ○○○○○*", "5 checks not attempted. Begin with e01_normalize.py: *"]
    )
    result.stdout.no_fnmatch_line("*FAILURES*")
    result.stdout.no_fnmatch_line("*NotImplementedError*")


def test_checks_are_chosen_like_tests(pytester: pytest.Pytester) -> None:
    write(pytester, "e01_normalize.py", WRONG)
    run(pytester, "e01_normalize.py::dtype").assert_outcomes(passed=1)
    result = run(pytester, "-k", "not shape", "-x", "-v")  # of all in the folder
    result.assert_outcomes(passed=1, failed=1, deselected=1)
    ran = [line.split()[0].partition("::")[2] for line in result.outlines if "%]" in line]
    assert ran == ["untouched", "range"]
    result.stdout.fnmatch_lines(["*stopping after 1 failures*"])


def test_a_crash_shows_the_learners_lines_only(pytester: pytest.Pytester) -> None:
    code = "def normalize(images):\n    print('looking')\n    return helper(images)\n\ndef helper(images):\n    return images.nothing\n"
    write(pytester, "e01_normalize.py", code)
    result = run(pytester, "e01_normalize.py::range")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(
        [
            "*every pixel becomes its fraction of 255*",
            "Your code raised AttributeError. *",
            "*e01_normalize.py?, line 3, in normalize",
            "*return helper(images)",
            "*e01_normalize.py?, line 6, in helper",
            "*return images.nothing",
            "your code printed:",
            "*looking",
            "CRASHED e01_normalize.py::range*",
        ]
    )
    result.stdout.no_fnmatch_line("*candidate.py*")
    result.stdout.no_fnmatch_line("*plugin.py*")
    result.stdout.no_fnmatch_line("*Traceback*")


def test_a_syntax_error_shows_the_learners_line(pytester: pytest.Pytester) -> None:
    write(pytester, "e01_normalize.py", "import numpy as np\n\ndef normalize(images)\n    return images\n")
    result = run(pytester, "e01_normalize.py::range")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(
        [
            "Your code raised SyntaxError. A colon is missing.*",
            "The error in its own words: expected ':' (e01_normalize.py, line 3)",
            "*e01_normalize.py?, line 3",
            "*def normalize(images)",
            "*^",
        ]
    )
    result.stdout.no_fnmatch_line("*ERROR collecting*")


def test_the_learners_code_never_runs_inside_pytest(pytester: pytest.Pytester) -> None:
    """pytest imports a file that is named on its command line, or fits its patterns: `os._exit(0)` would be a pass."""
    write(pytester, "e01_normalize.py", f"import os\nos._exit(0)\n{RIGHT}")
    result = run(pytester, "--doctest-modules", "-o", "python_files=*.py", "e01_normalize.py")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.assert_outcomes(failed=len(E01.checks))
    assert "so there is no answer to judge: the process ended itself" in result.stdout.str()


def test_a_test_of_the_learners_own_beside_it_is_left_alone(pytester: pytest.Pytester) -> None:
    write(pytester, "exercises/e01_normalize.py", RIGHT)
    write(
        pytester,
        "exercises/test_mine.py",
        "from e01_normalize import normalize\ndef test_it(): assert normalize\n",
    )
    run(pytester, "exercises").assert_outcomes(passed=len(E01.checks) + 1)


def test_a_file_that_is_no_text_is_named(pytester: pytest.Pytester) -> None:
    write(pytester, "e01_normalize.py", b"\xff\xfe\x00")
    result = run(pytester, "e01_normalize.py", "-x")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*e01_normalize.py: not UTF-8 text (byte 2): save it as UTF-8"])
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*runner.py*")


def test_the_quick_tier_collects_less(pytester: pytest.Pytester) -> None:
    exercise = next(e for e in records.exercises().values() if e.checks_of("quick") != e.checks)
    write(pytester, f"{exercise.id}.py", "")
    result = run(pytester, "--collect-only", "-q", "--tfkata-tier=quick")
    assert sum("::" in line for line in result.outlines) == len(exercise.checks_of("quick"))


def test_in_process_is_in_this_process(pytester: pytest.Pytester) -> None:
    """So that a breakpoint in the answer stops in the learner's terminal."""
    write(pytester, "conftest.py", "import os\nprint('PYTEST IS', os.getpid())\n")
    write(pytester, "e01_normalize.py", f"import os\nprint('ANSWER IS', os.getpid())\n{RIGHT}")
    result = run(pytester, "--in-process", "-s", "e01_normalize.py")
    result.assert_outcomes(passed=len(E01.checks))
    said = result.stdout.str()
    ids = {line.split()[-1] for line in said.splitlines() if " IS " in line}
    assert len(ids) == 1
    assert "ANSWER IS" in said
    assert "not trusted: the answers ran in pytest's own process" in said
    assert not (pytester.path / ".tfkata").exists()


def test_pdb_stops_where_the_answer_crashed(pytester: pytest.Pytester) -> None:
    crash = "def normalize(images):\n    mine = {}\n    return mine['nothing']\n"
    write(pytester, "e01_normalize.py", crash)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-x", "--in-process", "--pdb"]
    said = subprocess.run(
        [*command, "e01_normalize.py"],
        cwd=pytester.path,
        input="p 'mine is', mine\nq\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert "-> return mine['nothing']" in said.stdout
    assert "('mine is', {})" in said.stdout


def test_what_passes_in_pytest_has_passed_for_the_other_commands(pytester: pytest.Pytester) -> None:
    write(pytester, "exercises/e01_normalize.py", RIGHT)
    run(pytester, "-k", "range", "exercises")
    assert progress.passed(pytester.path) == set()  # one check of many
    run(pytester, "exercises")
    assert progress.passed(pytester.path) == {E01.id}
    history = History.of(pytester.path)
    assert [(a.what, str(a.outcome), len(a.checks)) for a in history.attempts()] == [
        (E01.id, "passed", 1),
        (E01.id, "passed", len(E01.checks)),
    ]
    assert history.passed() == {E01.id}


def test_what_cannot_be_remembered_is_said_and_fails_nothing(pytester: pytest.Pytester) -> None:
    write(pytester, "exercises/e01_normalize.py", RIGHT)
    write(pytester, ".tfkata", "in the way")
    said = run(pytester, "-k", "range", "exercises")
    assert "is not a folder: move it away" in said.stdout.str()
    assert "1 passed" in said.stdout.str()


def test_pytest_without_exercises_is_as_it_was(pytester: pytest.Pytester) -> None:
    """A project may call its own options what it likes."""
    names = "for name in ('--tier', '--device', '--seed', '--sandbox'):\n        parser.addoption(name)\n"
    write(pytester, "conftest.py", f"def pytest_addoption(parser):\n    {names}")
    write(
        pytester,
        "test_plain.py",
        "import pytest\ndef test_good(): pass\n@pytest.mark.skip\ndef test_no(): pass\n",
    )
    result = run(pytester)
    result.assert_outcomes(passed=1, skipped=1)
    result.stdout.no_fnmatch_line("*attempted*")


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to another process there")
def test_ctrl_c_leaves_no_process(tmp_path: Path) -> None:
    (tmp_path / "e01_normalize.py").write_text(
        "def normalize(images):\n    open('started', 'w').close()\n    while True: pass\n"
    )
    running = subprocess.Popen(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "e01_normalize.py"],
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # a shell lets what it runs in the background ignore it, and children inherit that
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    deadline = time.monotonic() + 120
    while not list(tmp_path.glob("tfkata-*/started")) and time.monotonic() < deadline:
        assert running.poll() is None
        time.sleep(0.05)
    family = psutil.Process(running.pid).children(recursive=True)
    running.send_signal(signal.SIGINT)
    out, _ = running.communicate(timeout=120)
    assert running.returncode == pytest.ExitCode.INTERRUPTED
    assert "KeyboardInterrupt" in out
    _, alive = psutil.wait_procs(family, timeout=60)
    assert alive == []
