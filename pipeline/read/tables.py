"""Files of many articles, read one record at a time: JSON lines and CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from pipeline.model import Rejected
from pipeline.read.decode import MARKS, decode, wide_encoding
from pipeline.read.fields import FIELDS, to_article
from pipeline.read.plain import parse, record_to_article
from pipeline.read.record import BadInput, RawArticle, reject
from pipeline.read.stream import LARGEST_FILE, LARGEST_LINE, read_lines, read_whole
from pipeline.read.walk import InputFile

#: What parts the fields of a CSV file; the header decides which.
DELIMITERS = ",;\t|"
csv.field_size_limit(LARGEST_LINE)


def text_lines(file: InputFile) -> Iterator[str | BadInput]:
    """The lines of a file as text; what is wrong with a line instead of the line.

    Each line is decoded alone, so one damaged line costs no other. A file in UTF-16 or UTF-32 is read whole,
    since its bytes cannot be cut at newlines.
    """
    first = True
    for line in read_lines(file.path):
        if first and line is not None and is_wide(line):
            yield from decode(read_whole(file.path)).splitlines(keepends=True)
            return
        first = False
        if line is None:
            yield BadInput("too_large", f"a line of more than {LARGEST_LINE:,} bytes")
            continue
        try:
            yield decode(line)
        except BadInput as error:
            yield error


def is_wide(line: bytes) -> bool:
    """True where the first line of a file is in UTF-16 or UTF-32."""
    return any(line.startswith(mark) for mark, encoding in MARKS if encoding != "utf-8") or (
        b"\0" in line and wide_encoding(line[: len(line) // 2 * 2]) is not None
    )


def read_jsonl(file: InputFile) -> Iterator[RawArticle | Rejected]:
    """One JSON object a line; blank lines do not count as records."""
    n = 0
    for line in text_lines(file):
        if isinstance(line, str) and not line.strip():
            continue
        n += 1
        path = f"{file.name}#{n}"
        try:
            if isinstance(line, BadInput):
                raise line
            yield record_to_article(path, parse(line), file.source)
        except BadInput as error:
            yield reject(path, error.reason, error.detail)


class Rows:
    """Lines on their way into the CSV parser; they can be taken back when a record turns out to be broken."""

    def __init__(self, lines: Iterator[str | BadInput]) -> None:
        self.lines = lines
        self.taken: list[str] = []
        self.again: list[str] = []
        self.size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.again:
            line = self.again.pop()
        else:
            found = next(self.lines)
            if isinstance(found, BadInput):
                raise found
            line = found
        self.taken.append(line)
        self.size += len(line)
        if self.size > LARGEST_FILE:
            raise BadInput("too_large", "a record that does not end")
        return line

    def start(self) -> None:
        """A record begins."""
        self.taken.clear()
        self.size = 0

    def take_back(self) -> None:
        """The record was broken: only its first line is lost."""
        self.again.extend(reversed(self.taken[1:]))


def read_csv(file: InputFile) -> Iterator[RawArticle | Rejected]:
    """A table with a header; quoted fields may hold newlines.

    An unclosed quote costs one line, not the rest of the file.
    """
    rows = Rows(text_lines(file))
    header, delimiter = read_header(rows)
    reader = csv.reader(rows, delimiter=delimiter, strict=True)
    n = 0
    while True:
        rows.start()
        try:
            row = next(reader)
        except StopIteration:
            return
        except (csv.Error, BadInput) as error:
            n += 1
            rows.take_back()
            reason = error.reason if isinstance(error, BadInput) else "unparsable"
            yield reject(f"{file.name}#{n}", reason, f"invalid CSV: {error}")
            reader = csv.reader(rows, delimiter=delimiter, strict=True)
            continue
        if not any(cell.strip() for cell in row):
            continue
        n += 1
        yield row_to_article(f"{file.name}#{n}", header, row, file)


def read_header(rows: Rows) -> tuple[list[str], str]:
    """The column names of a CSV file and what parts them.

    Raises:
        BadInput: there is no column `text` or `html`.
    """
    line = next(rows, "")
    best: list[str] = []
    delimiter = DELIMITERS[0]
    for mark in DELIMITERS:
        names = [cell.strip().lower() for cell in next(csv.reader([line], delimiter=mark), [])]
        if len(set(names) & set(FIELDS)) > len(set(best) & set(FIELDS)):
            best, delimiter = names, mark
    if line.strip() and not {"text", "html"} & set(best):
        raise BadInput("unparsable", "the CSV header has no column text or html")
    return best, delimiter


def row_to_article(path: str, header: list[str], row: list[str], file: InputFile) -> RawArticle | Rejected:
    """The article of one row."""
    if len(row) > len(header):
        return reject(path, "unparsable", f"{len(row)} fields under a header of {len(header)}")
    return to_article(path, dict(zip(header, row, strict=False)), file.source)
