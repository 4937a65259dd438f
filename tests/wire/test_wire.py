"""The wire: what goes in comes out, and whatever a hostile process sends is a `WireError` or plain data, cheaply."""

from __future__ import annotations

import math
import socket
import struct
import threading
import time
import tracemalloc
from collections.abc import Iterator
from typing import Any

import msgpack
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from tfkata.errors import ChannelClosed, ChannelTimeout, WireError
from tfkata.wire import codec
from tfkata.wire.channel import SocketChannel
from tfkata.wire.codec import Described, Foreign
from tfkata.wire.limits import MessageLimits, measure

PLAIN = (
    type(None),
    bool,
    int,
    float,
    str,
    bytes,
    list,
    tuple,
    dict,
    np.ndarray,
    np.generic,
    Described,
    Foreign,
)

dtypes = st.sampled_from(sorted(codec.DTYPES)).flatmap(
    lambda name: st.sampled_from([np.dtype(name), np.dtype(name).newbyteorder(">")])
)
arrays = npst.arrays(dtypes, npst.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4))
views = arrays.map(lambda a: a[::2, ...] if a.ndim else a) | arrays.map(np.transpose)
scalars = npst.arrays(dtypes, ()).map(lambda a: a[()])
texts = st.text(st.characters(exclude_categories=[]), max_size=20)
leaves = (
    st.none() | st.booleans() | st.integers() | st.floats() | texts | st.binary(max_size=20)
    | st.integers(-(10**300), 10**300) | arrays | views | scalars | st.builds(Foreign, texts, texts)
)  # fmt: skip
keys = st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False) | st.booleans() | texts
values: st.SearchStrategy[Any] = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(keys, inner, max_size=4)
        | st.builds(Described, texts, st.dictionaries(texts, inner, max_size=3))
    ),
    max_leaves=12,
)
shallow = st.lists(leaves, max_size=4) | st.dictionaries(keys, leaves, max_size=4)


def crossed(value: Any) -> Any:
    """The value as the other side should see it: half a surrogate pair arrives as its escape, bytes in native order."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, list):
        return [crossed(part) for part in value]
    if isinstance(value, tuple):
        return tuple(crossed(part) for part in value)
    if isinstance(value, dict):
        return {crossed(key): crossed(part) for key, part in value.items()}
    if isinstance(value, Described):
        return Described(crossed(value.kind), crossed(value.data))
    if isinstance(value, Foreign):
        return Foreign(crossed(value.type_name), crossed(value.text))
    return value


def same(a: Any, b: Any) -> bool:
    """Equal in type, content and, for arrays, dtype, shape and bits; NaN equals NaN and 0.0 differs from -0.0."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray | np.generic):
        bits = [np.asarray(v).astype(v.dtype.newbyteorder("=")).tobytes() for v in (a, b)]
        return a.dtype.name == b.dtype.name and a.shape == b.shape and bits[0] == bits[1]
    if isinstance(a, float):
        return struct.pack("d", a) == struct.pack("d", b) or (math.isnan(a) and math.isnan(b))
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return len(a) == len(b) and all(map(same, a.items(), b.items()))
    if isinstance(a, Described):
        return a.kind == b.kind and same(a.data, b.data)
    return bool(a == b)


@given(values)
@example(
    [np.array(1.5), np.float32(0.1), np.zeros((0, 3)), np.arange(9).reshape(3, 3)[:, ::2], -0.0, math.nan]
)
@example({True: (), 2: [], "x": {}, 0.5: 2**64, "\ud800": -(2**63) - 1})
@example(np.zeros((1,) * 16))
def test_what_goes_in_comes_out(value: Any) -> None:
    assert same(codec.decode(codec.encode(value)), crossed(value))


