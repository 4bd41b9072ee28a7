"""Frames: a happening as one sentence tells it, before the sentences of an article are put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from pipeline.extract.assertion import Assertion, assess
from pipeline.extract.cast import Cast, cast_sentence
from pipeline.extract.engine import Engine
from pipeline.extract.harmed import Harmed
from pipeline.extract.locate import locate
from pipeline.extract.number import Number, find_numbers
from pipeline.extract.people import People, find_people
from pipeline.extract.reading import Reading
from pipeline.extract.segment import Segment, segment
from pipeline.extract.toll import find_tolls
from pipeline.extract.toponym import Location, Toponym
from pipeline.extract.what import FAMILY, ORDER
from pipeline.extract.when import When, find_dates
from pipeline.extract.who import ActorMention, find_actors
from pipeline.packs import Hit

#: Kinds beside which a word for a march that is also a drone ("مسيرة") is a drone.
STRIKES = frozenset({"air", "shell", "bombard", "attack", "blast", "disarm", "assassinate"})
#: Kind of happening -> how strongly words speak of it.
Weights = dict[str, float]
#: What a word for a weapon weighs beside a word that says what happened.
MEANS = 0.6
#: What a toll alone says of the kind of event.
HARM_KIND = {
    "killed": ("harm", 1.0),
    "wounded": ("harm", 1.0),
    "captured": ("arrest", 1.5),
    "abducted": ("abduct", 2.0),
}
#: Older than this at publication, an event is recalled for context (codebook section 1).
RECENT = timedelta(days=62)


#: Verbal nouns that, led to by "to", are an aim; "لمقتل" after "led" is an outcome.
AIMS = frozenset({"قتل", "اغتيال", "اعدام", "تصفيه"})
#: Days: a figure counted since longer ago than this is a running total, not the toll of one event.
LONG = 10


@dataclass
class Frame:
    """One sentence's telling of a happening."""

    reading: Reading
    kinds: Weights
    around: int
    trigger: tuple[int, int]
    assertion: Assertion
    tolls: list[Harmed] = field(default_factory=list)
    when: When | None = None
    #: True where the date tells when it was said, not when it happened.
    said: bool = False
    location: Location | None = None
    cast: Cast = field(default_factory=Cast)
    operations: Number | None = None
    #: True where it is told as the reason or forerunner of something else.
    prior: bool = False
    #: True where its part of the sentence names a source of its own.
    sourced: bool = False

    @property
    def family(self) -> str:
        """The family its words speak of most."""
        weights: Weights = {}
        for kind, value in self.kinds.items():
            weights[FAMILY[kind]] = weights.get(FAMILY[kind], 0.0) + value
        return max(weights, key=lambda f: (weights[f], -ORDER.index(f)))

    @property
    def hard(self) -> str:
        """The family of its surest kind, "" where it only speaks of harm, attacks or operations."""
        sure = [k for k, v in self.kinds.items() if v >= 3]
        return FAMILY[max(sure, key=lambda k: self.kinds[k])] if sure else ""

    def recalled(self, published: date | None) -> bool:
        """True where the sentence tells of the past: by its words, its date, or a count over years."""
        if self.when is not None and published is not None and published - self.when.days.last > RECENT:
            return True
        if self.when is not None and self.when.kind == "year" and self.when.days.precision == "year":
            return True
        return bool(self.tolls) and all(t.cumulative for t in self.tolls)


@dataclass
class Findings:
    """Everything found in one sentence."""

    reading: Reading
    numbers: list[Number]
    people: list[People]
    tolls: list[Harmed]
    dates: list[When]
    toponyms: list[Toponym]
    actors: list[ActorMention]


def find_all(reading: Reading, toponyms: list[Toponym], base: date | None) -> Findings:
    """All mentions of a sentence."""
    dates = find_dates(reading, base)
    numbers = [n for n in find_numbers(reading) if not any(d.start <= n.core[0] < d.end for d in dates)]
    people = find_people(reading, numbers)
    return Findings(reading, numbers, people, find_tolls(reading, people, numbers), dates, toponyms,
                    find_actors(reading))  # fmt: skip


def build_frames(found: Findings, engine: Engine, countries: Counter[str]) -> list[Frame]:
    """The frames of a sentence, one for each part of it that asserts a happening; often one, or none."""
    parts = segment(found.reading)
    frames = [build_frame(found, part, engine, countries) for part in parts]
    return [f for f in frames if f is not None]


