"""A part of a report, moved to the right, without blanks at the ends of its lines."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment


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
