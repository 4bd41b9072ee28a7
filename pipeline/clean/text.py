"""The characters of an article as they are stored."""

from __future__ import annotations

import re
import unicodedata

#: All the ways to end a line.
NEWLINES = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def tidy(text: str) -> str:
    """A text with one kind of line end and without control characters; nothing else is changed.

    A tab becomes a blank, so that no two words grow together; half characters and byte order marks go.
    """
    text = NEWLINES.sub("\n", text).replace("\t", " ").replace("\ufeff", "")
    text = CONTROL.sub("", text)
    return text if text.isascii() else "".join(c for c in text if unicodedata.category(c) != "Cs")


def has_words(text: str) -> bool:
    """True where a text has at least one letter or digit."""
    return any(c.isalnum() for c in text)
