"""Real results obey the published schema, and the schema describes every field that they have."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import jsonschema
import pytest

from tests.conftest import Grade
from tfkata import results
from tfkata.catalog import records
from tfkata.results import Outcome
from tfkata.running.runner import Runner

SCHEMA = json.loads((resources.files("tfkata.report") / "schema" / "result-v1.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
RIGHT = records.find("e01").solution.read_text("utf-8")
ANSWERS = {
    "passed": RIGHT,
    "failed with evidence": "def normalize(images):\n    print('here')\n    return images / images.max()\n",
    "failed without a code": "import numpy as np\ndef normalize(images):\n    return np.sqrt(images / 255, dtype='float32')\n",
    "crashed with a traceback": "def normalize(images):\n    return 1 / 0\n",
    "ended its process": "import os\ndef normalize(images):\n    os._exit(0)\n",
    "a function is missing": "def normalise(images):\n    return images\n",
    "not attempted": records.find("e01").stub.read_text("utf-8"),
    "no Python at all": "this is not Python",
}
OUTCOMES = {"passed": "passed", "failed": "failed", "crashed": "crashed", "not": "not_attempted"}


def described(data: Any, schema: dict[str, Any]) -> None:
    """Fails for a property that no part of the schema names."""
    schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    schema = next((part for part in schema.get("oneOf", []) if "$ref" in part), schema)
    if "$ref" in schema:
        described(data, schema)
    elif isinstance(data, list):
        for part in data:
            described(part, schema["items"])
    elif isinstance(data, dict) and "properties" in schema:
        assert set(data) == set(schema["properties"])
        assert set(schema["required"]) == set(schema["properties"])
        for name, part in data.items():
            described(part, schema["properties"][name])


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == SCHEMA["properties"]["schema"]["const"] == results.SCHEMA
    assert SCHEMA["$defs"]["outcome"]["enum"] == [str(outcome) for outcome in Outcome]
    assert SCHEMA["properties"]["tier"]["enum"] == list(records.TIERS)


@pytest.mark.parametrize("name", ANSWERS)
def test_a_real_result_obeys_it(name: str, grade: Grade, runner: Runner) -> None:
    exercise = grade("e01", ANSWERS[name])
    data = json.loads(json.dumps(runner.summary([exercise], 1.0).to_json()))
    VALIDATOR.validate(data)
    described(data, SCHEMA)
    if name.split()[0] in OUTCOMES:
        assert data["exercises"][0]["outcome"] == OUTCOMES[name.split()[0]]
    if name == "failed with evidence":
        check = next(c for c in data["exercises"][0]["checks"] if c["id"] == "range")
        assert check["misconception"] == "normalize.divide-by-max"
        assert check["evidence"]["call"].startswith("normalize(")
        assert "here" in data["exercises"][0]["checks"][0]["output"]
    if name == "crashed with a traceback":
        assert "1 / 0" in data["exercises"][0]["checks"][1]["evidence"]["traceback"]


def test_a_result_under_no_walls_says_so(grade: Grade) -> None:
    from tfkata.settings import Settings

    with Runner(Settings(in_process=True)) as unconfined:
        exercise = grade("e01", RIGHT, by=unconfined)
        data = unconfined.summary([exercise], 1.0).to_json()
    VALIDATOR.validate(json.loads(json.dumps(data)))
    assert (data["sandbox"], data["trusted"]) == ("in-process", False)


@pytest.mark.parametrize(
    ("place", "damage"),
    [
        ([], {"trusted": "yes"}),
        ([], {"schema": "tfkata/result/v2"}),
        ([], {"sandbox": "very safe"}),
        (["exercises", 0], {"outcome": "perfect"}),
        (["exercises", 0], {"points": -1}),
        (["exercises", 0, "checks", 0], {"outcome": "failed"}),  # without a word of why
        (["exercises", 0, "checks", 0], {"misconception": "Not A Code"}),
        (["exercises", 0, "checks", 0], {"evidence": []}),
    ],
)
def test_a_damaged_result_does_not_obey_it(
    place: list[Any], damage: dict[str, Any], grade: Grade, runner: Runner
) -> None:
    data = json.loads(json.dumps(runner.summary([grade("e01", RIGHT)], 1.0).to_json()))
    VALIDATOR.validate(data)
    part: Any = data
    for step in place:
        part = part[step]
    part.update(damage)
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(data)


def test_what_is_added_later_is_allowed(runner: Runner) -> None:
    data = runner.summary([], 0.0).to_json()
    VALIDATOR.validate({**data, "colour": "green"})
