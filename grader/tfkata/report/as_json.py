"""JSON: the result itself, as `grader/tfkata/report/schema/result-v1.json` describes it, and a class as a list of them.

Nothing is cleaned: who reads it decides what is shown, and where. But it may be printed in a CI job, whose runner takes
`##[…]` and `::…::` for commands of its own, so these are written as JSON's escapes, which mean the same to every reader.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import Any

from tfkata.results import Graded, SubmissionResult

CLASS_SCHEMA = "tfkata/class/v1"
_SURROGATES = re.compile("[\ud800-\udfff]")


def submission(result: SubmissionResult) -> str:
    return dumped(result.to_json())


class Gradebook:
    """`{"schema": "tfkata/class/v1", "submissions": [{"learner": {…}, "result": {…}}, …]}`, learner by learner."""

    def __init__(self) -> None:
        self._written: list[tuple[str, str]] = []

    def add(self, graded: Graded) -> None:
        """Write a learner down; the result is let go of, which would take several times the memory."""
        one = dumped({"learner": asdict(graded.learner), "result": graded.result.to_json()})
        self._written.append((graded.learner.id, one.rstrip("\n").replace("\n", "\n    ")))

    def text(self) -> str:
        """The document, learners by id."""
        written = sorted(self._written, key=lambda entry: entry[0])
        inside = ",".join(f"\n    {one}" for _, one in written) + "\n  " if written else ""
        return f'{{\n  "schema": "{CLASS_SCHEMA}",\n  "submissions": [{inside}]\n}}\n'


def dumped(data: Any) -> str:
    """Readable JSON that any encoding can hold: half of a surrogate pair stays an escape."""
    text = json.dumps(data, indent=2, ensure_ascii=False)
    text = text.replace("##", "#\\u0023").replace(
        "::", ":\\u003a"
    )  # only inside strings: JSON itself has neither
    return _SURROGATES.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"
