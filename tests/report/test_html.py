"""The HTML reports: whole in themselves, true to the result, deaf to what a learner wrote, usable with 5,000 rows."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from tests.report.results_strategy import HOSTILE, classes, submissions
from tfkata.report import drawing, html_class, html_submission, pages
from tfkata.report.class_summary import ClassSummary
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

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

some = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ELEMENTS = set(
    re.findall(
        r"\w+",
        """
        html head meta title style body main bdi header nav div section footer p h1 h2 h3 small span a code pre noscript script
        dl dt dd ul ol li table caption thead tbody tr th td details summary figure figcaption form label input select
        option button svg rect line text polyline circle
        """,
    )
)

PASSED = CheckResult("dtype", "the result is float32", Outcome.PASSED, 1, 1, measured={"accuracy": 0.9375})
FAILED = CheckResult(
    "range", "pixels become fractions", Outcome.FAILED, 0, 2,
    "You divide by the `largest` pixel.\n\nLook again.", "normalize.divide-by-max", "Which is the largest?",
    evidence=Evidence(
        call="normalize(x)", returned="[1.0]", expected="[0.5]", traceback="  File answer.py",
        side_by_side=[{"mark": ">", "left": "Dense 1", "right": "Dense 2"}, {"mark": "", "left": "a", "right": "a"}],
        moment={"labels": "an int64 array of shape (3,)"},
    ),
    output="it printed this\n",
)  # fmt: skip
FIGURES: list[dict[str, Any]] = [
    {"kind": "curves", "title": "A run", "series": {"loss": [2.0, 1.0, 0.5], "val_loss": [2.1, 1.4, 1.5]}},
    {"kind": "confusion", "title": "Digits", "classes": ["zero", "one"], "counts": [[9, 1], [0, 10]]},
    {
        "kind": "model",
        "title": "build_model()",
        "layers": [
            {"layer": "conv2d (Conv2D)", "shape": "(None, 28, 28, 32)", "parameters": 320},
            {"layer": "dense (Dense)", "shape": "(None, 10)", "parameters": 1290},
        ],
    },
]


def exercise(exercise_id: str, *checks: CheckResult, seconds: float = 1.0) -> ExerciseResult:
    return exercise_result(exercise_id, f"Title of {exercise_id}", list(checks), seconds=seconds)


def result_of(*exercises: ExerciseResult, **more: Any) -> SubmissionResult:
    return SubmissionResult(list(exercises), "full", 0, "strict", True, "cpu", {"tfkata": "1"}, **more)


ONE = result_of(
    exercise("e01_normalize", FAILED, PASSED),
    exercise("e16_train", replace(PASSED, figures=FIGURES)),
    exercise(
        "e22_fashion_mnist",
        replace(PASSED, outcome=Outcome.NOT_ATTEMPTED, points=0, message="Not written yet."),
    ),
)
ADA = Graded(Learner("ada", "Ada Lovelace", "ada@example.org", "Monday"), ONE)


def text_of(page: str) -> str:
    return " ".join(html.fromstring(page).text_content().split())


def harmless(page: str) -> None:
    """Fails for anything in a page that is not of the templates' own making."""
    root = html.fromstring(page)
    elements = [e for e in root.iter() if isinstance(e.tag, str)]
    assert {e.tag for e in elements} <= ELEMENTS
    for element in elements:
        for name, value in element.attrib.items():
            assert not name.startswith("on"), name
            assert name not in ("style", "src", "srcset", "action", "formaction"), name
            if name == "href":
                assert re.fullmatch(r"#[\w-]+|[^:]*", value), value
    assert len(root.findall(".//script")) <= 2
    assert not re.search(
        r"https?://|//[a-z]+\.|url\(|@import", re.sub(r"<pre>.*?</pre>", "", page, flags=re.S)
    )


# A submission.


