"""Rosters as people and platforms write them, and which submission is whose."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfkata.classroom import joining, roster
from tfkata.classroom.joining import Joined
from tfkata.classroom.roster import Roster
from tfkata.errors import UsageError
from tfkata.report import formats
from tfkata.report.exports import Account, Export
from tfkata.results import CheckResult, Graded, Learner, Outcome, SubmissionResult, exercise_result
from tfkata.submissions.discover import Handed

CANVAS = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,HW1 (5512),Current Score\n"
    ",,,,,Manual Posting,\n"
    "    Points Possible,,,,,7.00,(read only)\n"
    '"Lovelace, Ada",9001,S001,alove,CS-101-01,,\n'
    '"Hopper, Grace",9002,S002,ghopp,"CS-101-01 and CS-101-02",,\n'
    '"Student, Test",9999,,8f2d6a,CS-101-01,,\n'
)


def written(folder: Path, content: str | bytes, name: str = "r.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def table(folder: Path, content: str | bytes) -> Roster:
    return roster.read(written(folder, content))


def joined(handed: list[str] | list[Learner], to: Roster) -> Joined:
    learners = [Learner(one) if isinstance(one, str) else one for one in handed]
    return joining.join([Handed(one, Path(one.id)) for one in learners], to)


def pairs(found: Joined) -> dict[str, str]:
    """Where it lies -> whose it is."""
    return {str(one.place): one.learner.name for one in found.handed if one.place is not None}


# The file.


def test_the_roster_names_learners(tmp_path: Path) -> None:
    text = "\ufeffName;ID;E-Mail;Section\nAda Lovelace;ada;;B\n\nGrace;grace;g@x;\n"
    found = table(tmp_path, text).entries
    assert list(found) == ["ada", "grace"]
    ada, grace = (found[name].learner for name in found)
    assert (ada.name, ada.section, grace.name, grace.email) == ("Ada Lovelace", "B", "Grace", "g@x")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("name,points\nada,x\n", "no column 'id': it has 'name', 'points'"),
        ("", "no column 'id'"),
        ("id,name\nada,A\nada,B\n", "line 3: 'ada' is there twice"),
        ("id,name\n,B\n", "line 2: a learner without an id"),
        ("id,name\n,B\nada,A\nada,B\n,C\n", "line 2: .*; line 4: .*; line 5: "),
        (b"id\n\xe4\n", "not UTF-8"),
    ],
)
def test_a_roster_that_makes_no_sense_is_refused(tmp_path: Path, content: str | bytes, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        table(tmp_path, content)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"PK\x03\x04\x14\x00", "r.xlsx", "an Excel workbook (.xlsx)"),
        (b"PK\x03\x04\x14\x00", "export.csv", "an Excel workbook (.xlsx)"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "r", "a spreadsheet"),
        (b"PK\x03\x04\x14\x00", "class.ods", "a spreadsheet (.ods)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "gc_export.xls", "an Excel workbook (.xls)"),
        (b"\n<html><table>", "grades.xls", "a web page"),
    ],
)  # fmt: skip
def test_what_is_no_table_of_text_is_refused_in_words(
    tmp_path: Path, content: bytes, name: str, said: str
) -> None:
    with pytest.raises(UsageError) as refused:
        roster.read(written(tmp_path, content, name))
    assert said in str(refused.value)
    assert "save the sheet as 'CSV UTF-8" in str(refused.value)


@pytest.mark.parametrize(
    "text", ["id,name\nada,Ada\n", "sep=;\nid;name\nada;Ada\n", 'id\tname\r\nada\t"Ada"\r\n']
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_spreadsheets_write_text_in_several_ways(tmp_path: Path, text: str, encoding: str) -> None:
    assert table(tmp_path, text.encode(encoding)).entries["ada"].learner.name == "Ada"


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\u2028", "\u0085", "\x0b", "  "])
def test_a_line_break_in_a_cell_makes_no_learner(tmp_path: Path, break_: str) -> None:
    found = table(tmp_path, f'id,name\nada,"Ada{break_}Lovelace"\ngrace,Grace\n').entries
    assert [one.learner.name for one in found.values()] == ["Ada Lovelace", "Grace"]


def test_canvas_writes_rows_that_are_nobody(tmp_path: Path) -> None:
    found = table(tmp_path, CANVAS)
    assert (found.source, found.left_out) == ("Canvas", ["Student, Test"])
    assert list(found.entries) == ["alove", "ghopp"]
    assert found.entries["alove"].learner == Learner("alove", "Ada Lovelace", "", "CS-101-01")
    assert found.entries["alove"].account == Account("Lovelace, Ada", "9001", "S001", "alove")


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Role", "Instructor"),
        ("Role", "TA"),
        ("Roles", "Teacher"),
        ("Course Role", "Grader"),
        ("role", "Observer"),
    ],
)
@pytest.mark.parametrize(
    "columns", ["First Name,Last Name,SID,Email", "First name,Last name,Username,Email address"]
)
def test_who_teaches_is_nobody_who_hands_in(tmp_path: Path, columns: str, heading: str, role: str) -> None:
    """Gradescope's roster lists instructors and assistants as well."""
    found = table(
        tmp_path,
        f"{columns},{heading}\nAda,Lovelace,001,a@u.edu,Student\nTina,Each,,t@u.edu,{role}\nBo,B,002,b@u.edu,\n",
    )
    assert list(found.entries) == ["001", "002"]
    assert found.left_out == [f"Tina Each ({role})"]


