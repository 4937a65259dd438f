"""A learner without a course: a notebook of `tfkata notebook` in JupyterLab, in a real browser.

    python tests/browser/plain.py [--chromium /usr/bin/chromium] [--picture docs/notebook.png]

Runs the notebook with a wrong answer and looks for what is wrong; asks for two hints; runs it with a right answer by `%%tfkata`,
and looks for what comes next. With `--picture` writes the screenshot of docs/learn.md. Not a part of `pytest`: it needs Chromium,
JupyterLab and about a minute. Everything that it starts is the Python that runs it, which may be one with an installed wheel.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from playwright.sync_api import Locator, Page, sync_playwright

from tests.browser.lab import jupyter

PATIENCE = 240_000  # milliseconds, for a slow machine
NAME = "e03_one_hot.ipynb"
WRONG = "import numpy as np\n\n\ndef one_hot(labels, num_classes):\n    return np.eye(labels.max() + 1)[labels]\n\n\ndef decode(encoded):\n    return encoded.argmax(axis=1)"
RIGHT = """import numpy as np


def one_hot(labels, num_classes):
    if len(labels) and (labels.min() < 0 or labels.max() >= num_classes):
        raise ValueError("label out of range")
    return np.eye(num_classes, dtype=np.float32)[labels]


def decode(encoded):
    return encoded.argmax(axis=1)"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--chromium", default=shutil.which("chromium") or "/usr/bin/chromium")
    parser.add_argument("--picture", type=Path, default=None)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tfkata-browser-") as name, sync_playwright() as playwright:
        root = Path(name) / "work"
        root.mkdir()
        written = subprocess.run(
            [sys.executable, "-m", "tfkata", "notebook", "e03", "--to", "."],
            cwd=root,
            check=True,
            capture_output=True,
        )
        assert b"1 written" in written.stdout
        browser = playwright.chromium.launch(
            executable_path=asked.chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1000, "height": 760})
        page.set_default_timeout(PATIENCE)
        with jupyter(root) as address:
            answered(root, WRONG, 'tfkata.check("e03")', 'tfkata.hint("e03")', 'tfkata.hint("e03")')
            shown = run_all(page, address, 3)
            assert "columns depend on which labels happen to be there" in shown[0].inner_text(), shown[
                0
            ].inner_text()
            assert shown[1].inner_text() != shown[2].inner_text()
            print("a wrong answer: what is wrong, and two hints, one by one")
            if asked.picture is not None:
                shown[0].scroll_into_view_if_needed()
                page.wait_for_timeout(1500)
                page.add_style_tag(content=".Toastify { display: none }")  # JupyterLab's news
                page.locator(".jp-NotebookPanel").screenshot(path=asked.picture)
            answered(root, "%load_ext tfkata", f"%%tfkata e03\n{RIGHT}", 'tfkata.solution("e03")')
            shown = run_all(page, address, 2)
            assert "next: e04_split" in shown[0].inner_text(), shown[0].inner_text()
            assert "def one_hot" in shown[1].inner_text()
            print("%%tfkata with a right answer: what comes next, and the solution is open")
        browser.close()


def answered(root: Path, *texts: str) -> None:
    """Puts these texts into the place of the notebook's code cells; the lesson stays."""
    path = root / NAME
    notebook = json.loads(path.read_text("utf-8"))
    lesson = next(cell for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    code = [
        {
            "cell_type": "code",
            "id": f"cell{n}",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": text,
        }
        for n, text in enumerate(["import tfkata", *texts])
    ]
    notebook["cells"] = [lesson, *code]
    path.write_text(json.dumps(notebook), "utf-8")


def run_all(page: Page, address: str, count: int) -> list[Locator]:
    """The outputs of a fresh run in a fresh kernel, as many as there should be."""
    page.goto(f"{address}/lab/tree/{NAME}?reset&token=tfkata")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell")
    page.wait_for_selector("text=Python 3 (ipykernel) >> visible=true")
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name="Restart Kernel and Run All Cells…", exact=True).click()
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    outputs = page.locator(".jp-OutputArea-output")
    finished = page.locator(
        ".jp-OutputArea-output", has_text="tfkata."
    ).first  # what is going on has gone away
    finished.wait_for()
    page.wait_for_function(f"document.querySelectorAll('.jp-OutputArea-output').length >= {count}")
    page.wait_for_timeout(1000)
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    found = [outputs.nth(n) for n in range(outputs.count())]
    assert len(found) == count, [one.inner_text() for one in found]
    return found


if __name__ == "__main__":
    main()
