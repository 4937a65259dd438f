"""The data sets: what is in them, that nothing held out is in the train part, and what is said when a file is wrong."""

import gzip
import hashlib
import os
import re
import shutil
import struct
import subprocess
import sys
import tomllib
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from tfkata import data
from tfkata.data import breast_cancer, embed, embedded, full, idx, split
from tfkata.errors import DataError

HERE = Path(data.__file__).parent
MANIFEST = tomllib.loads((HERE / "manifest.toml").read_text(encoding="utf-8"))
EMBEDDED = [(name, part) for name in ("mnist", "fashion-mnist") for part in ("train", "held_out")]
FILES = [
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
]
debian = pytest.mark.skipif(
    not full.DEBIAN.is_dir(), reason="the Debian package dataset-fashion-mnist is not installed"
)


@pytest.fixture
def root(tmp_path):
    """A copy of the data folder that may be damaged."""
    return shutil.copytree(HERE, tmp_path / "data", ignore=shutil.ignore_patterns("*.py", "__pycache__"))


@pytest.fixture
def keras_cache(tmp_path, monkeypatch):
    """A computer without full Fashion-MNIST, and the empty folder where Keras would keep it."""
    monkeypatch.delenv("TFKATA_DATA", raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.setattr(full, "DEBIAN", tmp_path / "no-debian")
    folder = tmp_path / "keras" / "datasets" / "fashion-mnist"
    folder.mkdir(parents=True)
    return folder


DEBIAN = full.DEBIAN  # the real one, also where the fixture has hidden it


def copy_debian(folder, stems=("train", "t10k")):
    for file in FILES:
        if file.startswith(tuple(stems)):
            shutil.copy(DEBIAN / f"{file}.gz", folder)


def rows(images):
    return {image.tobytes() for image in images}


# What is in them


@pytest.mark.parametrize(("name", "part"), EMBEDDED)
def test_embedded_parts_have_the_shapes_types_and_counts_of_the_manifest(name, part):
    loaded = data.load(name, part)
    wanted = MANIFEST[name][part]
    assert loaded.images.shape == tuple(wanted["shape"])
    assert loaded.images.dtype == np.uint8
    assert loaded.labels.shape == (wanted["shape"][0],)
    assert loaded.labels.dtype == np.int64
    assert np.bincount(loaded.labels).tolist() == wanted["class_counts"]
    assert loaded.images.min() == 0
    assert loaded.images.max() == 255


def test_sizes_and_stratification():
    assert [len(data.load(*part).labels) for part in EMBEDDED] == [8_000, 2_000, 10_000, 2_000]
    assert MANIFEST["fashion-mnist"]["train"]["class_counts"] == [1_000] * 10
    assert MANIFEST["fashion-mnist"]["held_out"]["class_counts"] == [200] * 10
    digits = np.array([MANIFEST["mnist"][part]["class_counts"] for part in ("train", "held_out")])
    assert digits.sum(axis=0).tolist() == [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978]
    assert np.abs(digits[1] - digits.sum(axis=0) / 5).max() < 1


@pytest.mark.parametrize("name", ["mnist", "fashion-mnist", "breast-cancer"])
def test_no_image_is_in_both_parts_or_twice_in_one(name):
    train, held_out = data.load(name, "train"), data.load(name, "held_out")
    distinct = rows(train.images) | rows(held_out.images)
    assert len(distinct) == len(train.images) + len(held_out.images)


@pytest.mark.parametrize("part", ["train", "held_out"])
def test_the_order_is_shuffled(part):
    labels = data.load("fashion-mnist", part).labels
    assert len(set(labels[:100].tolist())) == 10
    assert (np.diff(labels) != 0).mean() > 0.8


def test_breast_cancer_is_the_table_of_scikit_learn():
    from sklearn.datasets import load_breast_cancer

    train, held_out = data.load("breast-cancer", "train"), data.load("breast-cancer", "held_out")
    assert (train.images.shape, held_out.images.shape) == ((455, 30), (114, 30))
    assert (train.images.dtype, train.labels.dtype) == (np.float64, np.int64)
    assert [np.bincount(part.labels).tolist() for part in (train, held_out)] == [[170, 285], [42, 72]]
    table, labels = load_breast_cancer(return_X_y=True)
    label_of = {row.tobytes(): label for row, label in zip(table, labels, strict=True)}
    for part in (train, held_out):
        assert [label_of[row.tobytes()] for row in part.images] == part.labels.tolist()


def test_every_load_gives_arrays_of_its_own():
    first = data.load("mnist", "held_out")
    first.images[:] = 7
    first.labels[:] = 7
    again = data.load("mnist", "held_out")
    assert again.images.max() == 255
    assert set(again.labels.tolist()) == set(range(10))


@debian
def test_full_fashion_mnist_contains_the_embedded_parts_with_their_labels():
    for part, size in (("train", 60_000), ("held_out", 10_000)):
        whole, drawn = data.load("fashion-mnist-full", part), data.load("fashion-mnist", part)
        assert whole.images.shape == (size, 28, 28)
        assert (whole.images.dtype, whole.labels.dtype) == (np.uint8, np.int64)
        assert np.bincount(whole.labels).tolist() == [size // 10] * 10
        label_of = {image.tobytes(): label for image, label in zip(whole.images, whole.labels, strict=True)}
        assert [label_of[image.tobytes()] for image in drawn.images] == drawn.labels.tolist()


# Files that are missing or damaged


@pytest.mark.parametrize(("name", "part"), EMBEDDED)
def test_a_missing_file_is_named_with_what_to_do(root, name, part):
    path = root / MANIFEST[name][part]["file"]
    path.unlink()
    with pytest.raises(DataError, match=re.escape(f"{path} ({name}, {part}) is missing. Reinstall tfkata")):
        data.load(name, part, root=root)


@pytest.mark.parametrize(("name", "part"), EMBEDDED)
def test_one_changed_bit_is_found(root, name, part):
    path = root / MANIFEST[name][part]["file"]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    expected = MANIFEST[name][part]["sha256"][:12]
    with pytest.raises(
        DataError, match=rf"{re.escape(str(path))} is damaged: .*expected .*{expected}.*Reinstall"
    ):
        data.load(name, part, root=root)


def test_a_truncated_file_is_found_with_both_sizes(root):
    path = root / "mnist.npz"
    path.write_bytes(path.read_bytes()[:1_000])
    with pytest.raises(DataError, match=r"found 1,000 bytes .* expected 1,294,981 bytes"):
        data.load("mnist", "train", root=root)


def test_damage_after_a_first_good_load_is_found(root):
    data.load("mnist", "held_out", root=root)
    path = root / "held_out" / "mnist.npz"
    path.write_bytes(path.read_bytes() + b"!")
    with pytest.raises(DataError, match="is damaged"):
        data.load("mnist", "held_out", root=root)


def test_a_file_that_cannot_be_read_is_not_called_missing(root):
    path = root / "held_out" / "mnist.npz"
    path.unlink()
    path.mkdir()
    with pytest.raises(DataError, match=r"cannot be read.*for the examiner alone"):
        data.load("mnist", "held_out", root=root)


@pytest.mark.parametrize("text", [None, "not = [toml", "[mnist]\ntrain = 3\n", "[fashion-mnist]\n"])
def test_a_manifest_without_the_entry(root, text):
    path = root / "manifest.toml"
    path.unlink() if text is None else path.write_text(text)
    with pytest.raises(
        DataError, match=r"manifest\.toml has no usable entry for mnist/train .*Reinstall tfkata"
    ):
        data.load("mnist", "train", root=root)


def test_another_table_of_scikit_learn(root):
    path = root / "manifest.toml"
    path.write_text(path.read_text().replace(MANIFEST["breast-cancer"]["train"]["sha256"], "0" * 64))
    with pytest.raises(DataError, match=r"breast-cancer table \(train\) is damaged.*Reinstall scikit-learn"):
        data.load("breast-cancer", "train", root=root)


def test_scikit_learn_that_is_not_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn", None)
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)
    with pytest.raises(DataError, match=r"needs scikit-learn.*`pip install scikit-learn`"):
        data.load("breast-cancer", "train")


def test_unknown_names_and_parts():
    with pytest.raises(DataError, match=r"no data set 'mnst'; there are: mnist, fashion-mnist"):
        data.load("mnst", "train")
    with pytest.raises(DataError, match=r"mnist has no part 'test'; there are: train, held_out"):
        data.load("mnist", "test")


# Where full Fashion-MNIST is found


@debian
def test_tfkata_data_is_looked_in_first(tmp_path, monkeypatch):
    copy_debian(tmp_path, ["t10k"])
    monkeypatch.setenv("TFKATA_DATA", str(tmp_path))
    assert full.find("held_out", root=HERE).folder == tmp_path
    assert full.find("train", root=HERE).folder == full.DEBIAN  # the folder has no train files
    (tmp_path / "t10k-images-idx3-ubyte.gz").write_bytes(b"not gzip")
    with pytest.raises(DataError, match=r"t10k-images-idx3-ubyte\.gz cannot be unpacked.*unset TFKATA_DATA"):
        data.load("fashion-mnist-full", "held_out")


def test_tfkata_data_that_is_no_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TFKATA_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(DataError, match=r"TFKATA_DATA is '.*nowhere', which is not a folder"):
        data.load("fashion-mnist-full", "train")


@debian
def test_zalandos_own_archives_are_right_in_the_keras_cache(keras_cache):
    """Keras caches what Zalando published; Debian packed the same streams again. The header is all that differs."""
    for file in FILES:
        repacked = (DEBIAN / f"{file}.gz").read_bytes()
        entry = MANIFEST["fashion-mnist-full"]["train" if "train" in file else "held_out"][file.split("-")[1]]
        assert hashlib.sha256(repacked).hexdigest() == entry["gz_debian"]
        seconds = 1504176606 if "train" in file else 1504176627
        official = (
            b"\x1f\x8b\x08\x08" + struct.pack("<I", seconds) + b"\0\3" + file.encode() + b"\0" + repacked[10:]
        )
        assert hashlib.sha256(official).hexdigest() == entry["gz_zalando"]
        (keras_cache / f"{file}.gz").write_bytes(official)
    assert full.find("train", root=HERE).folder == keras_cache
    assert len(data.load("fashion-mnist-full", "train").images) == 60_000
    assert len(data.load("fashion-mnist-full", "held_out").images) == 10_000


@debian
@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda content: content[:-1], r"has 9,999 bytes of values, expected 10,000 for \(10000,\)"),
        (lambda content: content + b"\0", r"has 10,001 bytes of values, expected 10,000"),
        (
            lambda content: content[:-1] + bytes([content[-1] ^ 1]),
            r"is damaged: found 10,008 bytes with SHA-256",
        ),
        (
            lambda content: idx.header((9_999,)) + content[9:],
            r"not an IDX file of uint8 \(10000,\): starts with 0000",
        ),
        (lambda content: b"", r"starts with nothing, expected 0000080100002710"),
    ],
)
def test_a_damaged_idx_file(keras_cache, damage, message):
    copy_debian(keras_cache, ["t10k"])
    path = keras_cache / "t10k-labels-idx1-ubyte.gz"
    path.write_bytes(gzip.compress(damage(gzip.decompress(path.read_bytes()))))
    with pytest.raises(DataError, match=f"{message}.*Delete it: Keras then downloads it again"):
        data.load("fashion-mnist-full", "held_out")