def test_the_page_of_a_submission_says_what_the_result_says() -> None:
    text = text_of(html_submission.render(ADA))
    for wanted in (
        "Ada Lovelace", "ada@example.org", "Monday", "2 of 5 points", "1 of 3 exercises", "Title of e01_normalize",
        "You divide by the largest pixel.", "Look again.", "normalize(x)", "[1.0]", "[0.5]", "File answer.py", "Dense 2", "at that moment", "labels is an int64 array of shape (3,)",
        "it printed this", "Which is the largest?", "normalize.divide-by-max", "accuracy 0.9375", "Not written yet.",
    ):  # fmt: skip
        assert wanted in text, wanted


def test_every_exercise_has_its_place() -> None:
    root = html.fromstring(html_submission.render(ADA))
    places = {a.get("href") for a in root.findall(".//a")}
    assert places == {"#exercise-1", "#exercise-2", "#exercise-3"} - ({"#exercise-0"})
    assert all(root.get_element_by_id(place[1:]) is not None for place in places)
    outcomes = [b.text for b in root.xpath("//section/header/span[contains(@class, 'badge')]")]
    assert outcomes == ["failed", "passed", "not attempted"]  # in words, not by colour alone


def test_figures_are_drawn() -> None:
    root = html.fromstring(html_submission.render(ADA))
    captions = [c.text for c in root.findall(".//figcaption")]
    assert captions == ["A run", "Digits", "build_model()"]
    lines = root.xpath("//*[local-name()='polyline']")
    assert [len(line.get("points").split()) for line in lines] == [3, 3]
    cells = [
        [cell.text for cell in row.findall("td")] for row in root.findall(".//table[@class='heat']/tbody/tr")
    ]
    assert cells == [["9", "1"], ["0", "10"]]
    assert [li.xpath(".//span[@class='kind']")[0].text for li in root.findall(".//ol/li")] == [
        "Conv2D",
        "Dense",
    ]
    assert "1,610 parameters" in text_of(html_submission.render(ADA))


def test_a_figure_of_a_later_version_is_left_out() -> None:
    later = result_of(exercise("e16_train", replace(PASSED, figures=[{"kind": "hologram", "title": "?"}])))
    assert "<figure>" not in html_submission.render(replace(ADA, result=later))


def test_the_differing_layer_is_marked() -> None:
    root = html.fromstring(html_submission.render(ADA))
    assert [row.get("class") for row in root.findall(".//table[@class='sides']/tbody/tr")] == [
        "differs",
        None,
    ]


def test_what_every_check_says_is_said_once() -> None:
    same = [replace(FAILED, id=f"c{i}", title=f"check {i}") for i in range(4)]
    text = text_of(html_submission.render(replace(ADA, result=result_of(exercise("e01_x", *same)))))
    assert text.count("You divide by the largest pixel.") == 1
    assert text.count("The same as above.") == 3


def test_doubts_are_said_first() -> None:
    doubtful = replace(ONE, trusted=False, sandbox="off", notes=["a note of the run"])
    broken = replace(FAILED, outcome=Outcome.GRADER_ERROR)
    text = text_of(
        html_submission.render(replace(ADA, result=replace(doubtful, exercises=[exercise("e01_x", broken)])))
    )
    assert "this result is not trusted" in text
    assert "never the learner" in text
    assert "a note of the run" in text


@some
@given(submissions)
def test_no_text_becomes_part_of_the_page(result: SubmissionResult) -> None:
    for name in ("", *HOSTILE[:4]):
        page = html_submission.render(Graded(Learner(name, name, name, name), result))
        harmless(page)
        assert not {"\x1b", "\u202e", "\x00", "\x08"} & set(page)
    points = html.fromstring(page).xpath("//*[@class='score']")[0].text.strip()
    assert float(points) == pytest.approx(result.points)


# A class.


def page_of(class_: Iterable[Graded], links: Mapping[str, str] = MappingProxyType({})) -> str:
    summary = ClassSummary()
    for graded in class_:
        summary.add(graded)
    return html_class.render(summary, lambda learner: links.get(learner.id))


def data_of(page: str) -> dict[str, Any]:
    return json.loads(html.fromstring(page).get_element_by_id("data").text)