@pytest.mark.parametrize("role", ["Student", "students", "Learner", "Participant", "Non-editing student", ""])
def test_who_learns_is_kept(tmp_path: Path, role: str) -> None:
    found = table(tmp_path, f"First Name,Last Name,SID,Email,Role\nAda,Lovelace,001,a@u.edu,{role}\n")
    assert (list(found.entries), found.left_out) == (["001"], [])


def test_a_table_of_ones_own_may_call_a_column_as_it_likes(tmp_path: Path) -> None:
    found = table(tmp_path, "id,name,role\nada,Ada,team lead\n")
    assert list(found.entries) == ["ada"]


@pytest.mark.parametrize(
    ("content", "source", "learner"),
    [
        (
            "First name,Last name,ID number,Email address,Groups\nAda,Lovelace,alove,a@u.edu,G1\n",
            "Moodle", Learner("alove", "Ada Lovelace", "a@u.edu", "G1"),
        ),
        (
            "First name,Surname,Email address\nAda,Lovelace,a@u.edu\n",
            "Moodle", Learner("a@u.edu", "Ada Lovelace", "a@u.edu"),
        ),
        (
            "Identifier,Full name,Email address,Status\nParticipant 123456,Ada Lovelace,a@u.edu,Submitted\n",
            "Moodle", Learner("a@u.edu", "Ada Lovelace", "a@u.edu"),
        ),
        (
            '"Last Name","First Name","Username","Student ID","Availability"\n"Lovelace","Ada","alove","001","Yes"\n',
            "Blackboard", Learner("alove", "Ada Lovelace"),
        ),
        (
            '"identifier","github_username","github_id","name"\n"a@u.edu","ada-l","77","Ada Lovelace"\n',
            "GitHub Classroom", Learner("ada-l", "Ada Lovelace"),
        ),
        (
            '"identifier","github_username","github_id","name"\n"a@u.edu","","",""\n',
            "GitHub Classroom", Learner("a@u.edu"),
        ),
        ("First Name,Last Name,SID,Email,Role\nAda,Lovelace,001,a@u.edu,Student\n",
         "Gradescope", Learner("001", "Ada Lovelace", "a@u.edu")),
        ("Student;ID;SIS Login ID;Section\nLovelace, Ada;9001;alove;1\n",
         "Canvas", Learner("alove", "Ada Lovelace", "", "1")),
        ("LastName,FirstName,ID,SIS User ID,SIS Login ID,Section\nLovelace,Ada,9001,S1,alove,1\n",
         "Canvas", Learner("alove", "Ada Lovelace", "", "1")),
        (
            "OrgDefinedId,Username,Last Name,First Name,Email,HW1 Points Grade <Numeric MaxPoints:10>,End-of-Line Indicator\n"
            "#100,#alove,Lovelace,Ada,a@u.edu,7,#\n",
            "Brightspace", Learner("alove", "Ada Lovelace", "a@u.edu"),
        ),
        ("OrgDefinedId,HW1 Points Grade,End-of-Line Indicator\n#0100,,#\n", "Brightspace", Learner("0100")),
        ("Username,HW1 Points Grade,End-of-Line Indicator\n#alove,,#\n", "Brightspace", Learner("alove")),
        (
            "Org Defined ID;Username;Last Name;First Name;Role\n1;alove;Lovelace;Ada;Learner\n2;paul;Prof;Paul;Instructor\n",
            "Brightspace", Learner("alove", "Ada Lovelace"),
        ),
        (
            "Lab 1,SCORE_GRADE_TYPE,,,\n,,,,\nDisplay ID,ID,Last Name,First Name,Grade\nalove,u-1,Lovelace,Ada,\n",
            "Sakai", Learner("alove", "Ada Lovelace"),
        ),
        ('Student ID,Student Name,HW1 [10],# HW1\nalove,"Lovelace, Ada",,\n', "Sakai", Learner("alove", "Ada Lovelace")),
        ("First Name,Last Name,Unique User ID\nAda,Lovelace,s1\n", "Schoology", Learner("s1", "Ada Lovelace")),
        (
            "Last Name,First Name,Email Address,HW1\n,,Date,2026-11-30\n,,Points,100\nLovelace,Ada,a@u.edu,7\n",
            "Google Classroom or Teams", Learner("a@u.edu", "Ada Lovelace", "a@u.edu"),
        ),
        ("Identifier,Status,Grade\nParticipant 11,Submitted,\n", "Moodle", Learner("Participant 11")),
        ("name,email\nAda Lovelace,a@u.edu\n", "", Learner("a@u.edu", "Ada Lovelace", "a@u.edu")),
        ("id,first_name,last_name,email\nada,Ada,Lovelace,a@x\n", "", Learner("ada", "Ada Lovelace", "a@x")),
    ],
)  # fmt: skip
def test_what_platforms_export_is_read_as_it_is(
    tmp_path: Path, content: str, source: str, learner: Learner
) -> None:
    found = table(tmp_path, content)
    assert found.source == source
    assert [one.learner for one in found.entries.values()] == [learner]


