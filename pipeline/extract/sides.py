"""The two sides of an event, from the casts of its sentences; who is missing is filled by named rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
    return name_side(
        mention, stage.registry, stage.country, stage.on, ((*reading.span(mention.start, mention.end), rule),)
    )


def choose_sides(frames: Sequence[Frame], family: str, stage: Stage) -> Sides:
    """The sides of an event as its sentences tell them, the surest and most definite first."""
    agents, targets = list(mentions(frames, "agents")), list(mentions(frames, "targets"))
    actor1 = first_side(agents, stage, "agent", "")
    victims = [(f, p) for f in frames for p in f.cast.victims]
    targets = [m for m in targets if not same_people(m, actor1)]
    actor2 = first_side([m for m in targets if m.sure], stage, "target", actor1.name if actor1 else "")
    hurt = victim_side(victims, stage)
    if hurt is not None and (
        (actor1 is not None and hurt.name == actor1.name) or (family == "battle" and hurt.type == "Civilians")
    ):
        hurt = None
    if hurt is not None and family != "battle" and only_general(targets):
        actor2 = hurt
    actor2 = actor2 or hurt or first_side(targets, stage, "target", actor1.name if actor1 else "")
    if actor1 is None and (family == "arrest" or any(f.operations is not None for f in frames)):
        actor1 = announcer(frames, stage, actor2)
    if actor1 is None and actor2 is not None and family in ("battle", "explosion", "attack"):
        actor1 = second_party([m for m in (*agents, *targets) if m.sure], stage, actor2, family)
    if (
        actor1 is None
        and family == "arrest"
        and actor2 is not None
        and actor2.type == "State forces"
        and victims
        and not actor2.actor_id
    ):
        actor1, actor2 = actor2, victim_side(victims, stage)
    taken = {s.name for s in (actor1, actor2) if s is not None}
    allies = (named(stage, m.reading, m.mention, "ally") for m in mentions(frames, "allies"))
    return Sides(actor1, actor2, tuple({s.name: s for s in allies if s.name not in taken}.values())[:3])


def announcer(frames: Sequence[Frame], stage: Stage, actor2: Side | None) -> Side | None:
    """Who announces an arrest that nobody else is said to have made, made it: a force or a named group that speaks."""
    for frame in frames[:2]:
        for mention in frame.cast.speakers:
            if mention.kind in ("registry", "police", "military"):
                side = named(stage, frame.reading, mention, "announcer")
                if actor2 is None or side.name != actor2.name:
                    return side
    return None


def only_general(targets: Sequence[Told]) -> bool:
    """True where those surely acted on are told only in general words ("militants", "the government"): the people harmed
    say better who was.
    """
    sure = [m for m in targets if m.sure]
    return bool(sure) and all(m.mention.kind in GENERAL for m in sure)


def same_people(told: Told, actor1: Side | None) -> bool:
    """True for "the militants" beside a named group of rebels that acts: they are most likely the same."""
    named_group = actor1 is not None and actor1.actor_id is not None and actor1.type == "Rebel group"
    return named_group and told.mention.kind == "islamists"


def claimant(frames: Sequence[Frame], stage: Stage) -> tuple[Side, Frame] | None:
    """The actor whose statement the figures are: the first that speaks in a sentence with figures or words of the event."""
    for frame in frames:
        for mention in frame.cast.speakers:
            return named(stage, frame.reading, mention, "speaker"), frame
    return None


@dataclass(frozen=True, slots=True)
class Told:
    """A mention in the sentence that tells it; `sure` where words, not only its place, give it the role."""

    reading: Reading
    mention: ActorMention
    sure: bool


def mentions(frames: Sequence[Frame], role: str) -> Iterator[Told]:
    """The mentions in one role over all frames of an event."""
    for frame in frames:
        for mention in getattr(frame.cast, role):
            yield Told(frame.reading, mention, mention not in frame.cast.guessed)


def first_side(found: Sequence[Told], stage: Stage, rule: str, taken: str) -> Side | None:
    """The surest and most definite mention, the earliest of equals; police and governments are never guessed."""
    usable = [m for m in found if m.sure or m.mention.kind not in ("police", "government")]
    for told in sorted(usable, key=lambda m: (not m.sure, m.mention.kind in GENERAL, m.reading.index)):
        side = named(stage, told.reading, told.mention, rule)
        if side.name != taken:
            return side
    return None


def second_party(found: Sequence[Told], stage: Stage, actor2: Side, family: str) -> Side | None:
    """The other party among all mentions: fighters named as targets who are not the side acted on."""
    for told in found:
        side = named(stage, told.reading, told.mention, "other_party")
        forces = told.mention.kind == "police" and family == "battle"
        if side.name != actor2.name and (forces or told.mention.kind not in ("government", "police")):
            return side
    return None


def victim_side(victims: Sequence[tuple[Frame, People]], stage: Stage) -> Side | None:
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
        other = next((s for s in (a1, a2) if s and s.type in ("State forces", "External/Other forces")), None)
        return Sides(unnamed("rioters"), other)
    if sub == "Arrests" and a1 is not None and a1.name.startswith("Government of "):
        a1 = replace(
            a1, name=a1.name.replace("Government of", "Police Forces of", 1)
        )  # authorities who arrest are the police
    if a1 is None and sub == "Arrests":
        return Sides(unnamed("police"), a2 or unnamed("civilians"), sides.assoc1)
    if a1 is None and (sub not in STRATEGIC_ALONE or (sub == "Armed clash" and a2 is not None)):
        a1 = unnamed("unidentified")
    if (
        a2 is None
        and sub == "Armed clash"
        and a1 is not None
        and a1.type in ("State forces", "External/Other forces")
    ):
        a2 = unnamed("unidentified")
    if a2 is None and sub in CIVILIANS_UNLESS_TOLD:
        a2 = unnamed("civilians")
    return Sides(a1, a2, sides.assoc1, sides.assoc2)


#: Sub-event types that hit civilians unless others are named.
CIVILIANS_UNLESS_TOLD = frozenset({
    "Attack", "Sexual violence", "Abduction/forced disappearance", "Suicide bomb", "Arrests", "Remote explosive/landmine/IED",
    "Air/drone strike", "Shelling/artillery/missile attack",
})  # fmt: skip
#: Sub-event types where a side nobody names stays null.
STRATEGIC_ALONE = frozenset({
    "Agreement", "Other", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
    "Non-violent transfer of territory", "Looting/property destruction", "Armed clash",
})  # fmt: skip
