"""When something was handed in, by a date as people write it: `Oct 10, 2025 1022 AM`, `10 octobre 2025 22h15`."""

from __future__ import annotations

import re
import unicodedata

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan ene gen", "feb fev", "mar mrt mae", "apr avr abr", "may mai mei mag", "jun juin giu", "jul juil lug",
            "aug aou ago", "sep set", "oct okt out ott", "nov", "dec dez dic",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip


def moment(text: str) -> str:
    """The date and time in a form that can be compared; what cannot be read is "", as if nothing were said."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z]{3,}", plain)
    month = next((number for word in words if (number := _month(word))), 0)
    year = re.search(r"\b20\d\d\b", plain)
    if year is None or not month:
        return ""
    before, after = plain[: year.start()], plain[year.end() :]
    day = re.search(r"\b\d\d?\b", before)
    clock = re.search(r"\b(\d\d?)[:h. ]?(\d\d)(?::?\d\d)?\s*([ap]\.?m)?", after)
    if day is None or clock is None:
        return ""
    hour = int(clock[1]) % 12 + 12 * clock[3].startswith("p") if clock[3] else int(clock[1])
    return f"{year[0]}-{month:02}-{int(day[0]):02} {hour:02}:{clock[2]}"


def _month(word: str) -> int:
    return _MONTHS.get(word[:4], 0) or _MONTHS.get(word[:3], 0)
