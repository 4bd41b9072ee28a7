"""Web archives (WARC): the pages of a crawl."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import redirect_stderr
from io import StringIO
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from pipeline.model import Rejected
from pipeline.read.decode import decode
from pipeline.read.fields import to_article
from pipeline.read.plain import decode_html
from pipeline.read.record import BadInput, RawArticle, reject
from pipeline.read.stream import LARGEST_HTML, opened
from pipeline.read.walk import InputFile

#: Media types that can be an article; images, scripts and the like in a crawl are passed over.
HTML_TYPES = ("text/html", "application/xhtml+xml")
TEXT_TYPES = ("text/plain",)


class Sound:
    """A stream for warcio, which would take a gzip file that ends too early for one that ends."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        try:
            return self.stream.read(size)
        except EOFError:
            raise BadInput("unreadable", "the gzip file ends too early") from None


def read_warc(file: InputFile) -> Iterator[RawArticle | Rejected]:
    """The pages of a web archive that were found (status 200); "#n" counts all its records.

    Raises:
        BadInput: the archive is damaged; pages before the damage have been given.
    """
    try:
        with opened(file.path) as stream:
            for n, record in enumerate(records(Sound(stream)), 1):
                if record.rec_type is None:
                    raise BadInput("unreadable", f"damaged web archive: record {n} has no type")
                kind = media_type(record)
                if kind in HTML_TYPES + TEXT_TYPES:
                    yield read_page(f"{file.name}#{n}", record, kind, file)
    except (ArchiveLoadFailed, ValueError, KeyError, AttributeError) as error:
        raise BadInput("unreadable", f"damaged web archive: {' '.join(str(error).split())}") from None


def records(stream: Sound) -> Iterator[Any]:
    """The records of a web archive; what warcio writes to the terminal about damage goes nowhere."""
    archive = ArchiveIterator(stream)
    while True:
        with redirect_stderr(StringIO()):
            record = next(archive, None)
        if record is None:
            return
        yield record


def media_type(record: Any) -> str:
    """The media type of a record that holds a page; "" for any other record."""
    if record.rec_type == "response" and record.http_headers is not None:
        if record.http_headers.get_statuscode() != "200":
            return ""
        return content_type(record)[0]
    return content_type(record)[0] if record.rec_type in ("resource", "conversion") else ""


def content_type(record: Any) -> tuple[str, str | None]:
    """(media type, charset) of a record."""
    headers = record.http_headers or record.rec_headers
    kind, _, rest = (headers.get_header("Content-Type") or "").lower().partition(";")
    charset = rest.partition("charset=")[2].split(";")[0].strip(" \"'")
    return kind.strip(), charset or None


def read_page(path: str, record: Any, kind: str, file: InputFile) -> RawArticle | Rejected:
    """The article of one record."""
    data = record.content_stream().read(LARGEST_HTML + 1)
    if len(data) > LARGEST_HTML:
        return reject(path, "too_large", f"a page of more than {LARGEST_HTML:,} bytes")
    if getattr(record.raw_stream, "limit", 0) > 0:
        return reject(path, "unreadable", "the archive ends inside this record")
    headers = record.rec_headers
    fields = {
        "id": headers.get_header("WARC-Record-ID"),
        "url": headers.get_header("WARC-Target-URI"),
        "retrieved": headers.get_header("WARC-Date"),
    }
    charset = content_type(record)[1]
    try:
        if kind in HTML_TYPES:
            fields["html"] = decode_html(data, charset)
        else:
            fields["text"] = decode(data, charset)
    except BadInput as error:
        return reject(path, error.reason, error.detail)
    return to_article(path, fields, file.source)
