"""Reading raw/: every file and record becomes a RawArticle or a rejection with its reason; nothing raises.

To add a format: a function `InputFile -> Iterator[RawArticle | Rejected]` that raises BadInput, and a line in
READERS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.model import Rejected
from pipeline.read.feed import read_xml
from pipeline.read.plain import read_html, read_json, read_md, read_txt
from pipeline.read.record import BadInput, RawArticle, reject
from pipeline.read.tables import read_csv, read_jsonl
from pipeline.read.walk import InputFile, walk
from pipeline.read.webarchive import read_warc

__all__ = ["RawArticle", "read_raw"]

Reader = Callable[[InputFile], Iterator[RawArticle | Rejected]]

#: Extension -> reader; each extension may also be followed by .gz.
READERS: dict[str, Reader] = {
    "txt": read_txt,
    "md": read_md,
    "html": read_html,
    "htm": read_html,
    "json": read_json,
    "jsonl": read_jsonl,
    "csv": read_csv,
    "xml": read_xml,
    "warc": read_warc,
}


def read_raw(raw: Path) -> Iterator[RawArticle | Rejected]:
    """The articles of a folder (or one file) in a fixed order, one in memory at a time; bad ones rejected.

    Raises:
        FileNotFoundError: there is no such folder.
    """
    if not raw.exists():
        raise FileNotFoundError(f"no input folder {raw}")
    for found in walk(raw):
        if isinstance(found, Rejected):
            yield found
        else:
            yield from read_file(found)


def read_file(file: InputFile) -> Iterator[RawArticle | Rejected]:
    """The articles of one file."""
    reader = READERS.get(file.format)
    if reader is None or "." not in file.path.name:
        yield reject(file.name, "unsupported_format", f"no reader for files called *.{file.format}")
        return
    try:
        yield from reader(file)
    except BadInput as error:
        yield reject(file.name, error.reason, error.detail)
    except OSError as error:
        yield reject(file.name, "unreadable", error.strerror or type(error).__name__)
