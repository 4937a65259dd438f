"""The data sets of the other categories: what is in them, that nothing held out is in the train part, how they are made."""

import io
import re
import shutil
import subprocess
import sys
import tomllib
import zlib
from pathlib import Path

import numpy as np
import pytest

from tfkata.data import categories
from tfkata.data.categories import (
    archive,
    auto_mpg,
    emoji,
    make,
    make_emoji,
    make_spam,
    masking,
    series,
    sources,
    spam,
)
from tfkata.errors import DataError

HERE = Path(categories.__file__).parent
MANIFEST = tomllib.loads((HERE / "manifest.toml").read_text(encoding="utf-8"))
FILES = [(name, part) for name in categories.NAMES for part in ("train", "held_out")]
MASKS = {"ADDRESS", "LINK", "NUMBER", "PLACE", "NAME"}


@pytest.fixture
def root(tmp_path):
    """A copy of the data folder that may be damaged."""
    return shutil.copytree(HERE, tmp_path / "data", ignore=shutil.ignore_patterns("*.py", "__pycache__"))


# What is in them


def test_births_are_days_of_sixteen_years_and_of_the_four_after_them():
    train, held_out = series.load("births", "train"), series.load("births", "held_out")
    assert (train.shape, held_out.shape) == ((16 * 365 + 4,), (4 * 365 + 1,))
    assert train.dtype == held_out.dtype == np.int64
    assert train[:3].tolist() == [8486, 9002, 9542]
    assert held_out[-2:].tolist() == [11837, 9133]
    assert 5_000 < min(train.min(), held_out.min()) < max(train.max(), held_out.max()) < 14_000


def test_the_yardsticks_of_births_are_those_that_were_measured():
    """Yesterday's value errs by 896 on the last fifth, last week's by 308."""
    held_out = series.load("births", "held_out")
    errors = [np.abs(held_out[lag:] - held_out[:-lag]).mean().round() for lag in (1, 7)]
    assert errors == [896, 308]


def test_sunspots_are_months():
    train, held_out = series.load("sunspots", "train"), series.load("sunspots", "held_out")
    assert (train.shape, held_out.shape) == ((188 * 12,), (47 * 12,))
    assert train.dtype == held_out.dtype == np.float64
    assert train[:2].tolist() == [58.0, 62.6]
    assert held_out[-1] == 33.4
    assert train.min() == 0


@pytest.mark.parametrize(("name", "window"), [("births", 28), ("sunspots", 28)])
def test_no_window_of_a_held_out_series_is_in_the_one_to_train_on(name, window):
    train, held_out = (
        {part[i : i + window].tobytes() for i in range(len(part) - window + 1)}
        for part in (series.load(name, "train"), series.load(name, "held_out"))
    )
    assert train.isdisjoint(held_out)


def test_cars_are_complete_and_none_is_in_both_parts():
    train, held_out = auto_mpg.load("train"), auto_mpg.load("held_out")
    assert [(part.table.shape, part.mpg.shape) for part in (train, held_out)] == [
        ((314, 7), (314,)),
        ((78, 7), (78,)),
    ]
    assert {array.dtype for part in (train, held_out) for array in (part.table, part.mpg)} == {
        np.dtype(np.float32)
    }
    table = np.concatenate([train.table, held_out.table])
    assert np.isfinite(table).all()
    assert len({row.tobytes() for row in table}) == 392
    by_name = dict(zip(auto_mpg.COLUMNS, table.T, strict=True))
    assert set(by_name["origin"].tolist()) == {1, 2, 3}
    assert set(by_name["cylinders"].tolist()) == {3, 4, 5, 6, 8}
    assert (by_name["year"].min(), by_name["year"].max()) == (70, 82)
    assert (by_name["weight"].min(), by_name["weight"].max()) == (1613, 5140)
    mpg = np.concatenate([train.mpg, held_out.mpg])
    assert (mpg.min(), mpg.max(), mpg.mean().round(2)) == (9, pytest.approx(46.6), pytest.approx(23.45))