@some
@given(classes())
def test_the_page_of_a_class_holds_everybody(class_: list[Graded]) -> None:
    class_ = sorted(class_, key=lambda graded: graded.learner.id)
    page = page_of(reversed(class_), {g.learner.id: f"learners/{at}.html" for at, g in enumerate(class_)})
    harmless(page)
    rows = data_of(page)["rows"]
    assert [(row[4], row[5]) for row in rows] == [(g.result.points, g.result.max_points) for g in class_]
    assert [row[3] for row in rows] == [f"learners/{at}.html" for at in range(len(class_))]
    ids = [name for name, _ in data_of(page)["exercises"]]
    for row, graded in zip(rows, class_, strict=True):
        found = {name: cell[0] for name, cell in zip(ids, row[8], strict=True) if cell}
        assert found == {e.id: e.points for e in graded.result.exercises}


def test_misconceptions_are_ranked_by_learners() -> None:
    other = replace(FAILED, id="other", misconception="normalize.other")
    twice = [FAILED, replace(FAILED, id="again")]
    class_ = [
        Graded(Learner("a"), result_of(exercise("e01_x", *twice, other))),
        Graded(Learner("b"), result_of(exercise("e01_x", *twice))),
        Graded(Learner("c"), result_of(exercise("e01_x", PASSED), exercise("e02_x", other))),
    ]
    root = html.fromstring(page_of(class_))
    rows = root.xpath("//section[h2[@id='misconceptions']]//tbody/tr")
    assert [[" ".join(c.text_content().split()) for c in row[:3]] for row in rows] == [
        ["normalize.divide-by-max", "e01_x", "2"],
        ["normalize.other", "e01_x", "1"],
        ["normalize.other", "e02_x", "1"],
    ]


def test_the_slowest_and_the_absent_are_named() -> None:
    waiting = replace(PASSED, outcome=Outcome.NOT_ATTEMPTED, points=0, message="-")
    class_ = [Graded(Learner(f"u{i:02}"), result_of(exercise("e01_x", PASSED, seconds=i))) for i in range(30)]
    class_.append(Graded(Learner("absent"), result_of(exercise("e01_x", waiting, seconds=0))))
    root = html.fromstring(page_of(class_))
    slowest = root.xpath("//table[preceding::h2[1][@id='slowest']]//tbody/tr/th/bdi/text()")
    assert slowest == [f"u{i:02}" for i in range(29, 19, -1)]
    assert root.xpath("//details/p")[0].text_content().strip() == "absent"


def test_what_has_no_name_is_a_row_too() -> None:
    """Crashes by what was raised, files that cannot be read; with an example, and the learners concerned can be picked."""
    raised = "Your code raised ModuleNotFoundError: No module named 'seaborn'. An exercise stands alone."
    crash = replace(PASSED, outcome=Outcome.CRASHED, points=0, message=raised)
    why = "Cannot be read: e02_x.py: not UTF-8 text (byte 3): save it as UTF-8."
    unread = replace(FAILED, misconception=None, message=why)
    class_ = [
        Graded(Learner("a"), result_of(exercise("e01_x", crash))),
        Graded(Learner("b"), result_of(replace(exercise("e02_x", unread), message=why))),
        Graded(Learner("c"), result_of(exercise("e01_x", FAILED), exercise("e02_x", PASSED))),
    ]
    page = page_of(class_)
    root = html.fromstring(page)
    rows = root.xpath("//section[h2[@id='misconceptions']]//tbody/tr")
    assert {row.xpath(".//button")[0].text: " ".join(row[0].text_content().split()) for row in rows} == {
        "crashed: ModuleNotFoundError seaborn": f"crashed: ModuleNotFoundError seaborn such as {raised}",
        "cannot be read": f"cannot be read such as {why}",
        "normalize.divide-by-max": "normalize.divide-by-max",
    }
    assert sorted(len(row[9]) for row in data_of(page)["rows"]) == [1, 1, 1]
    assert "1 kind" in text_of(page)


