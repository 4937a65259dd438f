"""A folder that a call is given: no name leads out of it, nothing that lies about is written over, and nothing of it stays."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tfkata.candidate.folders import Folders
from tfkata.candidate.serve import LearnerModule
from tfkata.checks import kit
from tfkata.errors import WireError
from tfkata.wire import codec, folders, messages, replies
from tfkata.wire.folders import Folder

PICTURES = {
    "dogs/b.PNG": b"\x89PNG",
    "cats/a.jpg": b"\xff\xd8",
    "cats/Thumbs.db": b"",
    "read me.txt": b"a, b",
}
OUTSIDE = [
    *("../x", "cats/../../x", "..", ".", "cats/./x", "/x", "//x", "cats//x", "x/", "", " ", "cats/ x", "x."),
    *(
        "C:x",
        "C:/x",
        "a\\..\\..\\x",
        "a\0b",
        "a\nb",
        "~/x",
        "*",
        "x" * 81,
        "a/b/c/d/e",
        "ä.png",
        "...",
        "a/ ..",
        "../" * 9 + "x",
    ),
]
"""Some lead out, some are not called so everywhere."""

LOOK = """
import os
def look(folder):
    return {os.path.relpath(os.path.join(base, name), folder): open(os.path.join(base, name), "rb").read().hex()
            for base, _, names in os.walk(folder) for name in names}
def where(folder):
    return folder, os.path.isabs(folder), sorted(os.listdir(folder)), os.getcwd()
def grow(folder):
    open(os.path.join(folder, "cats", "mine"), "w").close()
def shrink(folder):
    os.remove(os.path.join(folder, "cats", "a.jpg"))
def rewrite(folder):
    open(os.path.join(folder, "dogs", "b.PNG"), "wb").write(b"0000")
def link(folder):
    os.rename(folder, folder + "-mine"); os.symlink("/", folder)
def make_one(folder):
    os.mkdir(os.path.join(folder, "birds"))
"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def called(function: str, files: Mapping[str, bytes] = PICTURES, *empty: str) -> replies.Reply:
    module = LearnerModule()
    module.answer(messages.encode(messages.Load("0", "look", "look.py", LOOK, 1)))
    request = messages.Call("1", function, [kit.folder_argument(files, *empty)])
    return replies.read_reply(module.answer(messages.encode(request)))


def test_the_function_finds_what_was_sent(work: Path) -> None:
    reply = called("look")
    assert isinstance(reply.content, replies.Value)
    assert reply.content.value == {
        name.replace("/", os.sep): content.hex() for name, content in PICTURES.items()
    }
    assert reply.mutated is False


def test_it_lies_in_the_work_folder_for_as_long_as_the_call(work: Path) -> None:
    content = called("where", PICTURES, "birds", "wild/wolves").content
    assert isinstance(content, replies.Value)
    path, absolute, names, _ = content.value
    assert absolute
    assert Path(path).parent == work
    assert names == ["birds", "cats", "dogs", "read me.txt", "wild"]
    assert list(work.iterdir()) == []


@pytest.mark.parametrize("function", ["grow", "shrink", "rewrite", "link", "make_one"])
def test_a_change_in_it_counts_as_one(function: str, work: Path) -> None:
    assert called(function).mutated


def test_a_link_in_its_place_is_not_followed(work: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "kept").write_text("kept")
    with Folders() as held:
        root = Path(held.write(Folder(PICTURES)))
        root.rename(work / "moved")
        root.symlink_to(elsewhere)
    assert (elsewhere / "kept").read_text() == "kept"


def test_each_call_has_one_of_its_own(work: Path) -> None:
    with Folders() as held:
        one, other = held.write(Folder(PICTURES)), held.write(Folder(PICTURES))
        assert one != other
        assert len(held.places()) == 2 * (len(PICTURES) + 3)
    assert list(work.iterdir()) == []


def test_looking_for_changes_ends(work: Path) -> None:
    with Folders() as held:
        root = Path(held.write(Folder({})))
        for number in range(2 * folders.MAX_PLACES + 5):
            (root / str(number)).touch()
        assert len(held.places()) == 2 * folders.MAX_PLACES
        for path in root.iterdir():
            path.unlink()
        root.rmdir()
        root.symlink_to("/")
        assert len(held.places()) == 1


@pytest.mark.parametrize("path", OUTSIDE)
def test_no_path_leaves_it(path: str) -> None:
    with pytest.raises(WireError):
        kit.folder_argument({path: b""})
    with pytest.raises(WireError):
        kit.folder_argument({}, path)
    with pytest.raises(WireError):
        Folder.read({"files": {path: b""}, "empty": []})


@pytest.mark.parametrize("path", OUTSIDE)
def test_the_candidate_checks_for_itself(path: str, work: Path) -> None:
    module = LearnerModule()
    module.answer(messages.encode(messages.Load("0", "look", "look.py", LOOK, 1)))
    for data in ({"files": {path: b""}, "empty": []}, {"files": {}, "empty": [path]}):
        request = messages.encode(messages.Call("1", "look", [codec.Described("folder", data)]))
        with pytest.raises(WireError):
            module.answer(request)
    assert list(work.iterdir()) == []


@pytest.mark.parametrize(
    "files",
    [
        {"a/x": b"", "A/x": b""},
        {"a/x": b"", "a/X": b""},
        {"a/x": b"", "A/y": b""},
        {"a": b"", "a/x": b""},
        {"a/b": b"", "a/B/c": b""},
    ],
)
def test_no_two_of_one_name(files: dict[str, bytes]) -> None:
    with pytest.raises(WireError, match="one name"):
        kit.folder_argument(files)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"files": {}},
        {"files": [], "empty": []},
        {"files": {"a": "text"}, "empty": []},
        {"files": {"a": None}, "empty": []},
        {"files": {3: b""}, "empty": []},
        {"files": {}, "empty": [3]},
        {"files": {}, "empty": [["a"]]},
        {"files": {}, "empty": "abc/def"},
    ],
)
def test_anything_else_is_no_folder(data: dict[Any, Any]) -> None:
    with pytest.raises(WireError):
        Folder.read(data)


def test_it_has_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    kit.folder_argument({"a": b"0" * folders.MAX_FILE})
    for files in (
        {"a": b"0" * (folders.MAX_FILE + 1)},
        {f"{n}": b"0" * folders.MAX_FILE for n in range(9)},
        {f"{n}": b"" for n in range(folders.MAX_PLACES + 1)},
    ):
        with pytest.raises(WireError):
            kit.folder_argument(files)
