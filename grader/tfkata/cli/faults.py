"""What is wrong with a request, all of it in one run: who mends one fault should not meet the next only then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tfkata.errors import UsageError


class Faults:
    """Collect faults; `must_be_none` tells them all.

    >>> faults = Faults()
    >>> with faults.collected():
    ...     raise UsageError("roster.csv: no such file")
    >>> faults.must_be_none()
    Traceback (most recent call last):
    tfkata.errors.UsageError: roster.csv: no such file
    """

    def __init__(self) -> None:
        self._found: list[str] = []

    @contextmanager
    def collected(self) -> Iterator[None]:
        """What the block refuses is kept, and the next block is tried."""
        try:
            yield
        except UsageError as error:
            self._found.append(str(error))

    def must_be_none(self) -> None:
        """Raises UsageError with a line for each fault."""
        if self._found:
            raise UsageError("\n".join(self._found))