@given(arrays)
def test_arrays_arrive_writable_in_native_order_and_alone(array: np.ndarray) -> None:
    got = codec.decode(codec.encode(array))
    assert got.flags.writeable
    assert got.dtype.isnative
    got[...] = 0
    assert same(codec.decode(codec.encode(array)), array)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(object(), id="object"),
        pytest.param({1, 2}, id="set"),
        pytest.param(np.array(["text"]), id="array of text"),
        pytest.param(np.array([None]), id="array of objects"),
        pytest.param(np.zeros(2, "datetime64[s]"), id="dates"),
        pytest.param(np.zeros(2, "complex64"), id="complex"),
        pytest.param(np.ma.masked_array([1, 2]), id="subclass of array"),
        pytest.param({(1, 2): 3}, id="tuple as key"),
        pytest.param({None: 3}, id="None as key"),
        pytest.param({2**64: 3}, id="a key of more than 64 bits"),
        pytest.param(10**310, id="an integer larger than any float"),
        pytest.param(10**4000, id="an integer of thousands of digits"),
        pytest.param("x" * (codec.MAX_TEXT + 1), id="long text"),
        pytest.param([None] * (codec.MAX_ITEMS + 1), id="long list"),
        pytest.param(dict.fromkeys(range(5000)), id="many keys"),
        pytest.param(np.zeros(codec.MAX_ARRAY + 1, np.uint8), id="large array"),
        pytest.param([np.broadcast_to(np.uint8(0), (codec.MAX_ARRAY,))] * 2, id="large message"),
        pytest.param(np.zeros((1,) * 17), id="17 dimensions"),
        pytest.param(np.zeros((0, 2**41), np.uint8), id="a length beyond all memory"),
    ],
)
def test_what_does_not_cross_is_refused_by_the_sender(value: Any) -> None:
    with pytest.raises(WireError):
        codec.encode(value)


@pytest.mark.parametrize(
    "wrap", [lambda v: [v], lambda v: (v,), lambda v: {"k": v}, lambda v: Described("d", {"k": v})]
)
def test_nesting_crosses_up_to_a_depth_and_is_refused_beyond(wrap: Any) -> None:
    value: Any = 1
    for _ in range(16):
        value = wrap(value)
    assert codec.decode(codec.encode(value)) == value
    for _ in range(10_000):
        value = wrap(value)
    with pytest.raises(WireError, match="deep"):
        codec.encode(value)


def decoded(body: bytes) -> Any:
    """What hostile bytes become: plain data of bounded depth that can be walked, or None for a `WireError`."""
    try:
        value = codec.decode(body)
    except WireError:
        return None
    waiting, count = [(value, 0)], 0
    while waiting:
        part, depth = waiting.pop()
        count += 1
        assert isinstance(part, PLAIN)
        assert depth <= 2 * codec.MAX_DEPTH
        if isinstance(part, list | tuple):
            waiting += [(inner, depth + 1) for inner in part]
        elif isinstance(part, dict):
            assert {type(key) for key in part} <= {str, int, float, bool}
            waiting += [(inner, depth + 1) for inner in part.values()]
        elif isinstance(part, Described):
            waiting.append((part.data, depth + 1))
    assert count <= 3 * codec.MAX_ITEMS
    return value


@given(st.binary(max_size=200))
@example(b"")
@example(b"\xc1")
@example(b"\xd6\xff\x00\x00\x00\x00")  # msgpack's own timestamp
@example(b"\x81\x90\x01")  # a list as key
def test_random_bytes(body: bytes) -> None:
    decoded(body)


@given(shallow, st.data())
def test_truncated_messages(value: Any, data: st.DataObject) -> None:
    body = codec.encode(value)
    cut = data.draw(st.integers(0, len(body) - 1))
    with pytest.raises(WireError):
        codec.decode(body[:cut])


@given(shallow, st.binary(min_size=1, max_size=8))
def test_something_after_the_end(value: Any, rest: bytes) -> None:
    with pytest.raises(WireError):
        codec.decode(codec.encode(value) + rest)


@given(values, st.lists(st.tuples(st.integers(0, 2**20), st.integers(1, 255)), min_size=1, max_size=4))
def test_flipped_bits(value: Any, flips: list[tuple[int, int]]) -> None:
    body = bytearray(codec.encode(value))
    for place, bits in flips:
        body[place % len(body)] ^= bits
    decoded(bytes(body))


json_like = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.binary(max_size=8)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=4), inner, max_size=3)
        | st.builds(lambda code, parts: msgpack.ExtType(code, msgpack.packb(parts)), st.integers(0, 9), inner)
        | st.builds(msgpack.ExtType, st.integers(0, 127), st.binary(max_size=8))
    ),
    max_leaves=10,
)


@given(json_like)
def test_well_formed_messages_that_mean_nothing(value: Any) -> None:
    decoded(msgpack.packb(value))


