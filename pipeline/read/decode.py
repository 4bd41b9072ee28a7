"""Characters out of bytes that seldom say how they were written."""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from pipeline.read.record import BadInput

#: Byte order marks, longest first: the UTF-32 one begins like the UTF-16 one.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Enough text to tell how it is written; looking at more changes nothing and costs time.
SAMPLE = 64 * 1024
#: One damaged character in so many still leaves an article readable.
DAMAGE = 50
#: More control characters than one in so many: not text.
CONTROL = 200
#: Marks of Western typing beyond ASCII.
WESTERN_MARKS = frozenset("«»“”‘’–—…•°€£§·¿¡")
#: Characters that any text holds, in whatever script.
COMMON = frozenset(b' \n\r\t.,:;"')
WORD = re.compile(r"[^\W\d_]+")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of some bytes, without a byte order mark.

    A mark decides; else UTF-8 where it is sound; else what the document declares; else UTF-16 without a mark,
    Windows-1256, and what charset-normalizer finds. UTF-8 with a few damaged characters stays UTF-8.

    Raises:
        BadInput: no reading makes text of them ("undecodable").
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return checked(attempt(data[len(mark) :], encoding))
    text = None if b"\0" in data else attempt(data, "utf-8")
    if text is None and declared:
        text = attempt(data, declared)
    return checked(text if text is not None else guess(data))


def attempt(data: bytes, encoding: str) -> str | None:
    """The bytes read in an encoding, or None where they are not in it."""
    try:
        return str(data, encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def guess(data: bytes) -> str | None:
    """The text of bytes that say nothing and are not sound UTF-8; None where nothing fits."""
    wide = wide_encoding(data)
    if wide or b"\0" in data:
        return attempt(data, wide) if wide else None
    damaged = data.decode("utf-8", "replace")
    broken = damaged.count("\ufffd")
    if broken * DAMAGE <= sum(c > "\x7f" for c in damaged) - broken:
        return damaged
    sample = data[:SAMPLE]
    encoding = narrow_encoding(sample)
    if encoding is None:
        best = from_bytes(sample).best()
        encoding = best.encoding if best else None
    return attempt(data, encoding) if encoding else None


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: blanks and commas have a zero byte, always on the same side."""
    sample = data[: SAMPLE - SAMPLE % 2]
    if len(data) % 2 or len(sample) < 4:
        return None
    pairs = [sample[i : i + 2] for i in range(0, len(sample), 2)]
    little = sum(pair[1] == 0 and pair[0] in COMMON for pair in pairs)
    big = sum(pair[0] == 0 and pair[1] in COMMON for pair in pairs)
    for encoding, mine, other in (("utf-16-le", little, big), ("utf-16-be", big, little)):
        text = attempt(sample, encoding) if mine > 8 * other else None
        if text and plausible(text):
            return encoding
    return None


def plausible(text: str) -> bool:
    """True for text of at most two scripts, as news is; bytes misread as UTF-16 scatter over all of them."""
    letters = [c for c in text if c.isalpha()]
    blocks = {ord(c) >> 8 for c in letters}
    return len(letters) * 3 > len(text) and (
        len(blocks) <= 4 or unicodedata.name(letters[0]).startswith("CJK")
    )


def narrow_encoding(data: bytes) -> str | None:
    """Windows-1256, 1251, KOI8-R or 1252 where the words come out in one alphabet each; None where none does.

    Bytes read in a wrong one of them come out as words of mixed alphabets, of capitals within, or (KOI8-R as
    Windows-1256) full of multiplication signs.
    """
    for encoding, first, last in (("cp1256", "\u0600", "\u06ff"), ("cp1251", "а", "џ"), ("koi8-r", "а", "џ")):
        text = data.decode(encoding, "replace")
        words = (
            [] if text.count("×") * 100 > len(text) else [w for w in WORD.findall(text) if not w.isascii()]
        )
        if words and sum(all(first <= c <= last for c in w[1:]) for w in words) * 10 >= len(words) * 9:
            return encoding
    western = attempt(data, "cp1252")
    high = [c for c in western or "" if c > "\x7f"]
    known = sum(c.isalpha() or c.isspace() or c in WESTERN_MARKS for c in high)
    if western and known * 10 >= len(high) * 9 and len(high) * 5 < sum(map(str.isalpha, western)):
        return "cp1252"
    return None


def checked(text: str | None) -> str:
    """The text, if it is text."""
    if text is None:
        raise BadInput("undecodable", "no known encoding makes text of these bytes")
    if "\0" in text:
        raise BadInput("undecodable", "binary data: it holds NUL bytes")
    control = sum(c < " " and c not in "\t\n\r\f" for c in text)
    if control * CONTROL > len(text):
        raise BadInput("undecodable", "binary data: it holds many control characters")
    return text.removeprefix("\ufeff")
