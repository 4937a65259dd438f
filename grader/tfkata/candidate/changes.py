"""Whether a call has changed what it was given: an array, or a list, tuple or dict with whatever is in it.

Only here can that be seen, because only here are the objects that the learner's function got.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def copied(value: Any) -> Any:
    """What `value` is now, kept for `changed`; a model and whatever else is no plain data is kept as itself."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, list | tuple):
        return type(value)(copied(part) for part in value)
    if isinstance(value, dict):
        return {key: copied(part) for key, part in value.items()}
    return value


def changed(now: Any, before: Any) -> bool:
    """Whether `now` is no longer what `copied` found: other values, another shape or dtype, other keys or another order."""
    if type(now) is not type(before):
        return True
    if isinstance(before, np.ndarray):
        same = now.dtype == before.dtype and now.shape == before.shape and now.tobytes() == before.tobytes()
        return not same
    if isinstance(before, dict):
        return list(now) != list(before) or any(changed(now[key], part) for key, part in before.items())
    if isinstance(before, list | tuple):
        return len(now) != len(before) or any(map(changed, now, before))
    return now is not before and not _equal(now, before)


def _equal(now: Any, before: Any) -> bool:
    return bool(now == before) or (now != now and before != before)
