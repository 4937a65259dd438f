"""A base and pictures of new kinds: what is in the files, what was made of what, and how a training is taken up again."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tfkata.data.categories import archive, make_base, make_emoji, transfer
from tfkata.data.categories.emoji import CLASSES
from tfkata.data.categories.make_emoji import Drawn
from tfkata.data.images import Images

NEW = [CLASSES.index(name) for name in transfer.CLASSES]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy that may be damaged."""
    return shutil.copytree(
        transfer.HERE, tmp_path / "data", ignore=shutil.ignore_patterns("*.py", "__pycache__")
    )


def test_the_pictures_are_as_many_of_each_kind_as_was_said() -> None:
    given, held_out = transfer.load(), transfer.held_out()
    for part, counts in ((given.train, make_base.TRAIN), (given.valid, make_base.VALID)):
        assert part.images.shape == (sum(counts), *transfer.SHAPE)
        assert part.images.dtype == np.uint8
        assert tuple(np.bincount(part.labels)) == counts
    assert len(held_out.labels) == 480
    assert set(held_out.labels.tolist()) == {0, 1, 2}


def test_no_picture_is_there_twice() -> None:
    given = transfer.load()
    parts: Sequence[Images] = (given.train, given.valid, transfer.held_out())
    found = [image.tobytes() for part in parts for image in part.images]
    assert len(set(found)) == len(found)


def test_the_weights_are_those_of_such_a_base_and_small() -> None:
    found = archive.load("base", "train", root=transfer.HERE)
    wanted = [
        shape
        for before, filters in zip((3, *transfer.FILTERS), transfer.FILTERS, strict=False)
        for shape in ((3, 3, before, filters), *[(filters,)] * 4)
    ]
    assert [w.shape for w in found.values()] == wanted
    assert all(w.dtype == np.float16 and np.isfinite(w).all() for w in found.values())
    assert all((w > 0).all() for w in list(found.values())[4::5])  # variances
    assert (transfer.HERE / "base.npz").stat().st_size <= 300_000


def test_a_damaged_file_is_reported(root: Path) -> None:
    assert transfer.check(root=root).state == "ok"
    content = bytearray((root / "base.npz").read_bytes())
    content[len(content) // 2] ^= 1
    (root / "base.npz").write_bytes(content)
    row = transfer.check(root=root)
    assert row.state == "fail"
    assert "base.npz" in row.advice
    assert "Reinstall" in row.advice


def test_reading_imports_no_tensorflow_or_keras() -> None:
    code = (
        "import sys; from tfkata.data.categories import transfer; transfer.check(); "
        "print(sorted({'tensorflow', 'keras', 'PIL'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


# Making the pictures


def drawn(count: int) -> list[Drawn]:
    """Drawings of two styles that are all called differently and look different."""
    random = np.random.RandomState(3)
    found = []
    for number in range(count):
        style = np.concatenate([random.rand(8, 8, 3).repeat(8, 0).repeat(8, 1), np.ones((64, 64, 1))], axis=2)
        found.append(Drawn(f"thing{number}", NEW[number % 3], np.stack([style, style[::-1]])))
    return found


def test_a_drawing_is_in_one_part_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make_base, "TRAIN", (4, 4, 4))
    monkeypatch.setattr(make_base, "VALID", (2, 2, 2))
    seen: dict[str, list[bytes]] = {"": []}

    def placed(drawing: Any, random: Any) -> Any:
        seen[""].append(drawing.tobytes())
        return np.full((32, 32, 3), len(seen[""]), np.uint8)

    monkeypatch.setattr(make_emoji, "placed", placed)
    train, held_out = make_base.pictures(drawn(30))
    order = seen[""]
    parts = order[:12], order[12:18], order[18:]
    assert np.bincount(train["labels"]).tolist() == [4, 4, 4]
    assert np.bincount(train["valid_labels"]).tolist() == [2, 2, 2]
    assert len(held_out["labels"]) == len(parts[2]) == make_base.PLACED * len(set(parts[2]))
    for i, one in enumerate(parts):
        for other in parts[i + 1 :]:
            assert not set(one) & set(other)
