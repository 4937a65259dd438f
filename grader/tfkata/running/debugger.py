"""`breakpoint()` under `--in-process`: the standard debugger, whose `q` and Ctrl-C end the run and not only the call.

pdb by itself would go on asking after Ctrl-C, and `q` would be one more error of the learner's code.
"""

from __future__ import annotations

import bdb
import inspect
import os
import pdb
import sys


class Debugger(pdb.Pdb):
    """Ctrl-C at its prompt is `q`; after `c`, Ctrl-C is heard as anywhere else."""

    def __init__(self) -> None:
        super().__init__(nosigint=True)

    def cmdloop(self, intro: str | None = None) -> None:
        try:
            super().cmdloop(intro)
        except KeyboardInterrupt:
            self.set_quit()
            raise bdb.BdbQuit from None


def install() -> None:
    """Have `breakpoint()` start it, unless somebody else (pytest, an editor, PYTHONBREAKPOINT) has a debugger of their own."""
    if sys.breakpointhook is sys.__breakpointhook__ and "PYTHONBREAKPOINT" not in os.environ:
        sys.breakpointhook = _stop_here


def _stop_here() -> None:
    frame = inspect.currentframe()
    Debugger().set_trace(frame.f_back if frame is not None else None)
