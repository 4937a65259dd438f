"""What both HTML reports are made with: templates, styles, and the rule that no learner's text gets past.

Whatever a template prints is cleaned and escaped. A page names the hashes of its own style and script in its
Content-Security-Policy and allows nothing else: no request, no other script, wherever its text came from.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from tfkata.report.clean import clean
from tfkata.report.wording import WORDS, number, with_code
from tfkata.results import Outcome

_FOLDER = Path(__file__).parent / "templates"
MARKS = {Outcome.PASSED: "✓", Outcome.NOT_ATTEMPTED: "○", Outcome.GRADER_ERROR: "!"}
_SURROGATES = re.compile("[\ud800-\udfff]")


def render(name: str, *, script: str = "", **values: Any) -> str:
    """The page of a template of this package; `script` is the file of its one script."""
    style, code = _file("page.css"), _file(script) if script else ""
    policy = f"default-src 'none'; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"
    if code:
        policy += f"; script-src {_hash(code)}"
    page = _environment().get_template(name)
    return page.render(policy=policy, style=Markup(style), script=Markup(code), **values) + "\n"


def percent(points: float, of: float) -> int:
    """Rounded down, so that 100 means all."""
    return int(100 * points / of + 1e-9) if of else 0


def data(value: Any) -> Markup:
    """JSON that may stand inside a script element: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def prose(text: str) -> Markup:
    """A message as paragraphs; `code` in back-ticks, and indented lines, as code."""
    parts = [part for part in re.split(r"\n{2,}", clean(text).strip("\n")) if part.strip()]
    return Markup("").join(_paragraph(part) for part in parts)


def _paragraph(part: str) -> Markup:
    if part.startswith(("    ", "```")):
        return Markup("<pre>{}</pre>").format(part.strip("`"))
    return Markup("<p>{}</p>").format(Markup(with_code(str(escape(part)))))


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"prose": prose, "number": number, "json": data}
    environment.globals |= {"WORDS": WORDS, "MARKS": MARKS, "percent": percent, "counted": _learners}
    return environment


def _learners(number: int) -> str:
    return "1 learner" if number == 1 else f"{number:,} learners"


def _harmless(value: Any) -> Any:
    """Every value that a template prints goes through here; what is markup already was made by this module."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", clean(value))
    return value


def _file(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
