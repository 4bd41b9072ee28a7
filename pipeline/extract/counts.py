"""Low, best and high of an event from everything its sentences say (codebook section 2, Counts)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.frame import Frame
from pipeline.extract.harmed import Harmed

HARMS = ("killed", "wounded", "captured", "abducted")


@dataclass(frozen=True, slots=True)
class Count:
    """The figures of one harm, and the tolls they rest on."""

    low: int | None
    best: int | None
    high: int | None
    rests_on: tuple[tuple[int, int, str], ...]
    tolls: tuple[tuple[Frame, Harmed], ...]


def count_harms(frames: Sequence[Frame]) -> dict[str, Count]:
    """Harm -> figures; a harm nobody speaks of is not in it."""
    found = ((harm, count_harm(harm, frames)) for harm in HARMS)
    return {harm: count for harm, count in found if count is not None}


def count_harm(harm: str, frames: Sequence[Frame]) -> Count | None:
    """The total of one harm: the lead's, unless an update replaces it; other totals widen low and high."""
    told = [
        (f, t) for f in frames for t in f.tolls if t.harm == harm and not t.cumulative and plausible(f, t)
    ]
    if not told:
        return None
    totals = list(sentence_totals(told))
    figures = [t for t in totals if t[1] is not None]
    if not figures:
        return Count(None, None, None, spans(told[:1]), tuple(told[:1]))
    chosen = choose_total(figures)
    low, best, high, members = chosen
    replaced = any(h.update for _, h in chosen[3]) and not any(f.sourced for f, _ in chosen[3])
    others = [] if replaced else [t for t in figures if t is not chosen]
    low_others = [
        t[1] for t in others if t[1] is not None and t[3][0][0].sourced and low is not None and t[1] < low
    ]
    low = min([low, *low_others]) if low is not None else None
    high_others = [t[1] for t in others if t[1] is not None and best is not None and t[1] > best]
    if high_others and high is not None:
        high = max(high, *high_others)
    return Count(low, best, high, spans(members), tuple(members))


#: More dead than this in a later sentence are a war's, not an event's.
WAR = 1_000


def plausible(frame: Frame, toll: Harmed) -> bool:
    """False for a figure of thousands outside the title and lead: a total of the whole conflict."""
    return (toll.best or 0) <= WAR or frame.reading.is_title or frame.reading.index <= 1


Total = tuple[int | None, int | None, int | None, list[tuple[Frame, Harmed]]]


def sentence_totals(told: Sequence[tuple[Frame, Harmed]]) -> Iterator[Total]:
    """The total of each sentence: its tolls added, unless one of them is the total of the rest."""
    by_sentence: dict[tuple[int, int], list[tuple[Frame, Harmed]]] = {}
    for frame, toll in told:
        part = id(frame) if frame.sourced else 0
        by_sentence.setdefault((frame.reading.index, part), []).append((frame, toll))
    for members in by_sentence.values():
        known = [m for m in members if m[1].best is not None]
        if not known:
            yield None, None, None, members
            continue
        values = [m[1].best or 0 for m in known]
        top = max(range(len(values)), key=lambda i: values[i])
        update = next((m for m in known if m[1].update), None)
        if update is not None:
            known = [update]
        elif len(values) > 1 and (
            values[top] == sum(values) - values[top] or len(set(values)) == 1 or zero_and_more(values)
        ):
            known = [known[top]]
        lows = [m[1].low for m in known]
        highs = [m[1].high for m in known]
        low = None if None in lows else sum(v or 0 for v in lows)
        high = None if None in highs else sum(v or 0 for v in highs)
        yield low, sum(m[1].best or 0 for m in known), high, known


def zero_and_more(values: Sequence[int]) -> bool:
    """True where one figure of a sentence is zero: a denial beside a figure."""
    return 0 in values


def choose_total(figures: Sequence[Total]) -> Total:
    """The total that stands: the last update, else the lead's or title's, a later body total only where it is larger and
    the title's was rounded or missing.
    """
    updates = [t for t in figures if any(h.update for _, h in t[3])]
    if updates:
        return updates[-1]
    first = figures[0]
    if len(figures) > 1 and first[3][0][0].reading.is_title and (first[1] or 0) != (figures[1][1] or 0):
        body = figures[1]
        if body[3][0][0].reading.index <= 2:
            return (
                body
                if (body[1] or 0) >= (first[1] or 0) or first[3][0][1].rule.endswith(("singular", "dual"))
                else first
            )
    return first


def spans(members: Sequence[tuple[Frame, Harmed]]) -> tuple[tuple[int, int, str], ...]:
    """Where in the stored text each toll stands: from its word of harm to its people."""
    out = []
    for frame, toll in members:
        start, end = min(toll.trigger[0], toll.people[0]), max(toll.trigger[1], toll.people[1])
        out.append((*frame.reading.span(start, end), toll.rule))
    return tuple(out)