def build_frame(found: Findings, part: Segment, engine: Engine, countries: Counter[str]) -> Frame | None:
    """The frame of one part of a sentence, None where it asserts no happening."""
    reading = found.reading
    asserted = [(h, assess(reading, h)) for h in reading.layer("trigger") if part.holds(h.start)]
    real = [(h, a) for h, a in asserted if a.real]
    tolls = [t for t in found.tolls if part.holds(t.trigger[0]) and toll_assertion(reading, t).real]
    strong = [(h, a) for h, a in real if h.entry["strength"] >= 2]
    handled = handled_weapon(reading, [h for h, _ in strong if h.entry.get("weapon")])
    if not tolls and not handled and all(h.entry.get("weapon") for h, _ in strong):
        return None
    kinds = weigh(real, tolls)
    if handled == "disarm":
        kinds = {"disarm": 3.0}
    if not kinds or (
        set(kinds) == {"operation"} and not tolls and not any(part.holds(m.start) for m in found.actors)
    ):
        return None
    hit = anchor([s for s in strong if not s[0].entry.get("weapon")] or strong)
    around, trigger = (hit.start, (hit.start, hit.end)) if hit else (tolls[0].trigger[0], tolls[0].trigger)
    assertion = next(
        (a for h, a in strong if h is hit), toll_assertion(reading, tolls[0]) if tolls else strong[0][1]
    )
    if any(d.kind == "since" and (d.days.last - d.days.first).days > LONG for d in found.dates):
        tolls = [replace(t, cumulative=True) for t in tolls]
    frame = Frame(reading, kinds, around, trigger, assertion, tolls, prior=part.prior)
    frame.sourced = part.start > 0 and any(part.holds(h.start) for h in reading.layer("speech"))
    dates = [d for d in found.dates if part.holds(d.start)]
    if not dates and not part.prior:
        dates = [d for d in found.dates if not part.holds(d.start)]
    frame.when, frame.said = choose_date(reading, dates, around, tolls)
    inside = [t for t in found.toponyms if part.holds(t.start)]
    elsewhere = [] if part.prior else [t for t in found.toponyms if not part.holds(t.start)]
    frame.location = locate(reading, around, inside, countries, engine.gazetteer) or locate(
        reading, around, elsewhere, countries, engine.gazetteer
    )
    frame.location = headline_place(frame)
    actors = [a for a in found.actors if part.holds(a.start)]
    agents = [t.agent for t in tolls if t.agent is not None]
    frame.cast = cast_sentence(reading, actors, around, victims_of(found.people, tolls), agents)
    frame.operations = count_operations(found, part)
    return frame


def handled_weapon(reading: Reading, weapons: Sequence[Hit]) -> str:
    """What is done with a weapon right after a verb of doing: "disarm" where it is found or taken, "use", or ""."""
    for weapon in weapons:
        for act in reading.layer("act"):
            behind = 0 <= act.start - weapon.end <= 4 and not reading.pack.option("verb_first", False)
            if behind and act.entry.tag.startswith("past") and not reading.break_between(weapon.end - 1, act.start):
                return "disarm" if act.entry.get("disarms") else "use"  # "a missile fired by X hit ..."
            if 0 <= weapon.start - act.end <= 4 and not reading.break_between(act.end - 1, weapon.start):
                return "disarm" if act.entry.get("disarms") else "use"
    return ""


def headline_place(frame: Frame) -> Location | None:
    """The place of a frame; one that only opens a headline ("مقديشو: ...") says no more than the country."""
    place, reading = frame.location, frame.reading
    if place is None or not reading.is_title or (place.precision or 4) > 2 or not place.rests_on:
        return place
    begin, stop = place.rests_on[0][1:]
    opens = begin <= reading.sentence.start + 2 and reading.text[stop : stop + 2].strip()[:1] in (":", ".")
    if not opens:
        return place
    return Location(place.country, precision=4, rule="headline", rests_on=(("country", begin, stop),))


