"""The row gate: strict types by pydantic, then the rules; a row that fails is rejected, the rest go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from pydantic import ValidationError

from pipeline.check.rules import RULES, Breach, Context, Rule
from pipeline.model import Article, Coded, Event, Rejected, Report

R = TypeVar("R", bound=Coded)
TYPES = Rule("strict_type", "the value is not of the column's type or range", lambda row, context: iter(()))
#: Why the reports of a rejected event are rejected with it.
ORPHAN = "event_is_sound: event_id: the event made from a report keeps every rule"


def check_reports(
    reports: Sequence[Report], articles: Iterable[Article]
) -> tuple[list[Report], list[Rejected]]:
    """The reports that keep every rule, and the others as rejected rows; both in the order given."""
    by_id = {a.article_id: a for a in articles}
    context = Context(
        {i: a.text for i, a in by_id.items()},
        {i: a.published.date() if a.published else None for i, a in by_id.items()},
    )
    kept: list[Report] = []
    rejected: list[Rejected] = []
    for report in reports:
        article = by_id.get(report.article_id)
        problem = check_row(report, context)
        if problem is None:
            kept.append(report)
        else:
            rejected.append(reject(report, problem, article.path if article else None, report.article_id))
    return kept, rejected


def check_events(
    events: Sequence[Event], reports: Sequence[Report]
) -> tuple[list[Event], list[Report], list[Rejected]]:
    """The events that keep every rule, the reports without those of the others, and the others as rejected rows.

    The evidence of events was held against the texts in the reports it comes from.
    """
    kept: list[Event] = []
    rejected: list[Rejected] = []
    for event in events:
        problem = check_event(event)
        if problem is None:
            kept.append(event)
        else:
            rejected.append(reject(event, problem, None, event.article_ids[0] if event.article_ids else None))
    lost = {e.event_id for e in events} - {e.event_id for e in kept}
    rejected += [reject(r, ORPHAN, None, r.article_id) for r in reports if r.event_id in lost]
    return kept, [r for r in reports if r.event_id not in lost], rejected


def check_event(event: Event) -> str | None:
    """Why an event may not be published: "<rule id>: <field>=<value>: <reason>"; None if it may."""
    published = {i: event.last_reported.date() for i in event.article_ids} if event.last_reported else {}
    return check_row(event, Context({}, dict(published)))


def check_row(row: Coded, context: Context) -> str | None:
    """The first rule the row breaks, in words; None if it keeps them all."""
    for rule, (field, value) in breaches(row, context):
        return f"{rule.rule_id}: {field}={value}: {rule.reason}"
    return None


def breaches(row: Coded, context: Context) -> Iterator[tuple[Rule, Breach]]:
    """Every breach of every rule; where the types are wrong, only those, since the rules rely on them."""
    try:
        type(row).model_validate(dict(row.__dict__))
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            yield TYPES, (".".join(map(str, problem["loc"])), problem["input"])
        return
    for rule in RULES:
        for breach in rule.breaches(row, context):
            yield rule, breach


def reject(row: Coded, problem: str, path: str | None, article_id: str | None) -> Rejected:
    """A row that failed, kept whole with the reason."""
    text = row.model_dump_json(warnings=False)
    return Rejected(
        stage="check", reason="row_invalid", detail=problem, path=path, article_id=article_id, row=text
    )
