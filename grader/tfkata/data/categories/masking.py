"""Masks what is personal in a text: mail addresses, links, figures, street addresses and the names of people.

A word in capitals stands for each: ADDRESS, LINK, NUMBER, PLACE, NAME. A name is a capitalized word that stands in the
sender's or a receiver's name or address, or begins it ("Vin" of Vincent); is a common first name; is the surname of somebody
who wrote to the lists; or follows a title or a name. Words that the texts mostly write small are taken for names only in mail
of people who are called so.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_ADDRESS = re.compile(r"\S*\w@\S+|\S+@\w\S*")
_LINK = re.compile(
    r"\b(?:https?|ftp|mailto|news|callto):\S*|\bwww\.\S+"
    r"|\b(?:[a-z0-9-]+\.)+(?:com|net|org|edu|gov|info|biz|html?|asp|php|jpg|gif|cgi|ie|uk|de|ca|au|us|fr|it|nl|tv|cc|to)\b(?:[/:?]\S*)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[+(#$£€~]*\b[a-z]{0,2}\d[\w.,:/()%+*-]*|\d{4,}", re.IGNORECASE)
_NUMBERS = re.compile(r"NUMBER(?:[\s.,/()+x-]*NUMBER)+")
_PLACE = re.compile(
    r"NUMBER\s+(?:[NSEW]\.?\s+)?(?:[A-Z][\w.']*\s+){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Suite|Court"
    r"|Place|Highway|Hwy|Parkway|Way)\b[.,]?|\bP\.?\s?O\.?\s*Box\s+NUMBER"
)
_TITLED = re.compile(
    r"\b(Mr|Mrs|Ms|Dr|Prof|Engr|Barrister|Prince|Princess|Sir|Rev|Capt|MR|MRS|MS|DR|PROF|ENGR|BARRISTER|PRINCE)\b\.?"
    r"(?:\s+[A-Z][\w.'-]*){1,3}"
)
_SURNAME = re.compile(
    r"\bNAME(?:[\s.,]+(?:NAME\b|[A-Z]\.))*(?:\s+(?!(?:NUMBER|LINK|ADDRESS|PLACE|NAME)\b)[A-Z][a-z]*[A-Z]?[a-z]+\b(?!['’]\w))?"
)
_SHORTENED = re.compile(r"['’](?:t|ll)\b")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_REPEATED = re.compile(r"\b(ADDRESS|LINK|NUMBER|PLACE|NAME)(?:\W+\1\b)+")
_MEANS_SOMETHING_ELSE = """
america april august austin brazil carolina charity china christian dakota dallas destiny diamond elan english eve faith
france general georgia german golden grace guru guy happy harmony hong hope ireland israel january jersey jordan joy july
june king kong law london long love may mercy montana pat pearl person phoenix princess royal sage see so son summer the
unknown usa var virginia washington you young
amazon apache bbc cnet cnn daily debian dilbert exmh fork gnome google hat ilug internet irish java kde linux mac mailman
microsoft oracle perl python razor red redhat sourceforge spamassassin unix windows ximian yahoo zdnet
"""
# Read in the list of those that the texts mostly write small: as the name of an account, or without care.
_NAMES_THOUGH_WRITTEN_SMALL = """
alfred anna ava bart chad dana eli erik floyd jeremy joshua kevin luke marty maxwell ned pam pete rafael rob saul sidney timmy tom
viola wm argote baisley beberg cabeen faisal halvorson hrishy hyatt johnhall khare khera leitl lyda mckee oberman raistrick vipul
welch wheeler
"""


@dataclass(frozen=True, slots=True)
class Names:
    """Which words are names: `known` everywhere; of others, those not in `ordinary` may be one in a mail of such people.

    With a first name of `first`, who sent or received a mail is a person: then even ordinary words are, if capitalized.
    """

    known: frozenset[str]
    ordinary: frozenset[str]
    first: frozenset[str]


def names(texts: Iterable[str], people: Iterable[str], first_names: Iterable[str]) -> Names:
    """Learn from all texts, all names of senders and receivers, and a list of first names which words are names."""
    small, capital = Counter[str](), Counter[str]()
    for text in texts:
        for word in _WORD.findall(text):
            (small if word.islower() else capital)[word.lower()] += 1
    ordinary = frozenset(_MEANS_SOMETHING_ELSE.split()) | {
        word for word, count in small.items() if count > 2 and count > capital[word] / 2
    }
    ordinary -= frozenset(_NAMES_THOUGH_WRITTEN_SMALL.split())
    first = frozenset(first_names)
    known = {*first, *_NAMES_THOUGH_WRITTEN_SMALL.split()}
    for person in people:
        words = _words(person)
        if len(words) in (2, 3):
            known.update(words)
    return Names(frozenset(word for word in known if len(word) > 2) - ordinary, ordinary, first)


def masked(text: str, people: Iterable[str], names: Names) -> str:
    """Mask a text; `people` are the names of those who sent and received it."""
    for personal, mask in (
        (_ADDRESS, " ADDRESS "),
        (_LINK, " LINK "),
        (_NUMBER, " NUMBER "),
        (_NUMBERS, "NUMBER"),
        (_PLACE, " PLACE "),
        (_TITLED, r"\1 NAME"),
    ):
        text = personal.sub(mask, text)
    every = {word for person in people for word in _words(person) if len(word) > 2}
    own = every - names.ordinary
    called = {
        word for person in people if _is_person(person, names) for word in _words(person) if len(word) > 2
    }

    def unless_a_name(match: re.Match[str]) -> str:
        word = match.group()
        parts = {word.lower(), *word.lower().split("-")}
        if not word[0].isupper():
            return word if own.isdisjoint(parts) else "NAME"
        if _SHORTENED.match(match.string, match.end()):  # Don't, Will'll
            return word
        nickname = len(word) > 2 and word.lower() not in names.ordinary and any(map(_begins(word), own))
        return "NAME" if nickname or not (own | names.known | called).isdisjoint(parts) else word

    text = _SURNAME.sub("NAME", _WORD.sub(unless_a_name, text))
    return " ".join(_REPEATED.sub(r"\1", text).split())


def _is_person(name: str, names: Names) -> bool:
    words = _words(name)
    return len(words) in (2, 3) and words[0] in names.first


def _begins(word: str) -> Callable[[str], bool]:
    return lambda whole: whole.startswith(word.lower())


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]
