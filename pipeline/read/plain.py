"""Files that are one article each: plain text, Markdown, HTML, and JSON (one or a list)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pipeline.model import Rejected
from pipeline.read.decode import SAMPLE, decode
from pipeline.read.fields import FIELDS, to_article
from pipeline.read.record import BadInput, RawArticle, reject
from pipeline.read.source import Source
from pipeline.read.stream import read_whole
from pipeline.read.walk import InputFile

#: What an HTML page or XML file says of its encoding.
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
#: "---", lines "name: value", "---" at the head of a Markdown file.
FRONT = re.compile(r"\A---[ \t]*\n(.{0,4000}?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
#: Marks of Markdown; no part crosses its own mark, so that hostile input costs no more than other.
IMAGE_LINE = re.compile(r"^[ \t]{0,9}!\[[^\[\]\n]{0,500}\]\([^()\n]{0,900}\)[ \t]{0,9}$\n?", re.MULTILINE)
LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\n]{0,900}\)")
EMPHASIS = re.compile(r"\*\*(?=\S)([^*\n]{1,500})(?<=\S)\*\*")
HEADING = re.compile(r"^#{1,6}[ \t]{1,9}(\S.{0,500}?)[ \t#]{0,9}$", re.MULTILINE)
TOP_HEADING = re.compile(r"\A\s*#[ \t]{1,9}(\S.{0,500}?)[ \t#]{0,9}(?:\n|\Z)")


def read_txt(file: InputFile) -> Iterator[RawArticle | Rejected]:
    """A plain text: its lines are kept as they are, and cleaning tells the headline."""
    yield to_article(file.name, {"text": decode(read_whole(file.path))}, file.source)


def read_md(file: InputFile) -> Iterator[RawArticle | Rejected]:
    """A Markdown text: front matter gives fields, a first "# " heading the title; its marks go."""
    text = decode(read_whole(file.path)).replace("\r\n", "\n")
    fields: dict[str, str] = {}
    if front := FRONT.match(text):
        fields, text = front_matter(front[1]), text[front.end() :]
    text = EMPHASIS.sub(r"\1", LINK.sub(r"\1", IMAGE_LINE.sub("", text)))
    heading = None if fields.get("title") else TOP_HEADING.match(text)
    if heading:
        fields["title"], text = heading[1], text[heading.end() :]
    yield to_article(file.name, {**fields, "text": HEADING.sub(r"\1", text)}, file.source)


def front_matter(block: str) -> dict[str, str]:
    """The known fields of "name: value" lines."""
    pairs = (line.partition(":") for line in block.split("\n"))
    found = {name.strip().lower(): value.strip().strip("\"'") for name, _, value in pairs}
    return {name: value for name, value in found.items() if name in FIELDS and name not in ("text", "html")}


def read_html(file: InputFile) -> Iterator[RawArticle | Rejected]:
    """A web page; cleaning takes the article out of it."""
    yield to_article(file.name, {"html": decode_html(read_whole(file.path))}, file.source)


def decode_html(data: bytes, declared: str | None = None) -> str:
    """The characters of a page, heeding what its transport or its head declares."""
    found = CHARSET.search(data[:SAMPLE])
    return decode(data, declared or (found[1].decode("ascii") if found else None))


def read_json(file: InputFile) -> Iterator[RawArticle | Rejected]:
    """A JSON object (one article) or a list of them."""
    found = parse(decode(read_whole(file.path)))
    if isinstance(found, dict):
        yield to_article(file.name, found, file.source)
    elif isinstance(found, list):
        for n, record in enumerate(found, 1):
            yield record_to_article(f"{file.name}#{n}", record, file.source)
    else:
        raise BadInput("unparsable", "neither an object nor a list of objects")


def record_to_article(path: str, record: Any, source: Source) -> RawArticle | Rejected:
    """The article of one JSON value."""
    if not isinstance(record, dict):
        return reject(path, "unparsable", "not a JSON object")
    return to_article(path, record, source)


def parse(text: str) -> Any:
    """JSON as Python values.

    Raises:
        BadInput: it is no valid JSON.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInput("unparsable", f"invalid JSON: {error.msg}, character {error.pos}") from None
    except (ValueError, RecursionError):
        raise BadInput("unparsable", "invalid JSON: a number too long or nesting too deep") from None
