"""What forgeries of notebooks earn in nbgrader's stock mode and in isolation, as the table in docs/security.md.

    python tests/attacks/nbgrader_stock.py

Stock mode runs a submission in the kernel of its judge: what gets through there is what isolation is for. That
nothing does in isolation is held by tests/test_nbgrader_autograde.py. Takes some minutes.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.nbgrader_class import FORGERIES, MISHAPS, hand_in
from tests.nbgrader_course import STOCK, Course

HONEST = "eve"  # hands in the wrong answer that most forgeries dress up
TRIED = [*FORGERIES, "edited-checks", "claims-a-check"]


def main() -> None:
    assert set(TRIED) <= {*FORGERIES, *MISHAPS}
    with tempfile.TemporaryDirectory(prefix="tfkata-forgeries-") as folder:
        stock = earned(Course.make(Path(folder) / "stock", "e03", more=STOCK + "c.Execute.timeout = 120\n"))
        isolated = earned(Course.make(Path(folder) / "isolated", "e03"))
    print(f"the wrong answer itself: stock {stock[HONEST]}, isolated {isolated[HONEST]}\n")
    print("| forgery | stock | isolated |\n|---|---|---|")
    for name in TRIED:
        print(f"| {name} | {stock.get(name, 'not graded')} | {isolated.get(name, 'not graded')} |")


def earned(course: Course) -> dict[str, str]:
    """Points of the class by name. Each is graded by a command of its own, so that nobody ends the others' grading."""
    hand_in(course, [HONEST, *TRIED])
    for name in (HONEST, *TRIED):
        course.run("nbgrader", "autograde", "ps1", f"--student={name}")
    found = {}
    for name, cells in course.gradebook().items():
        if any(points is not None for points in cells.values()):
            found[name] = f"{sum(points or 0 for points in cells.values()):g} of 11"
    return found


if __name__ == "__main__":
    main()
