"""Which movement took a picture to another: read from three blobs, one in each channel, near the middle.

Three points before and after are an affine movement. What it is made of (a mirror, a turn, a zoom, a shift) follows from
its matrix, in whatever order the parts were done.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SIDE = 160
SPREAD = 4.0
POINTS = np.array([[-15.0, -6.0], [11.0, -13.0], [7.0, 16.0]])
"""Rows and columns from the middle: so near to it that no edge comes into play, whatever fills it."""

AROUND = 14
"""Pixels around the brightest one that may belong to a blob."""


def landmarks(count: int) -> np.ndarray:
    """So many copies of one picture, float32 (count, SIDE, SIDE, 3), with a blob in each channel."""
    places = np.arange(SIDE) - (SIDE - 1) / 2
    blobs = [
        np.exp(-((places[:, None] - row) ** 2 + (places - column) ** 2) / (2 * SPREAD**2))
        for row, column in POINTS
    ]
    return np.repeat(np.stack(blobs, axis=-1).astype(np.float32)[None], count, axis=0)


@dataclass(frozen=True, slots=True)
class Movement:
    """Of one picture: mirrored or not, the turn in degrees, the two zooms (1 is none) and the shift as parts of the side."""

    mirrored: bool
    turn: float
    zooms: tuple[float, float]
    shift: tuple[float, float]

    @property
    def way(self) -> float:
        """How far the middle has moved, as a part of the side."""
        return float(np.hypot(*self.shift))

    @property
    def upside_down(self) -> bool:
        return abs(self.turn) > 130


def movements(pictures: np.ndarray) -> list[Movement | None]:
    """That of each picture made from one of `landmarks`; None where a blob is gone."""
    return [_movement(picture) for picture in pictures]


def _movement(picture: np.ndarray) -> Movement | None:
    found = [_centre(picture[..., channel]) for channel in range(3)]
    if any(point is None for point in found):
        return None
    before = np.column_stack([POINTS, np.ones(3)])
    solved = np.linalg.solve(before, np.array(found))  # rows: the matrix transposed, then the shift
    matrix, shift = solved[:2].T, solved[2]
    mirrored = bool(np.linalg.det(matrix) < 0)
    proper = matrix @ np.diag([1, -1]) if mirrored else matrix
    turn = np.degrees(np.arctan2(proper[1, 0] - proper[0, 1], proper[0, 0] + proper[1, 1]))
    larger, smaller = np.linalg.svd(matrix, compute_uv=False)
    down, right = shift / SIDE
    return Movement(mirrored, float(turn), (float(larger), float(smaller)), (float(down), float(right)))


def _centre(channel: np.ndarray) -> tuple[float, float] | None:
    """Row and column of the blob, from the middle."""
    values = np.nan_to_num(channel.astype(np.float64), posinf=0, neginf=0)
    peak = values.max()
    row, column = np.unravel_index(int(np.argmax(values)), values.shape)
    near = np.zeros_like(values)
    window = np.s_[max(row - AROUND, 0) : row + AROUND + 1, max(column - AROUND, 0) : column + AROUND + 1]
    near[window] = np.where(values[window] > peak / 2, values[window] - peak / 2, 0)
    if peak < 0.2 or not near.any():
        return None
    places = np.arange(SIDE) - (SIDE - 1) / 2
    weight = near.sum()
    return float((near.sum(axis=1) * places).sum() / weight), float(
        (near.sum(axis=0) * places).sum() / weight
    )
