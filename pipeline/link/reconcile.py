"""One event's values from its reports, by codebook section 2."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from pipeline.link.article import LONG_AGO, Source
from pipeline.link.same import GENERIC, HARMS, straight
from pipeline.model import EventEvidence, Report, Toll

PRECISION = {"day": 0, "week": 1, "month": 2, "year": 3}
CERTAINTY = {"stated": 0, "inferred": 1, "published": 2}
DATE = ("date_start", "date_end", "date_precision", "date_source")
PLACE = (
    "admin1", "admin2", "location", "location_id", "location_detail", "latitude", "longitude",
    "geo_precision",
)  # fmt: skip
KIND = ("disorder_type", "event_type", "sub_event_type")
OTHER = {"actor1": "actor2", "actor2": "actor1"}

Values = dict[str, Any]


def reconcile(group: Sequence[Report], sources: Mapping[str, Source]) -> Values:
    """The coded cells of the event behind a group, the earliest report first; evidence and tolls included."""
    reports = aligned(group)
    values: Values = {"status": "reported", "country": reports[0].country, "part_of": None}
    values |= take(min(reports, key=date_rank), DATE)
    values |= take(min(reports, key=place_rank), PLACE)
    values |= take(most_told(reports, sources, attrgetter("sub_event_type")), KIND)
    values |= sides(reports)
    values |= {"civilian_targeting": any(r.civilian_targeting for r in reports)}
    values |= {"operations": next((r.operations for r in reports if r.operations is not None), None)}
    values |= counts(reports, sources)
    values |= {"confidence": max(r.confidence for r in reports)}
    return values | {"evidence": evidence(reports, values)}


def take(report: Report, columns: Iterable[str]) -> Values:
    """Some cells of a report."""
    return {name: getattr(report, name) for name in columns}


def aligned(group: Sequence[Report]) -> list[Report]:
    """The reports with their sides in the order of the first, so that actor1 means the same in all."""
    return [r if straight(group[0], r) else turned(r) for r in group]


def turned(report: Report) -> Report:
    """The same report told from the other side."""
    swap = {
        f"{a}{end}": getattr(report, f"{b}{end}") for a, b in OTHER.items() for end in ("", "_id", "_type")
    }
    swap |= {"assoc_actor1": report.assoc_actor2, "assoc_actor2": report.assoc_actor1}
    swap["tolls"] = [t.model_copy(update={"side": OTHER.get(t.side, t.side)}) for t in report.tolls]
    swap["evidence"] = [e.model_copy(update={"field": other_field(e.field)}) for e in report.evidence]
    return report.model_copy(update=swap)


def other_field(field: str) -> str:
    """The column of the other side: actor1_type -> actor2_type; other columns stay."""
    for a, b in OTHER.items():
        if a in field:
            return field.replace(a, b)
    return field


def date_rank(report: Report) -> tuple[int, int, int]:
    """Smallest for the report that dates the event most exactly."""
    days = (report.date_end - report.date_start).days if report.date_start and report.date_end else 9999
    return PRECISION.get(report.date_precision or "", 9), CERTAINTY.get(report.date_source or "", 9), days


def place_rank(report: Report) -> tuple[int, bool, bool]:
    """Smallest for the report that places the event most exactly."""
    return report.geo_precision or 9, report.location_id is None, report.location_detail is None


def actor_rank(report: Report, side: str) -> tuple[bool, bool, bool, bool]:
    """Smallest for the report that names a side best: registered, then named, then generic, then none.

    Those who fight a battle are not civilians: there armed people without a name go before them.
    """
    name = getattr(report, side)
    misfit = report.event_type == "Battles" and getattr(report, f"{side}_type") == "Civilians"
    return (
        name is None,
        bool(name and name.startswith(GENERIC)),
        misfit,
        getattr(report, f"{side}_id") is None,
    )


def sides(reports: Sequence[Report]) -> Values:
    """Both sides as the report that names each best has them, and the associates any report names."""
    values: Values = {}
    for name, allies in (("actor1", "assoc_actor1"), ("actor2", "assoc_actor2")):
        best = min(reports, key=lambda r: actor_rank(r, name))
        values |= take(best, (name, f"{name}_id", f"{name}_type"))
        named = dict.fromkeys(ally for r in reports for ally in getattr(r, allies))
        values[allies] = [ally for ally in named if ally != values[name]]
    return values


def most_told(
    reports: Sequence[Report], sources: Mapping[str, Source], value: Callable[[Report], Any]
) -> Report:
    """A report with the value that most sources give; among equals the latest published one."""
    voices: dict[Any, set[str]] = {}
    for r in reports:
        voices.setdefault(value(r), set()).add(sources[r.article_id].name)

    def rank(report: Report) -> tuple[int, Any, str]:
        source = sources[report.article_id]
        return len(voices[value(report)]), source.published or LONG_AGO, report.report_id

    return max(reports, key=rank)


def counts(reports: Sequence[Report], sources: Mapping[str, Source]) -> Values:
    """Low = least told, best = most agreed or latest, high = most told; tolls from the report of the best."""
    values: Values = {}
    tolls: list[Toll] = []
    claims: list[str | None] = []
    for harm in HARMS:
        telling = [r for r in reports if figure(r, harm) != (None, None, None)]
        chosen = most_told(telling, sources, attrgetter(f"{harm}_best")) if telling else None
        best = getattr(chosen, f"{harm}_best") if chosen else None
        values |= bounds(harm, best, telling)
        vague = (r for r in reports if any(t.harm == harm for t in r.tolls))
        holder = chosen or next(vague, None)
        tolls += [t for t in holder.tolls if t.harm == harm] if holder else []
        claims.append(chosen.claimed_by if chosen else None)
    claims += [r.claimed_by for r in reports]
    return values | {"tolls": tolls, "claimed_by": next((c for c in claims if c), None)}


def figure(report: Report, harm: str) -> tuple[int | None, int | None, int | None]:
    """Low, best and high of one harm."""
    low, best, high = (getattr(report, f"{harm}_{k}") for k in ("low", "best", "high"))
    return low, best, high


def bounds(harm: str, best: int | None, telling: Sequence[Report]) -> Values:
    """The three figures of a harm; a bound that the best figure overtakes is no bound."""
    lows = [f[0] for r in telling if (f := figure(r, harm))[0] is not None]
    highs = [f[2] for r in telling if (f := figure(r, harm))[2] is not None]
    low = min((n for n in lows if n is not None), default=None)
    high = max((n for n in highs if n is not None), default=None)
    if best is not None:
        low = None if low is not None and low > best else low
        high = None if high is not None and high < best else high
    return {f"{harm}_low": low, f"{harm}_best": best, f"{harm}_high": high}


def evidence(reports: Sequence[Report], values: Mapping[str, Any]) -> list[EventEvidence]:
    """The words of every report that tells a cell as the event has it."""
    spans = {}
    for report in reports:
        for e in report.evidence:
            if e.field not in values or agrees(getattr(report, e.field), values[e.field]):
                key = (e.field, report.article_id, e.start, e.end, e.rule)
                spans[key] = EventEvidence(**e.__dict__, article_id=report.article_id)
    return list(spans.values())


def agrees(told: Any, chosen: Any) -> bool:
    """A report's cell holds what the event's cell holds, or a part of it where cells are lists."""
    if isinstance(told, list):
        return any(item in chosen for item in told)
    return bool(told == chosen)
