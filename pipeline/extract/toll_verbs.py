"""Frames of verbs: who is harmed stands before or after, past the one who acts."""

from __future__ import annotations

from pipeline.extract.harmed import (
    AGENTS,
    FAR,
    NEAR,
    Harmed,
    crosses,
    dual_verb,
    harmed,
    joined,
    strong_break,
)
from pipeline.extract.people import People
from pipeline.extract.reading import Reading
from pipeline.packs import Hit


def needed_word_follows(reading: Reading, hit: Hit) -> bool:
    """True where the second half of a two-part frame ("لقي ... مصرعه") follows in reach."""
    reach = reading.tokens[hit.end : hit.end + 16]
    return any(t.text.startswith(tuple(hit.entry["needs"])) for t in reach)


def read_passive(reading: Reading, hit: Hit, people: list[People]) -> Harmed | None:
    """ "أصيب 13 شخصا", "13 شخصا أصيبوا", "12 people were wounded": the people stand on either side of the verb."""
    after = next((p for p in people if p.start >= hit.end), None)
    before = next((p for p in reversed(people) if p.end <= hit.start), None)
    plural = hit.entry.tag.endswith(("pl", "du"))
    verb_first = reading.pack.option("verb_first", False)
    if (
        before is not None
        and (plural or not verb_first)
        and hit.start - before.end <= FAR
        and not crosses(reading, before.end, hit.start)
    ):
        return harmed(reading, hit, joined(reading, before, people)[:1], "subject_before")
    acted = any(
        hit.end <= h.start <= hit.end + 1 and (after is None or h.end <= after.start)
        for h in reading.layer(*AGENTS)
    )
    if acted and hit.entry.get("also_active"):
        return None
    if (
        after is not None
        and after.start - hit.end <= NEAR
        and not crosses(reading, hit.end, after.start)
        and verb_first
    ):
        return harmed(reading, hit, joined(reading, after, people), "subject_after")
    if before is not None and hit.start - before.end <= FAR and not crosses(reading, before.end, hit.start):
        return harmed(reading, hit, [before], "subject_before")
    return dual_verb(hit)


def read_active(reading: Reading, hit: Hit, people: list[People], either: bool) -> Harmed | None:
    """ "اعتقلت الشرطة 4 عناصر", "قتل الجيش فلسطينيا", "killed five": the object after the verb, past the one who acts.

    Where the letters may be passive too ("قتل 19 شخصا"), people right after the verb are its victims unless they are
    armed and an object follows them.
    """
    following = [p for p in people if p.start >= hit.end]
    agent = next((h for h in reading.layer(*AGENTS) if hit.end <= h.start <= hit.end + 1), None)
    before = next((p for p in reversed(people) if p.end <= hit.start), None)
    if either and before is not None and told_before(hit, before, following):
        return harmed(reading, hit, [before], "subject_before")
    if not following:
        return passive_before(reading, hit, before) or dual_verb(hit) if either else None
    first = following[0]
    if agent is not None and first.start <= agent.start and first.rule not in ("plural", "singular"):
        agent = None  # "قتل 4 جنود": counted people are not the ones who act
    if (
        agent is None
        and first.start - hit.end <= (2 if first.bare else NEAR)
        and not reading.break_between(hit.end - 1, first.start)
    ):
        second = following[1] if len(following) > 1 else None
        if second is not None and acts_on(reading, first, second):
            return harmed(
                reading, hit, joined(reading, second, following), "object", (first.start, first.end)
            )
        rule = "object" if not either else "subject_after"
        return harmed(reading, hit, joined(reading, first, following), rule)
    if agent is not None:
        return object_past(reading, hit, agent, following, either)
    return passive_before(reading, hit, before) if either else None


def object_past(
    reading: Reading, hit: Hit, agent: Hit, following: list[People], either: bool
) -> Harmed | None:
    """The object of an active verb behind the one who acts: "اعتقلت الشرطة *4 عناصر*"."""
    last = agent.end
    for mention in following:
        if mention.start < last and mention.end <= last + 1:
            continue
        if mention.start - last > FAR - 2 or strong_break(reading, last, mention.start):
            break
        if any(last <= h.start < mention.start for h in reading.layer("harm")):
            break
        if mention.bare and mention.start - last > 1:
            break
        return harmed(reading, hit, joined(reading, mention, following), "object", (agent.start, agent.end))
    if either and agent.entry.layer in ("armed", "force"):
        inner = next((p for p in following if p.start <= agent.start < p.end), None)
        return harmed(reading, hit, [inner], "subject_after") if inner else None
    return None


def told_before(hit: Hit, before: People, following: list[People]) -> bool:
    """True where a verb in the plural or dual has its victims before it: "14 شخصا قتلوا"."""
    if (
        not hit.entry.tag.endswith(("pl", "du"))
        or hit.start - before.end > 3
        or subject_acts(before, following, hit)
    ):
        return False
    return not (following and following[0].start - hit.end <= 1 and following[0].rule != "plural")


def passive_before(reading: Reading, hit: Hit, before: People | None) -> Harmed | None:
    """ "أن جنرالا كبيرا ... قتل اليوم": the subject stands before the verb in the same statement."""
    if before is None or before.bare or hit.start - before.end > FAR + 6 or before.vague:
        return None
    if any(before.end <= h.start < hit.start for h in reading.layer("harm")):
        return None
    return harmed(reading, hit, [before], "subject_before")


def subject_acts(before: People, following: list[People], hit: Hit) -> bool:
    """True where people before a verb do the harm: armed, with an object right after the verb."""
    return (
        before.side in ("militant", "military", "police")
        and bool(following)
        and following[0].start - hit.end <= 2
    )


def acts_on(reading: Reading, first: People, second: People) -> bool:
    """True where the first mention is the subject of the verb and the second its object."""
    if second.bare:
        return False
    if (
        second.prefix.startswith("و")
        or second.start - first.end > 6
        or strong_break(reading, first.end, second.start)
    ):
        return False
    if any(first.end <= h.start < second.start for h in reading.layer("harm", "trigger", "part")):
        return False
    if any(
        first.end <= h.start < second.start for h in reading.layer("locative", "agent", "between", "target")
    ):
        return False
    armed = first.side in ("militant", "military", "police", "settler") and (
        first.plural or not first.accusative
    )
    return armed and (second.accusative or first.plural)
