"""Papers that an instructor issues: one for each learner, which follows from the secret of the course and the learner's id, and signed.

The signature (Ed25519, package `cryptography`) binds a paper to a learner and a nonce. Its key follows from the secret, so there is
one file to keep. `verify --key` finds an archive of a paper that was not issued, or to somebody else.

The secret also deals out the rows (`curriculum/d_exam/drawn.py`). What stands in the paper is enough to sit it, and for the scores at
once; what counts in the end besides follows from `sealed`, which only the holder of the secret can compute.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tfkata.errors import UsageError
from tfkata.exam import clock
from tfkata.exam.paper import Paper, draw, of_data
from tfkata.files.reading import read_text
from tfkata.files.writing import replace_file

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SCHEMA = "tfkata/exam-issued/v1"
LARGEST = 64 << 10
_SEEDS = 2**53
_NEEDED = "issued papers need the package `cryptography`: `pip install 'tfkata[exam]'`"


@dataclass(frozen=True)
class Issued:
    """A paper for one learner. `signature` is of everything else."""

    paper: Paper
    learner: str
    nonce: str
    issued: str
    key: str
    signature: str = ""

    def as_data(self) -> dict[str, Any]:
        return {**self._signed(), "signature": self.signature}

    @property
    def message(self) -> bytes:
        """What is signed."""
        return json.dumps(self._signed(), sort_keys=True, separators=(",", ":")).encode()

    def _signed(self) -> dict[str, Any]:
        return {
            "schema": SCHEMA,
            "paper": self.paper.as_data(),
            "learner": self.learner,
            "nonce": self.nonce,
            "issued": self.issued,
            "key": self.key,
        }


def secret_of(path: Path, *, make: bool = False) -> bytes:
    """The secret of the course; `make` it with the first papers.

    Raises:
        UsageError: it is not there, or something else is.
    """
    if make and not path.exists():
        replace_file(path, secrets.token_hex(32) + "\n", mode=0o600)
    missing = "the secret of the course, which `tfkata exam issue` made, belongs here"
    text = read_text(path, limit=4096, missing=missing).strip()
    if len(text) < 32:
        raise UsageError(f"{path}: is not the secret of a course: it is too short")
    return text.encode()


def issue(
    secret: bytes,
    learner: str,
    now: datetime,
    *,
    minutes: int | None = None,
    short: bool = False,
    full: bool = False,
) -> Issued:
    """The signed paper of a learner. What is asked follows from secret and id; the nonce is new each time.

    With `full`, what is sealed comes from full data sets where there are such; the person who marks needs them, too.
    """
    key = _private(secret)
    drawn = hmac.new(secret, f"exam paper\0{learner}".encode(), hashlib.sha256).digest()
    paper = draw(
        int.from_bytes(drawn[:8], "big") % _SEEDS,
        minutes=minutes,
        short=short,
        opened=("f" if full else "e") + _code(secret, "opened", learner)[:15],
    )
    plain = Issued(
        paper, learner, secrets.token_hex(16), clock.written(now), key.public_key().public_bytes_raw().hex()
    )
    return replace(plain, signature=key.sign(plain.message).hex())


def sealed(secret: bytes, learner: str) -> str:
    """What draws the rows that count in the end."""
    return _code(secret, "sealed", learner)[:32]


def _code(secret: bytes, what: str, learner: str) -> str:
    return hmac.new(secret, f"exam {what}\0{learner}".encode(), hashlib.sha256).hexdigest()


def public_key(secret: bytes) -> str:
    """What `verify --key` wants: it may be told to everybody."""
    return _private(secret).public_key().public_bytes_raw().hex()


def read(path: Path) -> Issued:
    """An issued paper.

    Raises:
        UsageError: it is none, or its signature does not fit.
    """
    try:
        issued = of(json.loads(read_text(path, limit=LARGEST)))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: not an issued paper: {error}") from None
    if not is_signed(issued):
        raise UsageError(f"{path}: its signature does not fit: it was changed since it was issued")
    return issued


def of(data: Any) -> Issued:
    """What `as_data` wrote.

    Raises:
        ValueError: it is none.
    """
    try:
        texts = {name: data[name] for name in ("learner", "nonce", "issued", "key", "signature")}
        if data["schema"] != SCHEMA or not all(isinstance(text, str) for text in texts.values()):
            raise ValueError("another schema")
        return Issued(of_data(data["paper"]), **texts)
    except (KeyError, TypeError) as error:
        raise ValueError(f"{error} is missing or of another kind") from None


def is_signed(issued: Issued) -> bool:
    """Whether the signature is that of the key that it names.

    Raises:
        UsageError: `cryptography` is not installed.
    """
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        raise UsageError(_NEEDED) from None
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(issued.key))
        key.verify(bytes.fromhex(issued.signature), issued.message)
    except (ValueError, InvalidSignature):
        return False
    return True


def fault(started: Mapping[str, Any], key: str) -> str | None:
    """What is wrong with the paper of a journal whose first event holds this, for somebody who issued with this key."""
    if "issued" not in started:
        return "the paper was not issued: it was drawn by `tfkata exam start`"
    try:
        issued = of(started["issued"])
        paper = of_data(started["paper"])
    except (ValueError, KeyError) as error:
        return f"the issued paper cannot be read: {error}"
    if issued.key != key.strip().lower() or not is_signed(issued):
        return "the paper was not issued with this key, or was changed since"
    if issued.paper != paper:
        return "the paper that was sat is another one than was issued"
    return None


def learner_of(started: Mapping[str, Any], key: str | None) -> str | None:
    """To whom the paper of such a journal was issued, if its signature says so: with this key, or with any."""
    try:
        issued = of(started["issued"])
    except (ValueError, KeyError):
        return None
    fits = key is None or issued.key == key.strip().lower()
    return issued.learner if fits and is_signed(issued) else None


def _private(secret: bytes) -> Ed25519PrivateKey:
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    except ImportError:
        raise UsageError(_NEEDED) from None
    return Ed25519PrivateKey.from_private_bytes(
        hmac.new(secret, b"exam signing key", hashlib.sha256).digest()
    )
