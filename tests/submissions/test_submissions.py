"""What learners hand in, as they hand it in: found, bounded, never unpacked, followed or run."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import struct
import subprocess
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tfkata.catalog import records
from tfkata.classroom.out_folder import FileNames
from tfkata.errors import SubmissionError, UsageError
from tfkata.submissions import repository as git_repository
from tfkata.submissions import zips
from tfkata.submissions.discover import Submission, discover

E01, E03, E07 = records.find("e01"), records.find("e03"), records.find("e07")
RIGHT = E01.solution.read_text("utf-8")
STUB = E01.stub.read_text("utf-8")


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def notebook(*cells: str) -> str:
    code = [{"cell_type": "code", "source": c, "metadata": {}, "outputs": []} for c in cells]
    return json.dumps({"cells": code, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def zipped(path: Path, files: dict[str, str | bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def only(path: Path, branch: str | None = None) -> Submission:
    (handed,) = discover([path], branch=branch)
    return handed.open()


def ids(*paths: Path) -> list[str]:
    return [handed.learner.id for handed in discover(paths)]


# Who handed in.


def test_a_class_is_a_folder_of_folders_zips_notebooks_and_repositories(tmp_path: Path) -> None:
    write(tmp_path / "ada" / "e01_normalize.py", RIGHT)
    zipped(tmp_path / "grace.zip", {"e01_normalize.py": RIGHT})
    write(tmp_path / "jean.ipynb", notebook(RIGHT))
    (tmp_path / "nobody").mkdir()
    write(tmp_path / "README.txt", "not a submission")
    write(tmp_path / ".git" / "HEAD", "the class's own")
    assert ids(tmp_path) == ["ada", "grace", "jean", "nobody"]
    texts = {handed.learner.id: handed.open().read(E01) for handed in discover([tmp_path])}
    assert texts["ada"] == texts["grace"] == RIGHT
    assert "def normalize" in (texts["jean"] or "")
    assert texts["nobody"] is None


def test_a_learners_own_folder_is_one_submission(tmp_path: Path) -> None:
    write(tmp_path / "ada" / "exercises" / "e01_normalize.py", RIGHT)
    write(tmp_path / "bob" / "e01_normalize.py", RIGHT)
    assert ids(tmp_path / "ada", tmp_path / "bob") == ["ada", "bob"]


def test_our_own_output_is_no_submission(tmp_path: Path) -> None:
    write(tmp_path / "ada" / "e01_normalize.py", RIGHT)
    write(tmp_path / "grades" / "class.csv", "")
    assert [h.learner.id for h in discover([tmp_path], leave_out=tmp_path / "grades")] == ["ada"]


@pytest.mark.parametrize("name", ["nowhere", "file.txt", "empty"])
def test_what_is_no_place_for_submissions_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path / "file.txt", "")
    with pytest.raises(UsageError, match=name):
        discover([tmp_path / name])


def test_two_submissions_of_one_learner_are_refused(tmp_path: Path) -> None:
    write(tmp_path / "ada" / "e01_normalize.py", RIGHT)
    zipped(tmp_path / "ada.zip", {"e01_normalize.py": RIGHT})
    with pytest.raises(UsageError, match=r"ada: two submissions.*ada\.zip"):
        discover([tmp_path])


@contextlib.contextmanager
def nobody() -> Iterator[None]:
    """As a user for whom permissions count."""
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if was_root:
            os.seteuid(0)


@pytest.mark.skipif(os.name == "nt", reason="no such permissions there")
def test_what_may_not_be_read_is_a_finding_about_that_learner() -> None:
    """A folder that cannot be entered, one below it, a file, a repository: the others are graded."""
    with tempfile.TemporaryDirectory() as name:
        class_ = Path(name)
        class_.chmod(0o755)
        write(class_ / "ada" / "e01_normalize.py", RIGHT)
        shut = [class_ / "bob", class_ / "cyd" / "exercises", class_ / "dan" / "e01_normalize.py"]
        for learner in ("bob", "cyd/exercises", "dan"):
            write(class_ / learner / "e01_normalize.py", RIGHT)
        shut += [class_ / "eve.git" / "refs"]
        write(class_ / "eve.git" / "HEAD", "ref: refs/heads/main\n")
        (class_ / "eve.git" / "objects").mkdir()
        write(class_ / "eve.git" / "refs" / "heads" / "main", "0" * 40)
        for path in shut:
            path.chmod(0)
        said = {}
        with nobody():
            for handed in discover([class_]):
                try:
                    said[handed.learner.id] = handed.open().read(E01) or ""
                except SubmissionError as error:
                    said[handed.learner.id] = str(error)
        for path in shut:
            path.chmod(0o755)
    assert said.pop("ada") == RIGHT
    assert set(said) == {"bob", "cyd", "dan", "eve"}
    assert all("cannot be read: Permission denied" in text for text in said.values()), said
    assert not any(name in text for text in said.values())  # where it lies is not the learner's affair


# Which file answers.


@pytest.mark.parametrize(
    "others",
    [
        {},
        {"solutions/e01_normalize.py": "x", "tests/bank/answers/e01_normalize.py": "y"},
        {"old/attempts/e01_normalize.py": "x"},
        {".ipynb_checkpoints/e01_normalize.py": "x", "__MACOSX/exercises/e01_normalize.py": "x"},
        {"exercises/e01_normalize.py.bak-1": "x", "venv/lib/e01_normalize.py": "x"},
    ],
)
@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_the_file_in_exercises_counts(tmp_path: Path, others: dict[str, str], kind: str) -> None:
    files: dict[str, str | bytes] = {"top/exercises/e01_normalize.py": RIGHT}
    files |= {f"top/{name}": text for name, text in others.items()}
    if kind == "zip":
        place = zipped(tmp_path / "ada.zip", files)
    else:
        for name, text in files.items():
            write(tmp_path / "class" / "ada" / name, text)
        place = tmp_path / "class"
    assert only(place).read(E01) == RIGHT


def test_two_answers_to_one_exercise_are_that_exercises_problem(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        mine = RIGHT.replace("np.float32(255)", f"np.float32(25{len(folder)})" if folder == "a" else "255.0")
        write(tmp_path / "ada" / folder / "e01_normalize.py", mine)
    write(tmp_path / "ada" / "a" / "e03_one_hot.py", "fine")
    (found,) = discover([tmp_path / "ada"], naming="one")
    handed = found.open()
    with pytest.raises(SubmissionError, match=r"a/e01_normalize.py and b/e01_normalize.py"):
        handed.read(E01)
    assert handed.read(E03) == "fine"
    assert handed.read(E07) is None


def test_a_notebook_beside_an_untouched_stub_counts(tmp_path: Path) -> None:
    write(tmp_path / "ada" / "e01_normalize.py", STUB)
    write(tmp_path / "ada" / "e01_normalize.ipynb", notebook(RIGHT))
    assert "np.float32(255)" in (only(tmp_path / "ada").read(E01) or "")


# What cannot be read.


def _fifo(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda p: write(p, b"\x80\xfe\x00bad"), "not UTF-8 text"),
        (lambda p: write(p, b"#" * (2 << 20)), "larger than 1,048,576 bytes"),
        (lambda p: p.symlink_to(E01.solution), "links are not followed"),
        (lambda p: p.symlink_to("nowhere"), "links are not followed"),
        (_fifo, "not an ordinary file"),
    ],
)
def test_a_file_that_cannot_be_read_costs_its_exercise_only(
    tmp_path: Path, make: Callable[[Path], object], said: str
) -> None:
    write(tmp_path / "ada" / "e03_one_hot.py", "fine")
    make(tmp_path / "ada" / "e01_normalize.py")
    handed = only(tmp_path / "ada")
    assert handed.read(E03) == "fine"
    with pytest.raises(SubmissionError, match=said):
        handed.read(E01)


def test_a_linked_folder_is_not_entered(tmp_path: Path) -> None:
    (tmp_path / "c" / "ada").mkdir(parents=True)
    (tmp_path / "c" / "ada" / "exercises").symlink_to(E01.solution.parent)
    assert only(tmp_path / "c").read(E01) is None


# Zip files.


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is not a zip file"),
        (b"PK\x03\x04 but no more", "is not a zip file"),
        (b"PK\x05\x06" + b"\xff" * 18, "lists far too many files"),
    ],
)
def test_what_is_no_zip_file_is_the_learners_problem(tmp_path: Path, content: bytes, said: str) -> None:
    write(tmp_path / "ada.zip", content)
    with pytest.raises(SubmissionError, match=f"ada.zip: {said}"):
        only(tmp_path / "ada.zip").read(E01)


@pytest.mark.parametrize(
    "name",
    ["../e01_normalize.py", "/etc/e01_normalize.py", "a/../../e01.py", "..\\e01_normalize.py", "C:/x.py"],
)
def test_a_path_out_of_the_zip_is_refused(tmp_path: Path, name: str) -> None:
    zipped(tmp_path / "ada.zip", {"e01_normalize.py": RIGHT, name: "x"})
    assert "leads out of it" in only(tmp_path / "ada.zip").problem


def test_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    zipped(tmp_path / "ratio.zip", {"e01_normalize.py": RIGHT, "zeros": b"\0" * (4 << 20)})
    assert "packed more than 200 times smaller" in only(tmp_path / "ratio.zip").problem
    monkeypatch.setattr(zips, "MAX_MEMBERS", 20)
    zipped(tmp_path / "many.zip", {f"{n}.txt": "x" for n in range(21)})
    assert "holds more than 20 files" in only(tmp_path / "many.zip").problem
    monkeypatch.setattr(zips, "MAX_TOTAL", 1 << 20)
    zipped(tmp_path / "much.zip", {"a": os.urandom(1 << 20), "b": b"x"})
    assert "holds more than 1 MB" in only(tmp_path / "much.zip").problem
    monkeypatch.setattr(zips, "MAX_ARCHIVE", 1000)
    assert "is larger than" in only(tmp_path / "much.zip").problem


def test_a_size_that_is_a_lie_reads_no_more_than_allowed(tmp_path: Path) -> None:
    """The list says one byte, the data is a bomb."""
    path = zipped(tmp_path / "ada.zip", {"e01_normalize.py": b"#" * (8 << 20)})
    content = bytearray(path.read_bytes())
    central = content.rindex(b"PK\x01\x02")
    content[central + 24 : central + 28] = (1).to_bytes(4, "little")
    path.write_bytes(content)
    with pytest.raises(SubmissionError, match=r"e01_normalize.py: (damaged|larger)"):
        only(path).read(E01)


def test_a_link_or_a_secret_in_a_zip_is_that_exercises_problem(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("e01_normalize.py")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "ada.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("e03_one_hot.py", "fine")
    handed = only(tmp_path / "ada.zip")
    assert handed.read(E03) == "fine"
    with pytest.raises(SubmissionError, match="links are not followed"):
        handed.read(E01)
    content = bytearray((tmp_path / "ada.zip").read_bytes())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        content[content.rindex(mark) + offset] |= 1
    (tmp_path / "ada.zip").write_bytes(content)
    with pytest.raises(SubmissionError, match="without a password"):
        only(tmp_path / "ada.zip").read(E03)


# Repositories.


def git(*arguments: str, folder: Path) -> None:
    who = {
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@b",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@b",
    }
    subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *arguments],
        cwd=folder,
        env=os.environ | who,
        check=True,
        capture_output=True,
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A bare clone with main, and a branch `late` on which e01 is another."""
    work = tmp_path / "work"
    write(work / "exercises" / "e01_normalize.py", RIGHT)
    write(work / "exercises" / "e03_one_hot.py", "on main")
    git("init", folder=work)
    git("add", ".", folder=work)
    git("commit", "-m", "first", folder=work)
    git("checkout", "-b", "late", folder=work)
    write(work / "exercises" / "e03_one_hot.py", "on late")
    (work / "exercises" / "e07_sequential_cnn.py").symlink_to("/etc/passwd")
    git("add", ".", folder=work)
    git("commit", "-m", "second", folder=work)
    git("checkout", "main", folder=work)
    git("clone", "--bare", str(work), str(tmp_path / "ada.git"), folder=tmp_path)
    return tmp_path / "ada.git"


