"""The whole job on one screen: start reading here.

raw/ -> read -> clean -> extract -> link -> check -> publish -> curated/
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.batch import process
from pipeline.check import check_events, check_tables
from pipeline.gather import Batch, Meter, Progress, gather
from pipeline.link import compare, link
from pipeline.model import Event, Rejected, Report
from pipeline.publish import BuildLock, Release, Store, publish
from pipeline.publish.lock import now
from pipeline.publish.read import read_rows
from pipeline.read import read_raw
from pipeline.schema import rows_to_table
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
    raw: str | Path, curated: str | Path, workers: int | None = None, keep: int = 10, strict: bool = False,
    progress: Progress | None = None,
) -> Summary:  # fmt: skip
    """Builds a release of `curated` from every article under `raw` (a folder or one file), and makes it the current one.

    Equal input and equal rules give equal tables, whatever the number of workers; when nothing changed, nothing is
    published. `keep` is how many releases stay; `progress` is called with records done and expected.

    Raises:
        FileNotFoundError: there is no `raw`.
        LockHeldError: another build holds the lock of `curated`.
        GateError: a table breaks a promise of the model or a threshold; the old release stays.
        StoreError: something that is not ours stands in `curated`.
        OSError: `curated` cannot be written; the old release stays.
    """
    raw, curated, started, clock = Path(raw), Path(curated), now(), time.monotonic()
    if not raw.exists():
        raise FileNotFoundError(f"there is no folder or file {raw}")
    with BuildLock(curated):
        store = Store(curated)
        meter = Meter(raw, progress or (lambda done, expected: None))
        batch = gather(
            process(meter.watch(read_raw(raw)), workers), meter
        )  # read, clean, extract, check rows
        events, reports = link(batch.reports, batch.sources)
        events, reports, rejected = sound(events, reports, batch.rejected)
        events, changes = compare(events, reports, *before(store))
        tables = tabulate(batch, reports, events, rejected)
        checks = check_tables(tables)
        counts = {**count(batch, reports, events, rejected), "checks": checks}
        manifest = {
            "started": started, "finished": now(), "seconds": round(time.monotonic() - clock, 1), "counts": counts,
            "input": batch.input_digest(), "versions": versions(),
        }  # fmt: skip
        release = publish(store, tables, changes, manifest, keep)
    return Summary(
        curated, release, counts, Counter(r.reason for r in rejected), Counter(c.change for c in changes),
        time.monotonic() - clock, strict,
    )  # fmt: skip


def sound(
    events: Sequence[Event], reports: Sequence[Report], rejected: Sequence[Rejected]
) -> tuple[list[Event], list[Report], list[Rejected]]:
    """The events that keep every rule, the reports without those of the others, and all that was rejected."""
    kept, failed = check_events(events)
    ids = {e.event_id for e in kept}
    left = [r for r in reports if r.event_id is None or r.event_id in ids]
    lost = [r for r in reports if r.event_id is not None and r.event_id not in ids]
    return kept, left, [*rejected, *failed, *map(orphan, lost)]


def orphan(report: Report) -> Rejected:
    """A report whose event was rejected, kept with the reason."""
    detail = f"event_is_sound: event_id={report.event_id}: the event of a report keeps every rule"
    return Rejected(
        stage="check", reason="row_invalid", detail=detail, path=None, article_id=report.article_id,
        row=report.model_dump_json(),
    )  # fmt: skip


def before(store: Store) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """The events of the current release by id, and the event of each of its reports; empty before the first."""
    current = store.current()
    if current is None:
        return {}, {}
    events = {row["event_id"]: row for row in read_rows(store, current, "events")}
    reports = read_rows(store, current, "reports", ["report_id", "event_id"])
    return events, {r["report_id"]: r["event_id"] for r in reports if r["event_id"]}


def tabulate(
    batch: Batch, reports: Sequence[Report], events: Sequence[Event], rejected: Sequence[Rejected]
) -> dict[str, pa.Table]:
    """The tables to publish, but for the changes; each article with the number of its reports."""
    articles = batch.articles()
    found = Counter(r.article_id for r in reports)
    numbers = pa.array([found[i] for i in articles["article_id"].to_pylist()], pa.int32())
    place = articles.schema.get_field_index("n_reports")
    return {
        "articles": articles.set_column(place, articles.schema.field(place), pc.cast(numbers, pa.int32())),
        "reports": rows_to_table(Report, reports),
        "events": rows_to_table(Event, events),
        "rejected": rows_to_table(Rejected, rejected),
    }


def count(
    batch: Batch, reports: Sequence[Report], events: Sequence[Event], rejected: Sequence[Rejected]
) -> dict[str, int]:
    """How many rows of each kind there are."""
    return {
        "read": batch.records,
        "articles": len(batch.sources),
        "reports": len(reports),
        "background": sum(r.status == "background" for r in reports),
        "events": len(events),
        "rejected": len(rejected),
    }
