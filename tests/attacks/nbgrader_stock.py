"""What forgeries of notebooks earn in nbgrader's stock mode and in isolation, as the table in docs/security.md.

    python tests/attacks/nbgrader_stock.py

Stock mode runs a submission in the kernel of its judge: what gets through there is what isolation is for. That
nothing does in isolation is held by tests/nbgrader/test_autograde.py. Takes some minutes.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.nbgrader.a_class import FORGERIES, MISHAPS, hand_in
from tests.nbgrader.course import STOCK, Course

HONEST = "eve"  # hands in the wrong answer that most forgeries dress up
TRIED = [*FORGERIES, "edited-checks", "claims-a-check"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=TRIED, nargs="*", default=TRIED)
    tried = parser.parse_args().only
    assert set(tried) <= {*FORGERIES, *MISHAPS}
    with tempfile.TemporaryDirectory(prefix="tfkata-forgeries-") as folder:
        stock = in_a_kernel(Path(folder), tried)
        isolated = in_isolation(Path(folder), tried)
    print(f"the wrong answer itself: stock {stock[HONEST]}, isolated {isolated[HONEST]}\n")
    print("| forgery | stock | isolated |\n|---|---|---|")
    for name in tried:
        print(f"| {name} | {stock[name]} | {isolated[name]} |")


def in_a_kernel(folder: Path, tried: list[str]) -> dict[str, str]:
    """What the export says, by name. Each in a course of its own: one of them changes everybody's scores."""
    released = Course.make(folder / "stock", "e03", more=STOCK + "c.Execute.timeout = 120\n")
    found = {}
    for name in (HONEST, *tried):
        course = Course(Path(shutil.copytree(released.root, folder / f"stock-{name}")))
        hand_in(course, [name])
        graded = course.run("nbgrader", "autograde", "ps1").returncode == 0
        found[name] = f"{course.scores().get(name, 0):g} of 11{'' if graded else ', not graded'}"
    return found


def in_isolation(folder: Path, tried: list[str]) -> dict[str, str]:
    course = Course.make(folder / "isolated", "e03")
    hand_in(course, [HONEST, *tried])
    course.run("tfkata", "nbgrader", "autograde", "ps1")
    return {name: f"{score:g} of 11" for name, score in course.scores().items()}


if __name__ == "__main__":
    main()
