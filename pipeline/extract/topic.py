"""Whether an article is about conflict at all: sport, crime, accidents and business use the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.extract.reading import Reading

#: Kinds of words that only organised violence or demonstrations have; one in the lead outweighs a topic.
HARD = frozenset(
    {
        "air",
        "shell",
        "ied",
        "suicide",
        "chemical",
        "protest",
        "clash",
        "abduct",
        "riot",
        "assassinate",
        "take",
        "grenade",
        "disperse",
    }
)


#: Kinds that crime and quarrels share with armed conflict: alone they need a word of conflict beside them.
SOFT = frozenset({"attack", "shooting", "melee", "operation", "blast", "fight", "execute", "arrest"})


def plain_crime(lead: Sequence[Reading]) -> bool:
    """True where the lead has only the violence of crime: no hard kind, no armed actor, no soldier, no word of conflict."""
    kinds = {h.entry["kind"] for r in lead for h in r.layer("trigger")}
    if kinds - SOFT or any(True for r in lead for _ in r.layer("actor", "armed")):
        return False
    if any(h.entry.get("strong") for r in lead for h in r.layer("conflict")):
        return False
    public = ("official", "military", "militant", "protester", "settler")
    return not any(h.entry.get("side") in public for r in lead for h in r.layer("people"))


def speaks_of_conflict(readings: Sequence[Reading]) -> bool:
    """True where the lead speaks of conflict more than of anything else."""
    lead = [r for r in readings if r.is_title or r.index <= 4]
    topics: Counter[str] = Counter()
    hard = soft = 0
    for reading in lead:
        factor = 2 if reading.is_title else 1
        for hit in reading.layer("topic"):
            topics[hit.entry["kind"]] += factor
        kinds = {h.entry["kind"] for h in reading.layer("trigger")}
        hard += factor * len(kinds & HARD)
        armed = any(True for _ in reading.layer("actor", "armed", "force"))
        soft += factor * (armed + bool(next(reading.layer("harm"), None)))
    if plain_crime(lead):
        return False
    unarmed = not any(True for r in lead for _ in r.layer("actor", "armed", "force"))
    if topics["sport"] >= 2 and unarmed:
        return False
    if topics["sport"] >= 3 and topics["sport"] > hard:
        return False
    against = max((topics[k] for k in ("crime", "accident", "culture", "economy", "court")), default=0)
    return hard * 2 + soft > against


def is_teaser(reading: Reading, readings: Sequence[Reading]) -> bool:
    """True for a headline of another story inside the text: a short line with no full stop, not the first of the body."""
    if reading.is_title or reading.index <= 2 or len(reading.tokens) > 14:
        return False
    begin, end = reading.sentence.start, reading.sentence.end
    alone = begin == 0 or "\n" in reading.text[max(0, begin - 2) : begin]
    tail = reading.text[end : end + 4].lstrip('"”»')
    return (
        alone
        and not any(c in tail for c in ".!؟?:،")
        and ("\n" in tail or tail == "")
        and end < len(reading.text) - 3
    )