def test_mail_is_short_readable_and_masked():
    for part, size in (("train", 2_400), ("held_out", 600)):
        found = spam.load(part)
        assert len(found.texts) == len(found.labels) == size
        assert found.labels.dtype == np.int64
        assert found.labels.mean() == 0.3
        for text in found.texts:
            words = text.split()
            assert make_spam.FEWEST_WORDS <= len(words) <= make_spam.WORDS
            assert text == " ".join(words)
            assert text.isprintable()
            assert not re.search(
                r"\w@\w|https?:|www\.\w|</?(?:a|b|body|br|div|font|html|img|p|span|t[dr])\b|\d{4}", text
            ), text
        assert {word for text in found.texts for word in text.split()} > MASKS


def test_no_mail_is_much_like_another():
    """Of all words of two mails, less than 70 % are in both, whichever parts they are in."""
    texts = [text for part in ("train", "held_out") for text in spam.load(part).texts]
    assert len(make_spam.distinct(texts)) == len(texts) == 3_000


def test_pictures_are_in_colour_of_eight_kinds_and_not_in_both_parts():
    train, held_out = emoji.load("train"), emoji.load("held_out")
    assert len(train.images) + len(held_out.images) >= 500
    for part, found in (("train", train), ("held_out", held_out)):
        assert (
            found.images.shape == (len(found.labels), 32, 32, 3) == tuple(MANIFEST["pictures"][part]["shape"])
        )
        assert (found.images.dtype, found.labels.dtype) == (np.uint8, np.int64)
        assert np.bincount(found.labels).tolist() == MANIFEST["pictures"][part]["class_counts"]
        assert found.images.std(axis=3).mean() > 20  # not grey
    assert len(np.bincount(train.labels)) == len(emoji.CLASSES)
    distinct = {image.tobytes() for part in (train, held_out) for image in part.images}
    assert len(distinct) == len(train.images) + len(held_out.images)


@pytest.mark.parametrize(("name", "part"), FILES)
def test_every_load_gives_arrays_of_its_own(name, part):
    first = archive.load(name, part)
    kept = {key: array.copy() for key, array in first.items()}
    for array in first.values():
        array[:] = 0
    again = archive.load(name, part)
    assert all(np.array_equal(again[key], kept[key]) for key in kept)


# What learners are given


def test_what_learners_are_given_to_play_with_is_the_part_to_train_on():
    """And nothing of what their answers are judged with."""
    assert np.array_equal(categories.births(), series.load("births", "train"))
    assert np.array_equal(categories.sunspots(), series.load("sunspots", "train"))
    texts, labels = categories.mail()
    assert texts == spam.load("train").texts
    assert set(texts).isdisjoint(spam.load("held_out").texts)
    assert labels.tolist() == spam.load("train").labels.tolist()
    table, mpg = categories.cars()
    assert np.array_equal(table, auto_mpg.load("train").table)
    assert np.array_equal(mpg, auto_mpg.load("train").mpg)
    images, kinds = categories.pictures()
    assert np.array_equal(images, emoji.load("train").images)
    assert np.array_equal(kinds, emoji.load("train").labels)


def test_what_is_said_of_them_is_so():
    """The shapes in the docstrings and in the table of the package."""
    asked = (categories.births, categories.mail, categories.cars, categories.sunspots, categories.pictures)
    for ask in asked:
        found = ask()
        arrays = [found] if isinstance(found, np.ndarray) else [a for a in found if isinstance(a, np.ndarray)]
        said = " ".join((ask.__doc__ or "").split())
        for array in arrays:
            assert f"{array.dtype} {array.shape}" in said, ask.__name__
    for name in categories.NAMES:
        sizes = [MANIFEST[name][part]["shape"][0] for part in ("train", "held_out")]
        assert f"| `{name}` | {sizes[0]:,} | {sizes[1]:,} |" in (categories.__doc__ or "")


@pytest.mark.parametrize("name", categories.NAMES)
def test_learners_ask_tfkata_data_for_them(name):
    from tfkata import data

    assert getattr(data, name) is getattr(categories, name)
    assert name in dir(data)


