"""Draws docs/rooms.svg, the graph of rooms, from the imports themselves: `uv run --group lint python docs/rooms.py`
(with `--check`, says whether the picture is stale).

Which room stands on which floor is read from the docstring of `tfkata`, which import is there from grimp, the library
behind import-linter. An arrow is left out where a longer way leads to the same room.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import grimp

import tfkata

PICTURE = Path(__file__).with_name("rooms.svg")
WIDTH, HEIGHT, GAP, ROW, LEFT, TOP = 118, 40, 26, 116, 70, 24
COLOURS = {
    "candidate": "#f8d7d3",
    "parser": "#f8d7d3",
    "examiner": "#d3ead6",
    "curriculum": "#d3ead6",
    "warm": "#fbe8c8",
    "running": "#d5e3f5",
}
PLAIN = "#eeeeee"


def floors() -> dict[str, int]:
    """Room -> floor, from the map in the package's docstring."""
    found: dict[str, int] = {}
    floor = 0
    for number, room in re.findall(r"^ {3,}(\d)? +(\w+)/ ", tfkata.__doc__ or "", re.M):
        floor = int(number or floor)
        found[room] = floor
    return found


def arrows(rooms: dict[str, int]) -> set[tuple[str, str]]:
    """(importing room, imported room), as the code has them today."""
    graph = grimp.build_graph("tfkata")
    found = set()
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            one, other = _room(module), _room(imported)
            if one in rooms and other in rooms and one != other:
                found.add((one, other))
    return found


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def reduced(every: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Without arrows that a longer way says already."""

    def leads(start: str, goal: str, without: tuple[str, str]) -> bool:
        return any(
            other == goal or leads(other, goal, without)
            for one, other in every
            if one == start and (one, other) != without
        )

    return {arrow for arrow in every if not leads(*arrow, arrow)}


def draw() -> str:
    """The picture as SVG text."""
    rooms = floors()
    every = arrows(rooms)
    places = dict(_places(rooms))
    width = max(x for x, _ in places.values()) + WIDTH + 20
    height = TOP + ROW * max(rooms.values())
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif">',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 8 4 0 8z" fill="#667"/></marker></defs>',
        f'<rect width="{width}" height="{height}" fill="white"/>',
        f"<desc>{len(rooms)} rooms, {len(every)} imports between rooms</desc>",
    ]
    for floor in range(1, max(rooms.values()) + 1):
        y = _row(floor, rooms) + HEIGHT / 2
        lines.append(f'<text x="14" y="{y + 5:.0f}" font-size="15" fill="#667">{floor}</text>')
    for one, other in sorted(reduced(every)):
        lines.append(_arrow(places[one], places[other]))
    for room, (x, y) in places.items():
        colour = COLOURS.get(room, PLAIN)
        lines.append(
            f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="6" fill="{colour}" stroke="#445"/>'
            f'<text x="{x + WIDTH / 2:.0f}" y="{y + 25}" font-size="15" text-anchor="middle">{escape(room)}</text>'
        )
    return "\n".join([*lines, "</svg>", ""])


def _row(floor: int, rooms: dict[str, int]) -> int:
    return TOP + (max(rooms.values()) - floor) * ROW


def _places(rooms: dict[str, int]) -> Iterator[tuple[str, tuple[int, int]]]:
    widest = max(sum(f == floor for f in rooms.values()) for floor in rooms.values())
    for floor in set(rooms.values()):
        here = [room for room, its in rooms.items() if its == floor]
        start = LEFT + (widest - len(here)) * (WIDTH + GAP) // 2
        for number, room in enumerate(here):
            yield room, (start + number * (WIDTH + GAP), _row(floor, rooms))


def _arrow(start: tuple[int, int], end: tuple[int, int]) -> str:
    (x, y), (to_x, to_y) = start, end
    if y == to_y:  # on one floor: over the roofs
        middle = (x + to_x + WIDTH) / 2
        path = f"M{x + WIDTH / 2:.0f} {y}Q{middle:.0f} {y - 34} {to_x + WIDTH / 2 + 8:.0f} {to_y - 2}"
    else:
        x, to_x = x + WIDTH // 2, to_x + WIDTH // 2
        bend = (to_y - y - HEIGHT) / 2
        path = f"M{x} {y + HEIGHT}C{x} {y + HEIGHT + bend:.0f} {to_x} {to_y - bend:.0f} {to_x} {to_y - 2}"
    return f'<path d="{path}" fill="none" stroke="#667" stroke-width="1.2" marker-end="url(#tip)"/>'


def main() -> None:
    fresh = draw()
    if "--check" in sys.argv[1:]:
        if PICTURE.read_text("utf-8") != fresh:
            sys.exit("docs/rooms.svg is stale: `uv run --group lint python docs/rooms.py` draws it again")
        return
    PICTURE.write_text(fresh, "utf-8")
    sys.stdout.write(f"wrote {PICTURE.name}\n")


if __name__ == "__main__":
    main()
