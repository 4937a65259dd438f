"""How mails become numbers. The text of these functions is part of the learner's file, so both sides encode alike."""

import re

import numpy as np

LETTERS = " abcdefghijklmnopqrstuvwxyz.,;:!?'$%*-"


def words(mail: str) -> list[str]:
    """The words of a mail in small letters."""
    return re.findall(r"[a-z']+", mail.lower())


def word_numbers(mails: list[str], vocabulary: list[str], length: int, padding: str) -> np.ndarray:
    """int32 (n, length): 0 for padding, 1 for a word that is not in the vocabulary, 2 for its first word, 3 for its second …"""
    number = {word: at for at, word in enumerate(vocabulary, start=2)}
    table = np.zeros((len(mails), length), np.int32)
    for row, mail in zip(table, mails, strict=True):
        found = [number.get(word, 1) for word in words(mail)][:length]
        row[slice(len(found)) if padding == "after" else slice(length - len(found), length)] = found
    return table


def word_counts(mails: list[str], vocabulary: list[str], once: bool) -> np.ndarray:
    """float32 (n, words of the vocabulary): how often each occurs, or, with `once`, whether it does."""
    column = {word: at for at, word in enumerate(vocabulary)}
    table = np.zeros((len(mails), len(vocabulary)), np.float32)
    for row, mail in zip(table, mails, strict=True):
        for word in words(mail):
            if word in column:
                row[column[word]] = 1 if once else row[column[word]] + 1
    return table


def letter_numbers(mails: list[str], length: int, padding: str) -> np.ndarray:
    """int32 (n, length): 0 for padding, 1 for a letter that is not in LETTERS, 2 for the first of LETTERS …"""
    table = np.zeros((len(mails), length), np.int32)
    for row, mail in zip(table, mails, strict=True):
        found = [LETTERS.find(letter) + 2 for letter in mail.lower()[:length]]
        row[slice(len(found)) if padding == "after" else slice(length - len(found), length)] = found
    return table
