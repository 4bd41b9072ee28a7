"""From drafts to report rows: every cell with the words it rests on."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.codebook import disorder_of, type_of_sub
from pipeline.extract.confidence import confidence
from pipeline.extract.counts import HARMS, Count, count_harms
from pipeline.extract.engine import Engine
from pipeline.extract.frame import Frame, Weights
from pipeline.extract.harmed import Harmed
from pipeline.extract.locate import strongest
from pipeline.extract.merge import Draft
from pipeline.extract.sides import Sides, Stage, choose_sides, claimant, fill_sides
from pipeline.extract.toponym import Location
from pipeline.extract.what import Context, decide
from pipeline.extract.who import Side
from pipeline.model import Article, Evidence, Report, Toll

#: What the title, the first sentences and the rest weigh when the type is decided.
TITLE_WEIGHT, LEAD_WEIGHT, BODY_WEIGHT = 1.5, 1.5, 0.5


@dataclass(frozen=True, slots=True)
class Dated:
    """The days of an event as the row has them."""

    first: date | None
    last: date | None
    precision: str | None
    source: str | None
    span: tuple[int, int] | None
    rule: str


def assemble(draft: Draft, article: Article, engine: Engine, countries: Counter[str], order: int) -> Report:
    """The report of one draft."""
    published = article.published.date() if article.published else None
    dated = date_of(draft, published)
    place = draft.location or Location()
    country = place.country or strongest(countries)
    counts = count_harms(draft.frames)
    stage = Stage(engine.registry, country, dated.last)
    sides = choose_sides(draft.frames, draft.family, stage)
    sub, rule = decide(context_of(draft, sides, counts))
    trigger = draft.frames[0].reading.span(*draft.frames[0].trigger)
    sides = fill_sides(sides, sub, stage, trigger)
    claim = claimant(draft.frames, stage)
    operations = next((f for f in draft.frames if f.operations is not None), None)
    evidence = [*type_evidence(trigger, rule), *date_evidence(dated, trigger), *place_evidence(place, country, trigger),
                *side_evidence(sides), *count_evidence(counts)]  # fmt: skip
    tolls = list(tolls_of(counts, sides))
    if operations is not None and operations.operations is not None:
        number = operations.operations
        evidence.append(("operations", *operations.reading.span(*number.core), "operations"))
    if claim is not None:
        evidence += [("claimed_by", *rest) for rest in claim[0].rests_on]
    if place.detail:
        evidence.append(("location_detail", *trigger, "place"))
    values = {
        f"{h}_{k}": getattr(counts[h], k) if h in counts else None
        for h in HARMS
        for k in ("low", "best", "high")
    }
    return Report(
        report_id=f"{article.article_id[:16]}-{order:02d}", event_id=None, article_id=article.article_id,
        article_ref=article.article_ref, status="background" if draft.background else "reported",
        date_start=dated.first, date_end=dated.last, date_precision=dated.precision, date_source=dated.source,
        disorder_type=disorder_of(sub), event_type=type_of_sub()[sub], sub_event_type=sub,
        operations=operations.operations.best if operations and operations.operations else None, part_of=None,
        actor1=sides.actor1.name if sides.actor1 else None, actor1_id=sides.actor1.actor_id if sides.actor1 else None,
        actor1_type=sides.actor1.type if sides.actor1 else None, assoc_actor1=[s.name for s in sides.assoc1],
        actor2=sides.actor2.name if sides.actor2 else None, actor2_id=sides.actor2.actor_id if sides.actor2 else None,
        actor2_type=sides.actor2.type if sides.actor2 else None, assoc_actor2=[s.name for s in sides.assoc2],
        civilian_targeting=targets_civilians(sub, sides), country=country, admin1=place.admin1, admin2=place.admin2,
        location=place.location, location_id=place.location_id, location_detail=place.detail,
        latitude=place.latitude, longitude=place.longitude,
        geo_precision=place.precision if place.precision is not None else 4 if country else None,
        **values, tolls=tolls, claimed_by=claim[0].name if claim else None,
        evidence=[Evidence(field=f, start=a, end=b, text=article.text[a:b], rule=r) for f, a, b, r in dict.fromkeys(evidence)],
        confidence=confidence(draft),
    )  # fmt: skip


def date_of(draft: Draft, published: date | None) -> Dated:
    """The event's days: stated of it, else the day it was told, else the publication day."""
    frame = draft.dated or next(
        (f for f in draft.frames if f.when is not None and (draft.background or near_start(f))), None
    )
    if frame is None or frame.when is None:
        source = "published" if published else None
        return Dated(published, published, "day" if published else None, source, None, "publication_date")
    when = frame.when
    first, last = when.days.first, when.days.last
    if published is not None and last > published:
        last = published
        first = min(first, last)
    span = frame.reading.span(when.start, when.end)
    return Dated(first, last, when.days.precision, "inferred" if frame.said else "stated", span, when.kind)


def near_start(frame: Frame) -> bool:
    """True for "since Wednesday": a start so near that the event may be told by it; "since last year" is not."""
    return frame.when is not None and frame.when.kind == "since" and frame.when.days.precision == "day"


