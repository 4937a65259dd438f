"""What readers of our files demand of them, restated from their documentation.

Gradescope: the autograder specification, "Output format". PrairieLearn: the manual, "External grading", "Grading
results". Classroom 50: the wiki, "Advanced autograding", and its schema `classroom50/result/v1`. JUnit: the elements
and attributes that the xUnit plugin of Jenkins takes (its `junit-10.xsd`).
"""

from __future__ import annotations

from typing import Any

import jsonschema
from lxml import etree

_visibility = {"enum": ["visible", "hidden", "after_due_date", "after_published"]}
_format = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
_text: dict[str, Any] = {"type": "string"}
_words: dict[str, Any] = {"type": "string", "minLength": 1}
_count: dict[str, Any] = {"type": "integer", "minimum": 0}
_moment = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}


def _record(required: list[str], properties: dict[str, Any], *, others: bool) -> dict[str, Any]:
    closed = {"additionalProperties": others}
    return {"type": "object", "required": required, "properties": properties, **closed}


GRADESCOPE = jsonschema.Draft202012Validator(
    _record(
        ["score", "tests"],
        {
            "score": {"type": "number"},
            "execution_time": {"type": "number"},
            "output": _text,
            "output_format": _format,
            "test_output_format": _format,
            "test_name_format": _format,
            "visibility": _visibility,
            "stdout_visibility": _visibility,
            "extra_data": {"type": "object"},
            "tests": {
                "type": "array",
                "items": _record(
                    [],
                    {
                        "score": {"type": "number"},
                        "max_score": {"type": "number"},
                        "status": {"enum": ["passed", "failed"]},
                        "name": _text,
                        "name_format": _format,
                        "number": _text,
                        "output": _text,
                        "output_format": _format,
                        "tags": {"type": "array", "items": _text},
                        "visibility": _visibility,
                        "extra_data": {"type": "object"},
                    },
                    others=False,
                ),
            },
        },
        others=False,
    )
)

PRAIRIELEARN = jsonschema.Draft202012Validator(
    _record(
        ["score"],
        {
            "gradable": {"type": "boolean"},
            "format_errors": {"type": ["string", "array"], "items": _text},
            "score": {"type": "number", "minimum": 0, "maximum": 1},
            "message": _text,
            "output": _text,
            "tests": {
                "type": "array",
                "items": _record(
                    ["name", "points", "max_points"],
                    {
                        "name": _text,
                        "description": _text,
                        "points": {"type": "number"},
                        "max_points": {"type": "number"},
                        "message": _text,
                        "output": _text,
                    },
                    others=True,
                ),
            },
        },
        others=True,
    )
)

_IDENTITY = ("classroom", "assignment", "owner", "commit", "release", "review")
CLASSROOM50 = jsonschema.Draft202012Validator(
    _record(
        [*_IDENTITY, "schema", "assignment_type", "submission", "datetime", "score", "max-score", "tests"],
        {
            **dict.fromkeys(_IDENTITY, _words),
            "schema": {"const": "classroom50/result/v1"},
            "assignment_type": {"enum": ["individual", "group", "team"]},
            "submission": {"type": "string", "pattern": "^submit/"},
            "datetime": _moment,
            "graded_at": _moment,
            "submitted_by": {"type": "object"},
            "score": _count,
            "max-score": _count,
            "tests": {
                "type": "array",
                "items": _record(
                    ["test-name", "passed", "score", "max-score"],
                    {
                        "test-name": _words,
                        "passed": {"type": "boolean"},
                        "score": _count,
                        "max-score": _count,
                    },
                    others=True,
                ),
            },
        },
        others=False,
    )
)

JUNIT = etree.RelaxNG(
    etree.fromstring("""
<element name="testsuites" xmlns="http://relaxng.org/ns/structure/1.0"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <optional><attribute name="name"/></optional>
  <optional><attribute name="time"><data type="decimal"/></attribute></optional>
  <optional><attribute name="tests"><data type="nonNegativeInteger"/></attribute></optional>
  <optional><attribute name="failures"><data type="nonNegativeInteger"/></attribute></optional>
  <optional><attribute name="errors"><data type="nonNegativeInteger"/></attribute></optional>
  <zeroOrMore><element name="testsuite">
    <attribute name="name"/>
    <attribute name="tests"><data type="nonNegativeInteger"/></attribute>
    <attribute name="failures"><data type="nonNegativeInteger"/></attribute>
    <attribute name="errors"><data type="nonNegativeInteger"/></attribute>
    <optional><attribute name="skipped"><data type="nonNegativeInteger"/></attribute></optional>
    <optional><attribute name="time"><data type="decimal"/></attribute></optional>
    <optional><element name="properties"><zeroOrMore><element name="property">
      <attribute name="name"><data type="string"><param name="minLength">1</param></data></attribute>
      <attribute name="value"/>
    </element></zeroOrMore></element></optional>
    <zeroOrMore><element name="testcase">
      <attribute name="classname"/><attribute name="name"/>
      <attribute name="time"><data type="decimal"/></attribute>
      <optional><choice>
        <element name="failure"><attribute name="type"/><attribute name="message"/><text/></element>
        <element name="error"><attribute name="type"/><attribute name="message"/><text/></element>
        <element name="skipped"><attribute name="type"/><attribute name="message"/><text/></element>
      </choice></optional>
      <optional><element name="system-out"><text/></element></optional>
    </element></zeroOrMore>
  </element></zeroOrMore>
</element>
""")
)
