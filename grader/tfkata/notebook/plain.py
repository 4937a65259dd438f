"""An exercise as a notebook without a course: lesson, a cell for the answer, and the calls that check it."""

from __future__ import annotations

from pathlib import Path

from tfkata.catalog import source
from tfkata.catalog.records import Exercise
from tfkata.errors import UsageError
from tfkata.files.writing import replace_file
from tfkata.notebook import cells


def notebook(exercise: Exercise) -> cells.Cell:
    """The notebook of an exercise.

    Raises:
        SourceError: the solution file is not well formed.
    """
    parsed = source.parse(exercise.solution.read_text("utf-8"), exercise.solution.name)
    short, name = exercise.id.partition("_")[0], exercise.id
    answer = cells.code_of(parsed.stub.removesuffix(source.WHEN_RUN))
    return cells.whole(
        [
            cells.code(f"{name}-setup", "import tfkata"),
            cells.markdown(f"{name}-lesson", f"# {parsed.title}\n\n{parsed.statement}"),
            cells.code(f"{name}-answer", answer),
            cells.code(f"{name}-check", f'tfkata.check("{short}")'),
            cells.code(f"{name}-help", f'# tfkata.hint("{short}")\n# tfkata.solution("{short}")'),
        ]
    )


def write(exercises: list[Exercise], folder: Path) -> list[Path]:
    """Write the notebooks into a folder; what is there already is left alone. Returns those written.

    Raises:
        UsageError: the place is taken by a file or cannot be written to.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: is a file: name a folder")
    wanted = {folder / f"{exercise.id}.ipynb": exercise for exercise in exercises}
    written = [path for path in wanted if not path.exists()]
    for path in written:
        replace_file(path, cells.as_text(notebook(wanted[path])))
    return written
