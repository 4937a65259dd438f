"""Parts of a report: moved to the right without blanks at the ends of its lines, or kept on one line."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.text import Text


class Indented:
    """Shows `part` some columns further right. `rich.padding.Padding` would fill its lines up to the longest."""

    def __init__(self, part: RenderableType, columns: int) -> None:
        self._part, self._columns = part, columns

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        narrower = options.update_width(max(1, options.max_width - self._columns))
        for line in console.render_lines(self._part, narrower, pad=False):
            kept = list(_without_blanks_at_its_end(line))
            if kept:
                yield Segment(" " * self._columns)
                yield from kept
            yield Segment.line()


def _without_blanks_at_its_end(line: list[Segment]) -> Iterator[Segment]:
    end = len(line)
    while end and not line[end - 1].text.strip():
        end -= 1
    for place, segment in enumerate(line[:end], start=1):
        yield Segment(segment.text.rstrip(), segment.style) if place == end else segment


class Hanging:
    """A text whose further lines, if it needs them, begin some columns further right than its first."""

    def __init__(self, text: Text, columns: int) -> None:
        self._text, self._columns = text, columns

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if self._text.cell_len <= options.max_width:
            yield self._text
            return
        for place, line in enumerate(self._text.wrap(console, max(1, options.max_width - self._columns))):
            line.rstrip()
            yield Text.assemble(" " * self._columns if place else "", line)


class OneLine:
    """A text on one line, of which the middle is cut where the line is too short: what stands at the end is to be read."""

    def __init__(self, before: Text, middle: Text, after: Text) -> None:
        self._before, self._middle, self._after = before, middle, after

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        room = options.max_width - self._before.cell_len - self._after.cell_len
        middle = self._middle.copy()
        middle.truncate(max(room, 1), overflow="ellipsis")
        whole = Text.assemble(self._before, middle, self._after)
        whole.no_wrap, whole.overflow = True, "ellipsis"
        yield whole