def test_the_page_for_learners_says_what_they_get():
    """Each line of docs/learn.md that loads one is run; the shape that stands behind it is that of an array it gave."""
    page = (HERE.parents[3] / "docs" / "learn.md").read_text("utf-8")
    lines = re.findall(
        rf"^    [\w, ]+ = tfkata\.data\.({'|'.join(categories.NAMES)})\(\) *# (.*)$", page, re.MULTILINE
    )
    assert sorted(name for name, _ in lines) == sorted(categories.NAMES)
    for name, said in lines:
        found = getattr(categories, name)()
        arrays = [found] if isinstance(found, np.ndarray) else [a for a in found if isinstance(a, np.ndarray)]
        shapes = re.findall(r"(\w+ \([\d, ]+\))", said)
        assert set(shapes) <= {f"{array.dtype} {array.shape}" for array in arrays}
        assert shapes or f"{len(found[0]):,} " in said


def test_loading_imports_no_tensorflow_keras_or_scikit_learn():
    code = (
        "import sys; from tfkata.data import categories as c; c.mail(); c.pictures(); c.check_all(); "
        "print(sorted({'tensorflow', 'keras', 'sklearn', 'scipy', 'PIL'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


# Files that are missing or damaged


@pytest.mark.parametrize(("name", "part"), FILES)
def test_a_missing_file_is_named_with_what_to_do(root, name, part):
    path = root / MANIFEST[name][part]["file"]
    path.unlink()
    with pytest.raises(DataError, match=re.escape(f"{path} ({name}, {part}) is missing. Reinstall tfkata")):
        archive.load(name, part, root=root)


@pytest.mark.parametrize(("name", "part"), FILES)
def test_one_changed_bit_is_found(root, name, part):
    path = root / MANIFEST[name][part]["file"]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(DataError, match=rf"{re.escape(str(path))} is damaged: .*expected .*Reinstall"):
        archive.load(name, part, root=root)


def test_a_file_that_cannot_be_read_is_not_called_missing(root):
    path = root / "held_out" / "mail.npz"
    path.unlink()
    path.mkdir()
    with pytest.raises(DataError, match=r"cannot be read.*for the examiner alone"):
        spam.load("held_out", root=root)


def test_a_manifest_without_the_entry(root):
    (root / "manifest.toml").write_text("[births]\n")
    with pytest.raises(DataError, match=r"no usable entry for cars/train .*Reinstall tfkata"):
        auto_mpg.load("train", root=root)


def test_the_doctor_loads_every_part_and_goes_on_after_a_damaged_one(root):
    assert [(row.name, row.state) for row in categories.check_all()] == [
        (name, "ok") for name in categories.NAMES
    ]
    (root / "held_out" / "cars.npz").write_bytes(b"")
    rows = {row.name: row for row in categories.check_all(root=root)}
    assert [name for name, row in rows.items() if row.state != "ok"] == ["cars"]
    assert "held_out" in rows["cars"].advice
    assert "Reinstall" in rows["cars"].advice


# The packaging


def test_the_held_out_files_are_in_a_folder_of_their_own():
    assert {path.stem for path in categories.held_out_folder().iterdir()} == set(categories.NAMES)
    for name in categories.NAMES:
        assert MANIFEST[name]["held_out"]["file"] == f"held_out/{name}.npz"
        assert MANIFEST[name]["train"]["file"] == f"{name}.npz"


def test_the_data_stays_small_and_each_has_its_source_and_licence():
    assert sum(path.stat().st_size for path in HERE.rglob("*.npz")) < 3_500_000
    assert (
        sum((HERE / MANIFEST["pictures"][part]["file"]).stat().st_size for part in ("train", "held_out"))
        < 3_000_000
    )
    words = {
        "births": "PDDL 1.0",
        "mail": "remains with the original senders",
        "cars": "Creative Commons Attribution 4.0",
        "sunspots": "Taylor G Smith",
        "pictures": "Version 2.0, January 2004",
    }
    for name in categories.NAMES:
        assert MANIFEST[name]["source"]
        assert f"licences/{name}.txt" in MANIFEST[name]["licence"]
        assert words[name] in (HERE / "licences" / f"{name}.txt").read_text(encoding="utf-8")


# Making the files


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """The packages, downloaded."""
    folder = tmp_path_factory.mktemp("packages")
    try:
        sources.fetch(folder)
    except DataError as problem:
        pytest.skip(str(problem))
    return folder


@pytest.mark.slow
def test_the_files_regenerate_to_themselves(packages, tmp_path):
    written = make.make(packages, into=tmp_path)
    names = [path.relative_to(tmp_path).as_posix() for path in written]
    assert sorted(names) == sorted([*(MANIFEST[name][part]["file"] for name, part in FILES), "manifest.toml"])
    same_zlib = "ng" not in zlib.ZLIB_RUNTIME_VERSION  # zlib-ng packs the same arrays into other bytes
    for name in names:
        if name.endswith(".npz"):
            made, kept = (archive.unpack((folder / name).read_bytes()) for folder in (tmp_path, HERE))
            assert list(made) == list(kept)
            assert all(np.array_equal(made[key], kept[key]) for key in kept), name
        if same_zlib:
            assert (tmp_path / name).read_bytes() == (HERE / name).read_bytes(), name


@pytest.mark.slow
def test_no_emoji_that_is_held_out_is_alike_to_one_to_train_on(packages):
    """Tried again with another measure: no two drawings of the same style on either side have all but the same pixels."""
    import json

    (listed,) = sources.read("emoji", packages).values()
    files = {
        style: {name.rpartition("/")[2]: content for name, content in sources.read(style, packages).items()}
        for style in make_emoji.STYLES
    }
    drawn = make_emoji.drawings(json.loads(listed), files)
    held_out = np.array(make_emoji.held_out(drawn))
    for style in range(len(make_emoji.STYLES)):
        rows = [index for index, one in enumerate(drawn) if len(one.styles) > style]
        grey = np.stack([make_emoji.small(drawn[index].styles[style]).mean(axis=-1) for index in rows])
        out = held_out[rows]
        for mirrored in (grey, grey[:, :, ::-1]):
            between = make_emoji.differences(grey[out], mirrored[~out])
            assert between.min() > make_emoji.ALIKE / 2


def test_sources_that_are_missing_or_others_are_refused(tmp_path):
    with pytest.raises(DataError, match=r"vega_datasets-0\.9\.0.* is not in .*--fetch"):
        sources.read("cars", tmp_path)
    import zipfile

    with zipfile.ZipFile(tmp_path / "vega_datasets-0.9.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("vega_datasets/_data/cars.json", "[]")
    with pytest.raises(DataError, match=r"is not the source it should be: SHA-256"):
        sources.read("cars", tmp_path)


def test_an_archive_comes_back_as_it_was_packed_and_packs_alike():
    arrays = {"a": np.arange(6, dtype=np.int64).reshape(2, 3), "b": np.array([1.5], np.float32)}
    content = archive.pack(arrays)
    assert content == archive.pack({name: array.copy() for name, array in arrays.items()})
    again = archive.unpack(content)
    assert list(again) == ["a", "b"]
    assert all(
        again[name].dtype == arrays[name].dtype and np.array_equal(again[name], arrays[name])
        for name in arrays
    )


def test_an_archive_with_objects_is_not_unpickled():
    content = io.BytesIO()
    np.savez(content, values=np.array([{}], dtype=object))
    with pytest.raises(ValueError, match="pickle"):
        archive.unpack(content.getvalue())


# Mail


NAMES = masking.names(
    ["Anna and Bob met. the bill came. the bill, a bill, bill.", "Anna Kovacs"],
    ["Anna Kovacs", "Bob"],
    ["anna", "bob", "bill"],
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("write to anna.k@example.org, please", "write to ADDRESS please"),
        ("see <mailto:x@y.z> or http://a.example/b?c=d.", "see ADDRESS or LINK"),
        ("go to www.example.com/now and example.net today", "go to LINK and LINK today"),
        ("call +1 (555) 123-4567 before 9am", "call NUMBER before NUMBER"),
        ("in /tmp/cvs-serv13563/lib", "in /tmp/cvs-serv NUMBER /lib"),
        ("costs $1,000.50 or 20% less", "costs NUMBER or NUMBER less"),
        ("Dear Mr. John Q. Public, hello", "Dear Mr NAME, hello"),
        ("Anna Smithers wrote this", "NAME wrote this"),
        ("so says Bob", "so says NAME"),
        ("from Kovacs to us", "from NAME to us"),
        ("send it to 12 Long Meadow Street now", "send it to PLACE now"),
        ("P.O. Box 123, please", "PLACE please"),
        ("The Bill is due", "The Bill is due"),
        ("nothing to hide here", "nothing to hide here"),
    ],
)
def test_what_is_personal_is_masked_and_nothing_else(text, wanted):
    assert masking.masked(text, (), NAMES) == wanted


def test_those_who_sent_and_received_a_mail_are_masked_however_written():
    assert (
        masking.masked("hi zoltan, yours, Ilona", ("Zoltan Nagy", "Ilona"), NAMES) == "hi NAME, yours, NAME"
    )


@pytest.mark.parametrize(
    ("text", "people", "wanted"),
    [
        ("thanks, Vin", ("Vincent Nagy",), "thanks, NAME"),  # a nickname
        ("says TimC here", ("timc",), "says NAME here"),  # what stands before the @
        ("cheers, Bill", ("Bill Nagy",), "cheers, NAME"),  # an ordinary word, but they are called so
        ("Bill the bill", ("Bill Nagy",), "NAME the bill"),
        ("Bill the bill", ("Zoltan Nagy",), "Bill the bill"),
        ("Bill's offer", ("Bill Nagy",), "NAME's offer"),
        ("Don't and Will'll", ("Don Will",), "Don't and Will'll"),
        ("hello Tom and Kevin", (), "hello NAME and NAME"),  # written small by many, and still names
    ],
)
def test_people_are_masked_as_they_are_called(text, people, wanted):
    assert masking.masked(text, people, NAMES) == wanted


PLAIN = b"""From: Jane Roe <jane@example.org>
To: John Doe <john@example.org>
Subject: Re: [list] =?iso-8859-1?q?caf=E9?= at noon

On Monday John wrote:
> shall we meet?
Yes.
"""
PLAIN += b"-- \nJane\n"
HTML = b"""Subject: Hello
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/html; charset=nonsense

<html><head><title>x</title><style>p {}</style></head><body><p>Buy&nbsp;<b>n</b>ow</p><script>a()</script></body></html>
--b--
"""


def test_a_mail_is_read_as_a_person_would():
    found = make_spam.read(PLAIN, spam=False)
    assert found.text.split() == ["café", "at", "noon", "shall", "we", "meet?", "Yes."]
    assert found.people == ("Jane Roe", "John Doe")
    assert found.accounts == ("jane", "john")
    assert make_spam.read(HTML, spam=True).text.split() == ["Hello", "Buy", "now"]


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"Subject: =?x?q?y?=\n\n<p <p <![CDATA[", b"Content-Type: multipart/mixed\n\nx"],
)
def test_a_mail_that_is_broken_is_read_as_far_as_it_goes(content):
    assert isinstance(make_spam.read(content, spam=True).text, str)


# Pictures


def test_a_drawing_is_placed_whole_and_somewhere_else_each_time():
    drawing = np.zeros((64, 64, 4))
    drawing[16:48, 16:48] = (1, 0, 0, 1)
    random = np.random.RandomState(0)
    placed = [make_emoji.placed(drawing, random) for _ in range(20)]
    assert {image.shape for image in placed} == {(32, 32, 3)}
    assert {image.dtype for image in placed} == {np.dtype(np.uint8)}
    assert len({image.tobytes() for image in placed}) == 20
    red = [(image == (255, 0, 0)).all(axis=-1).sum() for image in placed]
    assert min(red) >= (make_emoji.SMALLEST // 2 - 2) ** 2


@pytest.mark.parametrize("side", [18, 23, 30, 64])
def test_making_a_drawing_smaller_keeps_its_mean(side):
    drawing = np.random.RandomState(side).uniform(size=(64, 64, 3))
    smaller = make_emoji.resized(drawing, side)
    assert smaller.shape == (side, side, 3)
    assert np.allclose(smaller.mean(axis=(0, 1)), drawing.mean(axis=(0, 1)))
