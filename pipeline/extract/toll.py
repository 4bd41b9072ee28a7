"""Tolls: who was harmed how, read from frames around words of harm.

A frame is a word of harm (see `[[harm]]` in the packs) with the people that its form puts before or after it. Parts
("among them") are not new people; people joined by "and" are added up.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.harmed import Harmed, overlap
from pipeline.extract.number import Number
from pipeline.extract.people import People
from pipeline.extract.reading import Reading
from pipeline.extract.svo import read_subject_first
from pipeline.extract.toll_nouns import read_count, read_noun
from pipeline.extract.toll_verbs import needed_word_follows, read_active, read_passive
from pipeline.packs import Hit

#: Forms that say most clearly whose frame a mention of people belongs to are read first.
FORM_ORDER = {"count": 0, "noun": 1, "passive": 2, "active": 3, "either": 4}


def find_tolls(reading: Reading, people: list[People], numbers: list[Number]) -> list[Harmed]:
    """The tolls of a sentence in order of place; "no casualties" is a toll of zero."""
    parts = part_ranges(reading)
    taken: set[int] = set()
    found: list[Harmed] = []
    free = [p for p in people if not any(a <= p.start < b for a, b in parts)]
    for hit in sorted(reading.layer("harm"), key=lambda h: FORM_ORDER[h.entry["form"]]):
        if any(a <= hit.start < b for a, b in parts) or inside_other(reading, hit):
            continue
        if any(f.trigger == (hit.start, hit.end) and f.harm == hit.entry["harm"] for f in found):
            continue  # read already in its surer form
        frame = read_frame(reading, hit, free, numbers, taken)
        if frame is not None and not negated(reading, frame):
            found.append(frame)
            if not frame.rule.startswith("shared_figure"):
                taken.update(range(*frame.people))
    nobody = denied(reading)
    found = [f for f in found if not any(overlap(f.trigger, n.trigger) for n in nobody)]
    found.extend([*zeros(reading), *nobody])
    found.extend(mixed(reading, numbers, found))
    cumulative = is_cumulative(reading)
    ordered = sorted((replace(f, cumulative=cumulative) for f in unique(found)), key=lambda f: f.trigger)
    return [take_side(frame, ordered[:i]) for i, frame in enumerate(ordered)]


def take_side(frame: Harmed, before: list[Harmed]) -> Harmed:
    """ "وأسر 19 آخرين": others are of the side of the people told before them in the sentence."""
    known = next((f.side for f in reversed(before) if f.side != "any"), None)
    return replace(frame, side=known) if frame.others and frame.side == "any" and known else frame


def unique(found: list[Harmed]) -> list[Harmed]:
    """The frames without the second reading of the same people for the same harm."""
    out: list[Harmed] = []
    for frame in found:
        same = [
            f
            for f in out
            if f.harm == frame.harm and (overlap(f.people, frame.people) or f.trigger == frame.trigger)
        ]
        if not same:
            out.append(frame)
    return out


def part_ranges(reading: Reading) -> list[tuple[int, int]]:
    """Token ranges after "among them", up to the next clause mark that opens a new harm."""
    out = []
    for hit in reading.layer("part"):
        end = hit.end
        while end < len(reading.tokens) and end - hit.end < 14:
            gap = reading.tokens[end].gap
            opens = any(
                h.start in (end, end + 1) and h.entry["form"] != "count" for h in reading.layer("harm")
            )
            if any(c in ")؛;." for c in gap) or (end > hit.end + 1 and opens and reading.at(end, "harm")):
                break
            if any(c in "،," for c in gap) and (opens or reading.at(end, "speech", "trigger")):
                break
            end += 1
        out.append((hit.start, end))
    return out


def inside_other(reading: Reading, hit: Hit) -> bool:
    """True where the word of harm is a piece of a longer phrase of another meaning."""
    return any(
        o.start <= hit.start and hit.end <= o.end and (o.end - o.start) > (hit.end - hit.start)
        for o in reading.layer("both", "none", "not_harm")
    )


def read_frame(
    reading: Reading, hit: Hit, people: list[People], numbers: list[Number], taken: set[int]
) -> Harmed | None:
    """The frame around one word of harm, None where it names no people."""
    form = hit.entry["form"]
    usable = [p for p in people if p.start not in taken]
    if form == "count":
        return read_count(reading, hit, numbers)
    if form == "noun":
        return read_noun(reading, hit, usable)
    if hit.entry.get("needs") and not needed_word_follows(reading, hit):
        return None
    if not reading.pack.option("verb_first", False):
        return read_subject_first(reading, hit, usable)
    if form == "passive":
        return read_passive(reading, hit, usable)
    return read_active(reading, hit, usable, either=form == "either")


def negated(reading: Reading, frame: Harmed) -> bool:
    """True where the frame is denied: "لم يقتل أحد" is a zero, "لم يقتل الجيش أحدا" no toll."""
    at = frame.trigger[0]
    return any(h.end <= at and at - h.end <= 1 and not h.entry.get("weak") for h in reading.layer("negate"))


def denied(reading: Reading) -> list[Harmed]:
    """ "لم يسقط قتلى", "no casualties were reported": zero where a plural of the harmed or "anyone" is denied."""
    out = []
    for hit in reading.layer("harm"):
        before = [n for n in reading.layer("negate") if 0 <= hit.start - n.end <= 4]
        if not before or any(reading.break_between(n.end - 1, hit.start) for n in before[-1:]):
            continue
        plural = hit.entry["form"] == "count" and hit.entry.tag in ("pl", "") and not hit.entry.get("counted")
        nobody = (
            hit.end < len(reading.tokens)
            and reading.at(hit.end, "anyone") is not None
            and hit.start == before[-1].end
        )
        if plural or nobody:
            span = (hit.start, hit.end)
            out.append(Harmed(hit.entry["harm"], 0, 0, 0, "any", "denied", span, span))
    return out


def zeros(reading: Reading) -> list[Harmed]:
    """ "No casualties": zero for each harm the phrase speaks of."""
    return [
        Harmed(harm, 0, 0, 0, "any", "no_casualties", (h.start, h.end), (h.start, h.end))
        for h in reading.layer("none")
        for harm in h.entry["harms"]
    ]


def mixed(reading: Reading, numbers: list[Number], found: list[Harmed]) -> list[Harmed]:
    """ "30 between dead and wounded": people were killed and wounded, how many of each is not said."""
    out = []
    for hit in reading.layer("both"):
        for harm in ("killed", "wounded"):
            if not any(f.harm == harm for f in found):
                out.append(
                    Harmed(
                        harm,
                        None,
                        None,
                        None,
                        "any",
                        "shared_figure",
                        (hit.start, hit.end),
                        (hit.start, hit.end),
                    )
                )
    return out


def is_cumulative(reading: Reading) -> bool:
    """True where the sentence counts over a long time ("since the war began")."""
    return next(reading.layer("cumulative"), None) is not None