def context_of(draft: Draft, sides: Sides, counts: dict[str, Count]) -> Context:
    """What decides the type: kinds weighted by where they stand, victims, sides, harm."""
    kinds: Weights = {}
    for frame in draft.frames:
        place = (
            TITLE_WEIGHT
            if frame.reading.is_title
            else LEAD_WEIGHT
            if frame.reading.index <= 2
            else BODY_WEIGHT
        )
        first = 1.0 if frame is draft.frames[0] or place > BODY_WEIGHT else 0.6
        for kind, value in frame.kinds.items():
            kinds[kind] = kinds.get(kind, 0.0) + value * place * first
    victims = tuple(dict.fromkeys(p.side for f in draft.frames for p in f.cast.victims))
    positive = {h: c for h, c in counts.items() if c.best != 0}
    return Context(
        kinds, victims, sides.actor1.type if sides.actor1 else "", sides.actor2.type if sides.actor2 else "",
        "killed" in positive, bool(positive.keys() & {"killed", "wounded"}), "captured" in positive,
        any(intervenes(f) for f in draft.frames),
    )  # fmt: skip


def intervenes(frame: Frame) -> bool:
    """True where a sentence has a protest together with its dispersal, arrests or confrontations."""
    protest, disperse, arrest, fight, clash = (
        frame.kinds.get(k, 0.0) for k in ("protest", "disperse", "arrest", "fight", "clash")
    )
    return protest > 0 and (disperse >= 2 or arrest >= 3 or fight + clash >= 2)


def targets_civilians(sub: str, sides: Sides) -> bool:
    """Codebook: true when civilians are the main target."""
    if type_of_sub()[sub] == "Violence against civilians" or sub == "Excessive force against protesters":
        return True
    return (
        bool(sides.actor2 and sides.actor2.type in ("Civilians", "Protesters"))
        and type_of_sub()[sub] != "Strategic developments"
    )


Cell = tuple[str, int, int, str]


def type_evidence(trigger: tuple[int, int], rule: str) -> Iterator[Cell]:
    """The words that name the event carry its types."""
    for name in ("event_type", "sub_event_type", "disorder_type"):
        yield name, *trigger, rule


def date_evidence(dated: Dated, trigger: tuple[int, int]) -> Iterator[Cell]:
    """The words of time, or for a publication date the words of the event."""
    if dated.first is not None:
        for name in ("date_start", "date_end", "date_precision"):
            yield name, *(dated.span or trigger), dated.rule


def place_evidence(place: Location, country: str | None, trigger: tuple[int, int]) -> Iterator[Cell]:
    """The toponyms, each for its own column and those that follow from it."""
    first = place.rests_on[0][1:] if place.rests_on else trigger
    for name, start, end in place.rests_on:
        yield name, start, end, place.rule
    derived = {"location": place.location, "admin1": place.admin1, "admin2": place.admin2, "latitude": place.latitude,
               "longitude": place.longitude, "geo_precision": place.precision}  # fmt: skip
    stated = {name for name, _, _ in place.rests_on}
    for name, value in derived.items():
        if value is not None and name not in stated:
            yield name, *first, "gazetteer"
    if country is not None and "country" not in stated:
        yield "country", *first, "gazetteer" if place.country else "article_country"
    if country is not None and place.precision is None:
        yield "geo_precision", *trigger, "article_country"


def side_evidence(sides: Sides) -> Iterator[Cell]:
    """The words each side is named by."""
    for name, side in (("actor1", sides.actor1), ("actor2", sides.actor2)):
        yield from side_cells(name, side)
    for side in sides.assoc1:
        for start, end, rule in side.rests_on:
            yield "assoc_actor1", start, end, rule


def side_cells(name: str, side: Side | None) -> Iterator[Cell]:
    """Evidence of one side's name, type and id."""
    if side is None:
        return
    for start, end, rule in side.rests_on:
        yield name, start, end, rule
        yield f"{name}_type", start, end, rule
        if side.actor_id:
            yield f"{name}_id", start, end, rule


def count_evidence(counts: dict[str, Count]) -> Iterator[Cell]:
    """The words of each figure."""
    for harm, count in counts.items():
        for start, end, rule in count.rests_on:
            for part in ("low", "best", "high"):
                if getattr(count, part) is not None:
                    yield f"{harm}_{part}", start, end, rule
            if count.best is None and count.low is None:
                yield "tolls", start, end, rule


def tolls_of(counts: dict[str, Count], sides: Sides) -> Iterator[Toll]:
    """The tolls by side: whose people the words say they were."""
    for harm, count in counts.items():
        for toll in (part for _, whole in count.tolls for part in by_group(whole)):
            yield Toll(harm=harm, side=toll_side(toll.side, sides), low=toll.low, best=toll.best, high=toll.high,
                       vague=toll.best is None and toll.low is None, rule=toll.rule)  # fmt: skip


def by_group(toll: Harmed) -> list[Harmed]:
    """A toll, or where it sums up groups of different sides, each group's own."""
    groups = ((g, toll) for g in toll.groups)
    return [replace(t, side=g[0], low=g[1], best=g[2], high=g[3]) for g, t in groups] or [toll]


def toll_side(word: str, sides: Sides) -> str:
    """The column `side` of a toll from the side its noun puts people on."""
    types = {
        "military": "State forces",
        "police": "State forces",
        "militant": "",
        "civilian": "Civilians",
        "official": "Civilians",
    }
    if word in ("civilian", "official"):
        return "civilians"
    if word == "any":
        return "unknown"
    wanted = types.get(word, "")
    for name, side in (("actor2", sides.actor2), ("actor1", sides.actor1)):
        if side is not None and (
            side.type == wanted or (wanted == "" and side.type not in ("State forces", "Civilians"))
        ):
            return name
    return "unknown"


def digest(*parts: str) -> str:
    """A short stable id from strings."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def ordered(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts in the order their first frames stand."""
    return sorted(drafts, key=lambda d: d.frames[0].reading.index)
