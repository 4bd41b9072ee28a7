"""Groups of reports into events with stable ids."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from pipeline.link.article import Source
from pipeline.link.cluster import cluster
from pipeline.link.notes import sentence
from pipeline.link.reconcile import reconcile
from pipeline.model import Event, Report


def link(reports: Sequence[Report], sources: Mapping[str, Source]) -> tuple[list[Event], list[Report]]:
    """The events that the reports tell of, by id, and the reports with their event_id, in the order given.

    `sources` holds every article of the reports by article_id. Background reports keep a null event_id.
    """
    groups = cluster(reports, sources)
    event_of = {r.report_id: event_id(group) for group in groups for r in group}
    events = [event_from(group, sources, event_of) for group in groups]
    linked = [r.model_copy(update={"event_id": event_of.get(r.report_id)}) for r in reports]
    return sorted(events, key=lambda e: e.event_id), linked


def event_id(group: Sequence[Report]) -> str:
    """A stable id: it rests on the earliest report alone, so later reports do not change it."""
    return "CE-" + hashlib.sha256(group[0].report_id.encode()).hexdigest()[:12].upper()


def event_from(group: Sequence[Report], sources: Mapping[str, Source], event_of: Mapping[str, str]) -> Event:
    """The event of one group, the earliest report first."""
    values = reconcile(group, sources)
    told_by = {r.article_id: sources[r.article_id] for r in group}
    times = sorted(s.published for s in told_by.values() if s.published)
    aggregates = (event_of.get(r.part_of, r.part_of) for r in group if r.part_of)
    values["part_of"] = next(aggregates, None)
    event = Event(
        **values,
        event_id=event_id(group),
        article_ids=sorted(told_by),
        sources=sorted({s.publisher for s in told_by.values() if s.publisher}),
        n_reports=len(group),
        notes="",
        first_reported=times[0] if times else None,
        last_reported=times[-1] if times else None,
        revision=1,
    )
    return event.model_copy(update={"notes": sentence(event)})
