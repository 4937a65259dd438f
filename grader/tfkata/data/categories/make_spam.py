"""Makes the mail data set from SpamAssassin's public corpus: readable text of 100 words, what is personal masked, no look-alikes."""

import email
import email.header
import email.policy
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import Message
from email.utils import getaddresses
from html.parser import HTMLParser

import numpy as np
from numpy.typing import NDArray

from tfkata.data.categories import masking
from tfkata.data.categories.spam import Mail
from tfkata.data.split import draw, proportional

WORDS = 100
FEWEST_WORDS = 8
COUNTS = (2_100, 900)  # mail that is wanted, spam: nearly as in the corpus, and as much as there is of spam
HELD_OUT = 600
ALIKE = 0.7  # of all words of two mails, the share that is in both, from which on one of them is left out
_SEED = 0
_FAR_ENOUGH = 4_000  # characters, of which 100 words are the beginning
_HEADERS = ("From", "To", "Cc", "Reply-To", "Sender", "X-Sender")
_HIDDEN = frozenset(("script", "style", "title"))
_SIGNATURE = re.compile(r"^\s*(?:-- ?|_{5,}|-{10,}|={10,}|\+{5,})\s*$")
_WHO_WROTE = re.compile(r"\b(?:wrote|writes|said|schrieb|écrit)\s*:?\s*$")
_QUOTED_HEADER = re.compile(r"^[\s>]*(?:From|To|Cc|Sent|Date|Subject|Newsgroups|Reply-To):\s", re.IGNORECASE)
_QUOTE = re.compile(r"^(?:\s*[>|}])+\s?|^\s*[A-Z]{1,3}>\s?")
_RULE = re.compile(r"^\W+$|^\S{31,}$")
_TAG = re.compile(r"</?(?:a|b|body|br|center|div|font|html|img|p|span|t[dr])\b", re.IGNORECASE)
_REPLY = re.compile(r"^(?:(?:re|fwd?|aw)(?:\[\d+\])?:\s*)+", re.IGNORECASE)
# What is left out whole. Only as far as a public class room would rather not read it.
_OFFENSIVE = re.compile(
    r"\b(?:f+[u*]+[c*]+k\w*|motherf\w*|s[h*][i1*]ts?|bullsh\w*|cunt\w*|cocks?|cocksuck\w*|puss(?:y|ies)|tits?|titties|boob\w*|sluts?|whor\w*|bitch\w*"
    r"|asshole\w*|ass|arse\w*|dicks?|dildo\w*|porn\w*|xxx+|x x x|paysites?|sex\w*|nudes?|nudity|naked|erotic\w*|orgasm\w*|orgy|masturb\w*|horny|hardcore"
    r"|blow-?jobs?|cum|cumm?ing|cumshot\w*|anal|lesbian\w*|incest\w*|rape[ds]?|rapist\w*|fetish\w*|penis\w*|vagina\w*|ejaculat\w*|erections?|erectile"
    r"|libido|breasts?|lolita\w*|teens?|preteen\w*|bestial\w*|bdsm|webcams?|adult|adults|escorts?|kinky|swingers?|topless|strip(?:pers?|tease)"
    r"|nigg\w*|fagg\w*|fags?|retard(?:s|ed)?|kikes?|chinks?|spics?|pakis?|suicid\w*|nazi\w*|hitler|jews?|jewish|muslims?|islam\w*|piss\w*|bastards?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Raw:
    """A mail as it is read: `people` are the names in its headers, `accounts` what stands before the @ of its addresses."""

    text: str
    people: tuple[str, ...]
    accounts: tuple[str, ...]
    spam: bool


def make(corpus: Mapping[str, bytes], first_names: Iterable[str]) -> tuple[Mail, Mail]:
    """The part to train on and the part held out of the corpus, whose files are given by name: "spam-1/00001.….txt"."""
    raw = [read(content, spam=name.startswith("spam")) for name, content in sorted(corpus.items())]
    writers = {person for mail in raw if not mail.spam for person in mail.people}
    names = masking.names((mail.text for mail in raw), writers, first_names)
    texts = [
        shortened(masking.masked(mail.text[:_FAR_ENOUGH], mail.people + mail.accounts, names)) for mail in raw
    ]
    fit = [index for index, text in enumerate(texts) if is_fit(text)]
    chosen = np.array(fit)[distinct([texts[index] for index in fit])]
    labels = np.array([mail.spam for mail in raw], np.int64)[chosen]
    drawn, _ = draw(labels, COUNTS, seed=_SEED)
    chosen, labels = chosen[drawn], labels[drawn]
    held_out, train = draw(labels, proportional(labels, HELD_OUT), seed=_SEED)
    parts = [Mail([texts[index] for index in chosen[part]], labels[part]) for part in (train, held_out)]
    return parts[0], parts[1]


def common(lists: str) -> frozenset[str]:
    """The first names of the census that at least one of ten thousand people has; a line is "JAMES 3.318 3.318 1"."""
    rows = (line.split() for line in lists.splitlines())
    return frozenset(row[0].lower() for row in rows if row and float(row[1]) >= 0.01)


def shortened(text: str) -> str:
    """The first 100 words."""
    return " ".join(text.split()[:WORDS])


def is_fit(text: str) -> bool:
    """Whether a text is English, long enough, one to be read in class, and without a tag of broken HTML."""
    return (
        len(text.split()) >= FEWEST_WORDS
        and text.isprintable()
        and _is_english(text)
        and not _OFFENSIVE.search(text)
        and not _TAG.search(text)
    )


def read(content: bytes, *, spam: bool) -> Raw:
    """Parse a mail: its subject and its first text, HTML without the tags, signature and quoted headers left out."""
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    values = [decoded(value) for name in _HEADERS for value in message.get_all(name, [])]
    addresses = getaddresses(values)
    people = tuple(dict.fromkeys(name for name, _ in addresses if name))
    accounts = tuple(dict.fromkeys(address.partition("@")[0] for _, address in addresses if "@" in address))
    subject = _REPLY.sub(
        "",
        re.sub(
            r"^\s*(?:(?:\[[^\]]*\]|<[\w-]+>)\s*)+", "", _REPLY.sub("", decoded(message.get("Subject", "")))
        ),
    )
    return Raw(f"{subject} {_own_lines(body(message))}", people, accounts, spam)


def decoded(value: str | email.header.Header) -> str:
    """The text of a header, whatever it is encoded as."""
    try:
        return str(email.header.make_header(email.header.decode_header(str(value))))
    except (LookupError, ValueError):
        return str(value)


def body(message: Message) -> str:
    """The first text of a mail, plain before HTML."""
    texts = [
        part for part in message.walk() if part.get_content_maintype() == "text" and not part.get_filename()
    ]
    for part in sorted(texts, key=lambda part: part.get_content_subtype() != "plain"):
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content.strip():
            text = _text(content, part.get_content_charset() or "latin-1")
            looks_like_html = part.get_content_subtype() == "html" or re.search(
                r"<(?:html|body|table|div|font|br|p|a\s+href)\b", text, re.IGNORECASE
            )
            return readable(text) if looks_like_html else text
    return ""


def _text(content: bytes, charset: str) -> str:
    try:
        return content.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return content.decode("latin-1")


class _Reader(HTMLParser):
    """Collects the text between the tags; text that is not shown is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden += tag in _HIDDEN
        self.found.append("" if tag in ("b", "i", "font", "span", "u", "a", "em", "strong") else "\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found.append(data)


def readable(markup: str) -> str:
    """HTML without its tags."""
    reader = _Reader()
    try:
        reader.feed(markup)
        reader.close()
    except (AssertionError, ValueError):  # markup that Python's parser gives up on
        return re.sub(r"<[^>]*>", " ", markup)
    return "".join(reader.found)


def _own_lines(text: str) -> str:
    """The lines above the signature, without the marks and headings of what is quoted."""
    kept: list[str] = []
    for line in text.splitlines():
        if _SIGNATURE.match(line):
            if (line.strip() == "--" and any(kept)) or sum(map(len, kept)) > 200:
                break
            continue
        if not (_WHO_WROTE.search(line) or _QUOTED_HEADER.match(line) or _RULE.match(line)):
            kept.append(_QUOTE.sub("", line))
    return " ".join(kept)


def _is_english(text: str) -> bool:
    letters = [letter for letter in text if not letter.isspace()]
    common = {
        "the",
        "to",
        "and",
        "of",
        "you",
        "is",
        "a",
        "in",
        "for",
        "your",
        "it",
        "on",
        "i",
        "this",
        "that",
    }
    return sum(letter < "\x7f" for letter in letters) > 0.97 * len(letters) and not common.isdisjoint(
        text.lower().split()
    )


def distinct(texts: list[str]) -> NDArray[np.intp]:
    """Indices of the texts that are not much like an earlier one: fewer than `ALIKE` of all their words are shared."""
    from sklearn.feature_extraction.text import CountVectorizer

    words = CountVectorizer(binary=True, dtype=np.float32).fit_transform(texts).tocsr()
    sizes = np.asarray(words.sum(axis=1)).ravel()
    kept: list[int] = []
    gone = np.zeros(len(texts), dtype=bool)
    for start in range(0, len(texts), 512):
        shared = (words[start : start + 512] @ words.T).toarray()
        for row, both in enumerate(shared, start):
            if not gone[row]:
                kept.append(row)
                alike = both >= ALIKE * (sizes[row] + sizes - both)
                gone[row + 1 :] |= alike[row + 1 :]
    return np.array(kept, dtype=np.intp)