@debian
def test_an_archive_that_was_cut_off(keras_cache):
    copy_debian(keras_cache, ["t10k"])
    path = keras_cache / "t10k-images-idx3-ubyte.gz"
    path.write_bytes(path.read_bytes()[:100_000])
    with pytest.raises(DataError, match=r"cannot be unpacked: Compressed file ended.*Delete it"):
        data.load("fashion-mnist-full", "held_out")


DOWNLOAD = """
import gzip
import sys
from pathlib import Path
from tfkata import data
from tfkata.data import full
from tfkata.errors import DataError

full.places = lambda: []  # only Keras is left
cache = Path(sys.argv[1])

def attempt():
    try:
        print(len(data.load("fashion-mnist-full", "held_out").labels))
    except DataError as problem:
        print(problem)

attempt()
labels = cache / "t10k-labels-idx1-ubyte.gz"
content = bytearray(gzip.decompress(labels.read_bytes()))
content[-1] ^= 1
labels.write_bytes(gzip.compress(content))
attempt()
labels.unlink()
attempt()
"""


@debian
def test_through_keras_itself(keras_cache):
    """The real Keras: it has the files, then wrong ones, then must download them over a closed network."""
    copy_debian(keras_cache)
    closed = {f"{scheme}_proxy": "http://127.0.0.1:9" for scheme in ("http", "https")}
    run = subprocess.run(
        [sys.executable, "-c", DOWNLOAD, str(keras_cache)],
        env={**os.environ, **closed, "TF_CPP_MIN_LOG_LEVEL": "3"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr
    found, wrong, missing = run.stdout.splitlines()  # Keras' own "Downloading data" is not among them
    assert found == "10000"
    assert "t10k-labels-idx1-ubyte.gz, as Keras gives it, is damaged" in wrong
    assert "Delete datasets/fashion-mnist in Keras' cache" in wrong
    assert "is not on this computer and Keras cannot fetch it: URL fetch failure" in missing
    assert "`apt install dataset-fashion-mnist`" in missing


# What `tfkata doctor` shows


def test_check_all_where_full_fashion_mnist_is_missing(keras_cache):
    states = {row.name: row for row in data.check_all()}
    assert tuple(states) == data.names()
    assert {name: row.state for name, row in states.items()} == {
        "mnist": "ok",
        "fashion-mnist": "ok",
        "fashion-mnist-full": "warn",
        "breast-cancer": "ok",
    }
    assert "apt install dataset-fashion-mnist" in states["fashion-mnist-full"].advice
    assert states["mnist"].advice == ""


def test_check_all_reports_a_damaged_file_and_goes_on(root, keras_cache, monkeypatch):
    (root / "held_out" / "mnist.npz").write_bytes(b"")
    monkeypatch.setenv("TFKATA_DATA", str(root / "nowhere"))
    rows = data.check_all(root=root)
    assert [row.state for row in rows] == ["fail", "ok", "fail", "ok"]
    assert "held_out" in rows[0].advice
    assert "Reinstall" in rows[0].advice
    assert "TFKATA_DATA" in rows[2].advice


@debian
def test_check_all_finds_what_is_there():
    row = next(row for row in data.check_all() if row.name == "fashion-mnist-full")
    assert (row.state, row.advice) == ("ok", "")
    assert row.where


# The packaging


def test_the_held_out_files_are_in_a_folder_of_their_own():
    assert data.held_out_folder() == HERE / "held_out"
    assert sorted(path.name for path in data.held_out_folder().iterdir()) == [
        "fashion-mnist.npz",
        "mnist.npz",
    ]
    for name in ("mnist", "fashion-mnist"):
        assert MANIFEST[name]["held_out"]["file"].startswith("held_out/")
        assert "held_out" not in MANIFEST[name]["train"]["file"]


def test_held_out_places_are_those_that_exist(keras_cache):
    shutil.rmtree(keras_cache)
    embedded = [data.held_out_folder(), data.held_out_folder(root=HERE / "categories")]
    assert data.held_out_places() == embedded
    keras_cache.mkdir()
    assert data.held_out_places() == [*embedded, keras_cache]


def test_the_data_stays_small_and_has_its_licences():
    assert sum(path.stat().st_size for path in HERE.rglob("*.npz")) < 10_000_000
    for name, words in (
        ("mnist", "Creative Commons Attribution-ShareAlike 3.0"),
        ("fashion-mnist", "Zalando SE"),
    ):
        assert f"licences/{name}.txt" in MANIFEST[name]["licence"]
        assert words in (HERE / "licences" / f"{name}.txt").read_text(encoding="utf-8")


def test_importing_and_loading_images_imports_no_tensorflow_keras_or_scikit_learn():
    code = (
        "import sys, tfkata.data as d; d.load('fashion-mnist', 'train'); "
        "print(sorted({'tensorflow', 'keras', 'sklearn', 'scipy'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_public_names():
    assert set(data.__all__) == {
        *("DataStatus", "Images", "Part", "check_all"),
        *("held_out_folder", "held_out_places", "load", "names"),
        *("digits", "fashion", "tumours"),
    }


# Making the files


@debian
def test_the_embedded_files_regenerate_to_themselves(tmp_path):
    written = embed.embed(into=tmp_path)
    names = [path.relative_to(tmp_path).as_posix() for path in written]
    assert sorted(names) == sorted(
        [*(MANIFEST[name][part]["file"] for name, part in EMBEDDED), "manifest.toml"]
    )
    same_zlib = "ng" not in zlib.ZLIB_RUNTIME_VERSION  # zlib-ng packs the same arrays into other bytes
    for name in names:
        if name.endswith(".npz"):
            made, kept = (embedded.unpack((folder / name).read_bytes()) for folder in (tmp_path, HERE))
            assert all(map(np.array_equal, made, kept))
        if same_zlib:
            assert (tmp_path / name).read_bytes() == (HERE / name).read_bytes()


@debian
def test_an_archive_with_the_same_arrays_is_left_and_a_damaged_one_made_again(root):
    """So another zlib does not change the committed files."""
    images, labels = embedded.unpack((root / "mnist.npz").read_bytes())
    np.savez(root / "mnist.npz", images=images, labels=labels)
    before = (root / "mnist.npz").read_bytes()
    (root / "held_out" / "mnist.npz").write_bytes(b"damaged")
    embed.embed(into=root)
    assert (root / "mnist.npz").read_bytes() == before
    assert [row.state for row in data.check_all(root=root)] == ["ok"] * 4


def test_wrong_sources_are_refused(tmp_path):
    np.savez(tmp_path / "mnist-10k.npz", x=np.zeros((1, 28, 28), np.uint8), y=np.zeros(1, np.uint8))
    with pytest.raises(DataError, match=r"mnist-10k\.npz is not the source it should be"):
        embed.embed(mnist=tmp_path / "mnist-10k.npz", into=tmp_path)
    for file in FILES:
        (tmp_path / f"{file}.gz").write_bytes(gzip.compress(b"something else"))
    with pytest.raises(DataError, match=r"ubyte\.gz is not the source it should be"):
        embed.embed(fashion=tmp_path, into=tmp_path)


# The pure parts


@given(arrays.arrays(np.uint8, arrays.array_shapes(min_dims=1, max_dims=3, min_side=0, max_side=5)))
def test_idx_round_trip(array):
    again = idx.decode(idx.encode(array), array.shape, what="x", repair="")
    assert again.dtype == np.uint8
    assert np.array_equal(again, array)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=60), st.data())
def test_a_draw_is_a_partition_with_the_counts_that_were_asked_for(labels, chosen):
    labels = np.array(labels)
    per_class = [chosen.draw(st.integers(0, int(count))) for count in np.bincount(labels)]
    drawn, rest = split.draw(labels, per_class, seed=chosen.draw(st.integers(0, 2**32 - 1)))
    assert sorted([*drawn, *rest]) == list(range(len(labels)))
    assert np.bincount(labels[drawn], minlength=len(per_class)).tolist() == per_class


@given(st.lists(st.integers(0, 4), min_size=1, max_size=60), st.data())
def test_proportional_shares_add_up_and_are_within_one(labels, chosen):
    labels = np.array(labels)
    total = chosen.draw(st.integers(0, len(labels)))
    shares = split.proportional(labels, total)
    counts = np.bincount(labels)
    assert sum(shares) == total
    assert all(
        abs(share - count * total / len(labels)) < 1 for share, count in zip(shares, counts, strict=True)
    )
    assert all(share <= count for share, count in zip(shares, counts, strict=True))


def test_draws_are_the_same_everywhere():
    drawn, rest = split.draw(np.array([0, 1] * 5), [2, 1], seed=0)
    assert (drawn.tolist(), rest.tolist()) == ([2, 8, 9], [4, 1, 6, 7, 3, 0, 5])
    assert len(data.load("breast-cancer", "held_out").labels) == breast_cancer.HELD_OUT


@pytest.mark.parametrize(
    ("ask", "name"),
    [(data.digits, "mnist"), (data.fashion, "fashion-mnist"), (data.tumours, "breast-cancer")],
)
def test_what_learners_are_given_to_play_with_is_the_part_to_train_on(ask, name):
    """And nothing of what their answers are judged with."""
    values, labels = ask()
    train, held_out = data.load(name, "train"), data.load(name, "held_out")
    assert np.array_equal(values, train.images)
    assert np.array_equal(labels, train.labels)
    given = {row.tobytes() for row in values}
    assert not [row for row in held_out.images if row.tobytes() in given]
    values[:] = 0  # arrays of their own
    assert ask()[0].any()


@debian
def test_all_the_clothes_are_there_when_asked_for():
    images, labels = data.fashion(full=True)
    assert images.shape == (60_000, 28, 28)
    assert len(labels) == 60_000
