"""What a build has in hand after reading: articles as tables, reports as rows, and how far it is."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.batch import Item, Record
from pipeline.link import Source
from pipeline.model import Article, Event, Rejected, Report
from pipeline.read import RawArticle
from pipeline.schema import rows_to_table

#: Articles that are held as Python rows before they become a table.
HELD = 1000

#: Called with records done and about how many there will be in all.
Progress = Callable[[int, int], None]


@dataclass
class Batch:
    """Everything that was read, each article once."""

    reports: list[Report] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    records: int = 0
    _rows: list[Article] = field(default_factory=list)
    _tables: list[pa.Table] = field(default_factory=list)
    _paths: dict[str, str] = field(default_factory=dict)

    def add(self, item: Item) -> None:
        """Takes in what became of one record; an article seen before is rejected as a duplicate."""
        self.records += 1
        article = item.article
        if article is not None and article.article_id in self.sources:
            self.rejected.append(self._duplicate(article))
            return
        self.rejected += item.rejected
        self.reports += item.reports
        if article is not None:
            self.sources[article.article_id] = Source(
                article.article_id, article.publisher, article.published
            )
            self._paths[article.article_id] = article.path
            self._rows.append(article)
        if len(self._rows) >= HELD:
            self._fold()

    def _duplicate(self, article: Article) -> Rejected:
        detail = f"same title and text as {self._paths[article.article_id]}"
        return Rejected(
            stage="clean",
            reason="duplicate",
            detail=detail,
            path=article.path,
            article_id=article.article_id,
            row=None,
        )

    def _fold(self) -> None:
        self._tables.append(rows_to_table(Article, self._rows))
        self._rows = []

    def articles(self) -> pa.Table:
        """The articles as one table."""
        if self._rows or not self._tables:
            self._fold()
        return pa.concat_tables(self._tables).unify_dictionaries()

    def input_digest(self) -> str:
        """A digest of what was read: articles by path and content, and what could not be read."""
        lines = [f"{path}\0{article_id}" for article_id, path in self._paths.items()]
        lines += [f"{r.path}\0{r.reason}" for r in self.rejected if r.stage != "check"]
        return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def gather(items: Iterable[Item], meter: Meter | None = None) -> Batch:
    """All items in one batch, with progress told on the way."""
    batch = Batch()
    for item in items:
        batch.add(item)
        if meter is not None:
            meter.tell(batch.records)
    return batch


class Meter:
    """How many records there will be, judged by the bytes read so far; exact once all are read."""

    def __init__(self, raw: Path, progress: Progress | None = None) -> None:
        self.progress = progress
        self.sizes = sizes_in(raw)
        self.total_bytes = sum(self.sizes.values())
        self.done_bytes = self.file_bytes = self.read = 0
        self.file = ""
        self.finished = False

    def watch(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records, noted as they pass."""
        for record in records:
            self._note(record)
            yield record
        self.finished = True

    def _note(self, record: Record) -> None:
        self.read += 1
        file = (record.path or "").partition("#")[0]
        if file != self.file:
            self.done_bytes += self.sizes.get(self.file, 0)
            self.file, self.file_bytes = file, 0
        if isinstance(record, RawArticle):
            self.file_bytes += len((record.text or "").encode(errors="replace")) + len(record.html or "")

    def expected(self) -> int:
        """About how many records there will be."""
        so_far = self.done_bytes + min(self.file_bytes, self.sizes.get(self.file, 0))
        if self.finished or not so_far:
            return self.read
        return max(self.read, round(self.read * self.total_bytes / so_far))

    def tell(self, done: int) -> None:
        """Reports progress to whoever asked for it."""
        if self.progress is not None:
            self.progress(done, self.expected())


def sizes_in(raw: Path) -> dict[str, int]:
    """Bytes of each file of a folder by its path in it, or of the one file."""
    if raw.is_file():
        return {raw.name: raw.stat().st_size}
    return {p.relative_to(raw).as_posix(): p.stat().st_size for p in raw.rglob("*") if p.is_file()}


def tabulate(
    batch: Batch, reports: Sequence[Report], events: Sequence[Event], rejected: Sequence[Rejected]
) -> dict[str, pa.Table]:
    """The tables to publish, but for the changes; each article with the number of its reports."""
    articles = batch.articles()
    found = Counter(r.article_id for r in reports)
    numbers = pa.array([found[i] for i in articles["article_id"].to_pylist()], pa.int32())
    place = articles.schema.get_field_index("n_reports")
    return {
        "articles": articles.set_column(place, articles.schema.field(place), numbers),
        "reports": rows_to_table(Report, reports),
        "events": rows_to_table(Event, events),
        "rejected": rows_to_table(Rejected, rejected),
    }


def count(batch: Batch, tables: Mapping[str, pa.Table]) -> dict[str, int]:
    """How many records were read, and how many rows of each kind came of them."""
    background = pc.equal(tables["reports"]["status"].cast(pa.string()), "background")
    rows = {name: table.num_rows for name, table in tables.items()}
    return {"read": batch.records, **rows, "background": pc.sum(background).as_py() or 0}
