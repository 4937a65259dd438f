"""A learner in JupyterLab and an instructor in the formgrader, in a real browser.

    python tests/browser/jupyter.py [--chromium /usr/bin/chromium] [--pictures docs]

Opens the released notebook, writes an answer, runs all cells and looks for the result of a check; hands in, grades,
opens the formgrader and looks for the scores. With `--pictures` writes the screenshots of docs/instructors.md.
Not a part of `pytest`: it needs Chromium and about two minutes.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from playwright.sync_api import Page, sync_playwright

from tests.browser.lab import jupyter
from tests.nbgrader.a_class import ANSWERS, variant
from tests.nbgrader.course import Course

PATIENCE = 240_000  # milliseconds, for a slow machine
SHOWN = "each label gets a row with its 1 in the right column"
CLASS = ("ada", "bob", "dan", "eve", "jo")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--chromium", default=shutil.which("chromium") or "/usr/bin/chromium")
    parser.add_argument("--pictures", type=Path, default=None)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tfkata-browser-") as name, sync_playwright() as playwright:
        course = prepared(Path(name) / "course")
        browser = playwright.chromium.launch(
            executable_path=asked.chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1100, "height": 760})
        page.set_default_timeout(PATIENCE)
        with jupyter(course.root) as address:
            learner(page, course, address, asked.pictures)
            formgrader(page, course, address, asked.pictures)
        feedback(page, course, asked.pictures)
        browser.close()


def prepared(root: Path) -> Course:
    """A course with a class that has been graded."""
    course = Course.make(root, "e03")
    for student in CLASS:
        course.hand_in(student, "e03", ANSWERS[student])
    ran = course.run("tfkata", "nbgrader", "autograde", "ps1")
    assert ran.returncode == 0, ran.stderr
    course.nbgrader("generate_feedback", "ps1")
    return course


def learner(page: Page, course: Course, address: str, pictures: Path | None) -> None:
    """The released notebook with one mistake in the answer: cells run, a check passes, another says what is wrong."""
    mine = course.root / "work"
    mine.mkdir()
    course.hand_in("mine", "e03", variant("wrong_plus_one"))
    shutil.move(course.root / "submitted/mine/ps1/e03_one_hot.ipynb", mine / "e03_one_hot.ipynb")
    shutil.rmtree(course.root / "submitted/mine")
    page.goto(f"{address}/lab/tree/work/e03_one_hot.ipynb?reset&token=tfkata")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell")
    page.wait_for_selector("text=Python 3 (ipykernel) >> visible=true")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    passed = page.locator(".jp-OutputArea-output", has_text=SHOWN).first
    passed.wait_for()
    wrong = page.locator(".jp-OutputArea-output", has_text="each row gets the class").first
    wrong.wait_for()
    assert "2/2" in passed.inner_text(), passed.inner_text()
    assert "0/2" in wrong.inner_text(), wrong.inner_text()
    assert "Hint:" in wrong.inner_text(), wrong.inner_text()
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    print("JupyterLab: a check passes, another says what is wrong")
    asks = page.get_by_role("button", name="No", exact=True)  # whether JupyterLab may show its news
    if asks.count():
        asks.first.click()
    wrong.scroll_into_view_if_needed()
    picture(page, pictures, "notebook")


def formgrader(page: Page, course: Course, address: str, pictures: Path | None) -> None:
    """The instructor's page lists the scores that are in the gradebook."""
    page.goto(f"{address}/formgrader/gradebook/ps1?token=tfkata")
    page.wait_for_selector("text=e03_one_hot")
    page.goto(f"{address}/formgrader/manage_submissions/ps1")
    rows = page.locator("tbody tr")
    page.wait_for_selector("tbody tr:has-text('eve')")
    listed = rows.all_inner_texts()
    for student, cells in course.gradebook().items():
        score = sum(points or 0 for points in cells.values())
        assert any(student in text and f"{score:g} / 11" in text for text in listed), (student, listed)
    print(f"formgrader: lists the scores of {len(CLASS)} learners")
    picture(page, pictures, "formgrader")


def feedback(page: Page, course: Course, pictures: Path | None) -> None:
    page.goto((course.root / "feedback/dan/ps1/e03_one_hot.html").as_uri())
    page.locator("text=the rows are float32").last.scroll_into_view_if_needed()
    assert "float64" in page.content()
    print("feedback: says what is wrong")
    picture(page, pictures, "feedback")


def picture(page: Page, folder: Path | None, name: str) -> None:
    if folder is not None:
        page.wait_for_timeout(1500)
        page.screenshot(path=folder / f"nbgrader-{name}.png")


if __name__ == "__main__":
    main()
