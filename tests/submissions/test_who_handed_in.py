"""Whose a file is: folders and zip files of a class, names of learning platforms, and what could be two things."""

from __future__ import annotations

import contextlib
import io
import random
import re
import struct
import unicodedata
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.submissions.shapes import RIGHT, nb, packed
from tfkata.catalog import records, source
from tfkata.errors import SubmissionError, UsageError
from tfkata.submissions import conventions, people
from tfkata.submissions.discover import Handed, described, discover, left_out
from tfkata.submissions.moments import moment

E01, E03 = records.find("e01"), records.find("e03")
STUB = source.parse(E01.solution.read_text("utf-8"), "e01").stub
OTHER = RIGHT.replace("np.float32(255)", "255.0")
MOODLE = "assignsubmission_file_"
SAKAI = "Submission attachment(s)"
PACKED = packed({"e01_normalize.py": OTHER.encode()})


def laid_out(folder: Path, files: dict[str, str | bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def zipped(path: Path, files: dict[str, str | bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(
        packed({name: text.encode() if isinstance(text, str) else text for name, text in files.items()})
    )
    return path


def placed(tmp_path: Path, kind: str, files: dict[str, str | bytes]) -> Path:
    """The same files as a folder, a zip file, or a zip file of a folder."""
    if kind == "folder":
        return laid_out(tmp_path / "submissions", files)
    inside = "hw 1/" if kind == "zip of a folder" else ""
    return zipped(tmp_path / "submissions.zip", {inside + name: text for name, text in files.items()})


def answers(handed: list[Handed]) -> dict[str, str]:
    """By learner: which of two answers to e01 is theirs."""
    found = {}
    for one in handed:
        text = one.open().read(E01)
        found[one.learner.id] = "none" if text is None else "right" if "float32(255)" in text else "other"
    return found


# Names of platforms.

DOWNLOADS = {
    "Canvas": (
        {
            "lovelaceada_145_67891_e01_normalize.py": RIGHT,
            "lovelaceada_145_67892_e03_one_hot.py": "x = 1",
            "hoppergrace_LATE_245_67893_e01_normalize-1.ipynb": nb(),
            "mcdonald_ann_345_67894_hw (1).zip": packed({"e01_normalize.py": OTHER.encode()}),
            "turingalan_445_text.html": "<p>I could not.</p>",
        },
        {"lovelaceada": "right", "hoppergrace": "right", "mcdonald_ann": "other", "turingalan": "none"},
    ),
    "Canvas, anonymous": (
        {"anon_ab12c_67891_e01_normalize.py": RIGHT, "LATE_anon_zz9zz_67892_e01_normalize.py": OTHER},
        {"ab12c": "right", "zz9zz": "other"},
    ),
    "Canvas, an older one": (
        {
            "van-der-berg--pieter-late_145_67891_e01_normalize.py": RIGHT,
            "o-brien--pat_245_67892_e01_normalize.py": OTHER,
            "müller_jörg_late_345_67893_hw.zip": PACKED,
        },
        {"van-der-berg--pieter": "right", "o-brien--pat": "other", "müller_jörg": "other"},
    ),
    "Moodle, without a number": (
        {
            "Ada Lovelace_assignsubmission_file_/e01_normalize.py": RIGHT,
            "Jörg Müller_assignsubmission_file/e01_normalize.ipynb": nb(OTHER),
        },
        {"Ada Lovelace": "right", "Jörg Müller": "other"},
    ),
    "Brightspace": (
        {
            "39786-640693 - Ada Lovelace - Oct 10, 2025 1022 AM/e01_normalize.py": OTHER,
            "39786-640693 - Ada Lovelace - Oct 10, 2025 122 PM/e01_normalize.py": RIGHT,
            "39787-640693 - Jean-Luc O'Neill - Nov 2, 2025 1130 AM/work/e01_normalize.ipynb": nb(),
            "39788-640693 - Grace Brewster Hopper - Nov 2, 2025 1201 AM/hw.zip": PACKED,
            "index.html": "<html>",
        },
        {"Ada Lovelace": "right", "Jean-Luc O'Neill": "right", "Grace Brewster Hopper": "other"},
    ),
    "Brightspace, not in folders": (
        {
            "39786-64069 - N0123456 - Ada Lovelace- 9 November, 2025 1022 - e01_normalize.py": OTHER,
            "39786-64069 - N0123456 - Ada Lovelace- 10 November, 2025 922 - e01_normalize.py": RIGHT,
            "39787-64069 - N0123457 - Bo - 9 nov. 2025 10h22 - hw - final.ipynb": nb(OTHER),
        },
        {"N0123456": "right", "N0123457": "other"},
    ),
    "Sakai": (
        {
            f"Lovelace, Ada(al123)/{SAKAI}/e01_normalize.py": RIGHT,
            "Lovelace, Ada(al123)/timestamp.txt": "20251010102211345",
            "Lovelace, Ada(al123)/feedbackText.html": "",
            f"Hopper, Grace B.(gh-9)/{SAKAI}/hw.zip": PACKED,
            "Turing, Alan(at1)/timestamp.txt": "",
            "grades.csv": "Lab 1,Points,,,\n",
        },
        {"al123": "right", "gh-9": "other", "at1": "none"},
    ),
    "Sakai, not in folders": (
        {
            f"Lovelace, Ada(al123)_{SAKAI}_e01_normalize.py": RIGHT,
            f"Hopper, Grace(gh9)_{SAKAI}_hw_1.ipynb": nb(OTHER),
        },
        {"al123": "right", "gh9": "other"},
    ),
    "Schoology": (
        {
            "Lovelace, Ada - s486002/Revision 2 - On time/e01_normalize.py": OTHER,
            "Lovelace, Ada - s486002/Revision 10 - Late/e01_normalize.py": RIGHT,
            "Hopper, Grace - 0AAA119SP00084/Revision 1 - On Time/hw.zip": PACKED,
        },
        {"s486002": "right", "0AAA119SP00084": "other"},
    ),
    "Teams": (
        {
            "Ada Lovelace/Homework 1/Version 1/e01_normalize.py": OTHER,
            "Ada Lovelace/Homework 1/Version 2/e01_normalize.py": RIGHT,
            "Jörg Müller/Homework 1/Version 1/e01_normalize.ipynb": nb(OTHER),
        },
        {"Ada Lovelace": "right", "Jörg Müller": "other"},
    ),
    "Moodle": (
        {
            f"Ada Lovelace_1456_{MOODLE}/e01_normalize.py": RIGHT,
            "Ada Lovelace_1456_assignsubmission_onlinetext_/onlinetext.html": "<p>hello</p>",
            f"Jörg Müller_2456_{MOODLE}/my work/E01_Normalize.PY": OTHER,
            f"Grace O'Brien-Hopper_3456_{MOODLE}/work.zip": packed(
                {"work\\e01_normalize.py": RIGHT.encode()}
            ),
        },
        {"Ada Lovelace": "right", "Jörg Müller": "other", "Grace O'Brien-Hopper": "right"},
    ),
    "Moodle, not in folders": (
        {f"Ada Lovelace_1456_{MOODLE}e01_normalize.py": RIGHT, f"Bo_2_{MOODLE}hw1.ipynb": nb(OTHER)},
        {"Ada Lovelace": "right", "Bo": "other"},
    ),
    "Moodle, names hidden": (
        {
            f"Participant_11_{MOODLE}/e01_normalize.py": RIGHT,
            f"Participant_12_{MOODLE}/e01_normalize.py": OTHER,
        },
        {"Participant 11": "right", "Participant 12": "other"},
    ),
    "Blackboard": (
        {
            "hw_1_alove_attempt_2024-09-01-10-00-00.txt": "Name: Ada (alove)",
            "hw_1_alove_attempt_2024-09-01-10-00-00_e01_normalize.py": OTHER,
            "hw_1_alove_attempt_2024-09-02-09-00-00_e01_normalize.py": RIGHT,
            "hw_1_ghopp_attempt_2024-09-01-10-00-00_e01_normalize.ipynb": nb(),
        },
        {"alove": "right", "ghopp": "right"},
    ),
    "Gradescope": (
        {
            "submission_101/e01_normalize.py": RIGHT,
            "submission_102/hw/e01_normalize.py": OTHER,
            "submission_metadata.yml": (
                "submission_101:\n  :submitters:\n  - :name: Ada Lovelace\n    :sid: '0042'\n    :email: ada@uni.edu\n"
                "  :score: 7.0\n  :history:\n  - :id: 7\n    :submitters:\n    - :name: Nobody\nsubmission_102:\n"
                "  :submitters:\n  - :name: Bo\n    :email: bo@uni.edu\n  - :name: Cy\n    :sid: '7'\n"
            ),
        },
        {"0042": "right", "bo@uni.edu": "other", "7": "other"},
    ),
    "nbgrader's exchange": (
        {
            "ada+ps1+2024-02-02 15:58:23.948203 UTC/e01_normalize.ipynb": nb(OTHER),
            "ada+ps1+2024-02-03 15:58:23.948203 UTC/e01_normalize.ipynb": nb(),
            "bo+b+ps1+2024-02-02 15:58:23.948203 UTC/e01_normalize.ipynb": nb(OTHER),
        },
        {"ada": "right", "bo+b": "other"},
    ),
}


@pytest.mark.parametrize("kind", ["folder", "zip", "zip of a folder"])
@pytest.mark.parametrize("platform", DOWNLOADS)
def test_a_download_says_who_handed_in_what(tmp_path: Path, platform: str, kind: str) -> None:
    files, wanted = DOWNLOADS[platform]
    found = discover([placed(tmp_path, kind, files)])
    assert answers(found) == wanted
    assert described(found)[0].startswith(
        f"read as a download from {platform.partition(',')[0]}: {len(wanted)} learners"
    )


@pytest.mark.parametrize("platform", [name for name in DOWNLOADS if name != "Teams"])
def test_a_download_that_lies_in_the_folder_of_a_class_is_its_learners(tmp_path: Path, platform: str) -> None:
    files, wanted = DOWNLOADS[platform]
    zipped(laid_out(tmp_path / "class", {"zed/e01_normalize.py": RIGHT}) / "section 1.zip", files)
    assert answers(discover([tmp_path / "class"])) == wanted | {"zed": "right"}


def test_what_the_platform_knows_of_somebody_is_kept(tmp_path: Path) -> None:
    files = {**DOWNLOADS["Canvas"][0], "hoppergrace_245_67895_notes.pdf": b"%PDF"}
    found = {one.learner.id: one for one in discover([placed(tmp_path, "folder", files)])}
    assert found["lovelaceada"].also == ("145",)
    assert "Handed in late, according to its name." in found["hoppergrace"].open().notes()
    files, _ = DOWNLOADS["Gradescope"]
    ada = next(one for one in discover([placed(tmp_path / "g", "folder", files)]) if one.learner.id == "0042")
    assert (ada.learner.name, ada.also) == ("Ada Lovelace", ("ada@uni.edu", "Ada Lovelace", "101"))


def test_the_newest_upload_counts_and_the_others_are_named(tmp_path: Path) -> None:
    canvas = {
        "lovelaceada_145_67891_e01_normalize.py": OTHER,
        "lovelaceada_145_67899_e01_normalize-1.py": RIGHT,
        "lovelaceada_145_67892_hw.ipynb": nb("x = 1"),
        "lovelaceada_145_67897_hw-2.ipynb": nb("x = 2"),
    }
    (ada,) = discover([placed(tmp_path, "folder", canvas)])
    opened = ada.open()
    assert "float32(255)" in (opened.read(E01) or "")
    notes = "\n".join(opened.notes())
    assert "`lovelaceada_145_67891_e01_normalize.py` does not count: a newer one was handed in." in notes
    assert "`lovelaceada_145_67892_hw.ipynb` does not count: a newer one was handed in." in notes
    assert "Judged: `e01_normalize-1.py` as e01_normalize." in notes
    blackboard, _ = DOWNLOADS["Blackboard"]
    alove = next(
        h for h in discover([placed(tmp_path / "b", "folder", blackboard)]) if h.learner.id == "alove"
    )
    assert sum("a newer one was handed in" in note for note in alove.open().notes()) == 2


@pytest.mark.parametrize(
    ("task", "ids"),
    [
        ("HW 1", ["a_tur", "b_tur"]),
        ("HW_1", ["alove", "g.hopp", "a_b_tur"]),
        ("Homework_1_part_2", ["a_love", "b_love", "hopp"]),
        ("HW 1", ["x_1", "y_1", "z_1", "z_2"]),
    ],
)
def test_an_underscore_in_an_id_of_blackboard_joins_nobody(tmp_path: Path, task: str, ids: list[str]) -> None:
    """Whatever most of the names have in common is the task."""
    files: dict[str, str | bytes] = {}
    for number, one in enumerate(ids):
        start = f"{task}_{one}_attempt_2026-11-2{number}-10-00-00"
        files |= {f"{start}.txt": "Name", f"{start}_e01_normalize.py": RIGHT, f"{start}_my_notes.md": "x"}
    found = discover([placed(tmp_path, "zip", files)])
    assert [one.learner.id for one in found] == sorted(ids)
    assert not any("newer" in note for one in found for note in one.notes)


def test_one_learner_of_blackboard_may_be_called_either_way(tmp_path: Path) -> None:
    """Of a single name nothing says where the task ends; the roster may."""
    files: dict[str, str | bytes] = {"HW 1_a_tur_attempt_2026-11-20-10-00-00_e01_normalize.py": RIGHT}
    (found,) = discover([placed(tmp_path, "folder", files)])
    assert (found.learner.id, found.also) == ("tur", ("a_tur",))


@pytest.mark.parametrize("kind", ["folder", "zip", "zip of a folder"])
@pytest.mark.parametrize(
    ("name", "learner"),
    [
        (f"Ada Lovelace_1456_{MOODLE}", "Ada Lovelace"),
        ("39786-640693 - Ada Lovelace - Oct 10, 2025 1022 AM", "Ada Lovelace"),
        (f"Lovelace, Ada(al1)/{SAKAI}", "al1"),
        ("ada+ps1+2024-02-02 15:58:23.948203 UTC", "ada"),
        ("Lovelace, Ada - s1/Revision 1 - Late", "s1"),
    ],
)
def test_the_only_learner_of_a_download_is_one(tmp_path: Path, kind: str, name: str, learner: str) -> None:
    """In a zip file, the only folder was taken for a wrapper, and the zip file's name for the learner's."""
    place = placed(tmp_path, kind, {f"{name}/e01_normalize.py": RIGHT})
    assert answers(discover([place])) == {learner: "right"}


def test_a_comma_and_a_dash_make_no_download(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"Lab 1, part 2 - final/{name}": text for name, text in CLASS.items()}
    assert set(answers(discover([placed(tmp_path, "zip", files)]))) == {"ada", "bob"}


def test_two_people_of_one_name_are_two(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "smithann_11_901_e01_normalize.py": RIGHT,
        "smithann_12_902_e01_normalize.py": OTHER,
        "smithbo_13_903_e01_normalize.py": RIGHT,
    }
    found = answers(discover([placed(tmp_path, "zip", files)]))
    assert found == {"smithann 11": "right", "smithann 12": "other", "smithbo": "right"}


def test_teams_keeps_what_is_not_handed_in_beside_it(tmp_path: Path) -> None:
    files, wanted = DOWNLOADS["Teams"]
    all_ = {f"Submitted files/{name}": text for name, text in files.items()}
    all_ |= {"Working files/Ada Lovelace/Homework 1/e01_normalize.py": STUB, "roster.csv": "id"}
    for kind in ("folder", "zip", "zip of a folder"):
        place = placed(tmp_path / kind, kind, all_)
        found = discover([place])
        assert answers(found) == wanted
        assert left_out([place], known=[place / "roster.csv"])[0] == "Working files"
    ada = found[0].open()
    assert "Version 1/e01_normalize.py` does not count: it belongs to an earlier try; `Version 2`" in str(
        ada.notes()
    )


def test_the_only_learner_of_teams_is_one(tmp_path: Path) -> None:
    files = {name: text for name, text in DOWNLOADS["Teams"][0].items() if name.startswith("Ada")}
    place = placed(
        tmp_path, "folder", {f"Student Work/Submitted files/{name}": text for name, text in files.items()}
    )
    assert answers(discover([place])) == {"Ada Lovelace": "right"}


def test_a_late_revision_is_a_late_mark(tmp_path: Path) -> None:
    for kind in ("folder", "zip"):
        found = discover([placed(tmp_path / kind, kind, DOWNLOADS["Schoology"][0])])
        assert described(found) == ["read as a download from Schoology: 2 learners, 1 late"]
        assert [one.learner.name for one in found] == ["Grace Hopper", "Ada Lovelace"]


@pytest.mark.parametrize(
    "names",
    [
        ("Ada Lovelace - e01_normalize.ipynb", "Jörg Müller - e01_normalize.ipynb"),
        ("Lovelace Ada_e01_normalize.py", "Müller Jörg_e01_normalize 1.py"),
        ("e01_normalize - Ada Lovelace.py", "e01_normalize - Jörg Müller (1).py"),
        ("ada_E01-Normalize.py", "jörg_e01_normalize.py.txt"),
        ("1234567_e01_normalize.PY", "0234567 e01 normalize.py"),
        ("e01_normalize_ada.py", "e01_normalize_jörg.py"),
    ],
)
def test_files_may_say_learner_and_exercise(tmp_path: Path, names: tuple[str, str]) -> None:
    """A folder of them is a class, as one of notebooks is; a zip file may as well be one learner's with two tries."""
    files = {
        name: nb(text) if "ipynb" in name else text for name, text in zip(names, (RIGHT, OTHER), strict=True)
    }
    found = discover([placed(tmp_path, "folder", files)])
    assert list(answers(found).values()) in (["right", "other"], ["other", "right"])
    assert described(found) == ["read as files called after learner and exercise: 2 learners"]
    assert not any("normalize" in one.learner.id.lower() or one.learner.id[-1] in "_- " for one in found)
    zip_ = placed(tmp_path, "zip", files)
    with pytest.raises(
        UsageError, match=r"may be called after learners: `--naming files` says that they are"
    ):
        discover([zip_])
    assert answers(discover([zip_], naming="files")) == answers(found)
    assert len(discover([zip_], naming="one")) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("draft_e01_normalize.ipynb", "final_e01_normalize.ipynb"),
        ("ada_e01_normalize.ipynb", "ada_e03_one_hot.ipynb"),
        ("ada_e01_normalize.ipynb", "bob_e03_one_hot.ipynb"),
        ("ada_e01_normalize.ipynb", "hw1.ipynb"),
    ],
)
def test_other_notebooks_are_called_as_they_are(tmp_path: Path, names: tuple[str, str]) -> None:
    found = discover([placed(tmp_path, "folder", {name: nb() for name in names})])
    assert [one.learner.id for one in found] == sorted(Path(name).stem for name in names)
    assert len(discover([placed(tmp_path, "zip", {name: nb() for name in names})])) == 1


def test_clones_of_github_classroom_are_called_after_the_assignment(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"hw-1-ada-l/e01_normalize.py": RIGHT, "hw-1-bob/e01_normalize.py": OTHER}
    wanted = {"ada-l": "right", "bob": "other"}
    place = laid_out(tmp_path / "hw-1-submissions", files)
    assert answers(discover([place])) == wanted
    assert answers(discover([laid_out(tmp_path / "all", files)], naming="github")) == wanted
    assert set(answers(discover([tmp_path / "all"]))) == {"hw-1-ada-l", "hw-1-bob"}
    in_a_zip = {f"hw-1-submissions/{name}": text for name, text in files.items()}
    assert answers(discover([placed(tmp_path, "zip", in_a_zip)])) == wanted
    with pytest.raises(UsageError, match="no name there fits --naming github"):
        discover([laid_out(tmp_path / "others", CLASS)], naming="github")


SECTIONS: dict[str, dict[str, str | bytes]] = {
    "folders": {
        "A/ada/e01_normalize.py": RIGHT,
        "A/bob/e01_normalize.py": OTHER,
        "B/cyd/e01_normalize.py": RIGHT,
    },
    "assignments": {
        "hw1/ada/e01_normalize.py": RIGHT,
        "hw1/bob/e01_normalize.py": OTHER,
        "hw2/ada/e03_one_hot.py": "x = 1",
        "hw2/bob/e03_one_hot.py": "x = 2",
    },
    "zip files": {
        f"{section}.zip": packed({f"{name}/e01_normalize.py": RIGHT.encode() for name in names})
        for section, names in {"Mon": ("ada", "bob"), "Tue": ("cyd", "dan")}.items()
    },
    "a download beside what was in it": {
        "submissions.zip": packed(
            {f"{name}_e01_normalize.py": RIGHT.encode() for name in ("ada_1_2", "bob_2_3")}
        ),
        "submissions/ada_1_2_e01_normalize.py": RIGHT,
        "submissions/bob_2_3_e01_normalize.py": OTHER,
    },
}


@pytest.mark.parametrize("kind", ["folder", "zip"])
@pytest.mark.parametrize("sections", SECTIONS)
def test_folders_that_hold_classes_are_no_learners(tmp_path: Path, sections: str, kind: str) -> None:
    """Each was one learner who answered several times, or, with a single learner in it, that learner's answer."""
    place = placed(tmp_path, kind, SECTIONS[sections])
    with pytest.raises(
        UsageError, match=r"learners, or classes\? .* answer the same: if they are learners, name"
    ):
        discover([place])
    if sections != "a download beside what was in it":
        found = {one.learner.id for one in discover([place], naming="folders")}
        assert found == {Path(name).parts[0].removesuffix(".zip") for name in SECTIONS[sections]}


def test_a_single_learner_who_hands_in_badly_stops_nobody(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"{name}/e01_normalize.py": RIGHT for name in ("ada", "bob")}
    files |= {"cyd/mine/e01_normalize.py": RIGHT, "cyd/of a friend/e01_normalize.py": OTHER}
    found = discover([placed(tmp_path, "folder", files)])
    assert [one.learner.id for one in found] == ["ada", "bob", "cyd"]
    with pytest.raises(SubmissionError, match="more than once"):
        found[2].open().read(E01)


def test_a_folder_and_the_zip_file_of_it_are_no_two_learners(tmp_path: Path) -> None:
    packed_ = packed({"ada/e01_normalize.py": RIGHT.encode()})
    files: dict[str, str | bytes] = {
        "ada/ada.zip": packed_,
        "ada/ada/e01_normalize.py": RIGHT,
        "bob/e01_normalize.py": OTHER,
    }
    assert answers(discover([placed(tmp_path, "folder", files)])) == {"ada": "right", "bob": "other"}


def test_feedback_is_nobodys_answer(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"Ada L_1456_{MOODLE}/e01_normalize.py": RIGHT,
        "Ada L_1456_assignfeedback_file_/e01_normalize.py": OTHER,
        "Bo_2_assignfeedback_comments_/comments.html": "<p>Where is it?</p>",
    }
    found = discover([placed(tmp_path, "folder", files)])
    assert answers(found) == {"Ada L": "right", "Bo": "none"}
    assert "`Ada L_1456_assignfeedback_file_` does not count: it is feedback." in found[0].notes


@pytest.mark.parametrize("kind", ["folder", "zip", "zip of a folder"])
def test_a_learner_who_packed_the_work_is_one(tmp_path: Path, kind: str) -> None:
    """In the zip file of a class, too: one who did not was taken for the only learner."""
    files: dict[str, str | bytes] = {
        "ada/e01_normalize.py": RIGHT,
        "bob/hw1.zip": PACKED,
        "cyd/my work/hw.zip": packed({"hw/e01_normalize.py": OTHER.encode()}),
        "dan/notebook.zip": packed({"Untitled.ipynb": nb()}),
    }
    wanted = {"ada": "right", "bob": "other", "cyd": "other", "dan": "right"}
    assert answers(discover([placed(tmp_path, kind, files)])) == wanted


def test_names_of_a_class_are_no_download(tmp_path: Path) -> None:
    """One that fits by chance, among others, makes no convention; neither do names of files of one learner."""
    files: dict[str, str | bytes] = {
        "ada/e01_normalize.py": RIGHT,
        "bob/e01_normalize.py": OTHER,
        "x_1_2_y/e01_normalize.py": OTHER,
    }
    assert answers(discover([placed(tmp_path, "folder", files)])) == {
        "ada": "right",
        "bob": "other",
        "x_1_2_y": "other",
    }
    own: dict[str, str | bytes] = {"ada/hw_1_2_final.ipynb": nb(), "bob/e01_normalize.py": OTHER}
    assert answers(discover([placed(tmp_path / "b", "folder", own)])) == {"ada": "right", "bob": "other"}


def test_a_download_with_strangers_in_it_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    files = {**DOWNLOADS["Canvas"][0], "from my mail/e01_normalize.py": OTHER}
    place = placed(tmp_path, "folder", files)
    with pytest.raises(UsageError, match=r"from my mail is not: `--naming canvas` reads them so"):
        discover([place])
    assert set(answers(discover([place], naming="canvas"))) == set(DOWNLOADS["Canvas"][1])
    assert left_out([place], naming="canvas") == ["from my mail"]
    assert "from my mail" in answers(discover([place], naming="folders"))


@pytest.mark.parametrize(
    "beside", ["e01_normalize.py", "roster.csv", "README.md", "rubric.pdf", "solution.pptx"]
)
def test_what_lies_beside_a_download_is_left_out_and_named(tmp_path: Path, beside: str) -> None:
    files, wanted = DOWNLOADS["Canvas"]
    place = placed(tmp_path, "folder", {**files, beside: STUB})
    assert answers(discover([place])) == wanted
    assert left_out([place]) == [beside]
    assert left_out([place], known=[place / beside]) == []


# A naming of one's own.


def test_a_regular_expression_of_ones_own(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "hw1-ada-final.py": RIGHT,
        "hw1-bob-draft.py": OTHER,
        "hw1-cy.zip": packed({"e01_normalize.py": RIGHT.encode()}),
        "notes.md": "mine",
    }
    place = placed(tmp_path, "folder", files)
    found = discover([place], naming=r"hw1-(?P<id>[a-z]+)(?:-\w+)?\.(?:py|zip)")
    assert [one.learner.id for one in found] == ["ada", "bob", "cy"]
    assert described(found) == ["read by --naming: 3 learners"]
    assert found[2].open().read(E01) == RIGHT
    notes = "\n".join(found[0].open().notes())
    assert "`hw1-ada-final.py` does not count: it is called like no exercise" in notes
    named = discover([place], naming=r"hw1-(?P<id>[a-z]+)(?:-\w+)?(?P<file>\.py)")
    assert [one.learner.id for one in named] == ["ada", "bob"]


@pytest.mark.parametrize(
    ("naming", "said"),
    [
        ("canvass", "there is blackboard, moodle"),
        ("(?P<id", "is no regular expression"),
        (r"\w+\.py", "no group that says who"),
        (r"(?P<id>\d+)", "no name there fits"),
        ("moodle", "no name there fits --naming moodle"),
    ],
)
def test_a_naming_that_makes_no_sense_is_refused(tmp_path: Path, naming: str, said: str) -> None:
    place = placed(tmp_path, "folder", {"ada/e01_normalize.py": RIGHT, "bob/e01_normalize.py": RIGHT})
    with pytest.raises(UsageError, match=re.escape(said)):
        discover([place], naming=naming)


# One learner's, or a class's.

CLASS = {"ada/e01_normalize.py": RIGHT, "bob/hw/e01_normalize.py": OTHER}
SHAPES: dict[str, tuple[dict[str, str | bytes], str, str]] = {
    # what lies there, what it is as a folder, what as a zip file
    "learners": (CLASS, "class", "class"),
    "learners and a hand-out": ({**CLASS, "e01_normalize.py": STUB}, "class", "class"),
    "learners and a hand-out as a notebook": ({**CLASS, "e01_normalize.ipynb": nb(STUB)}, "class", "class"),
    "learners and an answer": ({**CLASS, "e01_normalize.py": RIGHT}, "both", "both"),
    "learners and a folder of stubs": ({**CLASS, "exercises/e01_normalize.py": STUB}, "both", "both"),
    "zip files of learners": (
        {f"{name}.zip": packed({"e01_normalize.py": RIGHT.encode()}) for name in ("ada", "bob")}, "class", "class",
    ),
    "different exercises": ({"ada/e01_normalize.py": RIGHT, "bob/e03_one_hot.py": "x = 1"}, "class", "both"),
    "a workspace": ({"exercises/e01_normalize.py": RIGHT, "README.md": "mine"}, "one", "one"),
    "a repository": (
        {"exercises/e01_normalize.py": STUB, "src/e01_normalize.py": RIGHT, "starter/e01_normalize.py": STUB}, "one", "one",
    ),
    "exercises": ({"e01_normalize.py": RIGHT, "e03_one_hot.py": "x = 1"}, "one", "one"),
    "exercises and an old copy": ({"e01_normalize.py": RIGHT, "old/e01_normalize.py": OTHER}, "one", "one"),
    "exercises and a folder of one's own": ({"e01_normalize.py": STUB, "ada/e01_normalize.py": RIGHT}, "one", "one"),
    "exercises by the week": ({"week1/e01_normalize.py": RIGHT, "week2/e03_one_hot.py": "x = 1"}, "class", "one"),
    "a folder per exercise": (
        {"e01_normalize/e01_normalize.py": RIGHT, "e03_one_hot/e03_one_hot.py": "x = 1"}, "class", "one",
    ),
    "exercises and data": ({"e01_normalize.py": RIGHT, "a.zip": packed({"a.csv": b""}), "b.zip": packed({"b.csv": b""})}, "one", "one"),
    "parts of one learner's work": (
        {"e01_normalize.py": RIGHT, "hw1/e02_channels.py": "x = 1", "hw2/e03_one_hot.py": "x = 1"}, "one", "one",
    ),
    "people called like parts": ({"a01/e01_normalize.py": RIGHT, "a02/e01_normalize.py": OTHER}, "class", "both"),
    "people called like parts, and a hand-out": (
        {"w1/e01_normalize.py": RIGHT, "w2/e01_normalize.py": OTHER, "e01_normalize.py": STUB}, "both", "both",
    ),
    "numbers of a university, and a hand-out": (
        {"a1234567/e01_normalize.py": RIGHT, "w7654321/hw/e01_normalize.py": OTHER, "e01_normalize.py": STUB}, "class", "class",
    ),
    "a copy of the kit": ({"exercises/e01_normalize.py": RIGHT, "solutions/e01_normalize.py": OTHER}, "one", "one"),
}  # fmt: skip


@pytest.mark.parametrize("kind", ["folder", "zip"])
@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_is_looked_at(tmp_path: Path, name: str, kind: str) -> None:
    files, as_folder, as_zip = SHAPES[name]
    wanted = as_folder if kind == "folder" else as_zip
    place = placed(tmp_path, kind, files)
    if wanted == "both":
        with pytest.raises(UsageError, match=r"`--naming folders` says that it is a class, `--naming one`"):
            discover([place])
        assert len(discover([place], naming="folders")) >= 2
        assert len(discover([place], naming="one")) == 1
        return
    ids = [one.learner.id for one in discover([place])]
    assert ids == ["submissions"] if wanted == "one" else len(ids) == 2


def test_a_hand_out_beside_the_learners_is_named(tmp_path: Path) -> None:
    place = placed(tmp_path, "folder", {**CLASS, "e01_normalize.py": STUB, "e03_one_hot.ipynb": nb("def one_hot(labels, k):\n    raise NotImplementedError\n\n\ndef decode(rows):\n    raise NotImplementedError\n")})  # fmt: skip
    assert answers(discover([place])) == {"ada": "right", "bob": "other"}
    assert left_out([place]) == ["e01_normalize.py", "e03_one_hot.ipynb"]


@pytest.mark.parametrize("inside", ["submissions", "Downloads"])
def test_a_class_in_a_folder_of_its_own(tmp_path: Path, inside: str) -> None:
    laid_out(tmp_path / "hw" / inside, CLASS)
    assert answers(discover([tmp_path / "hw"])) == {"ada": "right", "bob": "other"}
    canvas, wanted = DOWNLOADS["Canvas"]
    laid_out(tmp_path / "hw2" / "anything", canvas)
    assert answers(discover([tmp_path / "hw2"])) == wanted


@pytest.mark.parametrize("inside", ["HW1", "week_2", "HW 1/submissions", "ps3", "2026/lab 4"])
@pytest.mark.parametrize("beside", ["", "grades.csv", "README.md"])
def test_a_class_in_a_folder_that_is_called_like_no_person(tmp_path: Path, inside: str, beside: str) -> None:
    """As platforms pack it, and as a zip file of the same is read."""
    files: dict[str, str | bytes] = {**CLASS, "e01_normalize.py": STUB}
    laid_out(tmp_path / "course" / inside, files)
    if beside:
        laid_out(tmp_path / "course", {beside: "x"})
    assert answers(discover([tmp_path / "course"])) == {"ada": "right", "bob": "other"}
    assert "e01_normalize.py" in left_out([tmp_path / "course"])


@pytest.mark.parametrize(
    "files",
    [
        {f"CS101/{name}": text for name, text in CLASS.items()},
        {f"cohort/{name}": text for name, text in CLASS.items()},
        {"ada/v1/e01_normalize.py": RIGHT, "ada/v2/e01_normalize.py": OTHER},
        {"ada/HW1/Version 1/e01_normalize.py": RIGHT, "ada/HW1/Version 2/e01_normalize.py": OTHER},
        {"hw1/a01/e01_normalize.py": RIGHT, "hw1/a02/e01_normalize.py": OTHER},
    ],
    ids=["a course", "a word", "tries", "versions", "people called like parts"],
)
def test_folders_in_the_only_folder_may_be_both(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    place = laid_out(tmp_path / "place", files)
    only = next(iter(files)).partition("/")[0]
    with pytest.raises(UsageError, match=rf"name `.*{only}.*` if they are learners, `--naming folders` says"):
        discover([place])
    assert [one.learner.id for one in discover([place], naming="folders")] == [only]


@pytest.mark.parametrize(
    "files",
    [
        {"old/e01_normalize.py": OTHER, "e01_normalize.py": RIGHT},
        {"src/e01_normalize.py": RIGHT, "tests/e01_normalize.py": OTHER},
        {"hw1/e01_normalize.py": RIGHT, "hw2/e03_one_hot.py": "x = 1"},
    ],
)
def test_the_only_learner_of_a_class_is_one(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    laid_out(tmp_path / "class" / "ada", files)
    assert [one.learner.id for one in discover([tmp_path / "class"])] == ["ada"]


@pytest.mark.parametrize(
    "files", [CLASS, DOWNLOADS["Canvas"][0], DOWNLOADS["Moodle"][0]], ids=["plain", "Canvas", "Moodle"]
)
def test_the_zip_file_of_a_class_may_lie_in_a_folder(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    zipped(laid_out(tmp_path / "hw1", {"roster.csv": "id"}) / "all of them.zip", files)
    wanted = answers(discover([tmp_path / "hw1" / "all of them.zip"]))
    assert answers(discover([tmp_path / "hw1"])) == wanted
    assert len(wanted) > 1


@pytest.mark.parametrize("name", ["cyd.rar", "cyd.7z", "cyd.tar.gz", "cyd.TGZ", "cyd.zipx"])
@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_an_archive_of_another_kind_is_somebodys(tmp_path: Path, kind: str, name: str) -> None:
    """Who packed with another program has a row, in which the archive is named; not a line among what was left out."""
    files: dict[str, str | bytes] = {**CLASS, name: b"Rar!\x1a\x07\x01\x00"}
    place = placed(tmp_path, kind, files)
    found = {one.learner.id: one.open() for one in discover([place])}
    assert sorted(found) == ["ada", "bob", "cyd"]
    assert found["cyd"].read(E01) is None
    (note,) = found["cyd"].notes()
    assert note == f"`{name}` does not count: it is an archive of another kind: only zip files are opened."
    assert left_out([place]) == []


@pytest.mark.parametrize("name", ["data.tar.gz", "e01_normalize.rar", "solutions.7z", "cyd.docx"])
def test_an_archive_of_the_course_is_nobodys(tmp_path: Path, name: str) -> None:
    place = placed(tmp_path, "folder", {**CLASS, name: b"x"})
    assert set(answers(discover([place]))) == {"ada", "bob"}
    assert left_out([place]) == [name]


def test_what_gradescope_says_about_the_submissions_is_not_left_out(tmp_path: Path) -> None:
    files, _ = DOWNLOADS["Gradescope"]
    place = placed(tmp_path, "folder", {**files, "rubric.pdf": b"%PDF"})
    discover([place])
    assert left_out([place]) == ["rubric.pdf"]


def test_results_of_an_earlier_run_are_nobodys(tmp_path: Path) -> None:
    canvas, wanted = DOWNLOADS["Canvas"]
    place = placed(tmp_path, "folder", {**canvas, "grades/results.sqlite": b"", "grades/class.csv": ""})
    assert answers(discover([place])) == wanted
    plain = placed(tmp_path / "b", "folder", {**CLASS, "old grades/results.sqlite": b""})
    assert set(answers(discover([plain]))) == {"ada", "bob"}


def test_a_course_of_nbgrader_is_no_class(tmp_path: Path) -> None:
    laid_out(tmp_path / "c", {"nbgrader_config.py": "", "submitted/ada/ps1/e01_normalize.ipynb": nb()})
    with pytest.raises(UsageError, match=r"`tfkata grade .*submitted` what learners handed in"):
        discover([tmp_path / "c"])
    assert answers(discover([tmp_path / "c" / "submitted"])) == {"ada": "right"}


def test_ids_are_composed(tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "jmüller")
    laid_out(tmp_path / "class" / apart, {"e01_normalize.py": RIGHT})
    assert [one.learner.id for one in discover([tmp_path / "class"])] == ["jmüller"]


def test_macos_writes_utf_8_and_does_not_say_so(tmp_path: Path) -> None:
    path = tmp_path / "moodle.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("Jörg Müller_1", "Zoë_2"):
            archive.writestr(f"{name}_{MOODLE}/e01_normalize.py", RIGHT)
    content = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset + 1] &= ~0x08
            at = content.find(mark, at + 4)
    path.write_bytes(content)
    assert [one.learner.id for one in discover([path])] == ["Jörg Müller", "Zoë"]


def written_in(codec: str, name: str, *, beside: bool = False) -> bytes:
    """A zip file with one member, its name in the code page of a country, perhaps with the name in UTF-8 beside it."""
    raw = name.encode(codec, "replace")
    mark = "N" * len(raw)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        member = zipfile.ZipInfo(mark)
        if beside:
            body = b"\1" + struct.pack("<I", zlib.crc32(raw)) + name.encode()
            member.extra = struct.pack("<HH", 0x7075, len(body)) + body
        archive.writestr(member, RIGHT)
    return content.getvalue().replace(mark.encode(), raw)


@pytest.mark.parametrize(
    ("codec", "name", "beside"),
    [
        ("cp437", "Jörg Müller", False),
        ("cp850", "Jörg Müller", False),
        ("cp850", "João Simões", False),
        ("cp850", "Bjørn Åse", False),
        ("cp850", "Élodie À", False),
        ("cp850", "João Simões", True),
        ("cp852", "Łukasz Żak", True),
        ("gbk", "李雷", True),
        ("ascii", "Ольга", True),
        ("utf-8", "Ольга", False),
    ],
)  # fmt: skip
def test_names_in_the_code_page_of_a_country_are_read(
    tmp_path: Path, codec: str, name: str, *, beside: bool
) -> None:
    path = tmp_path / "class.zip"
    path.write_bytes(written_in(codec, f"{name}_1_{MOODLE}/e01_normalize.py", beside=beside))
    assert answers(discover([path])) == {name: "right"}


def test_a_name_beside_another_name_is_not_believed(tmp_path: Path) -> None:
    """What lies there belongs to the name that it was made for."""
    content = written_in("cp850", f"Jörg_1_{MOODLE}/e01_normalize.py", beside=True).replace(
        b"J\x94rg", b"B\x94rg"
    )
    (tmp_path / "class.zip").write_bytes(content)
    assert answers(discover([tmp_path / "class.zip"])) == {"Börg": "right"}


@pytest.mark.parametrize(
    ("name", "said"),
    [("class.rar", "unpack it, and name the folder"), ("class.tar.gz", "unpack it"), ("ada.py", "`tfkata check ada.py`"), ("a.pdf", "notebook$")],
)  # fmt: skip
def test_a_file_of_another_kind_says_what_to_do(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(
        UsageError, match=rf"not a folder, zip file or notebook(: )?{said}" if said != "notebook$" else said
    ):
        discover([tmp_path / name])


def test_a_hostile_member_costs_its_own_learner(tmp_path: Path) -> None:
    """A bomb, a link and a path that leads out, in the download of a whole class."""
    path = tmp_path / "submissions.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ada_11_901_e01_normalize.py", RIGHT)
        archive.writestr("bob_12_902_e01_normalize.py", b"#" * (4 << 20))
        archive.writestr("../cy_13_903_e01_normalize.py", OTHER)
        link = zipfile.ZipInfo("dan_14_904_e01_normalize.py")
        link.external_attr = (0o120777) << 16
        archive.writestr(link, "/etc/passwd")
    found = {one.learner.id: one.open() for one in discover([path])}
    assert set(found) == {"ada", "bob", "dan"}
    assert found["ada"].read(E01) == RIGHT
    assert found["bob"].read(E01) is None
    assert any("bomb" in note for note in found["bob"].notes())


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_a_damaged_zip_file_inside_a_folder_stops_nobody(tmp_path: Path, kind: str) -> None:
    """Folders are looked into before anybody is graded: bytes of one learner are nobody else's affair."""
    chance = random.Random(0)
    files: dict[str, str | bytes] = {"ada/e01_normalize.py": RIGHT, "bob/e01_normalize.py": OTHER}
    for number in range(25):
        content = bytearray(PACKED)
        for _ in range(1 + number % 7):
            content[chance.randrange(len(content))] = chance.randrange(256)
        files[f"learner{number}/hw.zip"] = bytes(
            content[: chance.choice([len(content), 40, len(content) - 9])]
        )
    found = discover([placed(tmp_path, kind, files)])
    assert {"ada", "bob", "learner0", "learner24"} <= {one.learner.id for one in found}
    for one in found:
        with contextlib.suppress(SubmissionError):
            one.open().read(E01)


def test_every_convention_has_names_that_fit_no_other() -> None:
    for files, _ in DOWNLOADS.values():
        names = [
            name.partition("/")[0] for name in files if not name.endswith((".yml", ".csv", "index.html"))
        ]
        fit = [one.key for one in conventions.OF_NAMES if all(map(one.match, names))]
        assert len(fit) <= 1, (names, fit)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Oct 10, 2025 1022 AM", "2025-10-10 10:22"),
        ("Oct 10, 2025 122 PM", "2025-10-10 13:22"),
        ("Oct 10, 2025 1201 AM", "2025-10-10 00:01"),
        ("9 November, 2025 922", "2025-11-09 09:22"),
        ("1 juil. 2025 22h15", "2025-07-01 22:15"),
        ("3 juin 2025 09:05", "2025-06-03 09:05"),
        ("5 Mär 2025 10.22", "2025-03-05 10:22"),
        ("30 dic 2025 1000", "2025-12-30 10:00"),
        ("10/11/2025 1000", ""),
        ("Oct 2025", ""),
    ],
)
def test_a_moment_can_be_compared_or_says_nothing(text: str, when: str) -> None:
    assert moment(text) == when


def test_generic_names_are_no_people() -> None:
    assert {"src", "solutions", "exercises"} <= people.OF_ONE
