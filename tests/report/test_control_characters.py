"""Which characters of a stranger's text are replaced, against what Unicode says of each."""

from __future__ import annotations

import sys
import unicodedata

from tfkata.report.clean import clean

_SHOWN_OTHERWISE = "\b\x1b\r"  # a backspace, an escape sequence, another line end


def test_control_characters_and_halves_of_pairs_are_replaced_and_nothing_else() -> None:
    wrong = [
        code
        for code in range(sys.maxunicode + 1)
        if chr(code) not in _SHOWN_OTHERWISE
        and (clean(chr(code)) == "\N{REPLACEMENT CHARACTER}") != _is_a_control(chr(code))
        and chr(code) != "\N{REPLACEMENT CHARACTER}"
    ]
    assert wrong == []


def _is_a_control(character: str) -> bool:
    return character not in "\n\t" and unicodedata.category(character) in ("Cc", "Cs")
