"""What is said of a crash that no rule explains: which call could not work, and where to look. True whatever the error is.

What a candidate tells of the place is text to show; only what this room words itself is a sentence.
"""

from __future__ import annotations

from tfkata.wire.replies import FailedAt

_LIBRARIES = {
    "numpy": "NumPy",
    "keras": "Keras",
    "tensorflow": "TensorFlow",
    "sklearn": "scikit-learn",
    "matplotlib": "Matplotlib",
    "scipy": "SciPy",
    "pandas": "pandas",
    "PIL": "Pillow",
}
_OF_WHAT_WAS_GIVEN = ("TypeError", "ValueError", "InvalidArgumentError", "IndexError", "KeyError", "AxisError", "LinAlgError")  # fmt: skip
_NOT_THE_CALL = ("RecursionError", "KeyboardInterrupt", "SystemExit")
LONGEST_OPERATION = 60


def told(type_name: str, kinds: tuple[str, ...], at: FailedAt) -> tuple[str, dict[str, str]] | None:
    """The code of the text about the place and its values; None where nothing certain can be said.

    Args:
        type_name: the class of the error.
        kinds: the names of the classes that it descends from.
        at: what the candidate said of the place.
    """
    names = {type_name, *kinds}
    if not at.line or names & set(_NOT_THE_CALL):
        return None
    values = {"call": at.called, "line": str(at.line), "library": _LIBRARIES.get(at.library, at.library)}
    if not at.called:
        return _without_a_call(at, values)
    refused = at.given and names & set(_OF_WHAT_WAS_GIVEN)
    if not refused:
        return ("crash.call-failed" if at.values else "crash.call-failed-alone"), values
    if not at.values:
        return ("crash.call-refused-alone" if at.documented else "crash.call-failed-alone"), values
    return ("crash.call-refused" if at.documented else "crash.call-refused-unnamed"), values


def _without_a_call(at: FailedAt, values: dict[str, str]) -> tuple[str, dict[str, str]] | None:
    """An operator, an index, a loop: where a library's code raised, it is said; the learner's own line needs the values alone."""
    if not at.values:
        return None
    if at.library and "`" not in at.expression and 0 < len(at.expression) <= LONGEST_OPERATION:
        return "crash.operation-in-library", {**values, "operation": at.expression}
    return "crash.own-line", values