@given(
    st.sampled_from(sorted(codec.DTYPES))
    | st.sampled_from(["object", "O", "V8", "float128", "datetime64", "<f4", ""]),
    st.lists(
        st.integers(-1, 5) | st.sampled_from([2**31, 2**39, 2**40, 2**63, True, None, "3", 2.0]), max_size=20
    ),
    st.binary(max_size=64),
    st.sampled_from([1, 4]),
)
@example("uint8", [0, 2**39, 2**39, 2**39], b"", 1)
@example("float32", [2], b"\0" * 8, 4)
def test_arrays_that_lie(dtype: str, shape: list[Any], data: bytes, code: int) -> None:
    """Only an array whose bytes are exactly those of its dtype and shape is one."""
    got = decoded(msgpack.packb(msgpack.ExtType(code, msgpack.packb([dtype, shape, data]))))
    if got is not None:
        assert got.dtype.name == dtype
        assert got.nbytes == len(data)
        assert list(got.shape) == (shape if code == 1 else [])


def nested(count: int, header: bytes, innermost: bytes = b"\xc0") -> bytes:
    return header * count + innermost


def extensions_in_each_other(count: int, payload: bytes, code: int = 2) -> bytes:
    for _ in range(count):
        payload = b"\xc9" + struct.pack(">IB", 1 + len(payload), code) + b"\x91" + payload
    return payload