# The join.


@pytest.mark.parametrize(
    ("handed", "written_as"),
    [("alove", "ALOVE"), ("0042", "42"), ("7", "0007"), ("jmu\u0308ller", "jm\u00fcller"), ("Straße", "STRASSE"), ("0", "000")],
)  # fmt: skip
def test_ids_that_a_spreadsheet_spells_differently_are_one_learner(
    tmp_path: Path, handed: str, written_as: str
) -> None:
    found = joined([handed, "eve"], table(tmp_path, f"id,name\n{written_as},Somebody\neve,Eve\n"))
    assert pairs(found) == {handed: "Somebody", "eve": "Eve"}
    assert [one.learner.id for one in found.handed].count(written_as) == 1
    assert f"{handed} = {written_as} (Somebody)" in " ".join(found.notes)
    assert found.faults == []


@pytest.mark.parametrize("handed", ["9001", "S001", "s001", "alove", "ALOVE", "lovelaceada", "Ada Lovelace"])
def test_a_platform_knows_somebody_under_several_ids(tmp_path: Path, handed: str) -> None:
    found = joined([handed], table(tmp_path, CANVAS))
    assert pairs(found) == {handed: "Ada Lovelace"}
    assert [one.learner.id for one in found.handed if one.place is None] == ["ghopp"]
    assert found.faults == []


@pytest.mark.parametrize(
    "handed",
    [Learner("a@U.edu"), Learner("123456"), Learner("x", email="a@u.edu"), Learner("y", "Lovelace Ada")],
)
def test_moodle_calls_a_folder_by_the_participant(tmp_path: Path, handed: Learner) -> None:
    text = "Identifier,Full name,Email address\nParticipant 123456,Ada Lovelace,a@u.edu\n"
    assert pairs(joined([handed], table(tmp_path, text))) == {handed.id: "Ada Lovelace"}


