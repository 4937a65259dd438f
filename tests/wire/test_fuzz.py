"""Bent messages and bent descriptions of models: refused with the one exception that is promised, or plain and small.

`python tests/attacks/fuzz.py --minutes N` does the same for as long as one likes.
"""

from __future__ import annotations

import json
import random
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.attacks import fuzz
from tfkata.errors import WireError
from tfkata.wire import codec

quickly = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)
chances = st.integers(0, 2**32).map(random.Random)


@quickly
@given(chances, st.lists(st.sampled_from(fuzz.ODD), max_size=4))
def test_bent_bytes_are_refused_or_plain(chance: random.Random, value: list[Any]) -> None:
    body = fuzz.flipped(codec.encode([part for part in value if fuzz.crosses(part)]), chance)
    try:
        decoded = codec.decode(body)
    except WireError:
        return
    codec.encode(fuzz.sane(decoded))


@quickly
@given(chances)
def test_a_bent_description_is_refused_or_built(chance: random.Random) -> None:
    from tfkata.architecture import ModelRefused, rebuild

    description = dict(chance.choice(_descriptions()))
    config = fuzz.mutated(json.loads(description["config"]), chance, 0.01)
    description["config"] = json.dumps(config, default=str)
    if chance.random() < 0.3:
        description = fuzz.mutated(description, chance, 0.02)
    received = fuzz.sane(description)
    if not isinstance(received, dict):
        return
    try:
        model = rebuild(received)
    except ModelRefused:
        return
    assert model.count_params() <= 20_000_000


@cache
def _descriptions() -> list[dict[str, Any]]:
    return fuzz.descriptions()


def test_bent_folders_are_refused_or_lie_in_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    once = fuzz.folders_target(random.Random(5))  # raises where something lies outside, or stays
    done = [once() for _ in range(300)]
    assert {"refused", "written"} == set(done)