def test_names_are_isolated_from_the_text_around_them() -> None:
    """A name, an id or an address in Hebrew or Arabic turns the brackets and points beside it around otherwise."""
    learner = Learner("layla42", "ליילה (כהן)", "layla@uni.example", "יום שני")
    root = html.fromstring(html_submission.render(replace(ADA, learner=learner)))
    isolated = {one.text for one in root.iter("bdi")}
    assert isolated >= {learner.id, learner.name, learner.email, learner.section}
    slow = html.fromstring(page_of([replace(ADA, learner=learner)]))
    assert learner.name in {one.text for one in slow.iter("bdi")}


def test_what_scrolls_can_be_focused_and_has_a_name() -> None:
    """Without a mouse, the arrow keys scroll the box, and a screen reader names it."""
    for page in (html_submission.render(ADA), page_of([ADA])):
        boxes = html.fromstring(page).xpath("//div[contains(concat(' ', @class, ' '), ' scroll ')]")
        assert boxes
        for box in boxes:
            assert (box.get("tabindex"), box.get("role")) == ("0", "group")
            assert box.get("aria-label") or box.get("aria-labelledby")
        labels = [box.get("aria-labelledby") for box in boxes if box.get("aria-labelledby")]
        assert all(html.fromstring(page).get_element_by_id(label) is not None for label in labels)


@pytest.mark.parametrize("count", [1, 2])
def test_one_is_not_many(count: int) -> None:
    waiting = replace(PASSED, outcome=Outcome.NOT_ATTEMPTED, points=0, message="-")
    page = page_of([Graded(Learner(f"u{n}"), result_of(exercise("e01_x", waiting))) for n in range(count)])
    assert ("1 learner" in text_of(page), "1 learners" in text_of(page)) == (count == 1, False)
    assert len(html.fromstring(page).findall(".//main")) == 1


def test_a_link_is_a_path() -> None:
    links = {"ada": "learners/ada & bob's ü.html", "bob": "javascript:alert(1)"}
    class_ = [Graded(Learner(name), ONE) for name in links]
    rows = data_of(page_of(class_, links))["rows"]
    assert [row[3] for row in rows] == [
        "learners/ada%20%26%20bob%27s%20%C3%BC.html",
        "javascript%3Aalert%281%29",
    ]


def test_the_policy_names_what_may_run() -> None:
    page = page_of([ADA])
    root = html.fromstring(page)
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']")[0].get("content")
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    for kind in ("script", "style"):
        texts = [e.text for e in root.findall(f".//{kind}") if e.get("type") is None]
        hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(t.encode()).digest()).decode()}'" for t in texts]
        assert directives[f"{kind}-src"].split() == hashes
    assert "script-src" not in html_submission.render(ADA)


@pytest.mark.parametrize("text", HOSTILE)
def test_data_stays_inside_its_script(text: str) -> None:
    written = str(pages.data([text]))
    assert not set(written) & {"<", ">", "&", "\u2028"}
    assert json.loads(written) == [text]


# Drawings.


@pytest.mark.parametrize(
    "values",
    [
        *([1.0], [0.0, 0.0], [1e-9, 2e-9], [-5.0, 5.0], [1e12, 1.0], list(range(500))),
        *([1e308, -1e308], [5e-324], [0.0, 5e-324], [1e300, 1.0000000000000002e300], [-1.7e308, 1e-320]),
    ],
)
def test_curves_stay_in_their_box(values: list[float]) -> None:
    (chart,) = drawing.charts({"loss": values})
    points = [tuple(map(float, pair.split(","))) for pair in chart.curves[0].points.split()]
    assert len(points) == len(values)
    for x, y in points:
        assert drawing.LEFT <= x <= drawing.WIDTH - drawing.RIGHT
        assert drawing.TOP - 0.1 <= y <= drawing.HEIGHT - drawing.BOTTOM + 0.1
    assert len(chart.epochs) <= 11
    assert len({tick.label for tick in chart.values}) == len(chart.values) >= 2


