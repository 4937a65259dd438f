"""How a typed answer is read: what people write for a number, a shape or a printed value, in one spelling each."""

from __future__ import annotations

import re
from collections.abc import Callable

_MINUS = str.maketrans({"−": "-", "–": "-"})
_LONGEST = 400


def number(typed: str) -> str | None:
    """`1,290`, `1_290`, `1290.` and `1 290 parameters` are 1290; what is no single number is None."""
    text = typed.translate(_MINUS).strip().removesuffix(".").lower()
    text = re.sub(r"\s*(?:parameters?|params?)\s*$", "", text)
    text = re.sub(r"(?<=\d)[,_' ](?=\d{3}(?!\d))", "", text)
    if not re.fullmatch(r"-?\d{1,15}(?:\.\d{0,12})?", text):
        return None
    return f"{float(text):.12g}" if "." in text else str(int(text))


def shape(typed: str) -> str | None:
    """`(None, 26, 26, 32)`, `none 26 26 32`, `?x26×26x32`, `[26, 26, 32]`: a tuple as Python prints it."""
    text = typed.strip().lower().replace("none", " ? ")
    text = re.sub(r"[()\[\],;×x*]", " ", text)
    parts = text.split()
    if not parts or len(parts) > 8 or not all(re.fullmatch(r"\?|\d{1,9}", part) for part in parts):
        return None
    return show_shape(tuple(None if part == "?" else int(part) for part in parts))


def show_shape(axes: tuple[int | None, ...]) -> str:
    return str(axes)


def printed(typed: str) -> str | None:
    """What `print` shows; spaces, line breaks and commas between the parts of an array make no difference."""
    text = typed.translate(_MINUS).strip()
    if not text:
        return None
    text = re.sub(r"(?<![\d.])\.(?=\d)", "0.", text)
    text = re.sub(r"\s*,\s*|\s+", " ", text)
    text = re.sub(r"\s*([\[\]()])\s*", r"\1", text)
    text = re.sub(r"(?<=\d)\.0*(?![\d])", ".0", text)
    return text.replace("][", "] [")


def letter(typed: str) -> str | None:
    """`b`, `B)`, `(b)`, `b.`"""
    text = typed.strip().strip("().: ").lower()
    return text if re.fullmatch(r"[a-h]", text) else None


def head(typed: str) -> str | None:
    """A number, an activation and a loss: `10, softmax, CategoricalCrossentropy(from_logits=True)`; the number may stand anywhere."""
    text = re.sub(
        r"from_logits\s*=\s*true|from[_ ]logits(?!\s*=)", " from_logits ", typed, flags=re.IGNORECASE
    )
    text = re.sub(
        r"from_logits\s*=\s*false|\b(?:units?|activation|loss|with|and)\b\s*[=:]?",
        " ",
        text,
        flags=re.IGNORECASE,
    )
    text = re.sub(r"(?:keras|tf|losses|activations|layers)\.", "", text)
    parts = re.sub(r"[^\w]+", " ", text).split()
    names = [part for part in parts if not part.isdigit() and part != "from_logits"]
    counts = [part for part in parts if part.isdigit()]
    if len(counts) != 1 or len(names) != 2 or len(counts[0]) > 9:
        return None
    return " ".join([str(int(counts[0])), *names, *(["from_logits"] if "from_logits" in parts else [])])


def order(typed: str) -> str | None:
    """`3 1 2`, `3,1,2`, `312` where there are fewer than ten: numbers with blanks between them."""
    text = typed.strip()
    if re.fullmatch(r"[1-9]{2,9}", text):  # with a 0 in it, it is the number of a line, such as 10
        text = " ".join(text)
    parts = [part for part in re.split(r"[\s,;]+", text) if part]
    if not parts or not all(re.fullmatch(r"\d{1,2}", part) for part in parts):
        return None
    return " ".join(str(int(part)) for part in parts)


READERS: dict[str, Callable[[str], str | None]] = {
    "number": number,
    "shape": shape,
    "printed": printed,
    "letter": letter,
    "order": order,
    "head": head,
}


def read(form: str, typed: str) -> str | None:
    """What was typed, in one spelling; None for what cannot be read in this form."""
    return READERS[form](typed) if len(typed) <= _LONGEST else None
