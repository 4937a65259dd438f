"""How another Python is started: where it looks for modules, and what of this process's environment it is given."""

from __future__ import annotations

import os
import sys

from tfkata import sandbox


def command() -> list[str]:
    """The command that starts another Python: it finds modules where this one does, never in the current folder."""
    return [sys.executable, "-P", *(["-s"] if sys.flags.no_user_site else [])]


def environment(*more: str) -> dict[str, str]:
    """The variables that a candidate may have, those that Python itself and the system read, and `more`.

    Where this process was told to look for modules only in its own installation (`python -I` or `-E`), the path to
    others stays out.
    """
    own = () if sys.flags.ignore_environment else ("PYTHONPATH", "PYTHONHOME", "PYTHONHASHSEED")
    names = {*own, *more, "SYSTEMROOT", "TMPDIR", "TEMP", "TMP"}
    return {name: value for name, value in os.environ.items() if sandbox.is_kept(name) or name in names}
