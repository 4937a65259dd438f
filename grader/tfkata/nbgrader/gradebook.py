"""The gradebook: opened once, and a fault of it said as what it is, with what to do."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator

from nbgrader import api
from sqlalchemy.exc import DBAPIError, PendingRollbackError, SQLAlchemyError

from tfkata.errors import HostError

FAULTS = (DBAPIError, PendingRollbackError)  # not those that say that there is no such row


@contextlib.contextmanager
def one_engine() -> Iterator[None]:
    """nbgrader opens the gradebook some fifteen times a submission; with an engine of SQLAlchemy each time, every
    statement would be compiled again each time."""
    create = api.create_engine
    api.create_engine = functools.cache(create)
    try:
        yield
    finally:
        api.create_engine = create


@contextlib.contextmanager
def told() -> Iterator[None]:
    """A gradebook that cannot be used is no bug of anybody's."""
    try:
        yield
    except SQLAlchemyError as error:
        raise HostError(f"the gradebook cannot be used: {advice(error)}") from None


def advice(error: Exception) -> str:
    """What a fault of the gradebook says, and what to do."""
    why = str(getattr(error, "orig", None) or error).splitlines()[0]
    why = why.rpartition("Original exception was: ")[2].partition(" (Background on this error")[0]
    return (
        f"{why}: close what else uses it (formgrader, another `nbgrader` command), see that it can be written to and that its "
        "disk has room, and run the same command again: what was graded is not graded twice"
    )