@pytest.mark.parametrize(
    ("handed", "text"),
    [
        (Learner("Ada Lovelace"), "OrgDefinedId,Username,Last Name,First Name,End-of-Line Indicator\n#1,#al,Lovelace,Ada,#\n"),
        (Learner("1"), "OrgDefinedId,Username,Last Name,First Name,End-of-Line Indicator\n#001,#al,Lovelace,Ada,#\n"),
        (Learner("al", "Ada Lovelace"), "HW,Points,,\n\nDisplay ID,ID,Last Name,First Name\nAL,AL,Lovelace,Ada\n"),
        (Learner("Lovelace Ada"), "First Name,Last Name,Email Address,HW1,Points\nAda,Lovelace,a@u.edu,,10\n"),
    ],
    ids=["by name", "by number", "Sakai", "by a name turned round"],
)  # fmt: skip
def test_downloads_and_exports_of_one_platform_are_joined(tmp_path: Path, handed: Learner, text: str) -> None:
    found = joined([handed], table(tmp_path, text))
    assert pairs(found) == {handed.id: "Ada Lovelace"}
    assert found.faults == []


@pytest.mark.parametrize("also", ["123456", "Lovelace, Ada", "A@u.edu"])
def test_what_a_download_knows_besides_counts_too(tmp_path: Path, also: str) -> None:
    """Names of files in a platform's download hold several ids: they come as `also` of what was handed in."""

    @dataclass(frozen=True)
    class FromAPlatform(Handed):
        also: tuple[str, ...] = ()

    one = FromAPlatform(Learner("somebody"), Path("somebody"), also=(also,))
    text = "Identifier,Full name,Email address\nParticipant 123456,Ada Lovelace,a@u.edu\n"
    found = joining.join([one], table(tmp_path, text))
    assert [who.learner.name for who in found.handed] == ["Ada Lovelace"]
    assert found.faults == []


def test_an_equal_id_comes_before_a_similar_one(tmp_path: Path) -> None:
    found = joined(["42", "0042", "Ada"], table(tmp_path, "id,name\n42,Zero\n0042,Other\nada,Ada\n"))
    assert pairs(found) == {"42": "Zero", "0042": "Other", "Ada": "Ada"}


def test_what_fits_two_is_joined_to_neither_and_said(tmp_path: Path) -> None:
    found = joined(["Ada", "ADA", "bob"], table(tmp_path, "id,name\nada,Ada\nbob,Bob\ncyd,Cyd\n"))
    assert pairs(found) == {"Ada": "", "ADA": "", "bob": "Bob"}
    assert len(found.faults) == 3 - 1 + 1 - 1 + 1  # both, and that few are joined
    assert all("ada (Ada)" in fault for fault in found.faults[:2])
    assert {one.learner.id for one in found.handed if one.place is None} == {"ada", "cyd"}


def test_two_learners_of_one_name_are_told_apart_by_no_guess(tmp_path: Path) -> None:
    found = joined(["Kim Lee", "x1"], table(tmp_path, "id,name\nx1,Ada\nx2,Kim Lee\nx3,Lee Kim\n"))
    assert pairs(found) == {"Kim Lee": "", "x1": "Ada"}
    assert "Kim Lee: could be x2 (Kim Lee) or x3 (Lee Kim) of r.csv" in found.faults[0]


@pytest.mark.parametrize(
    ("handed", "near"),
    [
        ("alovelacee", "alovelace (Ada)"),
        ("ada.lovelace", "alovelace (Ada)"),
        ("alovelace@home", "alovelace (Ada)"),
    ],
)
def test_a_slip_of_the_pen_is_reported_and_not_joined(tmp_path: Path, handed: str, near: str) -> None:
    found = joined([handed, "bob"], table(tmp_path, "id,name\nalovelace,Ada\nbob,Bob\n"))
    assert pairs(found) == {handed: "", "bob": "Bob"}
    assert f"{handed} ~ {near}" in " ".join(found.notes)


