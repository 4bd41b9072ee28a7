"""Articles through clean, extract and the row gate: in chunks, over processes, in the order read."""

from __future__ import annotations

import os
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from pathlib import Path
from types import ModuleType

from pipeline.check import check_reports
from pipeline.clean import clean_article
from pipeline.extract import extract
from pipeline.model import Article, Rejected, Report
from pipeline.packs import languages
from pipeline.read import RawArticle

#: Articles a worker takes at once, chunks that wait for each worker, articles not worth a second process.
CHUNK = 32
AHEAD = 3
SERIAL = 64

Record = RawArticle | Rejected


@dataclass(frozen=True, slots=True)
class Item:
    """What became of one record: an article with its reports, or none, and what was rejected on the way."""

    article: Article | None
    reports: list[Report] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


def process(records: Iterable[Record], workers: int | None = None) -> Iterator[Item]:
    """What became of each record, in the order given; few are worked on here, more in `workers` processes."""
    stream = iter(records)
    first = list(islice(stream, SERIAL + 1))
    if workers == 1 or len(first) <= SERIAL:
        return map(process_one, chain(first, stream))
    return spread(chain(first, stream), workers or os.cpu_count() or 1)


def process_one(record: Record) -> Item:
    """Cleans, extracts and checks one record; whatever goes wrong with it stays with it."""
    if isinstance(record, Rejected):
        return Item(None, rejected=[record])
    article = cleaned(record)
    if isinstance(article, Rejected):
        return Item(None, rejected=[article])
    found = extracted(article)
    if isinstance(found, Rejected):
        return Item(None, rejected=[found])
    reports, rejected = check_reports(found, [article])
    return Item(article, reports, rejected)


def cleaned(record: RawArticle) -> Article | Rejected:
    """The clean article, or why there is none."""
    try:
        return clean_article(record)
    except Exception as error:  # one broken article must not end the build
        return refusal("clean", "unparsable", words(error), record.path, None)


def extracted(article: Article) -> list[Report] | Rejected:
    """The reports of an article, or why they could not be read."""
    if article.language not in languages():
        known = ", ".join(languages())
        detail = f"no pack for language {article.language!r}; there are packs for {known}"
        return refusal("extract", "no_pack", detail, article.path, article.article_id)
    try:
        return extract(article)
    except Exception as error:  # as in `cleaned`
        return refusal("extract", "extract_failed", words(error), article.path, article.article_id)


def refusal(stage: str, reason: str, detail: str, path: str, article_id: str | None) -> Rejected:
    """A rejected article."""
    return Rejected(stage=stage, reason=reason, detail=detail, path=path, article_id=article_id, row=None)


def words(error: Exception) -> str:
    """An unexpected error with the line of ours that raised it."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}: {error}{where}"


def spread(records: Iterator[Record], workers: int) -> Iterator[Item]:
    """The same as `process_one` for each record, over processes; few chunks wait, so memory stays bounded.

    Raises:
        concurrent.futures.process.BrokenProcessPool: a worker was killed, as for want of memory.
    """
    waiting: deque[Future[list[Item]]] = deque()
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=end_with_parent)
    try:
        while chunk := list(islice(records, CHUNK)):
            with hidden_main():
                waiting.append(pool.submit(process_chunk, chunk))
            if len(waiting) > AHEAD * workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def process_chunk(chunk: list[Record]) -> list[Item]:
    """What became of each record of a chunk."""
    return [process_one(record) for record in chunk]


def end_with_parent() -> None:
    """Lets a worker die with the build that started it, however that ends."""
    threading.Thread(target=watch_parent, daemon=True).start()


def watch_parent() -> None:
    """Waits for the end of the parent process, then ends this one at once."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def hidden_main() -> Iterator[None]:
    """Hides the caller's script from workers that start now: they must not run it again."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
