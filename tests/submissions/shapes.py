"""One submission in every shape in which it was ever saved, named, packed or sent, and what every door makes of it."""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile
from dataclasses import dataclass
from typing import Any

from tfkata.catalog import records, source

E01 = records.find("e01")
RIGHT = (
    "import numpy as np\n\n\ndef normalize(images):\n    return images.astype(np.float32) / np.float32(255)\n"
)
STUB = source.parse(E01.solution.read_text("utf-8"), "e01").stub
COLAB = {"application/vnd.jupyter.widget-state+json": {"a1": {"model_module": "@jupyter-widgets/base"}}}
BIG = [{"output_type": "stream", "name": "stdout", "text": ["x" * 1000 + "\n"] * 20_000}]
PICTURE = [{"output_type": "display_data", "data": {"image/png": "iVBOR" * 400_000}, "metadata": {}}]


def nb(*sources: Any, outputs: Any = None, **changes: Any) -> bytes:
    """A notebook of nbformat 4; a change of None takes a part away."""
    cells = [
        {"cell_type": "code", "execution_count": 1, "metadata": {}, "source": text, "outputs": outputs or []}
        for text in sources or (RIGHT,)
    ]
    whole = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5} | changes
    return json.dumps({key: value for key, value in whole.items() if value is not None}).encode()


def old(version: int, *sources: Any) -> bytes:
    """A notebook of an earlier format: worksheets, `input` instead of `source`."""
    cells = [
        {"cell_type": "code", "input": text, "language": "python", "outputs": [], "collapsed": False}
        for text in sources
    ]
    heading = {"cell_type": "heading", "level": 1, "source": "Normalize"}
    sheets = [{"cells": [heading, *cells[:1]]}, {"cells": cells[1:]}]
    return json.dumps(
        {"metadata": {"name": ""}, "nbformat": version, "nbformat_minor": 0, "worksheets": sheets}
    ).encode()


def packed(files: dict[str, bytes]) -> bytes:
    """A zip file. Names stay as they are, backslashes too."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def cell(**changes: Any) -> bytes:
    """A notebook of one cell, in which a change of None takes a part away."""
    whole = {"cell_type": "code", "metadata": {}, "source": RIGHT, "outputs": []} | changes
    return nb(cells=[{key: value for key, value in whole.items() if value is not None}])


NAME = "e01_normalize"
TEXT = nb().decode()
NFD = unicodedata.normalize("NFD", "Übung")


@dataclass(frozen=True)
class Shape:
    """Files, and what every door makes of them: the right answer, or a refusal that says so; `below` needs `grade`'s depth."""

    name: str
    files: dict[str, bytes]
    refused: str = ""
    missing: bool = False
    below: bool = False


def one(name: str, content: bytes, refused: str = "") -> Shape:
    return Shape(name, {f"{NAME}.ipynb": content}, refused)


