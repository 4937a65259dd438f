"""The journal: whatever is changed in it is found and named."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exam.conftest import NOON
from tfkata.exam import journal
from tfkata.exam.journal import FINISH, START, SUBMIT, Entry


def written() -> list[Entry]:
    entries: list[Entry] = []
    for minute, what in enumerate([START, SUBMIT, SUBMIT, SUBMIT, FINISH]):
        data = {"task": minute, "score": 3} if what == SUBMIT else {}
        entries.append(journal.following(entries, what, data, NOON + timedelta(minutes=minute)))
    return entries


TEXT = journal.text_of(written())


def test_what_was_written_is_read_and_without_fault() -> None:
    assert journal.read(TEXT) == (written(), [])


@given(st.integers(0, len(TEXT) - 1), st.characters(codec="ascii"))
def test_a_byte_that_was_changed_is_found(at: int, other: str) -> None:
    changed = TEXT[:at] + other + TEXT[at + 1 :]
    _, faults = journal.read(changed)
    assert bool(faults) == (other != TEXT[at])


@pytest.mark.parametrize("gone", range(4))
def test_a_line_that_was_removed_is_found(gone: int) -> None:
    lines = TEXT.splitlines()
    _, faults = journal.read("\n".join(lines[:gone] + lines[gone + 1 :]))
    assert any("1 line is missing" in fault or "its beginning is missing" in fault for fault in faults)


def test_lines_in_another_order_are_found() -> None:
    one, two, three, *rest = TEXT.splitlines()
    _, faults = journal.read("\n".join([one, three, two, *rest]))
    assert any("another order" in fault for fault in faults)


def test_a_changed_score_is_named_with_its_line() -> None:
    _, faults = journal.read(TEXT.replace('"score": 3', '"score": 5', 1))
    assert len(faults) == 1
    assert faults[0].startswith("line 2 of the journal (submit, 2026-12-01T12:01:00Z) was changed")


def test_a_line_with_a_hash_of_its_own_does_not_fit_its_neighbours() -> None:
    entries = written()
    entries[2] = journal.following(entries[:2], SUBMIT, {"task": 2, "score": 5}, entries[2].time)
    _, faults = journal.read(journal.text_of(entries))
    assert faults == [
        "line 4 of the journal does not follow the line before it: one of the two was exchanged"
    ]


def test_a_time_that_was_turned_back_is_named_even_if_all_hashes_are_right() -> None:
    entries = written()[:2]
    entries.append(journal.following(entries, SUBMIT, {}, NOON - timedelta(hours=1)))
    _, faults = journal.read(journal.text_of(entries))
    assert faults == ["line 3 of the journal: the clock was turned back by 1 h 1 min"]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "[]",
        "{}",
        "null",
        "1",
        '"',
        "[" * 100_000,
        '{"n":true,"time":1,"what":1,"data":1,"before":1,"hash":1}',
    ],
)
def test_what_is_no_entry_is_a_fault_and_no_crash(line: str) -> None:
    _, faults = journal.read(f"{TEXT}{line}\nx")
    assert any("cannot be read" in fault for fault in faults)


def test_an_empty_journal_is_a_fault() -> None:
    assert journal.read("") == ([], ["the journal is empty"])
