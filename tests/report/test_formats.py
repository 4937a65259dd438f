"""Every format says the same about the same result, to readers that are not ours, whatever a learner's text holds."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import jsonschema
import junitparser
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from markdown_it import MarkdownIt

from tests.report import schemas
from tests.report.results_strategy import HOSTILE, classes, submissions
from tfkata.report import classroom50, formats, github, junit
from tfkata.report.as_csv import cell
from tfkata.results import (
    CheckResult,
    Evidence,
    ExerciseResult,
    Graded,
    Learner,
    Outcome,
    SubmissionResult,
    exercise_result,
)

BAD = CheckResult(
    "range", "pixels become fractions", Outcome.FAILED, 0, 2, "You divide by 254.", "normalize.by-254"
)
GOOD = CheckResult("dtype", "the result is float32", Outcome.PASSED, 1, 1)


def result_of(*checks: CheckResult) -> SubmissionResult:
    one = exercise_result("e01_normalize", "Pixels", list(checks), seconds=0.5)
    return SubmissionResult([one], "full", 0, "strict", True, "cpu", {"tfkata": "1"}, seconds=0.75)


RESULT = result_of(BAD, GOOD)
some = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
Points = tuple[float, float]


def total(result: SubmissionResult) -> Points:
    return result.points, result.max_points


# The points of each format, read by a reader of that format.


def points_of_json(text: str) -> Points:
    data = json.loads(text)
    return data["points"], data["max_points"]


def points_of_csv(text: str) -> Points:
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    return sum(float(r["points"]) for r in rows), sum(float(r["max_points"]) for r in rows)


def points_of_junit(text: str) -> Points:
    suites = junitparser.JUnitXml.fromstring(text.encode())
    found = [{p.name: p.value for p in suite.properties()} for suite in suites]
    return sum(float(p["points"]) for p in found), sum(float(p["max_points"]) for p in found)


def points_of_gradescope(text: str) -> Points:
    data = json.loads(text)
    schemas.GRADESCOPE.validate(data)
    assert data["score"] == pytest.approx(sum(t["score"] for t in data["tests"]))
    return data["score"], sum(t["max_score"] for t in data["tests"])


def points_of_classroom50(text: str) -> Points:
    data = json.loads(text)
    schemas.CLASSROOM50.validate(data)
    assert 0 <= data["score"] <= data["max-score"]
    assert all(t["score"] <= t["max-score"] for t in data["tests"])
    return data["score"], data["max-score"]


def points_of_prairielearn(text: str) -> Points:
    data = json.loads(text)
    schemas.PRAIRIELEARN.validate(data)
    points, possible = sum(t["points"] for t in data["tests"]), sum(t["max_points"] for t in data["tests"])
    assert data["score"] == pytest.approx(points / possible if possible else 0)
    return points, possible


def points_of_markdown(text: str) -> Points:
    found = [cells[3].split("/") for cells in rows_of_markdown(text)]
    return sum(float(p) for p, _ in found), sum(float(m) for _, m in found)


def rows_of_markdown(text: str) -> list[list[str]]:
    """The cells of the one table, as a parser of GitHub's Markdown sees them."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    assert sum(t.type == "table_open" for t in tokens) == 1
    body = tokens[[t.type for t in tokens].index("table_open") :]
    cells = [
        "".join(part.content for part in (body[i + 1].children or []))
        for i, t in enumerate(body)
        if t.type == "td_open"
    ]
    return [cells[i : i + 4] for i in range(0, len(cells), 4)]


READERS = {
    "json": points_of_json,
    "csv": points_of_csv,
    "junit": points_of_junit,
    "gitlab": points_of_junit,
    "gradescope": points_of_gradescope,
    "prairielearn": points_of_prairielearn,
    "github": points_of_markdown,
}


@some
@given(submissions)
def test_points_are_equal_in_every_format(result: SubmissionResult) -> None:
    for name, points in READERS.items():
        assert points(formats.SUBMISSION[name](result)) == pytest.approx(total(result)), name
    whole, possible = points_of_classroom50(formats.SUBMISSION["classroom50"](result))
    if result.max_points:  # whole points: all of them times the same number
        assert whole / possible == pytest.approx(result.points / result.max_points)
        assert possible % result.max_points == pytest.approx(0) or result.max_points % 1


