"""Opens a file in the learner's editor: `$VISUAL`, `$EDITOR`, or VS Code where it is installed."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from tfkata.errors import UsageError

WINDOWS = ("code", "code-insiders", "codium", "cursor", "subl", "gedit", "kate", "mate", "pycharm", "zed")
"""Editors that open a window of their own and give the terminal back."""


def command() -> list[str]:
    """What to call, without the file.

    Raises:
        UsageError: no editor is known, and how to name one.
    """
    for name in ("VISUAL", "EDITOR"):
        if os.environ.get(name, "").strip():
            return shlex.split(os.environ[name])
    if shutil.which("code"):
        return ["code"]
    raise UsageError("no editor found: set VISUAL or EDITOR, or open the file yourself")


def takes_the_terminal(call: list[str]) -> bool:
    """Whether it runs in the terminal, which is then its own until it ends."""
    return Path(call[0]).stem not in WINDOWS


def run(call: list[str], file: Path) -> None:
    """Open the file and wait, if the editor takes the terminal.

    Raises:
        UsageError: there is no such program.
    """
    try:
        if takes_the_terminal(call):
            subprocess.run([*call, str(file)], check=False)
        else:
            subprocess.Popen([*call, str(file)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except OSError as error:
        raise UsageError(f"{call[0]}: cannot be started: {error.strerror}") from None
