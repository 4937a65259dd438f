"""How a check says that an answer is wrong: `fail` ends it, with the name of the mistake and what was found."""

from __future__ import annotations

from typing import Any, NoReturn

from tfkata.checks.show import apart, show

LONGEST_TEXT = 2000
_UNSET: Any = object()


class Failure(Exception):
    """A check's verdict "wrong". `code` names the misconception, or is None where none fits."""

    def __init__(
        self, code: str | None, message: str, values: dict[str, Any], evidence: dict[str, Any]
    ) -> None:
        super().__init__(code or message)
        self.code, self.message, self.values, self.evidence = code, message, values, evidence


def fail(
    code: str | None,
    *,
    message: str = "",
    call: str | None = None,
    returned: Any = _UNSET,
    expected: Any = _UNSET,
    side_by_side: list[dict[str, str]] | None = None,
    **values: Any,
) -> NoReturn:
    """End the check: the answer is wrong, and `code` says which misconception it shows.

    `returned` and `expected` never look alike where they are not the same. `values` fill the placeholders of the code's text; `call`, `returned` and `expected` may too.
    """
    evidence: dict[str, Any] = {"call": call, "side_by_side": side_by_side}
    if not (
        returned is _UNSET or expected is _UNSET or isinstance(returned, str) or isinstance(expected, str)
    ):
        returned, expected = apart(returned, expected)
    evidence["returned"] = None if returned is _UNSET else _as_text(returned)
    evidence["expected"] = None if expected is _UNSET else _as_text(expected)
    texts = {key: value for key, value in evidence.items() if isinstance(value, str)}
    raise Failure(code, _as_text(message), {**texts, **_readable(values)}, evidence)


def _readable(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _as_text(value) if isinstance(value, str) else value for name, value in values.items()}


def _as_text(value: Any) -> str:
    """Texts as they are, as far as anybody would read them; other values as Python would write them."""
    text = value if isinstance(value, str) else show(value)
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}… ({len(text):,} characters)"