def test_a_branch_is_read_without_a_checkout(repository: Path) -> None:
    before = sorted(repository.rglob("*"))
    assert only(repository).learner.id == "ada"
    assert (only(repository).read(E01), only(repository).read(E03)) == (RIGHT, "on main")
    late = only(repository, "late")
    assert (late.read(E01), late.read(E03)) == (RIGHT, "on late")
    with pytest.raises(SubmissionError, match="links are not followed"):
        late.read(E07)
    assert sorted(repository.rglob("*")) == before


def test_packed_and_loose_branches_are_found(repository: Path) -> None:
    git("update-ref", "refs/heads/loose", "refs/heads/late", folder=repository)
    git("pack-refs", "--all", folder=repository)
    git("update-ref", "refs/heads/newer", "refs/heads/late", folder=repository)
    assert [only(repository, b).read(E03) for b in ("loose", "newer", None)] == [
        "on late",
        "on late",
        "on main",
    ]


@pytest.mark.parametrize("branch", ["none", "../../HEAD", "-x", "a b"])
def test_a_branch_that_is_not_there_is_the_learners_problem(repository: Path, branch: str) -> None:
    assert "has no branch" in only(repository, branch).problem


def test_a_clone_with_a_working_tree_is_its_folder_unless_a_branch_is_asked_for(repository: Path) -> None:
    work = repository.with_name("work")
    write(work / "exercises" / "e03_one_hot.py", "not committed")
    assert only(work).read(E03) == "not committed"
    assert only(work, "late").read(E03) == "on late"


