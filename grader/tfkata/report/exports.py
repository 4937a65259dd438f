"""What a gradebook that goes back into a learning platform needs besides the results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Account:
    """A learner as the platform's own export writes it, column by column."""

    student: str = ""
    number: str = ""
    sis: str = ""
    login: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """How a gradebook is written: the accounts by learner's id, and whether missing work is 0 or an empty cell.

    A platform leaves an empty cell alone, so a zero is something that the instructor asks for.
    """

    accounts: Mapping[str, Account] = field(default_factory=dict)
    missing_is_zero: bool = False