BOMBS = {
    "a list that claims 4 thousand million": b"\xdd\xff\xff\xff\xff",
    "a dict that claims 4 thousand million": b"\xdf\xff\xff\xff\xff",
    "a text that claims 4 GB": b"\xdb\xff\xff\xff\xff",
    "bytes that claim 4 GB": b"\xc6\xff\xff\xff\xff",
    "an extension that claims 4 GB": b"\xc9\xff\xff\xff\xff\x01",
    "lists in lists, each claiming as many as are allowed": nested(1000, b"\xdd\x00\x03\x0d\x40"),
    "the same with room for the innermost": nested(400, b"\xdd\x00\x03\x0d\x40", b"\x90" * 200_000),
    "dicts in dicts": nested(1000, b"\xdf\x00\x00\x0f\xff\x00"),
    "lists a million deep": nested(1_000_000, b"\x91"),
    "millions of empty lists": b"\xdd" + struct.pack(">I", 20_000_000) + b"\x90" * 20_000_000,
    "lists of lists of empty lists": b"\xdc\x02\xbc" + (b"\xdc\x03\xe8" + b"\x90" * 1000) * 700,
    "extensions a thousand deep": extensions_in_each_other(1000, b"\xc0"),
    "extensions around 20 MB": extensions_in_each_other(60, b"\xc6\x01\x40\x00\x00" + bytes(20 << 20)),
    "two thousand big integers": b"\xdc\x07\xd0" + (b"\xc8\x0f\xa0\x03" + b"9" * 4000) * 2000,
    "an integer of a million digits": b"\xc9" + struct.pack(">IB", 10**6, 3) + b"9" * 10**6,
    "keys whose hashes are equal": b"\xdf"
    + struct.pack(">I", 100_000)
    + b"".join(
        b"\xc7\x28\x03" + f"{i * (2**61 - 1) + 2**120:040d}".encode() + b"\xc0" for i in range(100_000)
    ),
    "an array of no bytes and many lengths": msgpack.packb(
        msgpack.ExtType(1, msgpack.packb(["uint8", [0, *[2**39] * 15], b""]))
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_cost_neither_memory_nor_time(name: str) -> None:
    """Memory is counted by tracemalloc, which sees what msgpack sets aside; 64 MB is far below what they claim."""
    body = BOMBS[name]
    tracemalloc.start()
    try:
        decoded(body)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 64 * 2**20 + 4 * len(body)


def test_the_largest_honest_array_crosses() -> None:
    array = np.zeros(codec.MAX_ARRAY, np.uint8)
    array[-1] = 7
    got = codec.decode(codec.encode({"ok": [Described("model", {"weights": [array]})]}))
    assert got["ok"][0].data["weights"][0][-1] == 7


def test_measuring_agrees_with_msgpack_on_every_kind_of_header() -> None:
    """Each header of the msgpack specification, long forms included, is walked to its end."""
    sizes = [0, 1, 15, 16, 31, 32, 255, 256, 65535, 65536]
    numbers = [
        0,
        -1,
        127,
        128,
        -32,
        -33,
        -128,
        -129,
        2**15,
        2**16,
        2**31,
        2**32,
        2**63,
        -(2**15) - 1,
        -(2**63),
        0.5,
    ]
    samples: list[Any] = [None, True, False, *numbers, *map(bytes, sizes), *("x" * size for size in sizes)]
    samples += [[0] * size for size in sizes] + [dict.fromkeys(range(size)) for size in sizes]
    samples += [msgpack.ExtType(9, bytes(size)) for size in (*sizes, 2, 4, 8)]
    limits = MessageLimits(10**6, 3, 10**6, 10**6, 10**6, frozenset([9]), frozenset())
    for sample in samples:
        measure(msgpack.packb(sample), limits)
        if msgpack.packb(sample)[1:]:
            with pytest.raises(WireError):
                measure(msgpack.packb(sample)[:-1], limits)
    measure(msgpack.packb(1.5, use_single_float=True), limits)


@pytest.fixture
def ends() -> Iterator[tuple[SocketChannel, socket.socket]]:
    """A channel and the bare socket at its other end."""
    ours, theirs = socket.socketpair()
    channel = SocketChannel(ours)
    yield channel, theirs
    channel.close()
    theirs.close()


Ends = tuple[SocketChannel, socket.socket]


@pytest.mark.parametrize("size", [0, 1, 100_000, 5_000_000])
def test_frames_of_all_sizes_cross(ends: Ends, size: int) -> None:
    channel, other = ends
    body = bytes(range(256)) * (size // 256 + 1)
    sender = threading.Thread(target=SocketChannel(other).send, args=(body[:size], 20))
    sender.start()
    assert channel.receive(20) == body[:size]
    sender.join()


def test_frames_do_not_run_into_each_other(ends: Ends) -> None:
    channel, other = ends
    other.sendall(b"".join(struct.pack(">Q", len(body)) + body for body in (b"one", b"", b"three")))
    assert [channel.receive(5) for _ in range(3)] == [b"one", b"", b"three"]


def test_a_frame_in_single_bytes_arrives(ends: Ends) -> None:
    channel, other = ends

    def drip() -> None:
        for byte in struct.pack(">Q", 3) + b"abc":
            other.sendall(bytes([byte]))
            time.sleep(0.005)

    sender = threading.Thread(target=drip)
    sender.start()
    assert channel.receive(20) == b"abc"
    sender.join()


@pytest.mark.parametrize("part", [b"", b"\0\0\0", struct.pack(">Q", 10), struct.pack(">Q", 10) + b"abc"])
def test_a_partial_frame_times_out_and_a_closed_end_is_told_apart(ends: Ends, part: bytes) -> None:
    channel, other = ends
    other.sendall(part)
    with pytest.raises(ChannelTimeout):
        channel.receive(0.05)
    other.close()
    with pytest.raises(ChannelClosed):
        channel.receive(5)


def test_dripping_bytes_do_not_extend_the_deadline(ends: Ends) -> None:
    channel, other = ends
    stop = threading.Event()

    def drip() -> None:
        other.sendall(struct.pack(">Q", 10**6))
        while not stop.wait(0.01):
            other.sendall(b"x")

    sender = threading.Thread(target=drip)
    sender.start()
    with pytest.raises(ChannelTimeout):
        channel.receive(0.3)
    stop.set()
    sender.join()


@pytest.mark.parametrize("claim", [codec.MAX_MESSAGE + 1, 2**40, 2**64 - 1])
def test_a_frame_that_claims_too_much_is_refused_at_once(ends: Ends, claim: int) -> None:
    channel, other = ends
    other.sendall(struct.pack(">Q", claim))
    with pytest.raises(WireError, match=f"{claim:,} bytes"):
        channel.receive(5)


def test_sending_to_one_who_does_not_read_times_out(ends: Ends) -> None:
    channel, _ = ends
    with pytest.raises(ChannelTimeout):
        channel.send(bytes(50_000_000), 0.1)


def test_sending_to_one_who_has_gone_says_so(ends: Ends) -> None:
    channel, other = ends
    other.close()
    with pytest.raises(ChannelClosed):
        channel.send(bytes(50_000_000), 5)


def test_an_end_that_was_closed_here_says_so(ends: Ends) -> None:
    channel, _ = ends
    channel.close()
    for attempt in (lambda: channel.receive(1), lambda: channel.send(b"x", 1)):
        with pytest.raises(ChannelClosed):
            attempt()
