"""People harmed in one way, as one frame of a sentence says it, and how mentions of people are put together."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.people import People
from pipeline.extract.reading import Reading
from pipeline.packs import Hit

#: How many words may stand between a word of harm and its people.
NEAR, FAR = 4, 12
#: What may hold the one who acts between an active verb and its object.
AGENTS = ("actor", "force", "armed")
#: (side, low, best, high) of one group among the people of a frame.
Group = tuple[str, int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Harmed:
    """People harmed in one way, as one frame of one sentence says it."""

    harm: str
    low: int | None
    best: int | None
    high: int | None
    side: str
    rule: str
    #: Tokens of the words of harm, and of the people (equal where one word says both).
    trigger: tuple[int, int]
    people: tuple[int, int]
    nation: str | None = None
    update: bool = False
    cumulative: bool = False
    #: True for "others", who are of the side told before them.
    others: bool = False
    #: The groups the figure is the sum of, where they stand on different sides.
    groups: tuple[Group, ...] = ()
    #: Tokens of the one who acts, where the frame names it.
    agent: tuple[int, int] | None = None

    @property
    def vague(self) -> bool:
        """True where people were harmed but no figure is given."""
        return self.best is None and self.low is None


def overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """True where two token ranges share a token."""
    return a[0] < b[1] and b[0] < a[1]


def harmed(
    reading: Reading, hit: Hit, group: list[People], rule: str, agent: tuple[int, int] | None = None
) -> Harmed:
    """A frame from a word of harm and the people joined to it (their numbers added)."""
    low, best, high = added(group)
    first, last = group[0], group[-1]
    start, end = min(p.start for p in group), max(p.end for p in group)
    update = any(
        u.start <= hit.start + 1 and hit.start - u.end < 8
        for u in reading.layer("update")
        if u.start <= first.end and u.entry.get("rise")
    )
    side = first.side if len({p.side for p in group}) == 1 or first.side != "any" else last.side
    sides = tuple((p.side, p.low, p.best, p.high) for p in group) if len({p.side for p in group}) > 1 else ()
    rule = rule if best is not None and first.rule == "number" else f"{rule}:{first.rule}"
    return Harmed(hit.entry["harm"], low, best, high, side, rule, (hit.start, hit.end), (start, end), first.nation,
                  update=update, others=first.others, groups=sides, agent=agent)  # fmt: skip


def added(group: list[People]) -> tuple[int | None, int | None, int | None]:
    """Sums of low, best and high; one vague member leaves the sum open: only its known part is a lower bound."""
    known = [p for p in group if not p.vague]
    if not known:
        return None, None, None
    best = sum(p.best or 0 for p in known)
    low = None if any(p.low is None for p in known) else sum(p.low or 0 for p in known)
    if len(known) < len(group):
        return best, best, None
    high = None if any(p.high is None for p in known) else sum(p.high or 0 for p in known)
    return low, best, high


def joined(reading: Reading, first: People, people: list[People]) -> list[People]:
    """A mention and those joined to it by "and" before another word of harm: "a soldier and two policemen"."""
    group = [first]
    for nxt in people:
        last = group[-1]
        if nxt.start < last.end:
            continue
        between = range(last.end, nxt.start + 1)
        if nxt.start - last.end > (6 if last.best == 1 else 3) or any(
            reading.at(i, "harm", "trigger") for i in between if i < nxt.start
        ):
            break
        if not nxt.prefix.startswith("و") or reading.at(nxt.start, "harm"):
            break
        if reading.at(nxt.end, "harm_passive_plural"):
            break
        group.append(nxt)
    return group


def dual_verb(hit: Hit) -> Harmed | None:
    """ "أصيبا": a verb in the dual says two people even where they are only referred to."""
    if not hit.entry.tag.endswith("du"):
        return None
    span = (hit.start, hit.end)
    return Harmed(hit.entry["harm"], 2, 2, 2, "any", "dual_verb", span, span)


def crosses(reading: Reading, start: int, end: int) -> bool:
    """True where another harm or a sentence-like break stands in tokens[start:end]."""
    if any(start <= h.start < end for h in reading.layer("harm")):
        return True
    return (
        sum(
            reading.break_between(i, i + 1)
            for i in range(max(start - 1, 0), min(end, len(reading.tokens) - 1))
        )
        > 1
    )


def strong_break(reading: Reading, start: int, end: int) -> bool:
    """True where a clause mark stands between the one who acts and a mention (commas around a date are allowed once)."""
    marks = sum(
        any(c in ",،" for c in reading.tokens[i].gap)
        for i in range(start, end + 1)
        if i < len(reading.tokens)
    )
    hard = any(
        c in ";؛:()" for i in range(start, min(end + 1, len(reading.tokens))) for c in reading.tokens[i].gap
    )
    return hard or marks > 2
