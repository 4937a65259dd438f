"""No process that grades parses what strangers wrote: whoever parses is named here, with what it parses.

Strangers' text goes to a parser (`tfkata.submissions.parsed`), whose room, and the rooms of candidates and examiners, are
not looked through here.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import tfkata

PACKAGE = Path(tfkata.__file__).parent
ELSEWHERE = ("parser", "candidate", "examiner", "checks", "curriculum", "architecture", "warm")
PARSERS = {
    "ast.parse", "ast.literal_eval", "compile", "eval", "exec", "symtable.symtable", "tokenize.tokenize", "tokenize.generate_tokens",
    "json.load", "json.loads", "tomllib.load", "tomllib.loads", "nbformat.read", "nbformat.reads", "nbformat.v4.reads",
    "inspect.getsource", "TransformerManager", "IPython.core.inputtransformer2.TransformerManager", "yaml.safe_load", "yaml.load",
}  # fmt: skip
ALLOWED = {
    "authoring/measurements.py": "measurements that tfkata wrote",
    "authoring/mutants.py": "solutions of the kit, changed by mutmut",
    "authoring/mutation.py": "rules of the kit",
    "authoring/training.py": "answers of the kit",
    "authoring/uses.py": "checks of the kit",
    "catalog/records.py": "records of the kit",
    "catalog/source.py": "solutions of the kit",
    "catalog/texts.py": "texts of the kit",
    "catalog/thresholds.py": "thresholds of the kit",
    "classroom/batch.py": "results, from a process that grades",
    "classroom/engines.py": "requests, from a process that grades",
    "classroom/store.py": "results that tfkata wrote",
    "ci/setups.py": "what pip noted of the tfkata that is installed",
    "cli/author.py": "thresholds of the kit",
    "data/categories/make.py": "packages of which every SHA-256 is known",
    "data/categories/make_base.py": "packages of which every SHA-256 is known",
    "data/manifest.py": "the manifest of the kit",
    "drills/answers.py": "answers of the bank",
    "drills/lines.py": "lines of solutions and of the bank, in an order that a learner typed",
    "drills/mend.py": "solutions of the kit",
    "drills/data.py": "answers of the kit",
    "drills/read.py": "snippets of the kit",
    "drills/words.py": "texts of the kit",
    "exam/issuing.py": "a signed paper, at most 64 KB of JSON",
    "exam/journal.py": "a journal, at most 4 MB of JSON",
    "exam/plan.py": "the result of an exam, at most 8 MB of JSON",
    "notebook/cells.py": "solutions of the kit",
    "running/examiners.py": "results, from an examiner",
    "running/served.py": "the other end is tfkata, of this installation and user",
    "running/fingerprint.py": "modules and texts of the kit",
    "watch/loop.py": "where the learner left off, a note of their own",
    "workspace/progress.py": "a note of the learner's own, at most 64 KB of JSON",
}


def parses(text: str) -> list[str]:
    """The parsers that a module calls or names, by whichever name it imported them."""
    tree = ast.parse(text)
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.asname: alias.name for alias in node.names if alias.asname}
        elif isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    found = {_dotted(node, names) for node in ast.walk(tree) if isinstance(node, ast.Name | ast.Attribute)}
    return sorted(found & PARSERS)


def _dotted(node: ast.AST, names: dict[str, str]) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value, names)}.{node.attr}"
    return names.get(node.id, node.id) if isinstance(node, ast.Name) else ""


def modules() -> dict[str, str]:
    every = {str(path.relative_to(PACKAGE)): path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
    return {name: text for name, text in every.items() if not name.startswith(ELSEWHERE)}


def test_nobody_parses_but_who_is_named() -> None:
    found = {name: parses(text) for name, text in modules().items()}
    assert {name: calls for name, calls in found.items() if calls and name not in ALLOWED} == {}
    assert {name for name in ALLOWED if not found.get(name)} == set(), "named, and parses nothing any more"


@pytest.mark.parametrize(
    "text",
    [
        "import ast\nast.parse(x)",
        "import json as j\nj.loads(x)",
        "from json import loads\nloads(x)",
        "from ast import parse as p\nmap(p, x)",
        "import nbformat\nnbformat.reads(x)",
        "compile(x, '', 'exec')",
        "def f():\n    from IPython.core.inputtransformer2 import TransformerManager\n    TransformerManager()",
    ],
)
def test_a_module_that_parses_is_noticed(text: str) -> None:
    assert parses(text)


@pytest.mark.parametrize(
    "text", ["import re\nre.compile('a')", "model.compile(x)", "import json\njson.dumps(x)"]
)
def test_what_only_sounds_like_it_is_not(text: str) -> None:
    assert not parses(text)
