"""nbgrader's own application, so that a course's configuration is found and understood as nbgrader does."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from nbgrader.apps import AutogradeApp
from nbgrader.converters import Autograde

from tfkata.errors import UsageError
from tfkata.nbgrader import handed_in


def of_course(course: Path, assignment: str) -> AutogradeApp:
    """The application of `nbgrader autograde` for an assignment.

    Raises:
        UsageError: no course folder.
    """
    config = course.resolve() / "nbgrader_config.py"
    if not config.is_file():
        raise UsageError(
            f"{course}: no nbgrader_config.py here: `tfkata nbgrader init {course}` makes a course"
        )
    scripts = str(Path(sys.executable).parent)  # nbgrader starts `alembic` by its name
    os.environ["PATH"] = os.pathsep.join([scripts, os.environ.get("PATH", "")])
    app = AutogradeApp()
    app.load_cwd_config = False
    app.config_file = str(config.with_suffix(""))
    app.initialize([f"--CourseDirectory.root={course.resolve()}", f"--assignment={assignment}"])
    return app


def submitted_folders(app: AutogradeApp, assignment: str) -> dict[str, Path]:
    """Where each learner's submission lies, in the order of the paths."""
    folders, converter = app.coursedir, _converter(app)
    pattern = converter._format_source("(?P<assignment>.*)", "(?P<student>.*)", escape=True)
    everybody = submitted_folder(app, assignment, "*")
    excluded = folders.student_id_exclude.split(",")
    found = {}
    for folder in sorted(Path(folders.root).glob(os.path.relpath(everybody, folders.root))):
        matched = re.fullmatch(pattern, str(folder))
        if matched is not None and folder.is_dir() and matched["student"] not in excluded:
            found[matched["student"]] = folder
    return found


def misplaced(app: AutogradeApp, assignment: str) -> dict[str, str]:
    """Learners with work that lies not where nbgrader looks for it, and where it lies."""
    there = submitted_folders(app, assignment)
    above = submitted_folder(app, assignment, "*").parent
    if above.name != "*":  # the course has folders of another order
        return {}
    excluded = app.coursedir.student_id_exclude.split(",")
    everybody = [one for one in sorted(above.parent.glob("[!.]*")) if one.is_dir() and not one.is_symlink()]
    found = {
        one.name: handed_in.misplaced(one, assignment)
        for one in everybody
        if one.name not in there and one.name not in excluded
    }
    return {student: reason for student, reason in found.items() if reason}


def submitted_folder(app: AutogradeApp, assignment: str, student: str) -> Path:
    """Where nbgrader looks for a learner's submission."""
    return Path(_converter(app)._format_source(assignment, student))


def graded_folder(app: AutogradeApp, assignment: str, student: str) -> Path:
    """Where nbgrader writes a learner's graded notebooks."""
    return Path(_converter(app)._format_dest(assignment, student))


def _converter(app: AutogradeApp) -> Autograde:
    return Autograde(coursedir=app.coursedir, parent=app)
