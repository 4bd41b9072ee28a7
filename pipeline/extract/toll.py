"""Tolls: who was harmed how, read from frames around words of harm.

A frame is a word of harm (see `[[harm]]` in the packs) with the people that its form puts before or after it. Parts
("among them") are not new people; people joined by "and" are added up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.extract.number import Number
from pipeline.extract.people import People
from pipeline.extract.reading import Reading
from pipeline.packs import Hit

#: How many words may stand between a word of harm and its people.
NEAR, FAR = 4, 12
#: What may hold the one who acts between an active verb and its object.
AGENTS = ("actor", "force", "armed")


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
    #: Tokens of the one who acts, where the frame names it.
    agent: tuple[int, int] | None = None

    @property
    def vague(self) -> bool:
        """True where people were harmed but no figure is given."""
        return self.best is None and self.low is None


def find_tolls(reading: Reading, people: list[People], numbers: list[Number]) -> list[Harmed]:
    """The tolls of a sentence in order of place; "no casualties" is a toll of zero."""
    parts = part_ranges(reading)
    taken: set[int] = set()
    found: list[Harmed] = []
    free = [p for p in people if not any(a <= p.start < b for a, b in parts)]
    for hit in sorted(reading.layer("harm"), key=lambda h: FORM_ORDER[h.entry["form"]]):
        if any(a <= hit.start < b for a, b in parts) or inside_other(reading, hit):
            continue
        frame = read_frame(reading, hit, free, numbers, taken)
        if frame is not None and not negated(reading, frame):
            found.append(frame)
            taken.update(range(*frame.people))
    found.extend(zeros(reading))
    found.extend(mixed(reading, numbers, found))
    cumulative = is_cumulative(reading)
    return sorted((replace(f, cumulative=cumulative) for f in unique(found)), key=lambda f: f.trigger)


#: Forms that say most clearly whose frame a mention of people belongs to are read first.
FORM_ORDER = {"count": 0, "noun": 1, "passive": 2, "active": 3, "either": 4}


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


def overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """True where two token ranges share a token."""
    return a[0] < b[1] and b[0] < a[1]


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
        return read_count(reading, hit, numbers, people)
    if form == "noun":
        return read_noun(reading, hit, usable)
    if hit.entry.get("needs") and not needed_word_follows(reading, hit):
        return None
    if form == "passive":
        return read_passive(reading, hit, usable)
    return read_active(reading, hit, usable, either=form == "either")


def needed_word_follows(reading: Reading, hit: Hit) -> bool:
    """True where the second half of a two-part frame ("لقي ... مصرعه") follows in reach."""
    reach = reading.tokens[hit.end : hit.end + 16]
    return any(t.text.startswith(tuple(hit.entry["needs"])) for t in reach)


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
        if u.start <= first.end
    )
    side = first.side if len({p.side for p in group}) == 1 or first.side != "any" else last.side
    rule = rule if best is not None and first.rule == "number" else f"{rule}:{first.rule}"
    return Harmed(hit.entry["harm"], low, best, high, side, rule, (hit.start, hit.end), (start, end), first.nation,
                  update=update, agent=agent)  # fmt: skip


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


def read_noun(reading: Reading, hit: Hit, people: list[People]) -> Harmed | None:
    """ "مقتل خمسة أعضاء", "arrest of 12 people": the people follow the verbal noun, a second noun may stand between."""
    if hit.suffix and hit.suffix not in ("ا",):
        return None
    for mention in people:
        if mention.start < hit.end:
            continue
        gap = mention.start - hit.end
        if gap > NEAR or reading.break_between(hit.end - 1, mention.start):
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
        if mention.bare and gap > 1:
            return None
        return harmed(reading, hit, joined(reading, mention, people), "noun_of")
    return None


def read_count(reading: Reading, hit: Hit, numbers: list[Number], people: list[People]) -> Harmed | None:
    """ "7 قتلى", "قتيلان", "عدد القتلى إلى 12": a word for the harmed, with its number or its form."""
    before = next((n for n in numbers if n.core[1] == hit.start or n.end == hit.start), None)
    tag = hit.entry.tag
    if before is None:
        before = next(
            (
                n
                for n in numbers
                if 0 < hit.start - n.core[1] <= 2
                and n.core[1] <= hit.start
                and all(reading.at(i, "filler", "people") for i in range(n.core[1], hit.start))
            ),
            None,
        )
    if before is not None:
        return count_frame(
            reading, hit, (before.low, before.best, before.high), before.rule, (before.start, hit.end)
        )
    after = next(
        (
            n
            for n in numbers
            if 0 <= n.core[0] - hit.end <= 7 and n.best is not None and not 1900 <= n.best <= 2100
        ),
        None,
    )
    total = any(u.start <= hit.end and hit.start - u.end <= 2 for u in reading.layer("update"))
    if (
        total
        and after is not None
        and not reading.break_between(hit.start, after.core[0])
        and not reading.at(after.core[1], "unit")
    ):
        frame = count_frame(
            reading, hit, (after.low, after.best, after.high), after.rule, (hit.start, after.core[1])
        )
        return replace(frame, update=True)
    definite = hit.prefix.endswith("ال") or hit.prefix.endswith("لل") or hit.suffix
    if definite or (tag == "sg" and not indefinite_singular(reading, hit)):
        return None
    value = {"sg": 1, "du": 2}.get(tag)
    return count_frame(
        reading,
        hit,
        (value, value, value),
        {1: "singular", 2: "dual"}.get(value or 0, "plural"),
        (hit.start, hit.end),
    )


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


def read_active(reading: Reading, hit: Hit, people: list[People], either: bool) -> Harmed | None:
    """ "اعتقلت الشرطة 4 عناصر", "قتل الجيش فلسطينيا", "killed five": the object after the verb, past the one who acts.

    Where the letters may be passive too ("قتل 19 شخصا"), people right after the verb are its victims unless they are
    armed and an object follows them.
    """
    following = [p for p in people if p.start >= hit.end]
    agent = next((h for h in reading.layer(*AGENTS) if hit.end <= h.start <= hit.end + 1), None)
    plural = hit.entry.tag.endswith(("pl", "du"))
    before = next((p for p in reversed(people) if p.end <= hit.start), None)
    if (
        either
        and plural
        and before is not None
        and hit.start - before.end <= 3
        and not subject_acts(before, following, hit)
    ):
        return harmed(reading, hit, [before], "subject_before")
    if not following:
        return passive_before(reading, hit, before) or dual_verb(hit) if either else None
    first = following[0]
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
            return harmed(
                reading, hit, joined(reading, mention, following), "object", (agent.start, agent.end)
            )
        if either and agent.entry.layer == "armed":
            inner = next((p for p in following if p.start <= agent.start < p.end), None)
            return harmed(reading, hit, [inner], "subject_after") if inner else None
        return None
    return passive_before(reading, hit, before) if either else None


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


def negated(reading: Reading, frame: Harmed) -> bool:
    """True where the frame is denied: "لم يقتل أحد" is a zero, "لم يقتل الجيش أحدا" no toll."""
    at = frame.trigger[0]
    return any(h.end <= at and at - h.end <= 1 and not h.entry.get("weak") for h in reading.layer("negate"))


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
