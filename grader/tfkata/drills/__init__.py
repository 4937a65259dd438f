"""Drills: small questions, each a pure function of its id, proved when it is made.

An id is `family:level:seed`. Inside, in import order::

    drill.py        what a drill is, ids, the generator of an id
    words.py        texts from `en/`
    forms.py        how a typed answer is read
    judging.py      the verdict on a typed answer; the proof of a drill
    answers.py      the bank's answers
    <family>.py     each family draws its questions
    families.py     which families there are
    difficulty.py   which level comes next
    sheet.py        sheets for a class: variants that follow from a secret and the learner's id

A drill that is a file to write is judged as an exercise is: `drill.exercise`, with `drill.settings_seed` as the seed.
"""

from tfkata.drills.difficulty import next_level
from tfkata.drills.drill import LEVELS, SEEDS, VERSION, Drill, Slip, UnknownDrill
from tfkata.drills.families import (
    FAMILIES,
    Family,
    draw,
    draw_about,
    draw_on,
    families_for,
    judge,
    make,
    typed_on,
    unknown_family,
)

__all__ = [
    "FAMILIES",
    "LEVELS",
    "SEEDS",
    "VERSION",
    "Drill",
    "Family",
    "Slip",
    "UnknownDrill",
    "draw",
    "draw_about",
    "draw_on",
    "families_for",
    "judge",
    "make",
    "next_level",
    "typed_on",
    "unknown_family",
]