@some
@given(submissions)
def test_outcomes_are_equal_in_every_format(result: SubmissionResult) -> None:
    checks = [c for e in result.exercises for c in e.checks]
    passed = [c.passed for c in checks]
    cases = [
        case for suite in junitparser.JUnitXml.fromstring(junit.submission(result).encode()) for case in suite
    ]
    assert [case.is_passed for case in cases] == passed
    assert [case.is_skipped for case in cases] == [c.outcome is Outcome.NOT_ATTEMPTED for c in checks]
    assert [
        t["status"] == "passed" for t in json.loads(formats.SUBMISSION["gradescope"](result))["tests"]
    ] == passed
    assert [t["passed"] for t in json.loads(formats.SUBMISSION["classroom50"](result))["tests"]] == passed
    rows = csv.DictReader(io.StringIO(formats.SUBMISSION["csv"](result), newline=""))
    assert [Outcome(row["outcome"]) for row in rows] == [c.outcome for c in checks]


@some
@given(submissions)
def test_a_result_survives_json(result: SubmissionResult) -> None:
    assert SubmissionResult.from_json(json.loads(formats.SUBMISSION["json"](result).encode())) == result


@some
@given(submissions)
def test_no_format_but_json_shows_what_a_terminal_or_a_runner_obeys(result: SubmissionResult) -> None:
    for name, render in formats.SUBMISSION.items():
        if name in ("json", "html"):  # JSON escapes; the HTML has a test of its own
            continue
        text = render(result)
        text = json.dumps(json.loads(text), ensure_ascii=False) if text.startswith("{") else text
        bad = {c for c in text if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t\r"}
        assert not bad, name
        assert not {"\u202e", "\u2066", "\u2069", "\u202c"} & set(text), name
        assert not re.search(r"##\[|##vso\[|section_(start|end):", text), name
        if name != "github-annotations":
            assert not re.search(r"^\s*::[\w-]+.*::", text, re.MULTILINE), name


# JUnit.


@some
@given(submissions)
def test_junit_is_well_formed_and_counts_what_it_holds(result: SubmissionResult) -> None:
    root = etree.fromstring(junit.submission(result).encode())
    schemas.JUNIT.assertValid(root)
    for suite in root:
        for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(attribute)) == len(suite.findall(f"testcase/{tag}"))
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
    assert int(root.get("tests")) == len(root.findall("testsuite/testcase"))


def test_junit_by_example() -> None:
    crashed = replace(BAD, id="shape", outcome=Outcome.CRASHED, misconception=None, output="here\n")
    waiting = replace(BAD, id="later", outcome=Outcome.NOT_ATTEMPTED, misconception=None)
    root = etree.fromstring(junit.submission(result_of(BAD, GOOD, crashed, waiting)).encode())
    suite = root.find("testsuite")
    assert dict(suite.attrib) == {
        "name": "e01_normalize", "tests": "4", "failures": "1", "errors": "1", "skipped": "1", "time": "0.500",
    }  # fmt: skip
    assert suite.find("testcase[@name='range']/failure").get("type") == "normalize.by-254"
    assert suite.find("testcase[@name='shape']/error").get("type") == "crashed"
    assert suite.find("testcase[@name='shape']/system-out").text == "here"
    assert suite.find("testcase[@name='dtype']").find("*") is None
    assert suite.find("properties/property[@name='points:dtype']").get("value") == "1"


# Classroom 50.


def test_classroom50_says_whose_submission_it_is() -> None:
    environment = {
        "CLASSROOM": "dl", "ASSIGNMENT": "kata", "ASSIGNMENT_TYPE": "group", "OWNER": "ada",
        "SUBMISSION_TAG": "submit/1", "COMMIT_URL": "c", "RELEASE_URL": "r",
    }  # fmt: skip
    of = classroom50.identity(environment)
    data = json.loads(classroom50.submission(RESULT, of))
    schemas.CLASSROOM50.validate(data)
    assert (data["classroom"], data["assignment"], data["assignment_type"]) == ("dl", "kata", "group")
    assert (data["owner"], data["submission"], data["commit"], data["review"]) == (
        "ada",
        "submit/1",
        "c",
        "c",
    )
    assert (data["score"], data["max-score"]) == (1, 3)


