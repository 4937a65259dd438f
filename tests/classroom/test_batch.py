"""A class from the command line: what is said, what is written, and that nothing is done twice."""

from __future__ import annotations

import csv
import json
import signal
import subprocess
import sys
import unicodedata
import urllib.parse
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from tests.classroom import soak_kill
from tests.cli.test_cli import hears_ctrl_c
from tfkata.catalog import records
from tfkata.classroom import engines
from tfkata.classroom.batch import Batch
from tfkata.classroom.engines import LocalEngine
from tfkata.classroom.out_folder import ClassFiles, FileNames
from tfkata.classroom.store import Store
from tfkata.cli import app
from tfkata.report import html_submission
from tfkata.results import Graded, Learner, Outcome, SubmissionResult
from tfkata.running import fingerprint
from tfkata.running.runner import Runner
from tfkata.settings import Settings
from tfkata.submissions.discover import discover

E01, E02 = records.find("e01"), records.find("e02")
RIGHT = E01.solution.read_text("utf-8")
WRONG = (
    "import numpy as np\n\n\ndef normalize(images):\n    return (images / images.max()).astype('float32')\n"
)
SETTINGS = Settings(device="cpu")


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Tfkata = Callable[..., Said]


@pytest.fixture
def tfkata(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Tfkata:
    """`tfkata("grade", "class")` runs that command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
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


def logged(folder: Path) -> list[tuple[str, Outcome]]:
    """Exercise and outcome of every grading that the store knows of."""
    with Store(folder / "results.sqlite") as store:
        return [(exercise, outcome) for _, exercise, outcome in store.log()]


@pytest.fixture
def class_(tmp_path: Path) -> Path:
    """Four learners: one right, one wrong, one who handed in rubbish, one with the text of the first."""
    write(tmp_path / "class" / "ada" / "e01_normalize.py", RIGHT)
    write(tmp_path / "class" / "bob" / "e01_normalize.py", WRONG)
    write(tmp_path / "class" / "bob" / "e02_channels.py", b"\xff\xfe\x00")
    write(tmp_path / "class" / "cyd.zip", "PK but no more")
    write(tmp_path / "class" / "dan" / "e01_normalize.py", RIGHT)
    return tmp_path / "class"


def test_a_class_is_graded(tfkata: Tfkata, class_: Path, tmp_path: Path) -> None:
    said = tfkata("grade", "class", "--jobs", "2")
    assert (said.code, said.err) == (0, "")
    assert (
        "4 submissions × 2 exercises · 2 answers graded, 1 equal to another, 5 missing or not readable"
        in said.out
    )
    assert "cyd.zip: is not a zip file" in said.out
    assert "save it as UTF-8" in said.out
    results = {p.stem: json.loads(p.read_text("utf-8")) for p in (tmp_path / "grades" / "results").glob("*")}
    assert {n: r["points"] for n, r in results.items()} == {"ada": 7, "bob": 3, "cyd": 0, "dan": 7}
    assert {n: [e["outcome"] for e in r["exercises"]] for n, r in results.items()} == {
        "ada": ["passed", "not_attempted"],
        "bob": ["failed", "failed"],
        "cyd": ["failed", "failed"],
        "dan": ["passed", "not_attempted"],
    }
    assert "save it as UTF-8" in results["bob"]["exercises"][1]["message"]
    assert "cyd.zip: is not a zip file" in results["cyd"]["exercises"][0]["message"]
    assert results["cyd"]["trusted"] is True
    rows = list(csv.DictReader((tmp_path / "grades" / "class.csv").read_text("utf-8").splitlines()))
    assert len(rows) == 4
    for name in ("class.html", "learners/ada.html"):
        assert (tmp_path / "grades" / name).read_text("utf-8").lower().startswith("<!doctype html>")


def test_a_class_is_asked_with_a_seed_of_its_own(tfkata: Tfkata, class_: Path, tmp_path: Path) -> None:
    def seeds(out: str) -> set[int]:
        return {
            json.loads(path.read_text("utf-8"))["seed"] for path in (tmp_path / out / "results").glob("*")
        }

    tfkata("grade", "class")
    (drawn,) = seeds("grades")
    write(class_ / "eve" / "e01_normalize.py", f"{RIGHT}# eve")
    said = tfkata("grade", "class")
    assert "1 answer graded, 3 taken from the store" in said.out
    assert f"seed {drawn}" in said.out
    assert seeds("grades") == {drawn}
    tfkata("grade", "class", "--out", "others")
    assert seeds("others") != {drawn}
    tfkata("grade", "class", "--seed", "5")
    tfkata("grade", "class")
    assert seeds("grades") == {5}


def test_what_is_kept_is_not_graded_again(tfkata: Tfkata, class_: Path, tmp_path: Path) -> None:
    tfkata("grade", "class")
    first = (tmp_path / "grades" / "results" / "bob.json").read_bytes()
    assert len(logged(tmp_path / "grades")) == 2
    said = tfkata("grade", "class")
    assert "0 answers graded, 3 taken from the store" in said.out
    assert (tmp_path / "grades" / "results" / "bob.json").read_bytes() == first
    write(class_ / "eve" / "e01_normalize.py", f"{WRONG}# eve")
    assert "1 answer graded, 3 taken from the store" in tfkata("grade", "class").out
    assert "2 answers graded" not in tfkata("grade", "class", "--seed", "1", "--exercises", "e02").out
    assert "3 answers graded" in tfkata("grade", "class", "--again").out
    assert len(logged(tmp_path / "grades")) == 2 + 1 + 3


def test_changing_one_exercise_grades_that_one_again(
    tfkata: Tfkata, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        write(tmp_path / "class" / f"l{number}" / "e01_normalize.py", f"{RIGHT}# {number}")
        write(tmp_path / "class" / f"l{number}" / "e02_channels.py", f"{E02.solution.read_text()}# {number}")
    assert "6 answers graded" in tfkata("grade", "class", "--tier", "quick").out
    known = fingerprint.known
    monkeypatch.setattr(fingerprint, "known", lambda name: known(name) + ("!" if name == E02.id else ""))
    assert "3 answers graded, 3 taken" in tfkata("grade", "class", "--tier", "quick").out
    assert [e for e, _ in logged(tmp_path / "grades")][-3:] == [E02.id] * 3


def test_the_roster_names_and_counts_who_is_missing(tfkata: Tfkata, class_: Path, tmp_path: Path) -> None:
    write(tmp_path / "roster.csv", "id,name,email,section\nada,Ada Lovelace,ada@x,B\nzoe,Zoe,,A\n")
    said = tfkata("grade", "class", "--roster", "roster.csv", "--exercises", "e01")
    assert "Ada Lovelace (ada)" in said.out
    assert said.code == 1
    assert "not in roster.csv, graded anyway: bob, cyd, dan" in said.out
    assert "only 1 of 4 submissions is in roster.csv" in said.err
    zoe = json.loads((tmp_path / "grades" / "results" / "zoe.json").read_text("utf-8"))
    assert [e["outcome"] for e in zoe["exercises"]] == ["not_attempted"]


def test_what_is_no_submission_is_named(tfkata: Tfkata, class_: Path) -> None:
    """Nothing is lost without a word; endings count in capitals, too."""
    with zipfile.ZipFile(class_ / "Eve.ZIP", "w") as archive:
        archive.writestr("e01_normalize.py", RIGHT)
    write(class_ / "bob.tar.gz", b"")
    write(class_ / "roster.csv", "id\n" + "\n".join(f"l{n}" for n in range(2)) + "\n")
    for number in range(12):
        write(class_ / f"many{number:02}" / "e01_normalize.py", RIGHT)
    said = tfkata("grade", "class", "--exercises", "e01", "--roster", "class/roster.csv", "--allow-unmatched")
    assert said.code == 0
    assert "left out, not a submission: bob.tar.gz\n" in said.out
    assert "graded anyway: Eve, ada, bob, cyd, dan, many00" in said.out
    assert " and 7 more" in said.out


def test_what_canvas_exports_is_the_roster_and_gets_its_grades(tfkata: Tfkata, tmp_path: Path) -> None:
    write(tmp_path / "class" / "9001" / "e01_normalize.py", RIGHT)
    write(tmp_path / "class" / "Grace Hopper" / "e01_normalize.py", WRONG)
    heading = "Student,ID,SIS User ID,SIS Login ID,Section"
    people = [
        '"Lovelace, Ada",9001,S001,alove,1',
        '"Hopper, Grace",9002,S002,ghopp,2',
        '"Turing, Alan",9003,,atur,2',
    ]
    test_student = '"Student, Test",9999,,8f2d6a,1'
    write(tmp_path / "r.csv", "\n".join([heading, "    Points Possible,,,,", *people, test_student]) + "\n")
    said = tfkata(
        "grade", "class", "--roster", "r.csv", "--exercises", "e01", "--format", "canvas", "--missing", "zero"
    )
    assert (said.code, said.err) == (0, "")
    assert "no learner, left out: Student, Test" in said.out
    grades = (tmp_path / "grades" / "canvas.csv").read_text("utf-8").splitlines()
    wanted = [f"{person},{points}" for person, points in zip(people, (7, 3, 0), strict=True)]
    assert grades == [
        f"{heading},e01_normalize",
        "    Points Possible,,,,,7",
        *[wanted[i] for i in (0, 2, 1)],
    ]


def test_the_folder_is_a_picture_of_the_last_run(tfkata: Tfkata, class_: Path, tmp_path: Path) -> None:
    tfkata("grade", "class", "--exercises", "e01", "--format", "canvas,gradescope")
    out = tmp_path / "grades"
    write(out / "learners" / "notes.txt", "the instructor's own")
    write(out / "gradebook.csv", "the instructor's own")
    (class_ / "bob").rename(class_ / "bob3")
    said = tfkata("grade", "class", "--exercises", "e01")
    assert "moved to earlier/: results of an earlier run, of 1 not in this one: bob" in said.out
    assert {path.stem for path in (out / "results").iterdir()} == {"ada", "bob3", "cyd", "dan"}
    assert {path.name for path in (out / "learners").iterdir()} == {
        "ada.html", "bob3.html", "cyd.html", "dan.html", "notes.txt",
    }  # fmt: skip
    assert not (out / "canvas.csv").exists()
    assert list((out / "gradescope").iterdir()) == []
    assert (out / "earlier" / "canvas.csv").is_file()
    assert (out / "earlier" / "results" / "bob.json").is_file()
    assert (out / "earlier" / "gradescope" / "ada.json").is_file()
    assert (out / "gradebook.csv").read_text("utf-8") == "the instructor's own"
    again = tfkata("grade", "class", "--exercises", "e01")
    assert "moved to earlier" not in again.out


def test_results_are_nobodys_submission(tfkata: Tfkata, class_: Path, tmp_path: Path) -> None:
    tfkata("grade", "class", "--exercises", "e01", "--out", "class/grades")
    said = tfkata("grade", "class", "--exercises", "e01", "--out", "other")
    assert said.code == 0
    assert "left out, results of `tfkata grade` and not submissions: grades" in said.out
    assert not (tmp_path / "other" / "results" / "grades.json").exists()
    alone = tfkata("grade", "class/grades", "--exercises", "e01", "--out", "third")
    assert alone.code == 2
    assert "holds results of `tfkata grade`" in alone.err


def test_every_fault_of_a_request_is_told_in_one_run(tfkata: Tfkata, tmp_path: Path) -> None:
    write(tmp_path / "r.xlsx", "PK\x03\x04")
    said = tfkata("grade", "nowhere", "--exercises", "e99", "--roster", "r.xlsx", "--format", "punchcards")
    assert said.code == 2
    lines = said.err.splitlines()
    assert [line.startswith("tfkata: ") for line in lines] == [True] * 4
    for named in ("nowhere", "e99", "Excel workbook", "punchcards"):
        assert sum(named in line for line in lines) == 1


def test_names_of_files_are_no_commands_of_the_terminal(tfkata: Tfkata, tmp_path: Path) -> None:
    """Whoever hands in chooses the name, which is printed where a roster or another submission does not fit."""
    name = "eve\x1b]0;owned\x07\x1b[2J"
    write(tmp_path / "class" / name / "e01_normalize.py", "import re\nre.compile('\\d')\n")
    write(tmp_path / "roster.csv", "id\nada\n")
    said = tfkata("grade", "class", "--roster", "roster.csv", "--exercises", "e01")
    assert "graded anyway: eve" in said.out
    write(tmp_path / "class" / f"{name}.ipynb", "{}")
    twice = tfkata("grade", "class", "--exercises", "e01")
    assert "two submissions" in twice.err
    assert "\x1b" not in said.out + said.err + twice.out + twice.err
    assert "SyntaxWarning" not in said.err


def test_formats_are_written_besides(tfkata: Tfkata, class_: Path, tmp_path: Path) -> None:
    said = tfkata("grade", "class", "--exercises", "e01", "--format", "gradescope,canvas")
    assert said.code == 0
    assert "tests" in json.loads((tmp_path / "grades" / "gradescope" / "ada.json").read_text("utf-8"))
    assert (tmp_path / "grades" / "canvas.csv").is_file()


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        (("nowhere",), "nowhere"),
        (("empty",), "no submissions there"),
        (("unknown",), "no exercise in 1 submissions"),
        (("class", "--exercises", "e99"), "'e99'"),
        (("class", "--engine", "dask"), "--scheduler ADDRESS"),
        (("class", "--scheduler", "tcp://x"), "--engine dask"),
        (("class", "--format", "punchcards"), "--format punchcards"),
        (("class", "--roster", "nowhere.csv"), "nowhere.csv"),
        (("class", "--out", "file"), "file"),
    ],
)
def test_what_cannot_be_carried_out_is_one_line(
    tfkata: Tfkata, class_: Path, tmp_path: Path, asked: tuple[str, ...], named: str
) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path / "unknown" / "ada" / "homework.py", "")
    write(tmp_path / "file", "")
    said = tfkata("grade", *asked)
    assert said.code == 2
    assert said.err.startswith("tfkata: ")
    assert said.err.count("\n") == 1
    assert named in said.err


def test_a_damaged_store_is_named(tfkata: Tfkata, class_: Path, tmp_path: Path) -> None:
    write(tmp_path / "grades" / "results.sqlite", b"damage" * 1000)
    said = tfkata("grade", "class", "--exercises", "e01")
    assert said.code == 0
    assert "results.sqlite was damaged: it is kept as results.sqlite.damaged-1" in said.out
    assert (tmp_path / "grades" / "results.sqlite.damaged-1").read_bytes() == b"damage" * 1000


class Moody(LocalEngine):
    """An engine whose gradings fail as often as it is told."""

    def __init__(self, failures: int) -> None:
        super().__init__(1)
        self.failures = failures

    def submit(self, function, /, *arguments):  # type: ignore[no-untyped-def]
        if self.failures:
            self.failures -= 1
            return super().submit(_fail)
        return super().submit(function, *arguments)


def _fail() -> str:
    raise OSError("the machine is on fire")


@pytest.mark.parametrize(("failures", "outcome"), [(1, Outcome.PASSED), (2, Outcome.GRADER_ERROR)])
def test_an_error_of_ours_is_tried_once_more_and_never_kept(
    tmp_path: Path, failures: int, outcome: Outcome
) -> None:
    write(tmp_path / "class" / "ada" / "e01_normalize.py", RIGHT)
    with Store(tmp_path / "s.sqlite") as store, Moody(failures) as engine:
        one = Batch(discover([tmp_path / "class"]), [E01], SETTINGS, store, engine)
        (graded,) = one.run()
        assert graded.result.outcome is outcome
        assert len(store) == (outcome is Outcome.PASSED)
        assert one.counts.errors == (outcome is Outcome.GRADER_ERROR)
        if outcome is Outcome.GRADER_ERROR:
            assert "the machine is on fire" in graded.result.exercises[0].checks[0].message
            assert not graded.result.trusted


def test_an_error_of_ours_is_the_exit_code(
    tfkata: Tfkata, class_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "LocalEngine", lambda jobs: Moody(99))
    assert tfkata("grade", "class", "--exercises", "e01").code == 3
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)


def test_a_report_that_cannot_be_made_does_not_stop_the_class(
    tfkata: Tfkata, class_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(graded: Graded) -> str:
        if graded.learner.id == "bob":
            raise ZeroDivisionError("a bug")
        return "fine"

    monkeypatch.setattr(html_submission, "render", broken)
    said = tfkata("grade", "class", "--exercises", "e01")
    assert said.code == 3
    assert said.err == "not written: learners/bob.html: tfkata failed here: ZeroDivisionError: a bug\n"
    assert len(list((tmp_path / "grades" / "results").glob("*.json"))) == 4
    assert len(list((tmp_path / "grades" / "learners").glob("*.html"))) == 3


def test_what_is_graded_while_tensorflow_starts_is_trusted_as_much(tmp_path: Path) -> None:
    """One answer mentions TensorFlow and waits for it; the others do not wait, and are confined all the same."""
    for number in range(6):
        more = "# tensorflow" if number == 0 else f"# {number}"
        write(tmp_path / "class" / f"l{number}" / "e01_normalize.py", RIGHT + more)
    with Store(tmp_path / "s.sqlite") as store, LocalEngine(1) as engine:
        done = list(Batch(discover([tmp_path / "class"]), [E01], SETTINGS, store, engine).run())
    assert [graded.learner.id for graded in done][-1] == "l0"
    with Runner(SETTINGS) as runner:
        alone = runner.summary([runner.grade_text(E01, RIGHT, "e01_normalize.py")], 0.0)
    assert {(g.result.sandbox, g.result.trusted) for g in done} == {(alone.sandbox, alone.trusted)}


def test_memory_does_not_hold_the_class(tmp_path: Path) -> None:
    """No more answers are read than the engine takes, and done ones are let go of."""
    for number in range(40):
        write(tmp_path / "class" / f"l{number:02}" / "e01_normalize.py", f"{WRONG}# {number}")
    with Store(tmp_path / "s.sqlite") as store, LocalEngine(2) as engine:
        one = Batch(discover([tmp_path / "class"]), [E01], SETTINGS, store, engine)
        pending = [one.pending for _ in one.run()]
        assert max(pending) <= engine.window
        assert one.pending == 0
        assert len(pending) == one.counts.graded == 40


def test_every_result_is_read_once_for_all_reports(
    tfkata: Tfkata, class_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Graded, or kept already; six reports on the class and the table on the screen are made of it."""
    read: list[str] = []
    get = Store.get

    def counted(self: Store, key: str) -> SubmissionResult | None:
        found = get(self, key)
        read.extend([key] if found is not None else [])
        return found

    monkeypatch.setattr(Store, "get", counted)
    for handed in ("graded", "kept"):
        read.clear()
        said = tfkata("grade", "class", "--exercises", "e01", "--format", "canvas,json,junit")
        assert ("2 answers graded" in said.out) == (handed == "graded")
        assert len(read) == 3  # ada and dan handed in the same text
    names = {path.name for path in (tmp_path / "grades").iterdir()}
    assert names >= {"class.csv", "class.html", "canvas.csv", "class.json", "class.xml"}


def test_reports_name_learners_by_id_whoever_is_done_first(tfkata: Tfkata, tmp_path: Path) -> None:
    slow = f"import time\ntime.sleep(1)\n{RIGHT}"
    for name, text in {"zoe": RIGHT, "ada": slow, "bob": WRONG}.items():
        write(tmp_path / "class" / name / "e01_normalize.py", text)
    said = tfkata("grade", "class", "--jobs", "2", "--format", "canvas,json")
    shown = [line.split()[1] for line in said.out.splitlines() if line[:1] in ("✓", "✗")]
    assert shown != sorted(shown)
    rows = list(csv.DictReader((tmp_path / "grades" / "class.csv").read_text("utf-8").splitlines()))
    assert [row["id"] for row in rows] == ["ada", "bob", "zoe"]
    submissions = json.loads((tmp_path / "grades" / "class.json").read_text("utf-8"))["submissions"]
    assert [one["learner"]["id"] for one in submissions] == ["ada", "bob", "zoe"]


def test_file_names_are_safe_and_apart() -> None:
    ids = ["ada", "ada lovelace", "../x", "..", "a/b", "a_b", ".hidden", "-rf", "x" * 300, "ünï", "a\nb"]
    names = [FileNames(ids).of(name) for name in ids]
    assert names[:2] == ids[:2]
    assert "ünï" in names
    assert len(set(names)) == len(names)
    assert not any("/" in name or name.startswith((".", "-")) or len(name) > 120 for name in names)


@pytest.mark.parametrize(
    "alike",
    [("Alice", "alice"), ("ALICE", "Alice", "alice"), ("Straße", "STRASSE"), ("Jo\u0308rg", "j\u00f6rg"), ("a/b", "A_b", "a_B")],
)  # fmt: skip
def test_ids_that_a_file_system_may_take_for_one_have_files_of_their_own(
    tmp_path: Path, alike: tuple[str, ...]
) -> None:
    """Names do not depend on who is graded first, and ids that are like no other keep theirs."""
    names = FileNames([*alike, "bob", "Bea"])
    assert [names.of(one) for one in ("bob", "Bea")] == ["bob", "Bea"]
    found = [names.of(one) for one in alike]
    assert len({unicodedata.normalize("NFC", one.casefold()) for one in found}) == len(alike)
    assert found == [FileNames(["bob", *reversed(alike)]).of(one) for one in alike]
    files = ClassFiles(tmp_path, ["gradescope"], None, [Learner(one) for one in alike])
    for one in alike:
        files.write_learner(Graded(Learner(one), SubmissionResult([], "quick", 0, "off", False, "cpu", {})))
    files.write_class()
    for folder in ("results", "learners", "gradescope"):
        assert len({path.name.casefold() for path in (tmp_path / folder).iterdir()}) == len(alike)
    page = (tmp_path / "class.html").read_text("utf-8")
    assert all(f"learners/{urllib.parse.quote(one)}.html" in page for one in found)


@pytest.mark.parametrize("device", ["con", "NUL", "aux.txt", "Com1", "lpt9.x.y"])
def test_an_id_that_windows_takes_for_a_device_gets_a_name(device: str) -> None:
    assert FileNames([device]).of(device) != device
    assert FileNames([]).of("console") == "console"


COMMAND = [sys.executable, "-m", "tfkata", "grade", "--seed", "0"]


def test_ctrl_c_ends_at_once_and_keeps_what_is_done(tmp_path: Path) -> None:
    slow = "import time\n\n\ndef normalize(images):\n    time.sleep(60)\n"
    write(tmp_path / "class" / "ada" / "e01_normalize.py", RIGHT)
    write(tmp_path / "class" / "bob" / "e01_normalize.py", slow)
    command = [*COMMAND, str(tmp_path / "class"), "--out", str(tmp_path / "out"), "--device", "cpu"]
    run = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=hears_ctrl_c
    )
    assert run.stdout is not None
    assert "ada" in run.stdout.readline()
    family = psutil.Process(run.pid).children(recursive=True)
    assert family
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=30)
    assert run.returncode == 130
    assert [line for line in err.splitlines() if line] == [
        "1 of 2 submissions are done, and what was graded is kept: the same command does the rest",
        "interrupted",
    ]
    assert "Traceback" not in out
    assert psutil.wait_procs(family, timeout=10)[1] == []
    assert logged(tmp_path / "out") == [(E01.id, Outcome.PASSED)]


def test_killed_and_run_again_it_does_what_is_missing(tmp_path: Path) -> None:
    """`python tests/classroom/soak_kill.py` does the same with 200 submissions and 20 kills."""
    report = soak_kill.trial(tmp_path, submissions=8, kills=3, seed=1)
    assert report.faults == []
    assert report.kills == 3
    assert report.gradings == 16


def test_the_command_imports_no_tensorflow(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "ada.zip", "w") as archive:
        archive.writestr("e01_normalize.py", RIGHT)
    code = (
        "import sys\nfrom tfkata.cli.app import app\n"
        f"app(['grade', {str(tmp_path / 'ada.zip')!r}, '--out', {str(tmp_path / 'out')!r}], standalone_mode=False)\n"
        "print('LOADED', *sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.rpartition("LOADED")[2].split())
    assert not loaded & {
        "tensorflow",
        "keras",
        "sklearn",
        "matplotlib",
        "nbgrader",
        "distributed",
        "hypothesis",
    }
