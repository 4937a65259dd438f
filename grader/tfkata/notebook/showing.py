"""Shows something in a notebook as soon as it is there, and as text where there is no notebook.

A cell shows the value of its last line alone; what `tfkata.check` finds is shown wherever the call stands, and once.
"""

from __future__ import annotations

import sys
import uuid
from html import escape
from typing import Any

from tfkata.report.clean import clean
from tfkata.report.wording import with_code

_BOX = "border-left:4px solid {0};padding:.4em .8em;margin:.2em 0;font-family:system-ui,sans-serif;line-height:1.45"
_QUIET, _WRONG = "#6e7781", "#cf222e"
_NOTEBOOK = "ZMQInteractiveShell"


def shell() -> Any:
    """The running IPython, or None. IPython is there already where this is not None."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None


def in_jupyter() -> bool:
    """Whether a notebook shows what is displayed; Colab's shell has a name of its own and descends from Jupyter's."""
    return any(kind.__name__ == _NOTEBOOK for kind in type(shell()).__mro__)


class Said:
    """What a command has to say, as HTML and as text. As a number it is `points`."""

    def __init__(self, html: str, text: str, *, name: str = "tfkata", points: float = 0.0) -> None:
        self.html, self.text, self.points = html, text, points
        self._name = name
        self._shown_in: int | None = None

    def __float__(self) -> float:
        return float(self.points)

    def __repr__(self) -> str:
        return f"<{self._name}>"

    def bundle(self) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}

    def _ipython_display_(self) -> None:
        """As the value of a cell; nothing in the cell that has shown it already."""
        if self._shown_in != _cell_number():
            Place().show(self)

    def noted_as_shown(self) -> None:
        self._shown_in = _cell_number()


class Place:
    """Where something is shown; what is shown there next takes its place. Outside of a notebook it is printed below."""

    def __init__(self) -> None:
        self._id = uuid.uuid4().hex
        self._taken = False

    def show(self, said: Said) -> Said:
        """Show what was said, and give it back."""
        said.noted_as_shown()
        if not in_jupyter():
            sys.stdout.write(f"{said.text}\n")
            return said
        from IPython.display import display, update_display

        (update_display if self._taken else display)(said.bundle(), raw=True, display_id=self._id)
        self._taken = True
        return said

    def meanwhile(self, text: str) -> None:
        """Say what is going on; in a notebook alone, where it goes away again."""
        if in_jupyter():
            self.show(note(text))


def note(text: str, *, wrong: bool = False) -> Said:
    """A sentence or two without a verdict."""
    colour = _WRONG if wrong else _QUIET
    body = with_code(escape(clean(text))).replace("\n", "<br>")
    return Said(f'<div style="{_BOX.format(colour)}">{body}</div>', clean(text))


def code(text: str) -> Said:
    """A program, to be read."""
    html = (
        f'<pre style="{_BOX.format(_QUIET)};font-family:monospace;white-space:pre-wrap">{escape(text)}</pre>'
    )
    return Said(html, text)


def _cell_number() -> int | None:
    running = shell()
    return None if running is None else int(running.execution_count)
