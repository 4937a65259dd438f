"""What the pictures look like: their channels and colours, the range of their numbers, and how they were brought to a size."""

from __future__ import annotations

from typing import Any

import numpy as np

from tfkata.checks.kit import Candidate, Mistake, Mistakes
from tfkata.curriculum.e26_folders import pictures
from tfkata.curriculum.e26_folders.pictures import BLOCKS
from tfkata.curriculum.e26_folders.yielded import NEAR, Read, ask, batches, paths_of

WHITE = 0.002
"""Less than 1/255: a byte of 255 is 1.0 and not 255/256."""

# --- channels and colours


def off_colour(read: Read) -> dict[str, Any] | None:
    """The first picture whose colour is none of the folder's, and the colour that is nearest by its first channel."""
    for path, colour in zip(paths_of(read), read.colours(), strict=True):
        if path is None:
            near = min(
                read.zoo.colours,
                key=lambda p: float(np.abs(np.array(read.zoo.colours[p]) / 255 - colour).sum()),
            )
            return {
                "found": rounded(colour),
                "path": near,
                "wanted": rounded(np.array(read.zoo.colours[near]) / 255),
            }
    return None


def rounded(colour: np.ndarray) -> str:
    return f"({', '.join(f'{value:.2f}' for value in colour)})"


def channels(read: Read) -> int | None:
    """How many there are, if not three."""
    return next((b.x.shape[-1] for b in batches(read) if b.x.shape[-1] != 3), None)


def one_sided(read: Read) -> dict[str, str] | None:
    """A grey picture whose three channels are not alike."""
    odd = [colour for colour in read.colours() if np.ptp(colour) > NEAR]
    return {"found": rounded(odd[0])} if odd else None


def channel_problem(candidate: Candidate) -> None:
    """JPEG last: a decoder that is asked for four channels raises for one."""
    for zoo, table, batch in (
        (pictures.RGB, GREY_OR_ALPHA | COLOURS, 1),
        (pictures.RGBA, RGBA, 1),
        (pictures.GREY, GREY, 1),
        (pictures.MIXED, GREY_OR_ALPHA | COLOURS, 4),
    ):
        read = ask(candidate, zoo, batch=batch)
        table.fail(read, call=read.call)


# --- the range


def out_of_scale(read: Read) -> dict[str, str] | None:
    low, high = read.ends()
    if abs(low) <= WHITE and abs(high - 1) <= WHITE:
        return None
    return {"ends": f"from {low:.4g} to {high:.4g}"}


def overshoots(read: Read) -> dict[str, str] | None:
    low, high = read.ends()
    other_scale = high > 2 or low < -0.5  # that is the row above
    return (
        {"ends": f"from {low:.3g} to {high:.3g}"}
        if not other_scale and (low < -1e-4 or high > 1 + 1e-4)
        else None
    )


def ranges(candidate: Candidate) -> None:
    read = ask(candidate, pictures.RGB, batch=1)
    for table in (RANGE, DTYPE):
        table.fail(read, call=read.call)
    edge = ask(candidate, pictures.EDGE, size=(13, 17), batch=1)
    OVERSHOOT.fail(edge, call=edge.call)


# --- the size


def block_centres(picture: np.ndarray) -> np.ndarray:
    """The middle of each of nine equal parts, (3, 3, 3)."""
    height, width = picture.shape[:2]
    rows, columns = ([int((part + 0.5) * length / 3) for part in range(3)] for length in (height, width))
    return picture[np.ix_(rows, columns)][..., :3]


def scaled(read: Read) -> np.ndarray:
    return read.unit(read.epochs[0][0].x[0].astype(np.float64))


def whole(read: Read) -> bool:
    return bool(np.abs(block_centres(scaled(read)) - BLOCKS / 255).max() < 0.1)


