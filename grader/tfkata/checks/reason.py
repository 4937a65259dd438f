"""What an error says, in the words of the library that raised it, without what only its authors need.

Keras wraps the reason in the call that met it, TensorFlow puts fifty frames of its own in front, and both print whole
arrays. Somebody who reads it at night needs the reason, and that it comes first.
"""

from __future__ import annotations

import re

LONGEST = 500
_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_CALL = re.compile(r"^Exception encountered when calling (?:layer )?(.+?)\.?\n\s*(.*?)(?:\n\s*(?:Arguments received by|Call arguments received).*)?$", re.DOTALL)  # fmt: skip
_WITH_FRAMES = ("Graph execution error", "in user code:")
_TYPE = re.compile(r"^(?:[A-Za-z_]\w*\.)*[A-Z]\w*(?:Error|Exception|Warning): *")
_EXAMPLE = re.compile(r"```.*?(?:```|$)", re.DOTALL)
_FRAME = re.compile(r"^\s*(?:File \"|Detected at node|Stack trace for op|defined at|Traceback )")
_INNER_FRAMES = re.compile(r"(?<=\S)\s*\nTraceback \(most recent call last\):\s*\n\s*File \".*", re.DOTALL)
"""What TensorFlow puts behind the words of an error in a function of Python's that it called: its own frames, and the words again."""
_NODE = re.compile(
    r"\s*(?:\[\[\{\{node [^\n]*?\]\]|\{\{function_node [^\n{}]*\}\}|\[Op:\w+\](?: name: *\w*)?|\[\[\{\{node.*)"
)
_GRAPH_NODE = re.compile(r"\{\{node ([^{}\s]*)\}\} = \w+\[[^\[\]]*\]\([^()\n]*\)")
_WALL = re.compile(r"\[[\s\d.,;eE+\-\[\]nainfTrueFls]{160,}(?:\.\.\.)?[\])]*")
_SYMBOL = re.compile(r"<KerasTensor shape=(\([^)]*\))[^>]*>")
_TENSOR = re.compile(r"<tf\.(Tensor|Variable)[^>]*?shape=(\([^)]*\))[^>]*>", re.DOTALL)
_INSIDE = re.compile(r"(?:\b\w+\.<locals>\.)+")
"""Where Python keeps a function that another one made: TensorFlow makes every function that it traces."""
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
_WORK_FOLDER = re.compile(r"(?:/[\w.+-]+)*/tfkata-work-\w+/?")
_INSTALLED = re.compile(r" ?\(?(?:/[\w.+-]+)+/(?:site|dist)-packages/[\w./-]+\)?")


def reason(message: str) -> str:
    """The reason in an error's message: one paragraph, `LONGEST` characters at most, the last words kept.

    Learners' own messages are no different from libraries': their words stay, their numbers are cut where there are hundreds.
    """
    text = _COLOUR.sub("", message)
    call = _CALL.match(text.strip())
    if call:
        text = f"{call[1]}: {call[2]}"
    text = innermost(text)
    for pattern, shorter in (
        (_INNER_FRAMES, ""),
        (_EXAMPLE, "…"),
        (_GRAPH_NODE, r"\1"),
        (_NODE, ""),
        (_INSIDE, ""),
        (_ADDRESS, ""),
        (_WORK_FOLDER, ""),
        (_INSTALLED, ""),
        (_SYMBOL, r"<KerasTensor shape=\1>"),
        (_TENSOR, r"<tf.\1 shape=\2>"),
        (_WALL, "[…]"),
    ):
        text = pattern.sub(shorter, text)
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 200].rstrip()} … {text[-190:].lstrip()}"


def innermost(message: str) -> str:
    """What an error said before TensorFlow wrapped it in frames; any other message as it is."""
    if not message.lstrip().startswith(_WITH_FRAMES):
        return message
    return _TYPE.sub("", _last_words(message)) or message


def _last_words(text: str) -> str:
    """What follows the last frame and its line of code: the reason comes there, the name of the operation before."""
    lines = [line.strip() for line in text.splitlines()]
    after = max((number for number, line in enumerate(lines) if _FRAME.match(line)), default=-1) + 1
    if lines[after - 1 : after] and lines[after - 1].startswith("File ") and lines[after : after + 1] != [""]:
        after += 1
    kept = [line for line in lines[after:] if line and not line.startswith(("[[", *_WITH_FRAMES))]
    return "\n".join(kept)