def test_numbers_have_neighbours_that_are_somebody_else(tmp_path: Path) -> None:
    found = joined(["100234", "100235"], table(tmp_path, "id,name\n100234,A\n100236,B\n"))
    assert "~" not in " ".join(found.notes)


@pytest.mark.parametrize(
    ("handed", "fits"),
    [
        (["a", "b"], True),
        (["a", "x"], True),
        (["a", "x", "y"], False),
        (["x"], False),
        (["x", "y", "z"], False),
    ],
)
def test_a_roster_of_another_class_is_a_fault(tmp_path: Path, handed: list[str], fits: bool) -> None:
    found = joined(handed, table(tmp_path, "id\na\nb\nc\n"))
    assert (found.faults == []) == fits
    assert len(found.handed) == len(handed) + 3 - sum(name in ("a", "b", "c") for name in handed)


names = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6)
    .map(str.strip)
    .filter(bool)
)


@given(st.lists(names, max_size=6, unique=True), st.lists(names, max_size=6, unique=True))
def test_nobody_is_lost_and_nobody_counted_twice(handed: list[str], written: list[str]) -> None:
    entries = {name: roster.Entry(Learner(name, name.upper())) for name in written}
    found = joined(handed, Roster("r.csv", entries))
    places = [str(one.place) for one in found.handed if one.place is not None]
    assert sorted(places) == sorted(str(Path(name)) for name in handed)
    ids = [one.learner.id for one in found.handed]
    assert len(ids) == len(set(ids))
    assert set(ids) >= set(written)
    for name in set(handed) & set(written):
        assert name in ids


@given(names)
def test_comparing_forgets_case_and_composition(name: str) -> None:
    normal = joining.normal(name)
    assert joining.normal(unicodedata.normalize("NFD", name)) == normal
    assert joining.normal(name.casefold()) == normal
    assert joining.normal(normal) == normal


# What goes back into the platform.


def result(**outcomes: Outcome) -> SubmissionResult:
    exercises = [
        exercise_result(
            name, name, [CheckResult("c", "c", outcome, 7.0 * (outcome == "passed"), 7.0)], seconds=0
        )
        for name, outcome in outcomes.items()
    ]
    return SubmissionResult(exercises, "full", 0, "strict", True, "cpu", {})


def test_canvas_gets_back_what_it_has_written(tmp_path: Path) -> None:
    found = joined(["9001"], table(tmp_path, CANVAS))
    class_ = [
        Graded(one.learner, result(e01_normalize=Outcome.PASSED if one.place else Outcome.NOT_ATTEMPTED))
        for one in found.handed
    ]
    text = formats.of_class("canvas", class_, Export(found.accounts))
    assert text.splitlines() == [
        "Student,ID,SIS User ID,SIS Login ID,Section,e01_normalize",
        "    Points Possible,,,,,7",
        '"Lovelace, Ada",9001,S001,alove,CS-101-01,7',
        '"Hopper, Grace",9002,S002,ghopp,CS-101-01 and CS-101-02,',
    ]
    zero = formats.of_class("canvas", class_, Export(found.accounts, missing_is_zero=True))
    assert zero.splitlines()[3].endswith("CS-101-02,0")


def test_missing_is_empty_and_a_crash_is_zero() -> None:
    one = result(a=Outcome.NOT_ATTEMPTED, b=Outcome.CRASHED)
    nothing = result(a=Outcome.NOT_ATTEMPTED, b=Outcome.NOT_ATTEMPTED)
    class_ = [Graded(Learner("x"), one), Graded(Learner("y"), nothing)]
    _, x, y = formats.of_class("csv", class_).splitlines()
    assert x == "x,,,,0,14,crashed,yes,,not_attempted,0,crashed"
    assert y == "y,,,,,14,not_attempted,yes,,not_attempted,,not_attempted"
    _, x, y = formats.of_class("csv", class_, Export(missing_is_zero=True)).splitlines()
    assert x == "x,,,,0,14,crashed,yes,0,not_attempted,0,crashed"
    assert y == "y,,,,0,14,not_attempted,yes,0,not_attempted,0,not_attempted"