def lost_part(read: Read) -> dict[str, str] | None:
    """A block that is seen nowhere in the picture."""
    pixels = scaled(read)[..., :3].reshape(-1, 3)
    for row, column in ((0, 0), (0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1), (2, 2)):
        if np.abs(pixels - BLOCKS[row, column] / 255).max(axis=1).min() > 0.12:
            side = ("upper", "middle", "lower")[row], ("left", "middle", "right")[column]
            return {"part": " ".join(dict.fromkeys(side))}
    return None


def bars(read: Read) -> bool:
    """A whole row or column of pixels in a colour that the picture has not."""
    picture = scaled(read)[..., :3]
    known = BLOCKS.reshape(-1, 3) / 255
    edges = (picture[0], picture[-1], picture[:, 0], picture[:, -1])
    return any(np.abs(line[:, None] - known).max(axis=2).min(axis=1).min() > 0.12 for line in edges)


def turned(read: Read) -> bool:
    centres = block_centres(scaled(read))
    ways = (BLOCKS.swapaxes(0, 1), BLOCKS[::-1], BLOCKS[:, ::-1], BLOCKS[::-1, ::-1])
    return any(np.abs(centres - way / 255).max() < 0.1 for way in ways)


def sizes(candidate: Candidate) -> None:
    for size in ((6, 10), (12, 5)):
        read = ask(candidate, pictures.RGB, size=size, batch=1)
        SHAPE.fail(read, call=read.call)
    for zoo, size in ((pictures.WIDE, (30, 30)), (pictures.TALL, (30, 30)), (pictures.WIDE, (24, 9))):
        read = ask(candidate, zoo, size=size, batch=1)
        SHAPE.fail(read, call=read.call)
        if channels(read) is None:
            STRETCHED.fail(read, call=read.call)


def shape_of(read: Read) -> str:
    return str(next(b.x.shape[1:3] for b in batches(read) if b.x.shape[1:3] != read.size))


def wrong_size(read: Read) -> bool:
    return any(b.x.shape[1:3] != read.size for b in batches(read))


# fmt: off
GREY_OR_ALPHA = Mistakes(
    Mistake("folders.grey-channels", lambda r: channels(r) == 1, shape=lambda r: str(next(batches(r)).x.shape)),
    Mistake("folders.alpha-kept", lambda r: channels(r) == 4, shape=lambda r: str(next(batches(r)).x.shape)),
    Mistake("folders.grey-channels", channels, shape=lambda r: str(next(batches(r)).x.shape)),
)
COLOURS = Mistakes(Mistake("folders.wrong-colours", off_colour, "found path wanted"))
GREY = GREY_OR_ALPHA | Mistakes(Mistake("folders.grey-coloured", one_sided, "found")) | COLOURS
RGBA = GREY_OR_ALPHA | Mistakes(Mistake("folders.alpha-blended", off_colour, "found path wanted"))
RANGE = Mistakes(Mistake("folders.not-scaled", out_of_scale, "ends"))
DTYPE = Mistakes(
    Mistake("folders.wrong-dtype", lambda r: next((b.x.dtype.name for b in batches(r) if b.x.dtype != np.float32), None),
            got_dtype=lambda r: next(batches(r)).x.dtype.name),
)
OVERSHOOT = Mistakes(Mistake("folders.leaves-range", overshoots, "ends"))
SHAPE = Mistakes(
    Mistake("folders.swapped-size", lambda r: any(b.x.shape[1:3] == r.size[::-1] != r.size for b in batches(r)), found=shape_of, wanted=lambda r: str(r.size)),
    Mistake("folders.wrong-size", wrong_size, found=shape_of, wanted=lambda r: str(r.size)),
)
STRETCHED = Mistakes(
    Mistake(None, whole),
    Mistake("folders.pads", bars),
    Mistake("folders.crops", lost_part, "part"),
    Mistake("folders.turned", turned),
    Mistake("folders.crops", lambda r: True, part="outer"),
)
# fmt: on
