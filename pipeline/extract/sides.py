"""The two sides of an event, from the casts of its sentences; who is missing is filled by named rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.actors import Registry
from pipeline.extract.frame import Frame
from pipeline.extract.people import People
from pipeline.extract.reading import Reading
from pipeline.extract.who import STATE, ActorMention, Side, name_side, unnamed_side, victim_kind

#: Kinds of mention that are too general to be a side where a named one is at hand.
GENERAL = ("government", "unidentified", "rebels", "islamists")


@dataclass(frozen=True, slots=True)
class Sides:
    """actor1 acts, actor2 is acted on; with their partners."""

    actor1: Side | None = None
    actor2: Side | None = None
    assoc1: tuple[Side, ...] = ()
    assoc2: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """What naming the sides needs to know of the event."""

    registry: Registry
    country: str | None
    on: date | None


def named(stage: Stage, reading: Reading, mention: ActorMention, rule: str) -> Side:
    """A mention as a side, resting on its words."""
    return name_side(mention, stage.registry, stage.country, stage.on, ((*reading.span(mention.start, mention.end), rule),))


def choose_sides(frames: Sequence[Frame], family: str, stage: Stage) -> Sides:
    """The sides of an event as its sentences tell them, the earliest and most definite first."""
    agents = list(mentions(frames, "agents"))
    targets = list(mentions(frames, "targets"))
    allies = list(mentions(frames, "allies"))
    actor1 = first_side(agents, stage, "agent", ())
    taken = (actor1.name,) if actor1 else ()
    victims = [(f, p) for f in frames for p in f.cast.victims]
    actor2 = first_side(targets, stage, "target", taken)
    if actor2 is None or actor2.type == "State forces" and actor2.name.startswith("Government"):
        actor2 = victim_side(victims, stage, family) or actor2
    if actor1 is None and actor2 is not None and family in ("battle", "explosion", "attack"):
        actor1 = second_party(agents, targets, stage, actor2)
    if actor1 is None and family == "arrest" and actor2 is not None and actor2.type == "State forces" and victims:
        actor1, actor2 = actor2, victim_side(victims, stage, family)
    assoc = tuple(dict.fromkeys(
        s for s in (named(stage, r, m, "ally") for r, m in allies) if s.name not in {actor1 and actor1.name, actor2 and actor2.name}
    ))  # fmt: skip
    return Sides(actor1, actor2, assoc[:3])


def mentions(frames: Sequence[Frame], role: str) -> Iterator[tuple[Reading, ActorMention]]:
    """The mentions in one role over all frames of an event."""
    for frame in frames:
        for mention in getattr(frame.cast, role):
            yield frame.reading, mention


def first_side(
    found: Sequence[tuple[Reading, ActorMention]], stage: Stage, rule: str, taken: Sequence[str]
) -> Side | None:
    """The first definite mention, else the first general one; none that is taken already."""
    ordered = sorted(found, key=lambda pair: (pair[1].kind in GENERAL, pair[0].index))
    for reading, mention in ordered:
        side = named(stage, reading, mention, rule)
        if side.name not in taken:
            return side
    return None


def second_party(
    agents: Sequence[tuple[Reading, ActorMention]], targets: Sequence[tuple[Reading, ActorMention]], stage: Stage, actor2: Side
) -> Side | None:
    """The other party among all mentions: fighters named as targets who are not the side acted on."""
    for reading, mention in (*agents, *targets):
        side = named(stage, reading, mention, "other_party")
        if side.name != actor2.name and mention.kind not in ("government", "police"):
            return side
    return None


def victim_side(victims: Sequence[tuple[Frame, People]], stage: Stage, family: str) -> Side | None:
    """The people harmed as a side: civilians of a country, its soldiers, protesters (codebook: victims without a group)."""
    kind = victim_kind([p for _, p in victims])
    if kind is None:
        return None
    unnamed, nation = kind
    frame, people = next((f, p) for f, p in victims if p.side != "any" or unnamed == "civilians")
    rests = ((*frame.reading.span(people.start, people.end), "victims"),)
    if unnamed in STATE:
        return unnamed_side(unnamed, nation, stage.country, stage.on, rests)
    return unnamed_side(unnamed, nation, stage.country, stage.on, rests)


def fill_sides(sides: Sides, sub: str, stage: Stage, trigger: tuple[int, int]) -> Sides:
    """Sides that nobody names, by the sub-event type: protesters protest, the police arrest, unknown hands plant bombs."""
    rests = ((*trigger, f"implied_by_{sub.split('/')[0].replace(' ', '_').lower()}"),)

    def unnamed(kind: str) -> Side:
        return unnamed_side(kind, None, stage.country, stage.on, rests)

    a1, a2 = sides.actor1, sides.actor2
    if sub in ("Peaceful protest", "Protest with intervention", "Excessive force against protesters"):
        force = next((s for s in (a1, a2) if s and s.type in ("State forces", "External/Other forces")), None)
        if sub == "Peaceful protest":
            return Sides(unnamed("protesters"), None)
        return Sides(unnamed("protesters"), force or unnamed("police"))
    if sub in ("Violent demonstration", "Mob violence"):
        other = next((s for s in (a1, a2) if s and s.type not in ("Protesters", "Rioters", "Civilians")), None)
        return Sides(unnamed("rioters"), other)
    if a1 is None and sub == "Arrests":
        return Sides(unnamed("police"), a2 or unnamed("civilians"), sides.assoc1)
    if a1 is None and sub not in STRATEGIC_ALONE:
        a1 = unnamed("unidentified")
    if a2 is None and sub in ("Attack", "Sexual violence", "Abduction/forced disappearance", "Suicide bomb", "Arrests",
                              "Remote explosive/landmine/IED", "Air/drone strike", "Shelling/artillery/missile attack"):  # fmt: skip
        a2 = unnamed("civilians")
    return Sides(a1, a2, sides.assoc1, sides.assoc2)


#: Sub-event types where a side nobody names stays null.
STRATEGIC_ALONE = frozenset({"Agreement", "Other", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
                             "Non-violent transfer of territory", "Looting/property destruction", "Armed clash"})  # fmt: skip
