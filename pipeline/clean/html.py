"""The article in a web page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import lxml.html
from lxml import etree
from trafilatura import bare_extraction

from pipeline.codebook import load_codebook
from pipeline.read.dates import read_time

#: Elements that begin a new line where a page is turned into text without trafilatura.
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section",
    "table", "td", "th", "tr", "ul",
})  # fmt: skip
#: Elements whose text no reader sees.
UNSEEN = frozenset({
    "script", "style", "noscript", "template", "svg", "button", "select", "option", "head", "title", "iframe",
    "form", "nav",
})  # fmt: skip
#: News pages did not exist before; an older date in a page is a default.
FIRST_DATE = "1995-01-01"
STAMP = "%Y-%m-%dT%H:%M:%S%z"


@dataclass(frozen=True, slots=True)
class Page:
    """What a page tells: its article, headline and publication date."""

    text: str
    title: str | None = None
    published: datetime | None = None


def read_page(html: str) -> Page:
    """The article of a page; a fragment of markup without a page around it is an article as a whole.

    An empty text where the page has none. The date is the original one, not that of the last change.
    """
    if not is_page(html):
        return Page(all_text(html))
    found = extract(html)
    if found is None:
        return Page(all_text(html))
    return found if found.text.strip() else Page(all_text(html), found.title, found.published)


def is_page(html: str) -> bool:
    """True for a whole page, False for a fragment, as feeds hold it."""
    head = html[:20_000].lower()
    return any(tag in head for tag in ("<html", "<body", "<head", "<!doctype"))


def extract(html: str) -> Page | None:
    """A page as trafilatura and htmldate read it; None where they cannot."""
    last = load_codebook()["inference"]["recent_until"]  # a fixed day, so that a page reads the same tomorrow
    dating = {"original_date": True, "extensive_search": False, "outputformat": STAMP}
    dating |= {"min_date": FIRST_DATE, "max_date": last}
    try:
        found = bare_extraction(
            html,
            with_metadata=True,
            include_comments=False,
            favor_precision=True,
            date_extraction_params=dating,
        )
    except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError):
        return None
    if found is None or isinstance(found, dict):
        return None
    published = read_time(found.date, None) if found.date else None
    return Page(found.text or "", " ".join((found.title or "").split()) or None, published)


def all_text(html: str) -> str:
    """All that a reader sees of some markup, each block on lines of its own; "" where it is no markup."""
    try:
        root = lxml.html.fromstring(html, parser=lxml.html.HTMLParser(no_network=True, huge_tree=False))
    except (ValueError, etree.LxmlError, AssertionError):
        return ""
    lines = (" ".join(line.split()) for line in "".join(pieces(root)).split("\n"))
    return "\n".join(line for line in lines if line)


def pieces(root: lxml.html.HtmlElement) -> Iterator[str]:
    """The visible text of an element in order, newlines around blocks; walks without recursion."""
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            hidden += tag in UNSEEN
            if not hidden:
                yield ("\n" if tag in BLOCKS else "") + (element.text or "").replace("\n", " ")
            continue
        if event == "end":
            hidden -= tag in UNSEEN
        if not hidden and element is not root:
            yield ("\n" if tag in BLOCKS else "") + (element.tail or "").replace("\n", " ")
