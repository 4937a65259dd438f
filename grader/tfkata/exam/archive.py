"""The archive of a sitting: journal, models that count, the code of that moment, and the result. Written once, read with care.

An archive comes from a stranger: names, number and sizes of its files are looked at before any of them is unpacked.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tfkata.errors import UsageError
from tfkata.exam import journal
from tfkata.exam.sitting import LARGEST_CODE, Sitting
from tfkata.files.reading import read_bytes
from tfkata.files.writing import replace_file

JOURNAL, RESULT, PAGE = "journal.jsonl", "result.json", "report.html"
LARGEST = 128 << 20
LARGEST_MODEL = 20 << 20
_ALLOWED = {
    r"journal\.jsonl": journal.LARGEST,
    r"result\.json": 8 << 20,
    r"report\.html": 8 << 20,
    r"models/[0-9a-f]{64}\.keras": LARGEST_MODEL,
    r"code/[0-9a-f]{64}\.py": LARGEST_CODE,
}
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
_MOST = 3 + 2 * 5
"""Journal, result and page; a model and its code for each of five tasks. All together they are unpacked in memory."""


@dataclass(frozen=True)
class Archive:
    """What is in one, by name."""

    files: dict[str, bytes]

    @property
    def journal(self) -> str:
        return self.files[JOURNAL].decode("utf-8", "replace")

    def model(self, sha256: str) -> bytes | None:
        return self.files.get(f"models/{sha256}.keras")

    def unnamed(self, names: Collection[str]) -> list[str]:
        """Models and code of other hashes than these."""
        known = {
            JOURNAL,
            RESULT,
            PAGE,
            *(f"models/{n}.keras" for n in names),
            *(f"code/{n}.py" for n in names),
        }
        return sorted(set(self.files) - known)

    def code(self, sha256: str) -> bytes | None:
        return self.files.get(f"code/{sha256}.py")


def write(sitting: Sitting, result: dict[str, Any], page: str) -> Path:
    """Write the archive of a finished sitting into its folder."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(JOURNAL, journal.text_of(sitting.entries))
        packed.writestr(RESULT, json.dumps(result, indent=1) + "\n")
        packed.writestr(PAGE, page)
        for number in range(1, len(sitting.paper.tasks) + 1):
            entry = sitting.best(number).entry
            if entry is None:
                continue
            model, code = sitting.model_of(entry), sitting.code_of(entry)
            _add(packed, f"models/{model.name}", model, LARGEST_MODEL)
            if code is not None:
                _add(packed, f"code/{code.name}", code, LARGEST_CODE)
    place = sitting.folder / f"exam-{sitting.paper.id}.zip"
    replace_file(place, target.getvalue())
    return place


def _add(packed: zipfile.ZipFile, name: str, path: Path, limit: int) -> None:
    if name not in packed.namelist():
        packed.writestr(name, read_bytes(path, limit=limit))


def read(path: Path) -> Archive:
    """What is in an archive.

    Raises:
        UsageError: it is none: no zip file, something in it that does not belong there, or more than an archive holds.
    """
    return opened(read_bytes(path, limit=LARGEST), str(path))


def opened(content: bytes, called: str) -> Archive:
    """The same of bytes; messages call them `called`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = packed.infolist()
            fault = _fault([member.filename for member in members])
            if fault is not None:
                raise UsageError(f"{called}: not an archive of an exam: {fault}")
            return Archive({member.filename: _unpacked(packed, member, called) for member in members})
    except _BROKEN as error:
        raise UsageError(f"{called}: not an archive of an exam: {error}") from None


def is_one(names: list[str]) -> bool:
    """Whether a zip file with files of these names is an archive of an exam."""
    return _fault(names) is None


def _fault(names: list[str]) -> str | None:
    if len(names) > _MOST or len(set(names)) < len(names):
        return "too many files, or two of one name"
    strange = next((name for name in names if _limit(name) is None), None)
    if strange is not None:
        return f"{strange[:80]!r} does not belong there"
    return f"there is no {JOURNAL} in it" if JOURNAL not in names else None


def _limit(name: str) -> int | None:
    return next((limit for pattern, limit in _ALLOWED.items() if re.fullmatch(pattern, name)), None)


def _unpacked(packed: zipfile.ZipFile, member: zipfile.ZipInfo, called: str) -> bytes:
    """Never more than the limit, whatever the archive says of the size."""
    limit = _limit(member.filename) or 0
    with packed.open(member) as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise UsageError(f"{called}: {member.filename} is larger than {limit:,} bytes")
    return content
