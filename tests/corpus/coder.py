"""How a coder writes an expectation, and when a cell agrees with it.

Figures:  "5" = 5/5/5 · "5+" at least · "..5" up to · "5-8" a range · "3/5/8" low/best/high ("-" = null) · "vague" · "none".
Dates:    "2025-06-01", "2025-06-01/2025-06-05", with another precision "2025-05-01/2025-05-31 month"; "?" = any days;
          "none" = null; alternatives are parted by " | ".
Names:    a string or a list of alternatives; "" = must be null.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher

Figures = tuple[int | None, int | None, int | None]
VAGUE: Figures = (None, None, None)
ARTICLE = re.compile(
    r"\b(al|el|ar|as|ash|at|ad|an|az|the|of|city|camp|town|village|district|province|governorate|region|state)\b"
)


def figures(words: str) -> Figures | None:
    """low, best, high of a figure as a coder writes it; None for "none"."""
    words = str(words).replace(",", "")
    if words == "none":
        return None
    if words == "vague":
        return VAGUE
    if "/" in words:
        low, best, high = (None if part == "-" else int(part) for part in words.split("/"))
        return low, best, high
    if words.endswith("+"):
        return int(words[:-1]), int(words[:-1]), None
    if words.startswith(".."):
        return None, int(words[2:]), int(words[2:])
    if "-" in words:
        low, high = map(int, words.split("-"))
        return low, low, high
    return int(words), int(words), int(words)


def shown(value: Figures | None) -> str:
    """Figures as a reader of a failing test sees them."""
    if value is None:
        return "none"
    return "vague" if value == VAGUE else "/".join("-" if v is None else str(v) for v in value)


def fold(name: str | None) -> str:
    """A name reduced to what two careful coders would both write."""
    text = unicodedata.normalize("NFKD", str(name or "")).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"[^\w\s]", " ", re.sub(r"['’‘ʿʾ`]", "", text))
    return " ".join(ARTICLE.sub(" ", text).split())


def same_name(wanted: str | Sequence[str], got: str | None, near: float = 0.84) -> bool:
    """True where a name is one of those wanted, in any usual transliteration; "" wants null."""
    options = [wanted] if isinstance(wanted, str) else list(wanted)
    if got is None:
        return "" in options
    return any(alike(fold(o), fold(got), near) for o in options if o)


def alike(a: str, b: str, near: float) -> bool:
    """True for equal folded names, one inside the other as whole words, or nearly the same letters."""
    if not a or not b:
        return False
    if a == b or (min(len(a), len(b)) > 4 and (f" {a} " in f" {b} " or f" {b} " in f" {a} ")):
        return True
    return SequenceMatcher(None, a.replace(" ", ""), b.replace(" ", "")).ratio() >= near


def date_agrees(wanted: str, first: date | None, last: date | None, precision: str | None) -> bool:
    """True where the days and their precision are one of the alternatives wanted."""
    return any(one_date(option.strip(), first, last, precision) for option in wanted.split("|"))


def one_date(wanted: str, first: date | None, last: date | None, precision: str | None) -> bool:
    """True where the days are exactly those of one expectation."""
    if wanted == "none":
        return first is None
    days, _, level = wanted.partition(" ")
    if (precision or "day") != (level or "day"):
        return False
    if days == "?":
        return first is not None
    start, _, end = days.partition("/")
    return first == date.fromisoformat(start) and last == date.fromisoformat(end or start)
