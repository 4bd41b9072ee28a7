"""Lines that a web page puts around an article: told by the words of the packs and by their shape."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pipeline.packs
from pipeline.text.normal import normalise_name

PACKS = Path(pipeline.packs.__file__).parent
#: A heading of the page's end ("Related articles") only ends an article that is nearly over.
TAIL_FROM = 0.6
#: Words a line of the page has at most, by kind; an article's sentences are longer or end in a full stop.
LONGEST_TAIL, LONGEST_START, LONGEST_SENTENCE, LONGEST_CAPTION, LONGEST_CREDIT = 7, 40, 12, 30, 6
FINAL = re.compile(r"""[.!?؟。…][\s"'”»›)\]]*$""")
#: "... (BBC)": the words in brackets that end a line.
BRACKET = re.compile(r"[(\[（]([^()\[\]（）]{2,60})[)\]）]\s*$")
#: "- January 2025" right before them: nothing but a caption is dated so.
DATED = re.compile(r"[-–—|،,]\s*[^-–—|.]{0,40}\d{4}\s*$")
#: "... / AFP", "... © AP"; a dash also comes before the name of a place.
CREDITED = re.compile(r"[|/©]\s*([^|/©.]{2,40})\s*$")
ADDRESS = re.compile(r"^\s*(?:https?://|www\.)\S+\s*$|^(?:\s*#[\w-]+)+\s*$")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the packs' `boilerplate.toml`, by the place they take in a line."""

    whole: frozenset[str]
    start: tuple[str, ...]
    tail: frozenset[str]
    button: frozenset[str]
    credit: frozenset[str]


@lru_cache(maxsize=1)
def load_words() -> Words:
    """The words of all packs together: an Arabic page has English buttons."""
    found: dict[str, set[str]] = {}
    for path in sorted(PACKS.glob("*/boilerplate.toml")):
        for table in tomllib.loads(path.read_text(encoding="utf-8"))["boilerplate"]:
            found.setdefault(table["at"], set()).update(normalise_name(word) for word in table["words"])
    empty: set[str] = set()
    kinds = {name: frozenset(found.get(name, empty)) for name in ("whole", "tail", "button", "credit")}
    return Words(start=tuple(sorted(found.get("start", empty))), **kinds)


def strip_boilerplate(text: str, titled: bool) -> str:
    """An article's text without the lines of its page; the characters of the lines that stay are untouched.

    Where the article has no title yet, its first line is one and may look like a caption. A text in which
    nothing would stay is left as it is: then the shape of its lines says nothing.
    """
    lines = text.split("\n")
    kept: list[str] = []
    position, dropped = 0, False
    for line in lines:
        first = not titled and not any(map(str.strip, kept))
        if is_tail(line) and position >= TAIL_FROM * len(text):
            break
        position += len(line) + 1
        if dropped and not line.strip():
            continue  # the blank lines after a dropped line go with it
        dropped = is_boilerplate(line, first)
        if not dropped:
            kept.append(line)
    stripped = "\n".join(kept).strip()
    return stripped or text.strip()


def is_boilerplate(line: str, first: bool = False) -> bool:
    """True for a line that is the page's, not the article's."""
    if not line.strip():
        return False
    key = normalise_name(line)
    if not key or ADDRESS.match(line):
        return True  # an icon, a rule of dashes, a bare address or tags
    words, n = load_words(), key.count(" ") + 1
    if key in words.whole or key in words.tail:
        return True
    if n <= LONGEST_CREDIT and is_made_of(key.split(), words.button | words.credit):
        return True
    short = n <= LONGEST_SENTENCE or (n <= LONGEST_START and not FINAL.search(line))
    if short and any(begins(key, start) for start in words.start):
        return True
    return not first and n <= LONGEST_CAPTION and is_caption(line)


def is_tail(line: str) -> bool:
    """True for a line that opens what follows an article: related stories, comments, a footer."""
    if len(line) > 120 or not line.strip():
        return False
    key = normalise_name(line)
    return key.count(" ") < LONGEST_TAIL and any(begins(key, tail) for tail in load_words().tail)


def begins(key: str, phrase: str) -> bool:
    """True where a line begins with a phrase, as words; icons stick to words of another alphabet."""
    if not key.startswith(phrase):
        return False
    after = key[len(phrase) : len(phrase) + 1]
    return not after or after == " " or after.isascii() != phrase[-1].isascii()


def is_made_of(words: Sequence[str], phrases: frozenset[str]) -> bool:
    """True where a line is nothing but phrases of a list, one after another ("Facebook Twitter WhatsApp")."""
    if not words:
        return True
    return any(
        " ".join(words[:n]) in phrases and is_made_of(words[n:], phrases) for n in range(1, len(words) + 1)
    )


def is_caption(line: str) -> bool:
    """True for a line under a picture: no sentence, and it ends in the agency or photographer."""
    bracket = BRACKET.search(line)
    if bracket:
        before = line[: bracket.start()]
        return not FINAL.search(before) and (names_credit(bracket[1]) or bool(DATED.search(before)))
    credited = None if FINAL.search(line) else CREDITED.search(line)
    return credited is not None and normalise_name(credited[1]) in load_words().credit


def names_credit(text: str) -> bool:
    """True where the words of a bracket are, begin or end with an agency's name or a word for pictures."""
    key = normalise_name(text)
    return any(
        key == credit or key.startswith(credit + " ") or key.endswith(" " + credit)
        for credit in load_words().credit
    )
