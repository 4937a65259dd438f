"""Misconceptions as rows of a table: a code, how it shows, and the values for its text.

The first row that holds names the mistake, so that each may rely on those above it::

    SCALING = Mistakes(
        Mistake("normalize.inverted", lambda seen: seen.black > seen.white, "black white"),
        Mistake("normalize.not-scaled", lambda seen: np.allclose(seen.table, BYTES)),
        look=Scaling.of,
    )

`look(ask)` puts the questions and returns what was found; every `holds` is a function of that. Such a table is a
`diagnose` for `kit.agree`. In a check of another kind `SCALING.fail(found, call=…)` ends it, and `SCALING.none_in(seen)` is
a whole check: no row may hold for anything that `seen(candidate)` yields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from tfkata.checks.agreement import Diagnosis
from tfkata.checks.candidate import Candidate
from tfkata.checks.failure import fail


class Mistake:
    """One row: the mistake `code` was made if `holds(found)`.

    With None for the code, no name fits and the search ends, well or with the row's `message` about what is wrong.

    Args:
        names: the values for the text, as in ``"black white"``: items of what `holds` returned, if that is a dict, else
            attributes of what was found.
        values: more of them: ``width=5`` is 5 itself, ``width=lambda found: …`` is computed. A float, here and there, is
            written with six digits.
    """

    def __init__(self, code: str | None, holds: Callable[[Any], Any], names: str = "", **values: Any) -> None:
        self.code, self.holds = code, holds
        self._names, self._values = names.split(), values

    @property
    def names(self) -> frozenset[str]:
        """The names of all values for the text."""
        return frozenset((*self._names, *self._values))

    def named(self, found: Any) -> Diagnosis | None:
        """The code, and the values for its text, if the row holds."""
        told = self.holds(found)
        if not told:
            return None
        values = {
            name: told[name] if isinstance(told, Mapping) else getattr(found, name) for name in self._names
        }
        values |= {name: value(found) if callable(value) else value for name, value in self._values.items()}
        return self.code, {name: _readable(value) for name, value in values.items()}


def _readable(value: Any) -> Any:
    return f"{float(value):.6g}" if isinstance(value, float | np.floating) else value


@dataclass(frozen=True)
class _Table:
    """Rows about one thing that is looked at."""

    rows: tuple[Mistake, ...]
    look: Callable[[Any], Any]

    def named(self, subject: Any) -> Diagnosis | None:
        found = self.look(subject)
        named = (row.named(found) for row in self.rows if found is not None)
        first = next((one for one in named if one is not None), None)
        return first if first != (None, {}) else None


class Mistakes:
    """An ordered table of mistakes; ``one | other`` looks into `other` where no row of `one` holds.

    Args:
        look: what the rows are about, from what the table is asked about (`ask`, for a diagnosis). None means that
            there is nothing to be seen, and no row holds. Without it the rows are about that thing itself.
    """

    def __init__(self, *rows: Mistake, look: Callable[[Any], Any] = lambda subject: subject) -> None:
        self._tables: tuple[_Table, ...] = (_Table(rows, look),)

    def __or__(self, other: Mistakes) -> Mistakes:
        both = Mistakes()
        both._tables = (*self._tables, *other._tables)
        return both

    def __iter__(self) -> Iterator[Mistake]:
        return (row for table in self._tables for row in table.rows)

    def __call__(self, subject: Any) -> Diagnosis | None:
        """The first mistake that shows, and the values for its text; None where none does."""
        return next((found for table in self._tables if (found := table.named(subject)) is not None), None)

    def fail(self, found: Any, **evidence: Any) -> None:
        """End the check with the first mistake that shows, if one does; `evidence` as for `kit.fail`."""
        diagnosis = self(found)
        if diagnosis is not None:
            fail(diagnosis[0], **evidence, **diagnosis[1])

    def none_in(self, seen: Callable[[Candidate], Iterable[Any]]) -> Callable[[Candidate], None]:
        """A check: nothing that is seen of a candidate shows a mistake; each thing has its `call` as text."""

        def check(candidate: Candidate) -> None:
            for found in seen(candidate):
                self.fail(found, call=found.call)

        return check
