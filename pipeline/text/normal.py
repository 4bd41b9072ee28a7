"""One normal form for lexicons and texts, with a map back to the stored characters.

Two strings that a reader takes for the same word get the same normal form: without vowel signs, tatweel and
diacritics, hamza carriers and final letters unified, Persian letters and digits written as Arabic and Western
ones, Latin letters folded. Words of every pack, the gazetteer and the actor registry go through `normalise_name`;
article text goes through `normalise`; so a look-up never misses for a reason of spelling alone.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

#: Letters that Arabic newsrooms interchange. Hamza carriers and alef maqsura vary by house style; teh marbuta is
#: often typed as heh; the Persian forms come from Iraqi and Iranian keyboards.
ARABIC_VARIANTS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",
    "ى": "ي", "ئ": "ي", "ی": "ي", "ې": "ي", "ے": "ي",
    "ؤ": "و", "ة": "ه", "ھ": "ه", "ہ": "ه", "ە": "ه", "ۀ": "ه",
    "ک": "ك", "ڪ": "ك",
}  # fmt: skip

#: Latin letters that do not decompose under NFKD.
LATIN_VARIANTS = {
    "ı": "i",
    "ł": "l",
    "đ": "d",
    "ø": "o",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ð": "d",
    "þ": "th",
}

#: Quotation marks of every house; all become one, and never part a word.
QUOTES = "“”„«»″〝〞＂"
#: Apostrophes and half rings of transliteration ("Sana'a", "Ba‘ath"): dropped inside a word.
APOSTROPHES = "'’‘`ʼʻʿʾ´"


class Normal(NamedTuple):
    """Normalised text; `starts[i]` is where the stored character behind `text[i]` stands."""

    text: str
    starts: list[int]


@lru_cache(maxsize=65536)
def fold_char(char: str) -> str:
    """The normal form of one character: "" for marks and invisible controls, else one or more characters."""
    if char in ARABIC_VARIANTS:
        return ARABIC_VARIANTS[char]
    if char in QUOTES:
        return '"'
    if char in APOSTROPHES:
        return "'"
    if char in "\n\t":
        return char
    out = []
    for part in unicodedata.normalize("NFKD", char).casefold():
        part = ARABIC_VARIANTS.get(part, LATIN_VARIANTS.get(part, part))
        category = unicodedata.category(part[0])
        if category in ("Mn", "Me", "Cf", "Cc", "Cs", "Co", "Cn") or part == "ـ":
            continue
        if category == "Nd":
            part = str(unicodedata.digit(part))
        elif category in ("Zs", "Zl", "Zp"):
            part = "\n" if category != "Zs" else " "
        out.append(part)
    return "".join(out)


def normalise(text: str) -> Normal:
    """The normal form of a text with the offset of the stored character behind each of its characters."""
    out: list[str] = []
    starts: list[int] = []
    for i, char in enumerate(text):
        folded = fold_char(char)
        out.append(folded)
        starts.extend([i] * len(folded))
    return Normal("".join(out), starts)


def normalise_name(name: str) -> str:
    """The look-up key of a name or lexicon entry: its words in normal form, one space apart.

    Punctuation parts words, except apostrophes, which vanish ("Sana'a" = "Sanaa"). Idempotent.
    """
    folded = "".join(map(fold_char, name)).replace("'", "")
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())
