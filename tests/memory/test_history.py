"""What is remembered is got back; several processes write at once; and whatever the file has become, nothing fails."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tfkata.catalog import records
from tfkata.memory import database
from tfkata.memory.attempts import Attempt, Found, at_drill, at_exercise, first_sentence
from tfkata.memory.history import History
from tfkata.results import CheckResult, Outcome, exercise_result
from tfkata.workspace import progress

E03 = records.find("e03")
NOON = datetime(2026, 11, 30, 12, 0, 0, 250, tzinfo=UTC)
CODE = "one-hot.off-by-one"
MISSED = Attempt(
    "e03_one_hot",
    NOON,
    Outcome.FAILED,
    3.0,
    11.0,
    0.5,
    (
        Found("encode", Outcome.FAILED, CODE, "Off by one: label 0 has its 1 in column 1."),
        Found("decode", Outcome.PASSED),
    ),
)
PASSED = Attempt("e03_one_hot", NOON + timedelta(minutes=5), Outcome.PASSED, 11.0, 11.0, 0.5)


def file_of(folder: Path) -> Path:
    return folder / ".tfkata" / "history.sqlite"


def test_what_is_recorded_is_got_back_by_the_next_process(tmp_path: Path) -> None:
    drill = Attempt(
        "parameters:2:17", NOON, Outcome.FAILED, 0, 1, 9.5, (Found("", Outcome.FAILED, "params.no-bias"),)
    )
    History.of(tmp_path).record(PASSED, MISSED)
    History.of(tmp_path).record(drill)
    again = History.of(tmp_path)
    assert again.attempts() == [MISSED, drill, PASSED]
    assert again.attempts("e03_one_hot") == [MISSED, PASSED]
    assert again.passed() == {"e03_one_hot"}
    assert MISSED.misconceptions == (CODE,)
    assert MISSED.checks == ("encode", "decode")
    assert again.words == []


def test_nothing_is_written_by_looking(tmp_path: Path) -> None:
    history = History.of(tmp_path)
    assert (history.attempts(), history.passed(), history.due(NOON), history.place) == ([], set(), [], None)
    assert history.export()["attempts"] == []
    assert (list(tmp_path.iterdir()), history.kept(), history.words) == ([], [], [])


def test_only_the_owner_reads_it_and_no_repository_takes_it_along(tmp_path: Path) -> None:
    History.of(tmp_path).record(MISSED)
    assert (tmp_path / ".tfkata" / ".gitignore").read_text("utf-8") == "*\n"
    if os.name != "nt":
        assert file_of(tmp_path).stat().st_mode & 0o777 == 0o600
        file_of(tmp_path).chmod(0o644)
        History.of(tmp_path).record(MISSED)
        assert file_of(tmp_path).stat().st_mode & 0o777 == 0o600


def test_where_the_learner_left_off(tmp_path: Path) -> None:
    History.of(tmp_path).leave("e03_one_hot")
    History.of(tmp_path).leave("e04_split")
    assert History.of(tmp_path).place == "e04_split"


def test_the_folder_of_exercises_and_those_beside_it_share_one_history(tmp_path: Path) -> None:
    for name in ("exercises", "review", "drills"):
        (tmp_path / name).mkdir()
        History.of(tmp_path / name).record(MISSED)
    assert len(History.of(tmp_path).attempts()) == 3
    assert sorted(p.name for p in tmp_path.iterdir()) == [".tfkata", "drills", "exercises", "review"]


def test_what_had_passed_before_there_was_a_history_is_taken_over(tmp_path: Path) -> None:
    checks = [check(Outcome.PASSED, name=one.id) for one in records.find("e01").checks]
    progress.note(tmp_path, [exercise_result("e01_normalize", "", checks, seconds=0.1)])
    assert History.of(tmp_path).passed() == {"e01_normalize"}
    History.of(tmp_path).record(PASSED)
    (tmp_path / ".tfkata/progress.json").unlink()
    assert History.of(tmp_path).passed() == {"e01_normalize", "e03_one_hot"}


def check(outcome: Outcome, code: str | None = None, message: str = "", name: str = "encode") -> CheckResult:
    return CheckResult(name, name, outcome, 0.0, 1.0, message, code)


def test_the_attempt_of_a_result() -> None:
    message = "The row of label 0 is `[0, 1]`. Why this matters.\n\nMore."
    checks = [check(Outcome.FAILED, CODE, message), check(Outcome.NOT_ATTEMPTED, name="decode")]
    attempt = at_exercise(E03, exercise_result(E03.id, E03.title, checks, seconds=1.5), NOON)
    assert attempt is not None
    assert attempt.found == (Found("encode", Outcome.FAILED, CODE, "The row of label 0 is `[0, 1]`."),)
    assert (attempt.whole, attempt.passed, attempt.seconds) == (False, False, 1.5)
    every = [check(Outcome.PASSED, name=one.id) for one in E03.checks]
    whole = at_exercise(E03, exercise_result(E03.id, E03.title, every, seconds=1.5), NOON)
    assert whole is not None
    assert whole.passed
    some = at_exercise(E03, exercise_result(E03.id, E03.title, every[1:], seconds=1.5), NOON)
    assert some is not None
    assert not some.passed


@pytest.mark.parametrize("outcome", [Outcome.NOT_ATTEMPTED, Outcome.GRADER_ERROR])
def test_a_stub_and_a_fault_of_ours_are_no_attempts(outcome: Outcome) -> None:
    assert at_exercise(E03, exercise_result(E03.id, "", [check(outcome)], seconds=0.1)) is None


def test_the_attempt_at_a_drill() -> None:
    attempt = at_drill(
        "shapes:1:4", check(Outcome.FAILED, "shape.kernel", "It is 26. No.", "typed"), 4.0, NOON
    )
    assert (attempt.what, attempt.misconceptions, attempt.seconds) == ("shapes:1:4", ("shape.kernel",), 4.0)
    assert attempt.said("shape.kernel") == "It is 26."
    assert attempt.checks == ()


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("", ""),
        ("One. Two.", "One."),
        ("e.g. 3.5 of it, got 2. `x` is", "e.g. 3.5 of it, got 2."),
        ("a\x1b[31mred\x07\nline? Yes", "ared� line?"),
        ("x" * 400, "x" * 299 + "…"),
    ],
)
def test_the_first_sentence(message: str, sentence: str) -> None:
    assert first_sentence(message) == sentence


WRITER = """
import sys
from pathlib import Path
from tests.memory.test_history import History, MISSED
history = History.of(Path(sys.argv[1]))
for number in range(60):
    history.record(MISSED)
    history.leave(f"e{number:02}")
