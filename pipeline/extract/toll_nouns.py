"""Frames of nouns: verbal nouns with the people after them, and words for people already harmed."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.harmed import AGENTS, NEAR, Harmed, harmed, joined
from pipeline.extract.number import Number
from pipeline.extract.people import People
from pipeline.extract.reading import Reading
from pipeline.packs import Hit


def read_noun(reading: Reading, hit: Hit, people: list[People]) -> Harmed | None:
    """ "مقتل خمسة أعضاء", "arrest of 12 people": the people follow the verbal noun, a second noun may stand between."""
    if hit.suffix and hit.suffix not in ("ا",):
        return None
    if verb_like(reading, hit):
        return None
    for mention in people:
        if mention.start < hit.end:
            continue
        gap = mention.start - hit.end
        if gap > NEAR or reading.break_between(hit.end - 1, mention.start):
            return None
        if any(reading.at(i, "blocker") for i in range(hit.end, mention.start)):
            return None
        between = [h for h in reading.layer("harm") if hit.end <= h.start < mention.start]
        if between and any(
            h.entry["harm"] != hit.entry["harm"] and not h.prefix.startswith("و") for h in between
        ):
            return None
        if any(reading.at(i, *AGENTS) for i in range(hit.end, mention.start)) and gap > 2:
            return None
        if between:  # "مقتل وإصابة 15": one figure for both harms says neither
            return replace(harmed(reading, hit, [mention], "shared_figure"), low=None, best=None, high=None)
        if (mention.bare and gap > 1) or (hit.entry.get("counted") and mention.best is None):
            return None
        return harmed(reading, hit, joined(reading, mention, people), "noun_of")
    return None


def verb_like(reading: Reading, hit: Hit) -> bool:
    """True where letters that are a noun and a verb ("قتل", "خطف") stand as the verb: nothing governs them."""
    if hit.prefix not in ("", "و", "ف") or not reading.pack.option("verb_first", False):
        return False
    if not any(
        h.start == hit.start and h.entry["form"] in ("either", "active") for h in reading.layer("harm")
    ):
        return False
    return (
        reading.ending(hit.start, "locative", "result", "agent", "attempt", "trigger", "unreal", "that")
        is None
    )


def read_count(reading: Reading, hit: Hit, numbers: list[Number]) -> Harmed | None:
    """ "7 قتلى", "قتيلان", "عدد القتلى إلى 12": a word for the harmed, with its number or its form."""
    before = number_before(reading, hit, numbers)
    if before is not None:
        values = (before.low, before.best, before.high)
        frame = count_frame(reading, hit, values, before.rule, (before.start, hit.end))
        return replace(frame, update=rises(reading, before.start))
    if hit.entry.get("counted"):
        return None
    return total_after(reading, hit, numbers) or uncounted(reading, hit)


def number_before(reading: Reading, hit: Hit, numbers: list[Number]) -> Number | None:
    """The number of a count noun, right before it or with a noun for people between."""
    for number in numbers:
        gap = range(number.core[1], hit.start)
        if (hit.entry.get("counted") and gap) or reading.break_between(number.core[0], hit.start):
            continue
        if number.end == hit.start or number.core[1] == hit.start:
            return number
        if 0 < len(gap) <= 2 and all(reading.at(i, "filler", "people", "nation") for i in gap):
            return number
    return None


def rises(reading: Reading, position: int) -> bool:
    """True where words of a rising toll lead to a figure."""
    return any(u.entry.get("rise") and 0 <= position - u.end <= 5 for u in reading.layer("update"))


def total_after(reading: Reading, hit: Hit, numbers: list[Number]) -> Harmed | None:
    """ "عدد القتلى ... 12": the figure stands after the word, where words of a total lead to it."""
    leads = [u for u in reading.layer("update") if u.start <= hit.end and hit.start - u.end <= 2]
    after = next(
        (
            n
            for n in numbers
            if 0 <= n.core[0] - hit.end <= 7 and n.best is not None and not 1900 <= n.best <= 2100
        ),
        None,
    )
    if (
        not leads
        or after is None
        or reading.break_between(hit.start, after.core[0])
        or reading.at(after.core[1], "unit")
    ):
        return None
    values = (after.low, after.best, after.high)
    frame = count_frame(reading, hit, values, after.rule, (hit.start, after.core[1]))
    return replace(frame, update=True)


def uncounted(reading: Reading, hit: Hit) -> Harmed | None:
    """A count noun alone: a singular is one, a dual two, a bare plural some; a definite one refers back."""
    if not reading.pack.option("verb_first", False):
        return None  # "the dead", "the wounded" count nobody
    tag = hit.entry.tag
    shared = reading.ending(hit.start, "harm")
    if shared is not None and shared.entry["form"] == "count" and hit.prefix == "وال":
        return count_frame(reading, hit, (None, None, None), "shared_figure", (hit.start, hit.end))
    if shared is not None and shared.entry["form"] == "noun" and tag == "sg":
        return None
    if any(0 <= hit.start - m.end <= 1 for m in reading.layer("memorial")):
        return None
    definite = hit.prefix.endswith("ال") or hit.prefix.endswith("لل") or hit.suffix
    if definite or (tag == "sg" and not indefinite_singular(reading, hit)):
        return None
    value = {"sg": 1, "du": 2}.get(tag)
    rule = {1: "singular", 2: "dual"}.get(value or 0, "plural")
    return count_frame(reading, hit, (value, value, value), rule, (hit.start, hit.end))


def indefinite_singular(reading: Reading, hit: Hit) -> bool:
    """True where a singular count noun says one person: a verb of result or falling stands before it."""
    return (
        any(h.start < hit.start and hit.start - h.end <= 5 for h in reading.layer("result", "harm"))
        or reading.is_title
    )


def count_frame(
    reading: Reading,
    hit: Hit,
    values: tuple[int | None, int | None, int | None],
    rule: str,
    span: tuple[int, int],
) -> Harmed:
    """A frame of a count noun; whose people they are stands after it ("قتيل من الجيش") or is not said."""
    low, best, high = values
    return Harmed(hit.entry["harm"], low, best, high, "any", f"count_noun:{rule}", (hit.start, hit.end), span)