def toll_assertion(reading: Reading, toll: Harmed) -> Assertion:
    """The assertion of a toll's word of harm."""
    hit = reading.at(toll.trigger[0], "harm", "none", "both")
    attempt = reading.ending(toll.trigger[0], "attempt")
    if attempt is not None:
        return Assertion("attempt", (attempt.start, attempt.end))
    if (
        hit is not None
        and hit.prefix.startswith("ل")
        and (toll.harm in ("captured", "abducted") or hit.entry.key in AIMS)
    ):
        return Assertion("future", toll.trigger)
    return assess(reading, hit) if hit is not None and toll.best != 0 else Assertion("real")


def weigh(real: Sequence[tuple[Hit, Assertion]], tolls: Sequence[Harmed]) -> Weights:
    """Kinds by the strength of the words that name them; the same kind again adds little."""
    kinds: Weights = {}
    named = any(not h.entry.get("weapon") and h.entry["strength"] >= 2 for h, _ in real)
    for hit, _ in real:
        if hit.entry.get("drone") and any(h.entry["kind"] in STRIKES for h, _ in real):
            kinds["air"] = max(kinds.get("air", 0.0), 3.0)
            continue
        kind, strength = hit.entry["kind"], float(hit.entry["strength"])
        if hit.entry.get("weapon") and named:
            strength *= MEANS
        kinds[kind] = max(kinds.get(kind, 0.0), strength) + (0.25 if kind in kinds else 0)
    for toll in tolls:
        if toll.best == 0:
            continue
        kind, value = HARM_KIND[toll.harm]
        kinds[kind] = max(kinds.get(kind, 0.0), value)
    return kinds


def anchor(strong: Sequence[tuple[Hit, Assertion]]) -> Hit | None:
    """The words that name the event: the first of the strongest."""
    if not strong:
        return None
    return max(strong, key=lambda pair: (pair[0].entry["strength"], pair[1].kind == "real", -pair[0].start))[
        0
    ]


def victims_of(people: Sequence[People], tolls: Sequence[Harmed]) -> list[People]:
    """The mentions of people that the tolls count."""
    return [p for p in people if any(t.people[0] <= p.start < t.people[1] for t in tolls)]


def choose_date(
    reading: Reading, dates: Sequence[When], around: int, tolls: Sequence[Harmed]
) -> tuple[When | None, bool]:
    """The date of the event among those of the sentence, and whether it is only the date of a statement."""
    usable = [d for d in dates if d.days.precision != "unknown" and not of_other_clause(reading, around, d)]
    if not usable:
        return None, False
    places = [around, *(t.trigger[0] for t in tolls)]

    def cost(when: When) -> float:
        distance = min(abs(when.start - p) for p in places)
        total = float(distance) + 6 * statement_date(reading, when)
        total += {"year": 12, "since": 10, "span": 2}.get(when.kind, 0)
        total += 6 * any(around < h.start < when.start for h in reading.layer("relative"))
        return total

    best = min(usable, key=cost)
    return best, statement_date(reading, best)


def of_other_clause(reading: Reading, around: int, when: When) -> bool:
    """True where a date belongs to a relative clause with an event word of its own ("the hostages whom it seized last month")."""
    for pronoun in reading.layer("relative"):
        if around + 2 < pronoun.start < when.start and when.start - pronoun.end <= 12:
            verbs = (
                h
                for h in reading.layer("harm", "trigger")
                if h.entry.tag.startswith("past") and h.entry.get("kind") != "attack"
            )
            inner = [h for h in verbs if pronoun.end <= h.start < when.start]
            if inner:
                return True
    return False


def statement_date(reading: Reading, when: When) -> bool:
    """True where a date stands right beside a verb of saying: "said on Wednesday", "قال ... الأربعاء"."""
    before = [h for h in reading.layer("speech") if 0 <= when.start - h.end <= 6]
    if before and not any(before[-1].end <= t.start < when.start for t in reading.layer("trigger", "harm")):
        return True
    after = reading.at(when.end, "speech") if when.end < len(reading.tokens) else None
    return after is not None and after.entry.tag.startswith(("past", "pres"))


def count_operations(found: Findings, part: Segment) -> Number | None:
    """ "22 operations", "18 غارة": how many, where a sentence counts them."""
    reading = found.reading
    for number in found.numbers:
        at = number.core[1]
        if not part.holds(at):
            continue
        hit = reading.at(at, "operations") if at < len(reading.tokens) else None
        if hit is not None and number.best and number.best > 1:
            return number
    return None
