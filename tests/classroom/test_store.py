"""The store keeps what it was given, survives being killed, and never writes over what it cannot read."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tfkata.catalog import records
from tfkata.classroom.store import Store
from tfkata.errors import UsageError
from tfkata.results import CheckResult, Outcome, SubmissionResult, exercise_result

E01 = records.find("e01")


def result(outcome: Outcome = Outcome.PASSED, message: str = "") -> SubmissionResult:
    check = CheckResult("range", "pixels", outcome, 1.0, 1.0, message)
    exercise = exercise_result(E01.id, E01.title, [check], seconds=0.5)
    return SubmissionResult([exercise], "full", 0, "strict", True, "cpu", {"python": "3.12"})


def test_what_is_put_is_got_back_also_by_the_next_process(tmp_path: Path) -> None:
    odd = result(message="half a pair \ud800, a null \0, an emoji 🐟")
    with Store(tmp_path / "s.sqlite") as store:
        store.put("a", odd)
        assert (store.get("a"), store.get("b")) == (odd, None)
    with Store(tmp_path / "s.sqlite") as store:
        assert store.get("a") == odd
        assert (len(store), store.has("a"), store.has("b")) == (1, True, False)
        assert store.kept_aside is None


def test_a_grader_error_is_logged_and_not_kept(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        store.put("a", result(Outcome.GRADER_ERROR))
        assert store.get("a") is None
        store.put("a", result(Outcome.FAILED))
        assert store.log() == [("a", E01.id, Outcome.GRADER_ERROR), ("a", E01.id, Outcome.FAILED)]


def test_what_is_forgotten_stays_in_the_log(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        for key in "abc":
            store.put(key, result())
        store.forget(["a", "c", "unknown"])
        assert [store.has(key) for key in "abc"] == [False, True, False]
        assert [key for key, *_ in store.log()] == ["a", "b", "c"]


@pytest.mark.parametrize("damage", ["cut", "noise", "text"])
def test_a_damaged_store_is_kept_aside(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "s.sqlite"
    with Store(path) as store:
        for number in range(200):
            store.put(str(number), result(message="x" * 200))
    content = path.read_bytes()
    middle = len(content) // 2
    broken = {
        "cut": content[:middle],
        "noise": content[:4096] + os.urandom(middle) + content[4096 + middle :],
        "text": b"this is no database at all\n" * 100,
    }[damage]
    path.write_bytes(broken)
    with Store(path) as store:
        assert store.kept_aside == tmp_path / "s.sqlite.damaged-1"
        assert store.kept_aside.read_bytes() == broken
        assert len(store) == 0
        store.put("a", result())
    path.write_bytes(broken)
    with Store(path) as store:
        assert store.kept_aside == tmp_path / "s.sqlite.damaged-2"
        assert (tmp_path / "s.sqlite.damaged-1").read_bytes() == broken


@pytest.mark.parametrize("change", ["DROP TABLE log", "ALTER TABLE results DROP COLUMN outcome"])
def test_a_store_without_its_tables_is_kept_aside(tmp_path: Path, change: str) -> None:
    path = tmp_path / "s.sqlite"
    with Store(path) as store:
        store.put("a", result())
    database = sqlite3.connect(path)
    database.execute(change)
    database.commit()
    database.close()
    with Store(path) as store:
        assert store.kept_aside == tmp_path / "s.sqlite.damaged-1"
        store.put("a", result())


def test_a_row_that_is_no_result_counts_as_missing(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with Store(path) as store:
        for key in "abcd":
            store.put(key, result())
    database = sqlite3.connect(path)
    for key, text in {"a": "{", "b": "[]", "c": json.dumps({"schema": "tfkata/result/v1"})}.items():
        database.execute("UPDATE results SET result = ? WHERE key = ?", (text, key))
    database.commit()
    database.close()
    with Store(path) as store:
        assert [store.get(key) for key in "abc"] == [None] * 3
        assert store.get("d") == result()


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE recipes (name)")
    database.commit()
    database.close()
    before = path.read_bytes()
    with pytest.raises(UsageError, match="another program"):
        Store(path)
    assert path.read_bytes() == before


def test_a_newer_tfkatas_store_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    Store(path).close()
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(UsageError, match="newer tfkata"):
        Store(path)


def test_two_at_once_on_one_store_are_refused(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite"), pytest.raises(UsageError, match=f"process {os.getpid()}"):
        Store(tmp_path / "s.sqlite")
    Store(tmp_path / "s.sqlite").close()


@pytest.mark.parametrize("place", ["file/s.sqlite", "folder"])
def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match=place.partition("/")[0]):
        Store(tmp_path / place)


WRITER = """
import sys
from pathlib import Path
from tfkata.classroom.store import Store
from tests.classroom.test_store import result
with Store(Path(sys.argv[1])) as store:
    number = len(store)
    while True:
        store.put(str(number), result(message="x" * 5000))
        print(number, flush=True)
        number += 1
"""


def test_what_was_committed_survives_a_kill(tmp_path: Path) -> None:
    """Four times in the middle of writing; what the writer said it had kept is there, and no lock is left."""
    path, kept = tmp_path / "s.sqlite", -1
    for round_ in range(4):
        command = [sys.executable, "-c", WRITER, str(path)]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
        ) as run:
            assert run.stdout is not None
            for line in run.stdout:
                kept = int(line)
                if kept >= 40 * (round_ + 1):
                    break
            time.sleep(0.003 * round_)
            run.send_signal(signal.SIGKILL)
            kept = max([kept, *(int(line) for line in run.stdout if line.endswith("\n"))])
        with Store(path) as store:
            assert store.kept_aside is None
            assert all(store.get(str(number)) is not None for number in range(kept + 1))
            assert len(store.log()) == len({key for key, *_ in store.log()})


def test_a_class_has_a_seed_of_its_own_and_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with Store(path) as store:
        drawn = store.seed()
    with Store(path) as store:
        assert store.seed() == drawn
        assert store.seed(7) == 7
    with Store(path) as store:
        assert store.seed() == 7
    with Store(tmp_path / "other.sqlite") as store:
        assert store.seed() not in (drawn, 7)
        assert store.seed(0) == store.seed() == 0


def test_a_store_from_before_there_were_seeds_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with Store(path) as store:
        store.put("a", result())
    database = sqlite3.connect(path)
    database.execute("DROP TABLE settings")
    database.execute("PRAGMA user_version = 1")
    database.commit()
    database.close()
    with Store(path) as store:
        assert store.kept_aside is None
        assert store.get("a") == result()
        seed = store.seed()
    with Store(path) as store:
        assert store.seed() == seed