@given(st.lists(st.floats() | st.integers(-(10**18), 10**18), min_size=1, max_size=5))
def test_any_numbers_can_be_drawn(values: list[float]) -> None:
    """Curves may come from a learner's code: one that cannot be drawn would cost the whole page."""
    drawing.charts({"loss": values, "val_loss": values[:1]})


def test_training_and_validation_share_a_diagram() -> None:
    series = {"accuracy": [0.1], "loss": [2.0], "val_accuracy": [0.2], "val_loss": [1.0]}
    assert [[c.name for c in chart.curves] for chart in drawing.charts(series)] == [
        ["accuracy", "val_accuracy"],
        ["loss", "val_loss"],
    ]


# In a browser.

LEARNERS = 5000


def class_of_many() -> list[Graded]:
    """Points from 0 to 3 in turn; one learner's name and misconception want to run; one of them is a finder."""
    none = replace(FAILED, points=0)
    both = [exercise("e01_x", none, replace(PASSED, points=0, outcome=Outcome.FAILED, message="no"))]
    kinds = [
        result_of(*both),
        result_of(exercise("e01_x", none, PASSED)),
        result_of(exercise("e01_x", replace(PASSED, points=2, max_points=2), PASSED)),
    ]
    class_ = [
        Graded(
            Learner(f"u{i:05}", f"Learner {i:05}", section=f"S{i % 4}"),
            replace(kinds[i % 3], seconds=float(i)),
        )
        for i in range(LEARNERS)
    ]
    attack = "<img src=x onerror='window.stolen = 1'><script>window.stolen = 1</script>"
    hostile = replace(FAILED, message=attack, title=attack, misconception="x.hostile", output=attack)
    class_[17] = Graded(
        Learner(f"u00017{attack}", attack, attack, attack),
        result_of(exercise("e01_x", hostile), seconds=17.0),
    )
    return class_


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class page and the pages of two of its learners, as grading a class leaves them."""
    place = tmp_path_factory.mktemp("report")
    (place / "learners").mkdir()
    class_ = class_of_many()
    links = {g.learner.id: f"learners/{at}.html" for at, g in enumerate(class_)}
    (place / "class.html").write_text(page_of(class_, links), "utf-8")
    for at in (16, 17):
        (place / "learners" / f"{at}.html").write_text(html_submission.render(class_[at]), "utf-8")
    return place


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.fail("playwright is not installed: uv run --group browser pytest -m browser")
    chromium = shutil.which("chromium") or pytest.fail("there is no `chromium` on the PATH: install it")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu"]
        running = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    """The class page, open. Afterwards: nothing was asked of anybody, nothing complained, nothing of a learner's ran."""
    opened = browser.new_page()
    elsewhere: list[str] = []
    complaints: list[str] = []
    opened.on("request", lambda request: elsewhere.append(request.url))
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto((folder / "class.html").as_uri())
    yield opened
    assert opened.evaluate("window.stolen") is None
    assert not [url for url in elsewhere if not url.startswith(folder.as_uri())]
    assert not [url for url in elsewhere if not url.endswith(".html")]
    assert not complaints
    opened.close()


def first_rows(page: Page, column: int, count: int = 5) -> list[str]:
    cells = page.locator(f"#class tbody tr > :nth-child({column})")
    return [cells.nth(at).inner_text() for at in range(count)]


@pytest.mark.browser
def test_a_class_of_5000_sorts(page: Page) -> None:
    assert page.locator("#shown").inner_text() == "5,000 learners"
    assert first_rows(page, 1, 2) == ["Learner 00000 u00000", "Learner 00001 u00001"]
    heading = page.locator("#class th", has_text="Seconds")
    heading.locator("button").click()
    assert heading.get_attribute("aria-sort") == "descending"
    assert first_rows(page, 8, 2) == ["4999.0", "4998.0"]
    heading.locator("button").press("Enter")
    assert heading.get_attribute("aria-sort") == "ascending"
    assert first_rows(page, 8, 2) == ["0.0", "1.0"]
    page.locator("#class th", has_text="Points").locator("button").click()
    assert heading.get_attribute("aria-sort") == "none"
    assert first_rows(page, 4) == ["3 / 3"] * 5