@pytest.mark.parametrize(("points", "whole"), [(2.0, (2, 3)), (0.5, (1, 6)), (0.25, (1, 12)), (0.1, (1, 30))])
def test_classroom50_counts_whole_points(points: float, whole: Points) -> None:
    text = formats.SUBMISSION["classroom50"](result_of(replace(BAD, points=points, max_points=3.0)))
    assert points_of_classroom50(text) == whole


# Gradescope and PrairieLearn.


def test_a_fault_of_tfkata_is_no_grade() -> None:
    broken = result_of(GOOD, replace(BAD, outcome=Outcome.GRADER_ERROR, message="tfkata failed here"))
    prairielearn = json.loads(formats.SUBMISSION["prairielearn"](broken))
    assert prairielearn["gradable"] is False
    assert "never the learner's fault" in prairielearn["format_errors"][0]
    assert "never the learner's fault" in json.loads(formats.SUBMISSION["gradescope"](broken))["output"]
    assert "never the learner" in formats.SUBMISSION["github"](broken)
    canvas = formats.of_class("canvas", [Graded(Learner("ada"), broken)])
    assert canvas.splitlines()[2] == "ada,,,ada,,"  # no grade, not a zero


def test_prairielearn_takes_one_megabyte() -> None:
    loud = replace(BAD, output="x" * 300 + "\n" + "y\n" * 10_000, message="m" * 10_000)
    many = replace(RESULT, exercises=[exercise_result("e01", "E", [loud] * 200, seconds=1)])
    assert len(formats.SUBMISSION["prairielearn"](many).encode()) < 1_000_000


# GitHub.


@some
@given(submissions)
def test_nothing_of_a_learner_is_a_command(result: SubmissionResult) -> None:
    """Reads the log as the runner does: commands count until `stop-commands`, and from its token on."""
    stopped, commands = None, []
    for line in github.log(result, "t0k3n").split("\n"):
        found = re.match(r"\s*::([\w-]+)(?: ([^:]*))?::(.*)", line)
        if stopped is not None:
            assert found is None or line == "::t0k3n::"
            stopped = None if line == "::t0k3n::" else stopped
        elif found and found[1] == "stop-commands":
            stopped = found[3]
        elif found:
            commands.append(found)
        else:
            assert line == ""
    assert stopped is None
    assert {c[1] for c in commands} <= {"error", "warning"}
    wrong = [
        c for e in result.exercises for c in e.checks
        if c.outcome not in (Outcome.PASSED, Outcome.NOT_ATTEMPTED)
    ]  # fmt: skip
    assert len(commands) == min(len(wrong), github.MAX_ANNOTATIONS)
    for command in commands:
        properties = dict(part.split("=", 1) for part in command[2].split(","))
        assert set(properties) == {"file", "title"}
        assert re.fullmatch(r"exercises/e\d\d_\w+\.py", properties["file"])


def test_an_annotation_by_example() -> None:
    check = replace(BAD, title="50 % of: a, b", message="first\nsecond 100%")
    first = github.log(result_of(check), "t", "work").splitlines()[0]
    assert first == (
        "::error file=work/e01_normalize.py,title=e01_normalize%3A 50 %25 of%3A a%2C b (0/2)::first%0Asecond 100%25"
    )


def test_the_token_is_another_one_each_time() -> None:
    def tokens(text: str) -> list[str]:
        return re.findall(r"^::stop-commands::([0-9a-f]{32})$", text, re.MULTILINE)

    first, second = (tokens(formats.SUBMISSION["github-annotations"](RESULT)) for _ in range(2))
    assert len(first) == len(second) == 1
    assert first != second


