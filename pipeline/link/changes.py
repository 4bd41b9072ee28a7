"""What a release does to the events of the one before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.model import Change, Event, Report

#: Columns that follow from the release itself.
BOOKKEEPING = frozenset({"revision"})
Row = Mapping[str, Any]


def compare(
    events: Sequence[Event],
    reports: Sequence[Report],
    before: Mapping[str, Row],
    event_before: Mapping[str, str],
) -> tuple[list[Event], list[Change]]:
    """The events with their revisions, and what changed; the changes name no release yet.

    `before` holds the rows of the previous release by event_id, `event_before` its event of each report_id.
    """
    revised: list[Event] = []
    changes: list[Change] = []
    for event in events:
        old = before.get(event.event_id)
        fields = differing(event, old) if old is not None else []
        revision = 1 if old is None else old["revision"] + bool(fields)
        revised.append(event.model_copy(update={"revision": revision}))
        if old is None:
            changes.append(change(event.event_id, "added", [], "a new occurrence is reported"))
        elif fields:
            changes.append(change(event.event_id, "changed", fields, why(event, old)))
    return revised, [*changes, *gone(events, reports, before, event_before)]


def gone(
    events: Sequence[Event],
    reports: Sequence[Report],
    before: Mapping[str, Row],
    event_before: Mapping[str, str],
) -> Iterator[Change]:
    """Events of the previous release that are no more, with where their reports went."""
    now = {e.event_id for e in events}
    heirs: dict[str, str] = {}
    for report in reports:
        old = event_before.get(report.report_id)
        if old is not None and old not in now and report.event_id is not None:
            heirs.setdefault(old, report.event_id)
    for event_id in sorted(before.keys() - now):
        if event_id in heirs:
            yield change(event_id, "merged", [], f"its reports now belong to {heirs[event_id]}")
        else:
            yield change(event_id, "removed", [], "none of its reports is left")


def change(event_id: str, kind: str, fields: list[str], reason: str) -> Change:
    """A change of a release that has no name yet."""
    return Change(release="", event_id=event_id, change=kind, fields=fields, reason=reason)


def differing(event: Event, old: Row) -> list[str]:
    """The columns in which an event is not what it was."""
    new = event.model_dump()
    return [name for name in new if name not in BOOKKEEPING and new[name] != old.get(name)]


def why(event: Event, old: Row) -> str:
    """What made an event change, as far as its articles tell."""
    new, past = set(event.article_ids), set(old["article_ids"])
    if new - past and past - new:
        return "articles were added and withdrawn, or edited"
    if new - past:
        return f"{len(new - past)} more article(s) report it"
    if past - new:
        return f"{len(past - new)} article(s) no longer report it"
    return "the rules, words or places it is read with changed"
