"""The fields of a record (JSON, CSV, a feed, a web archive), with its folder's defaults, as a RawArticle."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pipeline.model import Rejected
from pipeline.read.dates import read_time
from pipeline.read.record import BadInput, RawArticle, reject
from pipeline.read.source import Source
from pipeline.read.stream import LARGEST_HTML, LARGEST_TEXT, MIB

#: The fields of a record; other fields are left alone.
FIELDS = ("id", "title", "text", "html", "published", "language", "publisher", "url", "retrieved")


def to_article(path: str, fields: Mapping[str, Any], source: Source) -> RawArticle | Rejected:
    """The article that a record describes, or why it describes none."""
    try:
        given = {name: read_field(name, fields.get(name)) for name in FIELDS}
        text, html = given["text"], given["html"]
        if text is None and html is None:
            text = ""
        check_size(text, html)
    except BadInput as error:
        return reject(path, error.reason, error.detail)
    published = read_time(given["published"], source.time_zone) if given["published"] else None
    stated = published or (None if given["published"] else source.published)
    return RawArticle(
        path=path,
        ref=given["id"],
        title=given["title"],
        text=text,
        html=html if text is None else None,
        published=stated,
        published_source="given" if published else "sidecar" if stated else None,
        language=given["language"] or source.language,
        publisher=given["publisher"] or source.publisher,
        url=given["url"],
        retrieved=as_time(given["retrieved"], source),
    )


def as_time(stamp: str | None, source: Source) -> datetime | None:
    """A stamp of a record as wall-clock time; None where there is none or it cannot be read."""
    return read_time(stamp, source.time_zone) if stamp else None


def read_field(name: str, value: Any) -> str | None:
    """A field as text; None where it is missing or blank. Half characters (lone surrogates) become U+FFFD.

    Raises:
        BadInput: it is no text ("unparsable"); an id may be a number.
    """
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadInput("unparsable", f"field {name!r} holds {type(value).__name__}, not text")
    value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if name in ("text", "html"):
        return value if value.strip() else None
    return " ".join(value.split()) or None


def check_size(text: str | None, html: str | None) -> None:
    """Nothing, if an article is of a size that news has.

    Raises:
        BadInput: it is larger ("too_large").
    """
    for value, limit in ((text, LARGEST_TEXT), (html, LARGEST_HTML)):
        if value is not None and len(value) > limit:
            raise BadInput("too_large", f"{len(value):,} characters; the limit is {limit // MIB} Mi")