@pytest.mark.browser
def test_a_class_of_5000_filters(page: Page) -> None:
    from playwright.sync_api import expect

    page.fill("#search", "learner 0012")
    assert page.locator("#shown").inner_text() == "11 of 5,000 learners"
    page.select_option("#section", "S1")
    assert first_rows(page, 1, 2) == ["Learner 00121 u00121", "Learner 00125 u00125"]
    page.click("button[type=reset]")
    expect(page.locator("#shown")).to_have_text("5,000 learners")
    page.select_option("#outcome", label="passed")
    assert page.locator("#shown").inner_text() == "1,665 of 5,000 learners"
    page.click("button[type=reset]")
    page.click("button.link:has-text('x.hostile')")
    assert page.locator("#shown").inner_text() == "1 of 5,000 learners"
    assert page.locator("#class tbody tr").count() == 1
    assert "<script>window.stolen" in page.locator("#class tbody th").inner_text()


@pytest.mark.browser
def test_more_rows_come_by_scrolling_and_all_for_paper(page: Page) -> None:
    from playwright.sync_api import expect

    rows = page.locator("#class tbody tr")
    before = rows.count()
    assert 100 <= before < 1000
    page.locator("#more").scroll_into_view_if_needed()
    expect(rows).not_to_have_count(before)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert rows.count() == LEARNERS


@pytest.mark.browser
def test_a_link_leads_to_a_learner(page: Page) -> None:
    page.fill("#search", "u00016")
    page.click("#class tbody a")
    assert page.locator("h1").inner_text() == "Learner 00016"
    assert page.locator(".score").inner_text().startswith("1 of 3 points")
    page.click("a[href='#exercise-1']")
    assert page.url.endswith("learners/16.html#exercise-1")
    page.go_back()
    page.go_back()
    page.fill("#search", "stolen")
    page.click("#class tbody a")
    assert "onerror=" in page.locator("h1").inner_text()
    assert page.locator("img").count() == 0


@pytest.mark.browser
def test_a_telephone_is_wide_enough(page: Page) -> None:
    """Nothing but tables scrolls sideways, and whose row it is stays in sight."""
    page.set_viewport_size({"width": 400, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    page.locator("#class td").nth(6).scroll_into_view_if_needed()
    page.evaluate("document.querySelector('#class').closest('.scroll').scrollLeft = 300")
    box = page.locator("#class tbody th").first.bounding_box()
    assert box is not None
    assert 0 <= box["x"] < 100
    page.goto(page.url.replace("class.html", "learners/16.html"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


@pytest.mark.browser
def test_other_tables_sort_too(page: Page) -> None:
    table = page.locator("section:has(#misconceptions) table")
    learners = table.locator("tbody tr td:nth-child(3)")
    assert learners.all_inner_texts() == ["3,334", "1,667", "1"]
    table.locator("th", has_text="Learners").locator("button").click()
    table.locator("th", has_text="Learners").locator("button").click()
    assert learners.all_inner_texts() == ["1", "1,667", "3,334"]


@pytest.mark.browser
def test_what_is_closed_on_the_screen_is_on_paper(page: Page) -> None:
    page.goto(page.url.replace("class.html", "learners/16.html"))
    hint = page.get_by_text("Which is the largest?")
    assert not hint.is_visible()
    page.emulate_media(media="print")
    assert hint.is_visible()


@pytest.mark.browser
@pytest.mark.parametrize("name", ["class.html", "learners/16.html", "learners/17.html"])
def test_targets_are_large_enough_for_a_finger(page: Page, name: str) -> None:
    """24 px each way, but for links inside of a sentence (WCAG 2.2, 2.5.8)."""
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(page.url.replace("class.html", name))
    targets = page.locator("th a, td a, nav a, button:visible, summary, select, input")
    boxes = [targets.nth(at).bounding_box() for at in range(min(60, targets.count()))]
    assert boxes
    for box in filter(None, boxes):
        assert min(box["width"], box["height"]) >= 24, box
