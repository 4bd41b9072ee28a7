"""The headline of an article, and the stored text that begins with it."""

from __future__ import annotations

from pipeline.text.normal import normalise_name

#: Longest headline, in characters.
LONGEST = 160


def headline(body: str) -> str | None:
    """The first line of a text, where it is a headline: short, a blank line after it, and more text below."""
    first, _, rest = body.partition("\n")
    if not rest.startswith(("\n", " \n")) or not rest.strip() or len(first) > LONGEST:
        return None
    return first.strip() if not ends_as_sentence(first) else None


def ends_as_sentence(line: str) -> bool:
    """True for a line that ends in a full stop, as a lead does and a headline does not (".." may)."""
    line = line.rstrip(" \"'”»›)")
    return line.endswith((".", "۔", "।")) and not line.endswith("..")


def join_title(title: str | None, body: str) -> str:
    """The stored text: the title as its first line, then the body, which may begin with that line already.

    A first line that is the title but for its spelling (quotes, blanks, vowel signs) gives way to the title.
    """
    if title is None:
        return body
    first, _, rest = body.partition("\n")
    if first == title and rest.startswith("\n"):
        return body
    if normalise_name(first) == normalise_name(title):
        body = rest.strip()
    return f"{title}\n\n{body}" if body else title
