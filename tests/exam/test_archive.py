"""The archive: verified on another machine, and whatever was changed in it is found and named. The marks here need no model."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.exam.conftest import Clock, pretended
from tests.exam.test_sitting import VERSIONS, hand_in
from tfkata.errors import UsageError
from tfkata.exam import archive, clock, finishing, journal, paper, sitting, verifying
from tfkata.exam.journal import SUBMIT, Entry
from tfkata.exam.verifying import Verified

pytestmark = pytest.mark.usefixtures("without_data")
Files = dict[str, bytes]


@pytest.fixture
def kept(tmp_path: Path, turned: Clock) -> Path:
    """The archive of an exam in which two tasks were submitted."""
    sat = sitting.begin(tmp_path / "exam", paper.draw(2), clock.now(), VERSIONS)
    for number, said in ((1, "3"), (1, "4"), (2, "5")):
        turned.turn(minutes=5)
        hand_in(sat, number, said)
    return finishing.finish(sat, pretended, turned.turn(minutes=5)).archive


def files_of(path: Path) -> Files:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed(files: Files, path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as target:
        for name, content in files.items():
            target.writestr(name, content)
    return path


def changed(kept: Path, change: Callable[[Files], None]) -> Verified:
    files = files_of(kept)
    change(files)
    return verifying.verify(packed(files, kept.with_name("changed.zip")), pretended)


def chained(files: Files, change: Callable[[list[Entry]], None]) -> None:
    """Change what the journal says, and write all hashes again, as somebody would who knows how."""
    entries, _ = journal.read(files["journal.jsonl"].decode())
    change(entries)
    again: list[Entry] = []
    for entry in entries:
        again.append(journal.following(again, entry.what, entry.data, entry.time))
    files["journal.jsonl"] = journal.text_of(again).encode()


def test_an_archive_holds_and_gives_the_result_again(kept: Path) -> None:
    found = verifying.verify(kept, pretended)
    assert found.faults == []
    assert found.result is not None
    assert found.result["score"] == 9
    assert {name.partition("/")[0] for name in files_of(kept)} == {
        "journal.jsonl", "result.json", "report.html", "models", "code",
    }  # fmt: skip


def test_the_seal_is_the_end_of_the_chain(kept: Path) -> None:
    found = verifying.verify(kept, pretended)
    assert found.result is not None
    seal = found.result["seal"]
    assert verifying.verify(kept, pretended, seal=seal).faults == []
    files = files_of(kept)
    chained(files, lambda entries: entries[1].data.update(score=2))
    other = packed(files, kept.with_name("again.zip"))
    assert verifying.verify(other, pretended).faults == []
    assert any("the seal" in fault for fault in verifying.verify(other, pretended, seal=seal).faults)


def test_a_byte_of_the_journal(kept: Path) -> None:
    def change(files: Files) -> None:
        files["journal.jsonl"] = files["journal.jsonl"].replace(b'"score": 3', b'"score": 5')

    assert any("line 2 of the journal" in fault for fault in changed(kept, change).faults)


def test_a_line_of_the_journal(kept: Path) -> None:
    def change(files: Files) -> None:
        lines = files["journal.jsonl"].splitlines(keepends=True)
        files["journal.jsonl"] = b"".join(lines[:1] + lines[2:])

    assert any("1 line is missing" in fault for fault in changed(kept, change).faults)


def test_the_end_of_the_journal(kept: Path) -> None:
    def change(files: Files) -> None:
        files["journal.jsonl"] = b"".join(files["journal.jsonl"].splitlines(keepends=True)[:-1])

    assert any("its end is missing" in fault for fault in changed(kept, change).faults)


def test_a_time_that_was_turned_back(kept: Path) -> None:
    def change(files: Files) -> None:
        def back(entries: list[Entry]) -> None:
            entries[2] = Entry(2, entries[2].time - timedelta(hours=2), SUBMIT, entries[2].data, "", "")

        chained(files, back)

    assert any("the clock was turned back" in fault for fault in changed(kept, change).faults)


def test_a_submission_after_the_end(kept: Path) -> None:
    def change(files: Files) -> None:
        def late(entries: list[Entry]) -> None:
            for at in (3, 4):
                one = entries[at]
                entries[at] = Entry(at, one.time + timedelta(hours=6), one.what, one.data, "", "")

        chained(files, late)

    assert any("when the time was over" in fault for fault in changed(kept, change).faults)


def test_a_foreign_model(kept: Path) -> None:
    def change(files: Files) -> None:
        name = next(name for name, content in files.items() if name.startswith("models/") and content == b"4")
        files[name] = b"5"

    faults = changed(kept, change).faults
    assert any(fault.startswith("task 1: the model is another one than was submitted") for fault in faults)
    assert any("marked again, the model scores 5" in fault for fault in faults)


def test_a_score_that_the_model_does_not_reach_although_the_chain_was_written_again(kept: Path) -> None:
    def change(files: Files) -> None:
        chained(files, lambda entries: entries[2].data.update(score=5))

    assert any("task 1: marked again, the model scores 4" in fault for fault in changed(kept, change).faults)


def test_a_model_and_code_that_are_gone(kept: Path) -> None:
    def change(files: Files) -> None:
        for name in [name for name in files if name.startswith(("models/", "code/"))]:
            del files[name]

    faults = changed(kept, change).faults
    assert "task 1: the model that scored 4 is missing" in faults


@pytest.mark.parametrize("name", [f"models/{7:064x}.keras", f"code/{7:064x}.py"])
def test_files_that_the_journal_does_not_name(kept: Path, name: str) -> None:
    found = changed(kept, lambda files: files.update({name: b"x"}))
    assert [fault for fault in found.faults if "does not name" in fault and name[:20] in fault]


def test_more_files_than_an_exam_has_are_not_unpacked(kept: Path) -> None:
    more = {f"models/{number:064x}.keras": b"x" for number in range(20)}
    with pytest.raises(UsageError, match="too many files"):
        changed(kept, lambda files: files.update(more))


def test_code_that_was_changed(kept: Path) -> None:
    def change(files: Files) -> None:
        for name in [name for name in files if name.startswith("code/")]:
            files[name] += b"#"

    assert "task 1: the code was changed" in changed(kept, change).faults


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("task", 9),
        ("task", "1"),
        ("score", 7),
        ("score", True),
        ("sha256", None),
        ("code", ["x"]),
        ("figure", "1"),
        ("figure", None),
    ],
)
def test_a_submission_that_none_could_be(kept: Path, what: str, value: object) -> None:
    def change(files: Files) -> None:
        chained(files, lambda entries: entries[2].data.update({what: value}))

    assert any("cannot be judged" in fault for fault in changed(kept, change).faults)


@pytest.mark.parametrize(
    "paper_data",
    [None, {}, {"schema": "x"}, {"tasks": ["digits:1"] * 9}, {"tasks": ["no:1"]}, {"id": "../x"}],
)
def test_a_paper_that_there_is_not(kept: Path, paper_data: dict[str, object] | None) -> None:
    def change(files: Files) -> None:
        def other(entries: list[Entry]) -> None:
            known = entries[0].data["paper"]
            entries[0].data["paper"] = (
                None if paper_data is None else {**known, **paper_data} if paper_data else {}
            )

        chained(files, other)

    found = changed(kept, change)
    assert found.result is None
    assert any("does not begin with a paper" in fault for fault in found.faults)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"journal.jsonl": b"", "../evil": b""}, "does not belong there"),
        ({"journal.jsonl": b"", "/etc/passwd": b""}, "does not belong there"),
        ({"journal.jsonl": b"", "models/x.keras": b""}, "does not belong there"),
        ({"result.json": b"{}"}, "there is no journal.jsonl"),
        ({f"code/{number:064}.py": b"" for number in range(80)}, "too many files"),
    ],
)
def test_what_is_no_archive_is_refused(files: Files, said: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=said):
        archive.read(packed(files, tmp_path / "strange.zip"))


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("journal.jsonl", b"0" * (64 << 20))
    place = tmp_path / "bomb.zip"
    place.write_bytes(target.getvalue())
    with pytest.raises(UsageError, match="larger than"):
        archive.read(place)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"nothing", b"PK\x05\x06" + b"\0" * 18])
def test_bytes_that_are_no_archive(content: bytes, tmp_path: Path) -> None:
    place = tmp_path / "x.zip"
    place.write_bytes(content)
    with pytest.raises(UsageError, match="not an archive of an exam"):
        archive.read(place)


def test_a_class_of_thirty_archives_and_what_is_wrong_with_one_stops_no_other(
    kept: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "class"
    folder.mkdir()
    content = kept.read_bytes()
    for number in range(28):
        (folder / f"learner-{number:02}.zip").write_bytes(content)
    (folder / "broken.zip").write_bytes(content[: len(content) // 2])
    files = files_of(kept)
    del files[next(name for name in files if name.startswith("models/"))]
    packed(files, folder / "=without.zip")
    found = list(verifying.every([folder], pretended))
    assert len(found) == 30
    assert {path.name for path, one in found if one.faults} == {"broken.zip", "=without.zip"}
    rows = verifying.table(found).splitlines()
    assert len(rows) == 31
    assert rows[1].startswith("'=without.zip,")
    assert ",9,25,False,," in rows[-1]


def test_where_there_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no archive"):
        list(verifying.every([tmp_path], pretended))
