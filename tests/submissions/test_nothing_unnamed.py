"""Whatever is handed in and does not count is named with its reason: in the result, and so on every page."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

import pytest

from tests.submissions.shapes import NAME, RIGHT, STUB, nb, packed
from tests.submissions.test_who_handed_in import laid_out
from tfkata.catalog import records
from tfkata.errors import SubmissionError
from tfkata.report import as_json, handed_in, html_class, html_submission
from tfkata.report.class_summary import ClassSummary
from tfkata.results import Graded, Learner, Outcome, SubmissionResult, exercise_result
from tfkata.submissions import file_names, own_folder
from tfkata.submissions.discover import Handed

E01, E03 = records.find("e01"), records.find("e03")


def notes(folder: Path, *exercises: records.Exercise) -> list[str]:
    opened = Handed(Learner("ada"), folder).open()
    for exercise in exercises or (E01,):
        try:
            opened.read(exercise)
        except SubmissionError:
            continue
    return opened.notes()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (f"{NAME}.html", b"<html>", "is a web page: hand in the notebook or the .py itself"),
        (f"{NAME}.pdf", b"%PDF", "is a PDF"),
        (f"Copy of {NAME}.docx", b"PK", "is a text document"),
        (f"{NAME}.png", b"\x89PNG", "is a picture"),
        ("hw.rar", b"Rar!", "only zip files are opened"),
        ("hw.7z", b"7z", "only zip files are opened"),
        ("work.tar.gz", b"\x1f\x8b", "only zip files are opened"),
        ("broken.zip", b"PK\x03\x04", "is not a zip file, or was cut off"),
        ("really.zip", b"7z\xbc\xaf\x27\x1c" + bytes(99), "is a 7z archive and no zip file"),
        ("helpers.py", b"x = 1", "is called like no exercise"),
        (f"test_{NAME}.py", b"assert True", "is called like no exercise"),
        (f"{NAME}.py.bak-1", RIGHT.encode(), "is a backup"),
        (f"{NAME}.py~", RIGHT.encode(), "is a backup"),
        (f"{NAME}.ipynb.orig", nb(), "is a backup"),
        (f"{NAME}.pyw", RIGHT.encode(), "is called like an exercise, but ends in `.pyw`"),
        (f"{NAME}.py.rtf", b"{\\rtf1", "is a text document"),
        (f"{NAME}.py.", RIGHT.encode(), "is called like an exercise, but ends in `.`"),
        (f"{NAME}.ipynb.crdownload", nb(), "ends in `.crdownload`"),
        (f"{NAME}.ipynb(1).json", nb(), "ends in `.json`"),
        ("E01-Normalize.md", b"# done", "ends in `.md`"),
        (f"{NAME}.ipynb.gdoc", b"{}", "is a link to a file in Google Drive"),
        (f"{NAME}.url", b"[InternetShortcut]", "is a link to a page"),
        (f"a/b/c/d/e/f/{NAME}.py", RIGHT.encode(), "lies more than 5 folders deep"),
        (f".ipynb_checkpoints/{NAME}-checkpoint.ipynb", nb(), "is a copy that Jupyter keeps"),
        ("other.ipynb", nb("x = 1"), "defines no function of the exercises asked for"),
        ("junk.ipynb", b"", "cannot be read (not a notebook: the file is empty"),
    ],
)
def test_what_does_not_count_is_named_with_its_reason(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    found = notes(laid_out(tmp_path / "ada", {name: content}))
    assert [note for note in found if note.startswith(f"`{name}` does not count: it ") and said in note], (
        found
    )
    assert not any(note.startswith(handed_in.JUDGED) for note in found)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({f"{NAME}.py": STUB, f"{NAME} (1).py": RIGHT}, f"`{NAME}.py` does not count: it is still the stub; `{NAME} (1).py` counts."),
        ({f"{NAME}.py": "", f"{NAME}-Copy1.py": RIGHT}, f"`{NAME}.py` does not count: it is empty; `{NAME}-Copy1.py` counts."),
        ({f"{NAME}.py": RIGHT, f"old/{NAME}.py": RIGHT + "\n\ndef normalize(x):\n    return x\n"}, f"`old/{NAME}.py` does not count: it lies deeper; `{NAME}.py` counts."),
        ({f"exercises/{NAME}.py": RIGHT, f"{NAME}.py": "def normalize(x):\n    return x\n"}, f"`{NAME}.py` does not count: it lies elsewhere; `exercises/{NAME}.py` counts."),
        ({f"{NAME}.py": RIGHT, f"{NAME} (2).py": RIGHT}, f"is the same answer as `{NAME} (2).py`."),
        ({f"{NAME}.py": RIGHT, f"{NAME}.txt": "how to normalize"}, f"`{NAME}.txt` does not count: it defines no `normalize`; `{NAME}.py` counts."),
        ({f"{NAME}.ipynb": "{", "hw.ipynb": nb()}, f"`{NAME}.ipynb` does not count: it cannot be read (not a notebook: "),
        ({"hw1.ipynb": nb(), "hw2.ipynb": nb(RIGHT.replace("255", "256"))}, "`hw1.ipynb` does not count: it answers e01_normalize, and so does another."),
        ({"hw.zip": packed({f"{NAME}.py": RIGHT.encode(), "in.rar": b"Rar!"})}, "`hw.zip/in.rar` does not count: it is an archive of another kind"),
    ],
)  # fmt: skip
def test_what_is_not_chosen_is_named_with_what_is(
    tmp_path: Path, files: dict[str, str | bytes], said: str
) -> None:
    assert said in "\n".join(notes(laid_out(tmp_path / "ada", files)))


def test_what_was_judged_is_named_by_exercise(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"{NAME}.py": RIGHT,
        "hw/E03 One Hot.ipynb": nb("def one_hot(labels, k): ..."),
        "README.md": "x",
    }
    judged, others = notes(laid_out(tmp_path / "ada", files), E01, E03)
    assert judged == "Judged: `e01_normalize.py`, `hw/E03 One Hot.ipynb` as e03_one_hot."
    assert others == "Not looked at: README.md."
    unasked = notes(tmp_path / "ada", E01)
    assert unasked == ["Judged: `e01_normalize.py`.", "Not looked at: README.md, hw/E03 One Hot.ipynb."]


@pytest.mark.parametrize("name", ["homework", "link.txt", "hw1.7zz", "model.keras", "timestamp.txt"])
def test_where_nothing_can_be_judged_what_lies_there_is_said(tmp_path: Path, name: str) -> None:
    """On the screen and on the class page, too: somebody meant something by it."""
    (line,) = notes(laid_out(tmp_path / "ada", {name: "x"}))
    assert line == f"There is no notebook, Python file or zip file, only {name}."
    assert handed_in.is_about_a_fault(line)
    assert notes(laid_out(tmp_path / "bob", {})) == []


def test_thousands_of_files_are_a_few_lines(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"{number}.html": "" for number in range(300)}
    files |= {f"{number}.csv": "" for number in range(300)}
    found = notes(laid_out(tmp_path / "ada", files))
    assert len(found) == handed_in.SHOWN + 2
    assert found[-2:] == ["280 more files do not count.", f"Not looked at: {', '.join(sorted(f'{n}.csv' for n in range(300))[:8])} and 292 more."]  # fmt: skip


def result(*said: str) -> SubmissionResult:
    one = exercise_result(E01.id, E01.title, [], seconds=0.0, message="")
    return SubmissionResult([one], "quick", 0, "strict", True, "cpu", {"python": "3"}, notes=list(said))


def test_every_page_names_it() -> None:
    fault = "`<b>hw.rar` does not count: it is an archive of another kind: only zip files are opened."
    graded = Graded(
        Learner("ada"), result("Handed in late, according to its name.", "Judged: `e01_normalize.py`.", fault)
    )
    page = html_submission.render(graded)
    assert "&lt;b&gt;hw.rar" in page
    assert "Judged:" in page
    assert json.loads(as_json.submission(graded.result))["notes"][2] == fault
    summary = ClassSummary()
    summary.add(graded)
    summary.add(Graded(Learner("bob"), result("Judged: `e01_normalize.py`.")))
    page = html_class.render(summary)
    assert "Files that do not count" in page
    assert "&lt;b&gt;hw.rar" in page
    assert "Handed in late" in page
    assert "Judged:" not in page
    assert summary.rows[0].outcome is Outcome.NOT_ATTEMPTED


def test_a_class_without_such_files_has_no_such_list() -> None:
    summary = ClassSummary()
    summary.add(Graded(Learner("bob"), result("Judged: `e01_normalize.py`.")))
    assert "Files that do not count" not in html_class.render(summary)


# The learner's own folder.


def test_check_says_which_file_it_is_where_the_name_is_another(tmp_path: Path) -> None:
    laid_out(tmp_path, {f"{NAME}.py": RIGHT, "notes.md": "", "scratch.py": "1 / 0"})
    assert own_folder.find(tmp_path, ["e01"]).notes == []
    laid_out(tmp_path / "b", {f"{NAME} (1).py": RIGHT, f"{NAME}.py": STUB})
    found = own_folder.find(tmp_path / "b", [])
    assert [answer.path.name for answer in found.answers] == [f"{NAME} (1).py"]
    assert found.notes == [
        f"Judged: `{NAME} (1).py` as {NAME}.",
        f"`{NAME}.py` does not count: it is still the stub; `{NAME} (1).py` counts.",
    ]


@pytest.mark.parametrize("name", ["hw1.ipynb", f"{NAME}.ipynb", f"{NAME} (1).IPYNB"])
def test_check_takes_a_notebook(tmp_path: Path, name: str) -> None:
    laid_out(tmp_path, {name: nb()})
    for asked in ([str(tmp_path / name)], ["e01"], []):
        (answer,) = own_folder.find(tmp_path, asked).answers
        assert (answer.exercise, answer.path, "float32(255)" in answer.text) == (E01, tmp_path / name, True)


@pytest.mark.parametrize(
    ("name", "said"),
    [(f"{NAME}.html", "is a web page"), (f"{NAME}.pdf", "is a PDF"), (f"{NAME}.py.bak-1", "is a backup")],
)
def test_check_says_what_lies_there_instead(tmp_path: Path, name: str, said: str) -> None:
    laid_out(tmp_path, {name: "x"})
    with pytest.raises(SubmissionError, match=rf"no such file \(`{name}` {said}"):
        own_folder.find(tmp_path, ["e01"])


def test_a_notebook_of_nothing_is_said(tmp_path: Path) -> None:
    laid_out(tmp_path, {"hw1.ipynb": nb("x = 1"), "junk.ipynb": "{"})
    with pytest.raises(SubmissionError, match=r"hw1.ipynb: defines no function of any exercise"):
        own_folder.find(tmp_path, [str(tmp_path / "hw1.ipynb")])
    with pytest.raises(SubmissionError, match=r"junk.ipynb: not a notebook"):
        own_folder.find(tmp_path, [str(tmp_path / "junk.ipynb")])


# Names.


@pytest.mark.parametrize(
    "name",
    [
        "e01_normalize.py", "E01_NORMALIZE.PY", "e01_Normalize.ipynb", " e01_normalize.py ", "e01-normalize.py", "e01 normalize.py",
        "e01normalize.py", "e01_normalize (1).py", "e01_normalize(12).py", "e01_normalize-Copy1.ipynb", "e01_normalize - Copy.py",
        "e01_normalize - Copy (2).py", "e01_normalize copy 2.py", "e01_normalize - Kopie.ipynb", "Kopie von e01_normalize.ipynb",
        "Copy of e01_normalize.ipynb", "e01_normalize-1.py", "e01_normalize_2.py", "e01_normalize_v2.py", "e01_normalize_final.py",
        "e01_normalize_v2_final (1).ipynb", "e01_normalize.py.txt", "e01_normalize.ipynb.json", "e01_normalize.ipynb.txt",
        "e01_normalize.py.py", "e01_normalize.py (1)", "e01.py", "E01.ipynb", "e01_normalize.txt", "e01_normalize.json", "e01_normalize",
    ],
)  # fmt: skip
def test_variants_of_a_name_mean_the_exercise(name: str) -> None:
    found = file_names.named(PurePosixPath(name))
    assert found is not None
    assert found.exercise == E01.id


@pytest.mark.parametrize(
    "name",
    [
        "normalize.py", "e01_normalise.py", "test_e01_normalize.py", "e01_normalize_test.py", "e01_normalize.html", "e01_normalize.pyc",
        "e01_normalize.py.bak-1", "e01_normalize-checkpoint.ipynb", "e010.py", "e99.py", "e01.txt", "e01", "1.py", ".py", "",
        "e01_normalize_helpers.py", "e01_e02.py",
    ],
)  # fmt: skip
def test_other_names_do_not(name: str) -> None:
    assert file_names.named(PurePosixPath(name)) is None


def test_every_id_means_itself_and_no_other() -> None:
    for name in records.exercises():
        for variant in (
            name,
            name.upper(),
            f"{name} (1)",
            f"{name}-Copy2",
            name.replace("_", " "),
            name.partition("_")[0],
        ):
            found = file_names.named(PurePosixPath(f"{variant}.py"))
            assert found is not None
            assert found.exercise == name


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("hw\\e01.py", "hw/e01.py"), ("./e01.py", "e01.py"), ("hw//e01.py", "hw/e01.py"), (".\\hw\\.\\e01.py", "hw/e01.py"),
        ("U\u0308bung/e01.py", "Übung/e01.py"), ("e01.py\0.txt", "e01.py"), ("hw/", "hw"),
        ("/etc/passwd", None), ("..\\e01.py", None), ("a/../../e01.py", None), ("C:\\e01.py", None), ("C:e01.py", None),
        ("\\\\server\\share\\e01.py", None),
    ],
)  # fmt: skip
def test_a_members_name_means_one_path(name: str, path: str | None) -> None:
    assert file_names.normalised(name) == (PurePosixPath(path) if path else None)