def test_what_a_repository_is_configured_to_run_does_not_run(repository: Path, tmp_path: Path) -> None:
    """Its configuration would start a program with nearly every command; nothing of it is read."""
    trap = write(tmp_path / "trap.sh", f"#!/bin/sh\ntouch {tmp_path}/sprung\ncat\n")
    trap.chmod(0o755)
    with (repository / "config").open("a") as config:
        config.write(
            f"[core]\n\tfsmonitor = {trap}\n\tpager = {trap}\n\tsshCommand = {trap}\n\thooksPath = {tmp_path}\n"
            f'[alias]\n\tls-tree = !{trap}\n[remote "o"]\n\turl = ext::{trap}\n\tpromisor = true\n'
            "[extensions]\n\tpartialClone = o\n[include]\n\tpath = /dev/stdin\n"
        )
    assert only(repository).read(E01) == RIGHT
    for path in (repository / "objects").rglob("*"):
        if path.is_file():
            path.unlink()  # what is missing git would fetch from a "promisor", with a program of its choice
    assert "cannot be read by git" in only(repository).problem
    assert not (tmp_path / "sprung").exists()


def test_folders_of_folders_of_folders_take_no_more_than_there_is_for_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few kilobytes in which git finds 20 to the 9th folders and no file: it would list nothing for hours."""
    monkeypatch.setattr(git_repository, "OF_COMPUTING", 0.5)
    there = tmp_path / "ada.git"
    git("init", "--bare", str(there), folder=tmp_path)
    tree = _stored(there, b"tree", b"")
    for _ in range(9):
        names = (b"40000 %02d\0" % number for number in range(20))
        tree = _stored(there, b"tree", b"".join(name + bytes.fromhex(tree) for name in names))
    by = "author a <a@b> 0 +0000\ncommitter a <a@b> 0 +0000"
    write(there / "refs/heads/main", _stored(there, b"commit", f"tree {tree}\n{by}\n\nx\n".encode()))
    assert "takes git too long" in only(there, "main").problem


def _stored(repository: Path, kind: bytes, data: bytes) -> str:
    whole = kind + b" %d\0" % len(data) + data
    name = hashlib.sha1(whole).hexdigest()
    write(repository / "objects" / name[:2] / name[2:], zlib.compress(whole))
    return name


def test_borrowed_objects_are_refused(repository: Path) -> None:
    write(repository / "objects" / "info" / "alternates", "/somewhere/objects\n")
    assert "borrows objects" in only(repository).problem


def test_a_damaged_repository_is_the_learners_problem(repository: Path) -> None:
    for path in (repository / "objects").rglob("*"):
        if path.is_file():
            path.chmod(0o644)
            path.write_bytes(b"noise")
    assert "cannot be read by git" in only(repository).problem


# Notebooks.


def test_a_notebook_of_any_name_answers_what_it_defines(tmp_path: Path) -> None:
    cells = [
        "%matplotlib inline\nimport numpy as np\n!ls",
        "def helper(x):\n    return x",
        RIGHT,
        "%%bash\nrm x",
    ]
    write(tmp_path / "ada.ipynb", notebook(*cells))
    handed = only(tmp_path / "ada.ipynb")
    text = handed.read(E01) or ""
    compile(text, "ada", "exec")
    assert "def normalize" in text
    assert handed.read(E03) is None


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"nbformat": 3, "cells": []}', '{"nbformat": 4, "cells": [1]}', "[" * 100_000],
)
def test_what_is_no_notebook_is_that_exercises_problem(tmp_path: Path, content: str) -> None:
    write(tmp_path / "ada" / "e01_normalize.ipynb", content)
    with pytest.raises(SubmissionError, match="not a notebook"):
        only(tmp_path / "ada").read(E01)


# What no reader is prepared for.


def test_damaged_data_in_a_zip_are_that_exercises_problem(tmp_path: Path) -> None:
    zipped(tmp_path / "ada.zip", {"e01_normalize.py": RIGHT, "e03_one_hot.py": "fine"})
    content = bytearray((tmp_path / "ada.zip").read_bytes())
    begin = content.index(b"e01_normalize.py") + len("e01_normalize.py")
    content[begin] = 0xFF
    (tmp_path / "ada.zip").write_bytes(content)
    handed = only(tmp_path / "ada.zip")
    assert handed.read(E03) == "fine"
    with pytest.raises(SubmissionError, match=r"e01_normalize.py: damaged in the zip file"):
        handed.read(E01)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_would_be_unpacked_all_at_once_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: int
) -> None:
    """A kilobyte of bzip2 may say that it holds 60 and hold gigabytes, and `zipfile` makes them all."""
    with zipfile.ZipFile(tmp_path / "ada.zip", "w", method) as archive:
        archive.writestr("e01_normalize.py", RIGHT)
        archive.writestr("e03_one_hot.py", "fine", zipfile.ZIP_STORED)
    handed = only(tmp_path / "ada.zip")
    monkeypatch.setattr(zipfile.ZipExtFile, "_read1", lambda *_: pytest.fail("unpacked"), raising=True)
    with pytest.raises(SubmissionError, match=r"e01_normalize.py: is compressed in an unusual way"):
        handed.read(E01)
    monkeypatch.undo()
    assert handed.read(E03) == "fine"


@pytest.mark.parametrize("where", ["zip64", "inside"])
def test_the_list_of_files_is_bounded_wherever_its_length_stands(tmp_path: Path, where: str) -> None:
    """A record of zip64 counts more than the end of the file; the end may contain what looks like another end."""
    entry = b"PK\x01\x02" + struct.pack("<6H3I5H2I", 20, 20, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    many = entry * (1 + zips.MAX_DIRECTORY // len(entry))
    count = len(many) // len(entry)
    if where == "zip64":
        large = b"PK\x06\x06" + struct.pack("<Q2H2I4Q", 44, 45, 45, 0, 0, count, count, len(many), 0)
        large += b"PK\x06\x07" + struct.pack("<IQI", 0, len(many), 1)
        end = large + b"PK\x05\x06" + bytes(18)
    else:
        end = b"PK\x05\x06" + b"PK\x05\x06" + struct.pack("<2H2IH", 1, 1, len(many), 0, 0)
    write(tmp_path / "ada.zip", many + end)
    assert "lists far too many files" in only(tmp_path / "ada.zip").problem


HOSTILE_CELLS = {
    "a number that Python does not write": "SCALE = 0x" + "f" * 5000,
    "line ends that only Python counts": "x = 1\rcheck('e01')\rcheck('e01')\r",
    "thousands of magics": "%%time\n" * 3000,
    "half a surrogate pair": "SCALE = '\ud800'\ncheck('e01')",
    "a mark at the beginning": "\ufeffSCALE = 'ä'; check('e01')",
}


@pytest.mark.parametrize("cell", HOSTILE_CELLS.values(), ids=HOSTILE_CELLS)
def test_odd_cells_of_a_notebook_stop_nobody(tmp_path: Path, cell: str) -> None:
    write(
        tmp_path / "ada.ipynb",
        notebook(cell, RIGHT.replace("np.float32(255)", "(np.float32(255), SCALE)[0]")),
    )
    assert "def normalize" in (only(tmp_path / "ada.ipynb").read(E01) or "")


def test_what_a_reader_is_not_prepared_for_is_the_learners_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def surprised(*_: object) -> None:
        raise KeyError("who would have thought")

    write(tmp_path / "ada" / "e01_normalize.py", RIGHT)
    handed = only(tmp_path / "ada")
    monkeypatch.setattr("tfkata.files.reading.decoded", surprised)
    with pytest.raises(SubmissionError, match=r"cannot be read \(KeyError"):
        handed.read(E01)
    monkeypatch.setattr("tfkata.submissions.discover.FolderContents.entries", surprised)
    assert "cannot be read (KeyError" in only(tmp_path / "ada").problem


def test_a_submission_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    """It could lead to what another learner handed in, or to the solutions."""
    write(tmp_path / "ada" / "e01_normalize.py", RIGHT)
    zipped(tmp_path / "grace.zip", {"e01_normalize.py": RIGHT})
    (tmp_path / "eve").symlink_to(tmp_path / "ada")
    (tmp_path / "mallory").symlink_to(E01.solution.parent)
    (tmp_path / "trudy.zip").symlink_to(tmp_path / "grace.zip")
    found = {handed.learner.id: handed.open() for handed in discover([tmp_path])}
    assert list(found) == ["ada", "eve", "grace", "mallory", "trudy"]
    for name in ("eve", "mallory", "trudy"):
        assert "links are not followed" in found[name].problem
    assert only(tmp_path / "eve").read(E01) == RIGHT  # named by whoever grades


@pytest.mark.parametrize("place", ["objects", "objects/pack", "objects/pack/own.pack"])
def test_objects_of_another_repository_are_refused(repository: Path, tmp_path: Path, place: str) -> None:
    there = tmp_path / "eve.git"
    git("clone", "--bare", str(repository), str(there), folder=tmp_path)
    kept = there / place
    if kept.exists():
        kept.rename(tmp_path / "kept")
    kept.symlink_to(repository / "objects")
    assert "links" in only(there).problem


def test_a_linked_repository_is_not_read_by_its_branch(repository: Path, tmp_path: Path) -> None:
    write(tmp_path / "class" / "eve" / "e03_one_hot.py", "mine")
    (tmp_path / "class" / "eve" / ".git").symlink_to(repository)
    assert only(tmp_path / "class", "late").read(E03) == "mine"


def test_a_folder_of_gigabytes_does_not_fill_the_memory(repository: Path) -> None:
    """A tree of half a gigabyte, packed to a few megabytes: git would hold all of it."""
    entry = b"100644 " + b"a" * 3000 + b"\0" + bytes(20)
    count = (300 << 20) // len(entry)
    sha, packer = hashlib.sha1(usedforsecurity=False), zlib.compressobj(1)
    packed = bytearray()
    for part in (f"tree {count * len(entry)}\0".encode(), *(entry for _ in range(count))):
        sha.update(part)
        packed += packer.compress(part)
    tree = sha.hexdigest()
    path = write(repository / "objects" / tree[:2] / tree[2:], bytes(packed + packer.flush()))
    assert path.stat().st_size < 8 << 20
    commit = subprocess.run(
        ["git", "commit-tree", "--no-gpg-sign", tree], cwd=repository, input=b"x", capture_output=True,
        env=os.environ | {f"GIT_{who}_{what}": "a" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        check=True,
    ).stdout.decode()  # fmt: skip
    write(repository / "refs" / "heads" / "main", commit)
    assert "over limit" in only(repository).problem


def test_a_long_name_of_a_learner_still_makes_a_file_name() -> None:
    names = [FileNames([]).of(letter * 85) for letter in ("田", "é", "a")]
    assert all(len(f".{name}.gradescope.json.fresh".encode()) < 255 for name in names)
    assert len({FileNames([]).of("田" * n) for n in range(30, 85)}) == 55


def test_a_notebook_of_too_much_code_is_that_exercises_problem(tmp_path: Path) -> None:
    write(tmp_path / "ada" / "e01_normalize.ipynb", notebook(*["a = 1\n" * 50_000] * 2))
    with pytest.raises(SubmissionError, match="characters of code"):
        only(tmp_path / "ada").read(E01)


def test_hundreds_of_notebooks_are_not_read_for_each_exercise(tmp_path: Path) -> None:
    for number in range(60):
        write(tmp_path / "ada" / f"{number}.ipynb", notebook(RIGHT))
    write(tmp_path / "ada" / "exercises" / "e03_one_hot.py", "fine")
    assert only(tmp_path / "ada").read(E03) == "fine"
    with pytest.raises(SubmissionError, match=r"one of 60 notebooks\?"):
        only(tmp_path / "ada").read(E01)
