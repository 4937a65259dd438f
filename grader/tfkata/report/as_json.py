"""JSON: the result itself, as `grader/tfkata/report/schema/result-v1.json` describes it, and a class as a list of them.

Nothing is cleaned: who reads it decides what is shown, and where. But it may be printed in a CI job, whose runner takes
`##[…]` and `::…::` for commands of its own, so these are written as JSON's escapes, which mean the same to every reader.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from tfkata.results import Graded, SubmissionResult

CLASS_SCHEMA = "tfkata/class/v1"
_SURROGATES = re.compile("[\ud800-\udfff]")


def submission(result: SubmissionResult) -> str:
    return dumped(result.to_json())


def gradebook(class_: Sequence[Graded]) -> str:
    """`{"schema": "tfkata/class/v1", "submissions": [{"learner": {…}, "result": {…}}, …]}`."""
    submissions = [{"learner": asdict(g.learner), "result": g.result.to_json()} for g in class_]
    return dumped({"schema": CLASS_SCHEMA, "submissions": submissions})


def dumped(data: Any) -> str:
    """Readable JSON that any encoding can hold: half of a surrogate pair stays an escape."""
    text = json.dumps(data, indent=2, ensure_ascii=False)
    text = text.replace("##", "#\\u0023").replace(
        "::", ":\\u003a"
    )  # only inside strings: JSON itself has neither
    return _SURROGATES.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"