assert history.words == [], history.words
"""


@pytest.mark.parametrize("damaged", [False, True])
def test_processes_that_write_at_once_lose_nothing(tmp_path: Path, damaged: bool) -> None:
    if damaged:  # each finds the damage; one makes the new file
        file_of(tmp_path).parent.mkdir()
        file_of(tmp_path).write_bytes(b"no database\n" * 500)
        writer = WRITER.replace("assert history.words == []", "assert len(history.words) <= 1")
    else:
        writer = WRITER
    root = str(Path(__file__).parents[2])
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", writer, str(tmp_path)], cwd=root, stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    assert [(run.communicate(timeout=300)[1], run.returncode) for run in runs] == [("", 0)] * 3
    assert len(History.of(tmp_path).attempts()) == 180
    asides = [p.name for p in file_of(tmp_path).parent.glob("*.damaged-*")]
    assert asides == (["history.sqlite.damaged-1"] if damaged else [])


def full(folder: Path) -> bytes:
    History.of(folder).record(*[MISSED] * 200)
    return file_of(folder).read_bytes()


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda content: content[: len(content) // 2],
    "cut within a page": lambda content: content[:5000],
    "noise": lambda content: (
        content[:4096] + os.urandom(len(content) // 2) + content[4096 + len(content) // 2 :]
    ),
    "text": lambda _: b"this is no database at all\n" * 100,
    "zeros": lambda content: bytes(len(content)),
    "a few bytes": lambda _: b"my notes",
}


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("first", ["record", "attempts"])
def test_a_damaged_file_is_kept_aside(tmp_path: Path, damage: str, first: str) -> None:
    broken = DAMAGE[damage](full(tmp_path))
    file_of(tmp_path).write_bytes(broken)
    history = History.of(tmp_path)
    if first == "attempts":
        assert history.attempts() == []
    history.record(MISSED)
    assert history.attempts() == [MISSED]
    (word,) = history.words
    assert "was damaged" in word
    aside = file_of(tmp_path).with_name("history.sqlite.damaged-1")
    assert aside.read_bytes() == broken
    assert aside.name in word


def test_an_empty_file_becomes_a_history(tmp_path: Path) -> None:
    file_of(tmp_path).parent.mkdir()
    file_of(tmp_path).touch()
    assert History.of(tmp_path).attempts() == []
    History.of(tmp_path).record(MISSED)
    assert History.of(tmp_path).attempts() == [MISSED]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("PRAGMA application_id = 7", "another program"),
        (f"PRAGMA user_version = {database.VERSION + 1}", "newer tfkata"),
    ],
)
def test_what_is_not_ours_is_left_alone(tmp_path: Path, change: str, said: str) -> None:
    full(tmp_path)
    with sqlite3.connect(file_of(tmp_path)) as connection:
        connection.execute(change)
    connection.close()
    before = file_of(tmp_path).read_bytes()
    history = History.of(tmp_path)
    history.record(MISSED)
    assert history.attempts() == []
    history.forget()
    assert file_of(tmp_path).read_bytes() == before
    assert [said in word for word in history.words] == [True]


@pytest.mark.parametrize(
    "addition",
    [
        "CREATE TRIGGER more AFTER INSERT ON attempts BEGIN DELETE FROM found; END",
        "CREATE VIEW other AS SELECT * FROM attempts",
        "CREATE TABLE more (x)",
        "DROP TABLE passed",
    ],
)
def test_what_a_stranger_put_into_the_file_is_never_run(tmp_path: Path, addition: str) -> None:
    History.of(tmp_path).record(MISSED)
    with sqlite3.connect(file_of(tmp_path)) as connection:
        connection.execute(addition)
    connection.close()
    history = History.of(tmp_path)
    history.record(PASSED)
    assert history.attempts() == [PASSED]
    assert len(history.words) == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE attempts SET what = '../../' || x'1b'",
        "UPDATE attempts SET what = ''",
        "UPDATE attempts SET at = 'yesterday'",
        "UPDATE attempts SET at = '9999-12-31T23:59:59+00:00'",
        "UPDATE attempts SET at = '0001-01-01T00:00:00+23:00'",
        "UPDATE attempts SET outcome = 'splendid'",
        "UPDATE attempts SET points = 'many'",
        "UPDATE attempts SET what = zeroblob(100000)",
    ],
)
def test_rows_that_nobody_of_ours_wrote_count_as_none(tmp_path: Path, change: str) -> None:
    History.of(tmp_path).record(MISSED)
    with sqlite3.connect(file_of(tmp_path)) as connection:
        connection.execute(change)
    connection.close()
    history = History.of(tmp_path)
    assert history.attempts() == []
    assert history.due(NOON) == []
    history.record(PASSED)
    assert history.attempts() == [PASSED]
    assert history.words == []


def test_what_was_said_is_shown_without_escapes(tmp_path: Path) -> None:
    History.of(tmp_path).record(MISSED)
    with sqlite3.connect(file_of(tmp_path)) as connection:
        connection.execute("UPDATE found SET said = x'1b5b33316d' || 'red' || x'ff07', misconception = 'a b'")
    connection.close()
    (attempt,) = History.of(tmp_path).attempts()
    assert [one.said for one in attempt.found] == ["red��", "red��"]
    assert attempt.misconceptions == ()


def test_a_file_that_another_program_keeps_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    History.of(tmp_path).record(MISSED)
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    with sqlite3.connect(file_of(tmp_path), isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        history = History.of(tmp_path)
        history.record(PASSED)
        assert history.attempts() == [MISSED]  # readers do not wait
        assert ["locked" in word for word in history.words] == [True]
    other.close()
    history.record(PASSED)
    assert history.attempts() == [MISSED, PASSED]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
@pytest.mark.parametrize("linked", ["the file", "the folder", "to nothing"])
def test_no_link_is_followed(tmp_path: Path, linked: str) -> None:
    work, elsewhere = tmp_path / "work", tmp_path / "elsewhere"
    elsewhere.mkdir()
    History.of(elsewhere).record(MISSED)
    work.mkdir()
    before = file_of(elsewhere).read_bytes()
    if linked == "the folder":
        (work / ".tfkata").symlink_to(elsewhere / ".tfkata")
    else:
        (work / ".tfkata").mkdir()
        file_of(work).symlink_to(file_of(elsewhere) if linked == "the file" else tmp_path / "nothing")
    history = History.of(work)
    history.record(PASSED)
    assert history.attempts() == []
    history.forget()
    assert file_of(elsewhere).read_bytes() == before
    assert ["is a link" in word for word in history.words] == [True]
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("place", ["a folder", "a pipe", "a file for the folder", "too large"])
def test_something_else_in_its_place(tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file = file_of(tmp_path)
    if place == "a file for the folder":
        file.parent.write_text("mine", "utf-8")
    elif place == "too large":
        History.of(tmp_path).record(MISSED)
        monkeypatch.setattr(database, "LARGEST", 4096)
    else:
        file.parent.mkdir()
        file.mkdir() if place == "a folder" else os.mkfifo(file)
    history = History.of(tmp_path)
    history.record(PASSED)
    assert history.attempts() == []
    assert len(history.words) == 1
    assert "move it away" in history.words[0]


def test_a_folder_that_cannot_be_written_to() -> None:
    history = History.of(Path("/proc/self") if sys.platform == "linux" else Path("/"))
    history.record(MISSED)
    assert history.attempts() == []
    assert sys.platform != "linux" or len(history.words) == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can become nobody for a moment")
def test_a_history_that_may_only_be_read_is_read(tmp_path: Path) -> None:
    """In a process that is nobody: `nobody` may not write beside the file, where SQLite keeps what readers share."""
    History.of(tmp_path).record(MISSED)
    file_of(tmp_path).chmod(0o644)
    for folder in (file_of(tmp_path).parent, *list(tmp_path.parents)[:3], tmp_path):
        if folder != Path("/tmp"):
            folder.chmod(0o755)
    code = (
        "import os, sys; from pathlib import Path; from tests.memory.test_history import History, PASSED\n"
        "history = History.of(Path(sys.argv[1])); os.setuid(65534)\n"
        "print(len(history.attempts()), history.words); history.record(PASSED); print(len(history.attempts()), len(history.words))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert run.stdout == "1 []\n1 1\n"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
@pytest.mark.parametrize("kind", ["a folder", "a link"])
def test_a_disk_without_shared_memory_gets_the_older_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """A history that was made on a local disk, and is now on such a disk: there is no room for the file of shared memory."""
    History.of(tmp_path).record(MISSED)
    assert journal(tmp_path) == "wal"
    Path(f"{file_of(tmp_path)}-shm").unlink(missing_ok=True)
    memory = Path(f"{file_of(tmp_path)}-shm")
    memory.mkdir() if kind == "a folder" else memory.symlink_to(tmp_path / "nothing")
    monkeypatch.setattr(database, "is_shared", lambda _: True)
    history = History.of(tmp_path)
    assert history.attempts() == [MISSED]
    history.record(PASSED)
    assert History.of(tmp_path).attempts() == [MISSED, PASSED]
    assert history.words == []
    assert journal(tmp_path) == "delete"


def journal(folder: Path) -> str:
    connection = sqlite3.connect(file_of(folder))
    try:
        return str(connection.execute("PRAGMA journal_mode").fetchone()[0])
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("kind", "shared"),
    [
        ("nfs4", True),
        ("9p", True),
        ("fuse.sshfs", True),
        ("ext4", False),
        ("apfs", False),
        ("fuseblk", False),
    ],
)
def test_which_disks_other_machines_may_have(
    kind: str, shared: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psutil

    def partitions(all: bool = False) -> list[object]:
        return [type("M", (), {"mountpoint": p, "fstype": f}) for p, f in (("/", "ext4"), ("/net", kind))]

    monkeypatch.setattr(psutil, "disk_partitions", partitions)
    assert database.is_shared(Path("/net/me/work/.tfkata/history.sqlite")) is shared
    assert database.is_shared(Path("/network/work/.tfkata/history.sqlite")) is False


def test_all_that_is_remembered_is_exported_and_forgotten(tmp_path: Path) -> None:
    progress.note(tmp_path, [exercise_result("e01_normalize", "", [check(Outcome.PASSED)], seconds=0.1)])
    full(tmp_path)
    file_of(tmp_path).write_bytes(b"damaged\n" * 1000)
    history = History.of(tmp_path)
    history.record(MISSED)
    history.reviewed(CODE, True, NOON)
    exported = history.export()
    assert exported["attempts"][0]["checks"][0]["said"] == "Off by one: label 0 has its 1 in column 1."
    assert exported["reviews"] == [{"code": CODE, "when": NOON.isoformat(), "right": True}]
    assert list(exported["due"]) == [CODE]
    history.forget()
    assert sorted(p.name for p in (tmp_path / ".tfkata").iterdir()) == [".gitignore", "history.lock"]
    assert (history.attempts(), history.passed(), history.reviews()) == ([], set(), [])


def test_a_text_that_was_only_looked_at_is_one_attempt(tmp_path: Path) -> None:
    """Two watches in one folder, or one that begins again: nobody has tried anything meanwhile."""
    for _ in range(2):
        History.of(tmp_path).record(MISSED, seen="one")
    assert History.of(tmp_path).attempts() == [MISSED]
    History.of(tmp_path).record(PASSED, seen="one")  # its trainings as well, this time
    History.of(tmp_path).record(MISSED, seen="another \udce4")
    History.of(tmp_path).record(MISSED, seen="one")
    assert len(History.of(tmp_path).attempts()) == 4, "another result, another text, and back to the first"
    History.of(tmp_path).record(MISSED)
    assert len(History.of(tmp_path).attempts()) == 5, "somebody asked for that one"
    assert History.of(tmp_path).place is None