@some
@given(submissions)
def test_the_job_summary_holds_no_html_and_no_heading_of_a_learner(result: SubmissionResult) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(formats.SUBMISSION["github"](result))
    inline = [part for t in tokens for part in (t.children or [])]
    assert not [t for t in [*tokens, *inline] if t.type.startswith(("html", "link", "image"))]
    headings = sum(t.type == "heading_open" for t in tokens)
    assert headings == 1 + sum(
        e.outcome not in (Outcome.PASSED, Outcome.NOT_ATTEMPTED) for e in result.exercises
    )


# Gradebooks.


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def by_id(class_: list[Graded]) -> list[Graded]:
    """In the order in which every report has learners."""
    return sorted(class_, key=lambda graded: graded.learner.id)


@some
@given(classes())
def test_gradebooks_add_up(class_: list[Graded]) -> None:
    heading, *rows = rows_of(formats.of_class("csv", class_))
    assert len(rows) == len(class_)
    exercises = [name for name in heading[8:] if ":" not in name]
    for row, graded in zip(rows, by_id(class_), strict=True):
        found = dict(zip(heading, row, strict=True))
        points, most = total(graded.result)
        attempted = [e for e in graded.result.exercises if e.outcome is not Outcome.NOT_ATTEMPTED]
        assert float(found["max_points"]) == pytest.approx(most)
        assert float(found["points"] or "0") == pytest.approx(points)
        assert bool(found["points"]) == bool(attempted or not graded.result.exercises)
        assert {e.id: e.points for e in attempted} == {
            name: float(found[name]) for name in exercises if found[name]
        }
    data = json.loads(formats.of_class("json", class_))["submissions"]
    assert [SubmissionResult.from_json(s["result"]) for s in data] == [g.result for g in by_id(class_)]
    assert [Learner(**s["learner"]) for s in data] == [g.learner for g in by_id(class_)]
    points, _ = points_of_junit(formats.of_class("junit", class_))
    assert points == pytest.approx(sum(g.result.points for g in class_))


@some
@given(classes())
def test_canvas_finds_its_columns(class_: list[Graded]) -> None:
    heading, possible, *rows = rows_of(formats.of_class("canvas", class_))
    assert heading[:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    assert possible[:5] == ["    Points Possible", "", "", "", ""]
    assert {len(row) for row in [possible, *rows]} == {len(heading)}
    for row, graded in zip(rows, by_id(class_), strict=True):
        grades = dict(zip(heading[5:], row[5:], strict=True))
        nothing = (Outcome.GRADER_ERROR, Outcome.NOT_ATTEMPTED)
        wanted = {e.id: e.points for e in graded.result.exercises if e.outcome not in nothing}
        assert {name: float(grade) for name, grade in grades.items() if grade} == wanted
        for exercise in graded.result.exercises:
            assert float(dict(zip(heading, possible, strict=True))[exercise.id]) == exercise.max_points


@some
@given(classes())
def test_no_cell_is_a_formula(class_: list[Graded]) -> None:
    for name in ("csv", "canvas"):
        for row in rows_of(formats.of_class(name, class_)):
            for text in row:
                assert not text.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize("text", [t for t in HOSTILE if t[:1] in ("=", "+", "-", "@", "\t")])
def test_a_formula_becomes_text(text: str) -> None:
    assert cell(text).startswith("'")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a;=1+1", "a;'=1+1"),
        ("a; +1", "a; '+1"),
        ("a\n=1\n\n@x", "a\n'=1\n\n'@x"),
        ('a;"=1+1', "a;\"'=1+1"),
        ("a\t-1", "a\t'-1"),
        ("a - b, (1, -1)", "a - b, (1, -1)"),
    ],
)
def test_no_formula_begins_where_another_spreadsheet_ends_a_cell(text: str, shown: str) -> None:
    """Where cells end with a semicolon, the quotes of a file with commas are not heeded."""
    assert cell(text) == shown


