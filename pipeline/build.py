"""The whole job on one screen: start reading here.

raw/ -> read -> clean -> extract -> link -> check -> publish -> curated/
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.batch import process
from pipeline.check import check_events, check_tables
from pipeline.gather import Meter, Progress, count, gather, tabulate
from pipeline.link import compare, link
from pipeline.publish import BuildLock, Release, Store, publish
from pipeline.publish.lock import now
from pipeline.publish.read import read_rows
from pipeline.read import read_raw
from pipeline.versions import versions


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did: the release, how many rows of each kind, what was rejected and why."""

    curated: Path
    release: Release
    counts: Mapping[str, int]
    rejected: Mapping[str, int]
    changes: Mapping[str, int]
    seconds: float
    strict: bool

    @property
    def exit_code(self) -> int:
        """0; with `strict` 3 where some input was rejected."""
        return 3 if self.strict and self.rejected else 0


def build(
    raw: str | Path,
    curated: str | Path,
    workers: int | None = None,
    keep: int = 10,
    strict: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Builds a release of `curated` from the articles under `raw`, a folder or file, and makes it current.

    Equal input and equal rules give equal tables, whatever the number of workers; when nothing changed,
    nothing is published. `keep` is how many releases stay; `progress` is called with records done and expected.

    Raises:
        FileNotFoundError: there is no `raw`.
        LockHeldError: another build holds the lock of `curated`.
        GateError: a table breaks a promise of the model or a threshold; the old release stays.
        StoreError: something that is not ours stands in `curated`.
        OSError: `curated` cannot be written; the old release stays.
    """
    raw, store, started, clock = Path(raw), Store(Path(curated)), now(), time.monotonic()
    if not raw.exists():
        raise FileNotFoundError(f"there is no folder or file {raw}")
    with BuildLock(store.root):
        meter = Meter(raw, progress)
        articles = meter.watch(read_raw(raw))  # read
        batch = gather(process(articles, workers), meter)  # clean, extract, check each report
        events, reports = link(batch.reports, batch.sources)  # link
        events, reports, failed = check_events(events, reports)  # check rows
        events, changes = compare(events, reports, *before(store))
        tables = tabulate(batch, reports, events, [*batch.rejected, *failed])
        checks = check_tables(tables)  # check tables
        counts = {**count(batch, tables), "checks": checks}
        manifest = {"started": started, "finished": now(), "seconds": since(clock), "counts": counts}
        manifest |= {"input": batch.input_digest(), "versions": versions()}
        release = publish(store, tables, changes, manifest, keep)  # publish
    reasons = Counter(r.reason for r in [*batch.rejected, *failed])
    kinds = Counter(c.change for c in changes)
    return Summary(store.root, release, counts, reasons, kinds, since(clock), strict)


def since(clock: float) -> float:
    """Seconds since a moment of the monotonic clock."""
    return round(time.monotonic() - clock, 1)


def before(store: Store) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """The events of the current release by id, and the event of each of its reports; both may be empty."""
    current = store.current()
    if current is None:
        return {}, {}
    events = {row["event_id"]: row for row in read_rows(store, current, "events")}
    reports = read_rows(store, current, "reports", ["report_id", "event_id"])
    return events, {r["report_id"]: r["event_id"] for r in reports if r["event_id"]}
