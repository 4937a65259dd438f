"""What crosses from the learner's code, and what it is given: text stays text whichever library made it, and a schedule is a table."""

from __future__ import annotations

import enum
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tfkata.candidate.folders import Folders
from tfkata.candidate.serve import LearnerModule
from tfkata.candidate.values import materialize, to_plain
from tfkata.checks import kit
from tfkata.wire import codec, messages, replies
from tfkata.wire.codec import Described, Foreign
from tfkata.wire.messages import Call, CallMany, Load
from tfkata.wire.replies import Raised, Value

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


class Word(str):
    """Text that says something else of itself than it is."""

    def __str__(self) -> str:
        return "another"

    def __repr__(self) -> str:
        raise RuntimeError("no text")


class Kind(enum.StrEnum):
    SPAM = "spam"


def crossed(value: Any) -> Any:
    return codec.decode(codec.encode(to_plain(value, {})))


@pytest.mark.parametrize(
    ("value", "want"),
    [
        pytest.param(np.str_("a"), "a", id="str_"),
        pytest.param(np.array(["b", "a"])[1], "a", id="an element of an array"),
        pytest.param(np.array("é"), Foreign("array of dtype <U1", "shape ()"), id="an array stays one"),
        pytest.param(np.array(["c", "a"]).tolist(), ["c", "a"], id="tolist"),
        pytest.param(list(np.array(["", "[UNK]", "word"])), ["", "[UNK]", "word"], id="a list of an array"),
        pytest.param(
            list(np.unique(["b", "a", "b"], return_counts=True)[0]), ["a", "b"], id="what unique gives"
        ),
        pytest.param(
            (np.str_("a"), [np.str_("b")], {np.str_("c"): np.str_("d")}),
            ("a", ["b"], {"c": "d"}),
            id="however deep",
        ),
        pytest.param(Word("word"), "word", id="text of the learner's own"),
        pytest.param({Word("key"): 1}, {"key": 1}, id="a key of the learner's own"),
        pytest.param([Kind.SPAM], ["spam"], id="an enumeration of texts"),
        pytest.param(np.bytes_(b"a"), Foreign("|S1"), id="bytes stay bytes"),
    ],
)
def test_words_cross_as_words(value: Any, want: Any) -> None:
    got = crossed(value)
    assert got == want
    assert type(got) is type(want)
    if isinstance(got, list):
        assert {type(part) for part in got} == {str}


@settings(deadline=None)
@given(st.lists(words, max_size=20))
def test_lists_of_words_come_and_go(given_words: list[str]) -> None:
    assert answer("def f(x):\n    return x\n", given_words) == given_words
    assert (
        answer("import numpy as np\ndef f(x):\n    return [np.str_(w) for w in x]\n", given_words)
        == given_words
    )


def test_a_whole_collection_of_mails_fits_and_more_than_may_be_does_not() -> None:
    mails = [" ".join(f"word{i * j % 997}" for j in range(100)) for i in range(4000)]
    assert answer("def f(x):\n    return [len(t.split()) for t in x]\n", mails) == [100] * 4000
    assert answer("def f(x):\n    return x\n", mails) == mails
    for much in ("['x'] * 300_000", "'x' * 9_000_000", "['x' * 1_000_000] * 400"):
        assert isinstance(answer(f"def f(x):\n    return {much}\n", []), Foreign)


@pytest.mark.parametrize("cast", ["int", "float", "np.int64", "np.float32"])
def test_a_schedule_is_a_table_of_rates(cast: str) -> None:
    schedule = Described("schedule", {"rates": [0.5, 0.25, 0.125]})
    source = f"import numpy as np\ndef f(s):\n    return [s({cast}(i)) for i in range(5)]\n"
    assert answer(source, schedule) == [0.5, 0.25, 0.125, 0.125, 0.125]


def test_a_schedule_takes_the_epoch_alone() -> None:
    schedule = materialize(Described("schedule", {"rates": [0.5]}), Folders())
    assert type(schedule(0)) is float
    with pytest.raises(TypeError):
        schedule(0, 0.1)
    with pytest.raises(ValueError, match="from 0"):
        schedule(-1)


def test_a_schedule_is_no_way_to_send_code() -> None:
    """Its table crosses and nothing else: what is no number never becomes one."""
    with pytest.raises((TypeError, ValueError)):
        materialize(Described("schedule", {"rates": ["__import__('os')"]}), Folders())(0)


def test_what_became_of_a_model_is_told_where_that_is_asked() -> None:
    import keras

    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="zeros")])
    model.compile("sgd", "mse")
    described = kit.model_argument(model)
    x, y = np.ones((64, 1), np.float32), np.ones((64, 1), np.float32)
    trains = "def f(m, x, y):\n    m.fit(x, y, verbose=0)\n    return 'done'\n"
    again = "def f(m, x, y):\n    m.compile('sgd', 'mse')\n    return m.fit(x, y, verbose=0).history['loss'][:0]\n"
    assert answer(trains, described, x, y) == "done"
    returned, (left,) = answer(trains, described, x, y, models_after=True)
    assert returned == "done"
    assert left["steps"] == 2
    assert left["same_optimizer"] is True
    assert all(weight.any() and weight.dtype == np.float32 for weight in left["weights"])
    returned, (left,) = answer(again, described, x, y, models_after=True)
    assert returned == []
    assert left["same_optimizer"] is False
    assert answer("def f(x):\n    return x\n", 3, models_after=True) == (3, [])


def answer(source: str, *arguments: Any, **options: Any) -> Any:
    """What `f(*arguments)` of the source gives, after both ways over the wire; alone and among several calls the same."""
    module = LearnerModule()
    read(module, Load("1", "answer", "answer.py", source, 0))
    alone = read(module, Call("2", "f", list(arguments), options))
    (among,) = read(module, CallMany("3", "f", [list(arguments)], options), parts=1)
    assert isinstance(among, type(alone))
    assert isinstance(alone, Value), alone
    return alone.value


def read(module: LearnerModule, message: Any, parts: int | None = None) -> Any:
    content = replies.read_reply(module.answer(messages.encode(message)), parts=parts).content
    assert not isinstance(content, Raised), content
    return content