def test_numbers_stay_numbers_and_what_was_not_graded_stays_empty() -> None:
    other = replace(RESULT, exercises=[exercise_result("e02_x", "X", [GOOD], seconds=1)])
    class_ = [Graded(Learner("ada", "Ada", "a@x", "1"), RESULT), Graded(Learner("bob"), other)]
    assert rows_of(formats.of_class("csv", class_)) == [
        ["id", "name", "email", "section", "points", "max_points", "outcome", "trusted",
         "e01_normalize", "e01_normalize:outcome", "e02_x", "e02_x:outcome"],
        ["ada", "Ada", "a@x", "1", "1", "3", "failed", "yes", "1", "failed", "", ""],
        ["bob", "", "", "", "1", "1", "passed", "yes", "", "", "1", "passed"],
    ]  # fmt: skip


# The registry.


def test_every_format_has_a_file_name() -> None:
    assert set(formats.SUBMISSION_FILES) == set(formats.SUBMISSION)
    assert set(formats.CLASS_FILES) == set(formats.CLASS)


def test_formats_are_pure() -> None:
    """Twice the same, but for the one with a token."""
    for name, render in formats.SUBMISSION.items():
        if name != "github-annotations":
            assert render(RESULT) == render(RESULT), name
    assert github.log(RESULT, "t") == github.log(RESULT, "t")


def test_naming_the_formats_imports_none_of_them() -> None:
    code = "import sys, tfkata.report.formats; print(*[m for m in sys.modules if m.startswith(('tfkata', 'jinja2'))])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(run.stdout.split()) == {"tfkata", "tfkata.report", "tfkata.report.formats", "tfkata.results"}


def test_formats_do_no_input_or_output() -> None:
    """A renderer opens nothing, asks no clock and reads no environment; the registry alone reads it, for Classroom 50."""
    folder = Path(formats.__file__).parent
    for path in folder.glob("*.py"):
        if path.stem not in ("formats", "live", "narrow", "terminal"):
            text = path.read_text("utf-8")
            assert not re.search(r"\b(open\(|os\.|time\.|datetime\.|random|secrets|print\()", text), path.name


def test_evidence_is_told_in_full() -> None:
    evidence = Evidence(
        call="normalize(x)", returned="1", expected="2", traceback="File a\n  line",
        side_by_side=[{"mark": "≠", "left": "Dense(1)", "right": "Dense(2)"}],
        moment={"labels": "an int64 array of shape (3,)"},
    )  # fmt: skip
    text = formats.SUBMISSION["gradescope"](
        result_of(replace(BAD, evidence=evidence, hint="look", output="o"))
    )
    output = json.loads(text)["tests"][0]["output"]
    for part in (
        "You divide by 254.",
        "normalize(x)",
        "File a",
        "Dense(1)",
        "Dense(2)",
        "labels is an int64 array of shape (3,)",
        "look",
        "normalize.by-254",
    ):
        assert part in output


def test_an_empty_result_is_a_file_too() -> None:
    empty = SubmissionResult([], "full", 0, "nothing ran", True, "cpu", {})
    for name, points in READERS.items():
        assert points(formats.SUBMISSION[name](empty)) == (0, 0)
    for name in formats.CLASS:
        assert formats.of_class(name, [])
        assert formats.of_class(name, [Graded(Learner("ada"), empty)])


def test_the_schemas_refuse_what_is_wrong() -> None:
    """So that passing them means something."""
    for name, validator, damage in (
        ("gradescope", schemas.GRADESCOPE, {"score": "1"}),
        ("gradescope", schemas.GRADESCOPE, {"visibility": "all"}),
        ("classroom50", schemas.CLASSROOM50, {"score": 0.5}),
        ("classroom50", schemas.CLASSROOM50, {"extra": 1}),
        ("prairielearn", schemas.PRAIRIELEARN, {"score": 1.5}),
    ):
        data = json.loads(formats.SUBMISSION[name](RESULT))
        with pytest.raises(jsonschema.ValidationError):
            validator.validate({**data, **damage})
    broken: ExerciseResult = RESULT.exercises[0]
    root = etree.fromstring(junit.submission(replace(RESULT, exercises=[broken])).encode())
    del root[0].attrib["tests"]
    assert not schemas.JUNIT.validate(root)
