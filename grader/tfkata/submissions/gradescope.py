"""Who handed in what, by the file that Gradescope adds to a download. Read line by line: of the rest of it nothing is needed."""

from __future__ import annotations

import re

from tfkata.submissions.conventions import Said

METADATA = "submission_metadata.yml"


def people(text: str) -> dict[str, list[Said]]:
    """Who handed in which folder."""
    found: dict[str, list[Said]] = {}
    folder, inside = "", False
    people: list[dict[str, str]] = []
    for line in [*text.splitlines(), "end:"]:
        bare = line.strip()
        indent = len(line) - len(line.lstrip())
        if indent == 0 and bare.endswith(":"):
            if folder:
                found[folder] = [_said(folder, one) for one in people if one]
            folder, inside, people = bare[:-1].strip("'\""), False, []
        elif indent == 2 and bare == ":submitters:":
            inside = True
        elif indent == 2 and not bare.startswith("-"):
            inside = False
        elif inside and (fact := re.fullmatch(r"(- )?:(name|sid|email): *(.*)", bare)):
            people += [{}] if fact[1] or not people else []
            people[-1][fact[2]] = fact[3].strip("'\"")
    return found


def _said(folder: str, person: dict[str, str]) -> Said:
    number = folder.rpartition("_")[2]
    name, sid, email = (person.get(key, "") for key in ("name", "sid", "email"))
    id_ = sid or email or name or number
    also = dict.fromkeys(one for one in (email, name, number) if one and one != id_)
    return Said(person=id_, id=id_, name=name, also=tuple(also))
