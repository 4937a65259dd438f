"""The reference answers, imported in the examiner (never in a candidate's process or the template)."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from functools import cache
from typing import Any

from tfkata.catalog.records import find
from tfkata.errors import GraderError


@cache
def load(exercise_id: str) -> dict[str, Callable[..., Any]]:
    """The functions of a solution by name."""
    path = find(exercise_id).solution
    spec = importlib.util.spec_from_file_location(f"tfkata_solution_{exercise_id}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise GraderError(f"the solution {path.name} is missing: reinstall tfkata")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: value for name, value in vars(module).items() if callable(value)}