SHAPES = [
    # How a notebook was saved.
    one("nbformat 4", nb()),
    one("nbformat 4.0", nb(nbformat_minor=0)),
    one("nbformat 3", old(3, RIGHT)),
    one("nbformat 3, lines", old(3, "import os", RIGHT.splitlines(keepends=True))),
    one("nbformat 2", old(2, RIGHT)),
    one("no metadata", nb(metadata=None)),
    one("metadata is null", nb(metadata=[])),
    one("a cell without metadata", cell(metadata=None)),
    one("a cell without outputs", cell(outputs=None)),
    one("outputs that are none", cell(outputs="none")),
    one("source as lines", cell(source=RIGHT.splitlines(keepends=True))),
    one("line ends of Windows in the code", cell(source=RIGHT.replace("\n", "\r\n"))),
    one("line ends of Windows in the file", json.dumps(json.loads(TEXT), indent=1).replace("\n", "\r\n").encode()),
    one("UTF-8 with a mark", b"\xef\xbb\xbf" + nb()),
    one("UTF-16", TEXT.encode("utf-16")),
    one("UTF-16 LE with a mark", b"\xff\xfe" + TEXT.encode("utf-16-le")),
    one("UTF-16 BE with a mark", b"\xfe\xff" + TEXT.encode("utf-16-be")),
    one("UTF-16 without a mark", TEXT.encode("utf-16-le")),
    one("blank lines around", b"\n\n" + nb() + b"\n\n"),
    one("widgets of Colab, without a state", nb(metadata={"widgets": COLAB, "colab": {"provenance": []}})),
    one("20 MB of outputs", nb(outputs=BIG)),
    one("pictures", nb(RIGHT, "print(1)", outputs=PICTURE)),
    one("half a character in another cell", nb(RIGHT, "\ud800")),
    one("magics", nb(f"%matplotlib inline\n!pip install keras\n{RIGHT}")),
    one("a lambda", nb("import numpy as np", "normalize = lambda images: images.astype(np.float32) / np.float32(255)")),
    one("another kernel", nb(metadata={"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}})),
    # What is no notebook.
    one("an empty file", b"", "the file is empty"),
    one("cut off", nb()[:60], "not a notebook"),
    one("a web page", b"<!DOCTYPE html>", "web page"),
    one("marks of a conflict", nb().replace(b'"cells": [', b'"cells": [\n<<<<<<< HEAD\n'), "conflict"),
    one("Python called .ipynb", RIGHT.encode(), "Python text: call it .py"),
    one("JSON of something else", b'{"a": 1}', "nbformat"),
    one("a later format", nb(nbformat=5), "nbformat 5"),
    one("cells that are none", nb(cells=[5]), "list of cells"),
    one("too much code", nb(RIGHT, "#" * (1 << 18)), "characters of code"),
    # What it is called.
    Shape(".ipynb.json", {f"{NAME}.ipynb.json": nb()}),
    Shape(".json", {f"{NAME}.json": nb()}),
    Shape(".ipynb.txt", {f"{NAME}.ipynb.txt": nb()}),
    Shape(".IPYNB", {f"{NAME}.IPYNB": nb()}),
    Shape("capitals", {"E01_Normalize.ipynb": nb()}),
    Shape("(1)", {f"{NAME} (1).ipynb": nb()}),
    Shape("(1) of Firefox", {f"{NAME}(1).ipynb": nb()}),
    Shape("-Copy1", {f"{NAME}-Copy1.ipynb": nb()}),
    Shape("Copy of", {f"Copy of {NAME}.ipynb": nb()}),
    Shape("- Kopie", {f"{NAME} - Kopie.ipynb": nb()}),
    Shape("-1 of Canvas", {f"{NAME}-1.ipynb": nb()}),
    Shape("dashes", {"e01-normalize.ipynb": nb()}),
    Shape("blanks around", {f" {NAME} .ipynb": nb()}),
    Shape("only the number", {"e01.ipynb": nb()}),
    Shape("another name", {"hw1.ipynb": nb()}),
    Shape("JSON called .py", {f"{NAME}.py": nb()}),
    Shape("a notebook with pictures called .py", {f"{NAME}.py": nb(outputs=PICTURE)}),
    Shape(".py.txt", {f"{NAME}.py.txt": RIGHT.encode()}),
    Shape(".PY", {f"{NAME}.PY": RIGHT.encode()}),
    Shape("Python in UTF-16", {f"{NAME}.py": RIGHT.encode("utf-16")}),
    Shape("Python in UTF-32", {f"{NAME}.py": RIGHT.encode("utf-32")}),
    Shape("Python in UTF-16 without a mark", {f"{NAME}.py": RIGHT.encode("utf-16-le")}),
    Shape("Python in UTF-16, the other way round", {f"{NAME}.py": RIGHT.encode("utf-16-be")}),
    Shape("Python in UTF-32 without a mark", {f"{NAME}.py": RIGHT.encode("utf-32-be")}),
    Shape("Python in Latin-1, as its first line says", {f"{NAME}.py": f"# coding: latin-1\n# für {RIGHT}".encode("latin-1")}),
    Shape("rich text called .py", {f"{NAME}.py": rb"{\rtf1\ansi " + RIGHT.encode()}, "rich text (RTF)"),
    Shape("rich text of WordPad", {f"{NAME}.py.txt": b"\r\n{\\RTF1 }"}, "rich text (RTF)"),
    Shape("a web page called .py", {f"{NAME}.py": b"\n<!DOCTYPE html><html>"}, "web page"),
    Shape("an older web page called .py", {f"{NAME}.py": b"<HTML><body>"}, "web page"),
    Shape("a PDF called .py", {f"{NAME}.py": b"%PDF-1.7\n%\xe2\xe3"}, "a PDF"),
    Shape("a text document called .py", {f"{NAME}.py": packed({"word/document.xml": b"<w/>"})}, "Office document"),
    Shape("Python with line ends of Windows", {f"{NAME}.py": RIGHT.replace("\n", "\r\n").encode()}),
    Shape("a name in the middle", {f"ada_{NAME}_monday.py": RIGHT.encode()}),
    # Zip files.
    Shape("a zip file", {"hw.zip": packed({f"{NAME}.ipynb": nb()})}),
    Shape("a zip file of a folder", {"hw.zip": packed({f"hw/{NAME}.py": RIGHT.encode()})}),
    Shape("a zip file in a zip file", {"hw.zip": packed({"in.zip": packed({f"{NAME}.ipynb": nb()})})}),
    Shape("backslashes", {"hw.zip": packed({f"hw\\{NAME}.py": RIGHT.encode()})}),
    Shape("./ in front", {"hw.zip": packed({f"./{NAME}.py": RIGHT.encode()})}),
    Shape("// inside", {"hw.zip": packed({f"hw//{NAME}.py": RIGHT.encode()})}),
    Shape("accents apart", {"hw.zip": packed({f"{NFD}/{NAME}.py": RIGHT.encode()})}),
    Shape("what macOS adds", {"hw.zip": packed({f"__MACOSX/._{NAME}.py": b"\0\5\26", f"{NAME}.py": RIGHT.encode()})}),
    Shape("a path out of it", {"hw.zip": packed({f"/home/ada/{NAME}.py": RIGHT.encode()})}, missing=True),
    Shape("a RAR archive called .zip", {"hw.zip": b"Rar!\x1a\x07\x01\x00" + bytes(200)}, missing=True),
    # What lies beside it.
    Shape("a stub beside a copy", {f"{NAME}.py": STUB.encode(), f"{NAME} (1).py": RIGHT.encode()}),
    Shape("a stub beside another name", {f"{NAME}.ipynb": nb(STUB), "hw1_ada.ipynb": nb()}),
    Shape("a stub beside its export", {f"{NAME}.py": STUB.encode(), f"{NAME}.ipynb": nb()}),
    Shape("an answer and its export", {f"{NAME}.ipynb": nb(RIGHT, "print(3)"), f"{NAME}.py": (RIGHT + "print(3)\n").encode()}),
    Shape("a copy of the same", {f"{NAME}.ipynb": nb(), f"{NAME}-Copy1.ipynb": nb()}),
    Shape("broken beside it", {"a_junk.ipynb": b"", "hw1.ipynb": nb()}),
    Shape("broken by the same name", {f"{NAME}.ipynb": b"{", f"{NAME}-Copy1.ipynb": nb()}),
    Shape("an empty file beside it", {f"{NAME}.py": b"\n", f"{NAME} (2).py": RIGHT.encode()}),
    Shape("notes by its name", {f"{NAME}.txt": b"I tried to normalize.", f"{NAME}.py": RIGHT.encode()}),
    Shape(
        "two that differ", {"hw1_draft.ipynb": nb(RIGHT.replace("255", "256")), "hw1_final.ipynb": nb()}, "more than once"
    ),
    Shape(
        "two that differ, of one name",
        {f"{NAME}.py": RIGHT.replace("255", "256").encode(), f"{NAME}.ipynb": nb()},
        "more than once",
    ),
    Shape("an export", {f"{NAME}.html": b"<html>"}, missing=True),
    Shape("checkpoints alone", {f".ipynb_checkpoints/{NAME}-checkpoint.ipynb": nb()}, missing=True),
    # Where it lies.
    Shape("five folders deep", {f"a/b/c/d/e/{NAME}.ipynb": nb()}, below=True),
    Shape("six folders deep", {f"a/b/c/d/e/f/{NAME}.ipynb": nb()}, missing=True, below=True),
    Shape("work below a stub", {f"{NAME}.ipynb": nb(STUB), f"a/{NAME}.py": RIGHT.encode()}, below=True),
    Shape("a draft below", {f"{NAME}.py": RIGHT.encode(), f"old/{NAME}.py": RIGHT.replace("255", "9").encode()}, below=True),
    Shape("the kit itself", {f"exercises/{NAME}.py": STUB.encode(), f"solutions/{NAME}.py": RIGHT.encode()}, "stub"),
]  # fmt: skip
# Read alike by every door (test_one_reader); not in the class that all of them judge (test_four_doors).
READ = [
    one("no minor version", nb(nbformat_minor=None)),
    one("ids, tags, attachments", cell(id="a-1", metadata={"tags": ["x"], "slideshow": {}}, attachments={"a.png": {}})),
    one("ids that two cells share", nb(cells=[{"cell_type": "code", "id": "a", "metadata": {}, "source": text, "outputs": []} for text in (RIGHT, "1 + 1")])),
    one("numbers that JSON has not", nb().replace(b'"metadata": {}, "nbformat"', b'"metadata": {"x": NaN, "y": -Infinity}, "nbformat"')),
    one("a name twice", nb().replace(b'"nbformat": 4', b'"nbformat": 3, "nbformat": 4')),
    one("two marks at the beginning", b"\xef\xbb\xbf\xef\xbb\xbf" + nb()),
    one("UTF-32", TEXT.encode("utf-32")),
    one("a cell of no kind that is known", nb(cells=[{"cell_type": "chart", "metadata": {}, "source": "x"}, *json.loads(TEXT)["cells"]])),
    one("a cell without a source", nb(cells=[{"cell_type": "code", "metadata": {}, "outputs": []}, *json.loads(TEXT)["cells"]])),
    one("outputs of an error", nb(outputs=[{"output_type": "error", "ename": "E", "evalue": "x", "traceback": ["\x1b[31mE"]}])),
    one("a number as text", nb(nbformat="4"), "nbformat"),
    one("a notebook in a list", b"[" + nb() + b"]", "nbformat"),
    one("two notebooks in one file", nb() + nb(), "not a notebook"),
    one("Latin-1", TEXT.replace("import numpy", "# für\\nimport numpy").replace("\\u00fc", "ü").encode("latin-1"), "not a notebook"),
]  # fmt: skip
