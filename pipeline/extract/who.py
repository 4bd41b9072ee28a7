"""Who: named actors, forces of a state, armed people without a name; and who of them acts and who is acted on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.actors import Actor, Registry, country_name, state_actor
from pipeline.extract.people import People
from pipeline.extract.reading import Reading
from pipeline.packs import Hit

#: Canonical names of armed people without a name, by the kind the packs give them (codebook section 2, Actors).
ARMED = {
    "unidentified": ("Unidentified Armed Group ({})", "Political militia"),
    "rebels": ("Opposition Rebels ({})", "Rebel group"),
    "islamists": ("Islamist Militants ({})", "Rebel group"),
    "tribal": ("Tribal Militia ({})", "Identity militia"),
    "settlers": ("Settlers (Israel)", "Identity militia"),
    "prisoners": ("Prisoners ({})", "Rioters"),
    "protesters": ("Protesters ({})", "Protesters"),
    "rioters": ("Rioters ({})", "Rioters"),
    "civilians": ("Civilians ({})", "Civilians"),
}
STATE = {"military": "Military Forces", "police": "Police Forces", "government": "Government"}
#: The side a word for people puts them on -> the unnamed actor they are when acted on.
VICTIMS = {
    "civilian": "civilians", "any": "civilians", "official": "civilians", "settler": "settlers", "protester": "protesters",
    "rioter": "rioters", "militant": "unidentified", "military": "military", "police": "police",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor at tokens[start:end]: a registry entry, a force of a state, or armed people without a name."""

    start: int
    end: int
    kind: str
    actor: Actor | None = None
    nation: str | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an event as its row names it, with the spans (start, end, rule) it rests on."""

    name: str
    actor_id: str | None
    type: str
    rests_on: tuple[tuple[int, int, str], ...] = field(default=())


def find_actors(reading: Reading) -> list[ActorMention]:
    """The actors a sentence names, in order; a longer name hides the shorter ones inside it."""
    found: list[ActorMention] = []
    hits = sorted(reading.layer("actor", "weak_actor", "force", "armed"), key=lambda h: (h.start - h.end, PRIORITY[h.entry.layer]))
    for hit in hits:
        if any(m.start < hit.end and hit.start < m.end for m in found):
            continue
        if hit.entry.layer in ("actor", "weak_actor"):
            found.append(ActorMention(hit.start, hit.end, "registry", hit.entry["actor"], weak=hit.entry.layer == "weak_actor"))
        elif hit.entry.layer == "force":
            end, nation = nation_beside(reading, hit)
            found.append(ActorMention(hit.start, end, hit.entry["kind"], nation=nation))
        else:
            end, nation = nation_beside(reading, hit)
            found.append(ActorMention(hit.start, end, hit.entry["kind"], nation=nation))
    return sorted(found, key=lambda m: m.start)


PRIORITY = {"actor": 0, "weak_actor": 1, "armed": 2, "force": 3}


def nation_beside(reading: Reading, hit: Hit) -> tuple[int, str | None]:
    """(end, ISO code) of a country's adjective or name that belongs to a force: "القوات البحرية الملكية المغربية"."""
    before = reading.ending(hit.start, "nation")
    if before is not None and reading.pack.option("adjective_first", False):
        return hit.end, before.entry["iso"]
    for at in range(hit.end, min(hit.end + 3, len(reading.tokens))):
        if any(c in ".,،;؛:()" for c in reading.tokens[at].gap):
            break
        nation = reading.at(at, "nation")
        if nation is not None and nation.entry.tag != "people":
            if nation.prefix.endswith(("ب", "و", "ف")) and nation.entry.tag.startswith("name"):
                break
            return nation.end, nation.entry["iso"]
        if reading.at(at, "harm", "trigger", "people", "weekday", "relday", "locative", "speech"):
            break
    return hit.end, None


@dataclass(frozen=True, slots=True)
class Cast:
    """The mentions that act and those acted on, as one sentence tells it."""

    agents: tuple[ActorMention, ...] = ()
    targets: tuple[ActorMention, ...] = ()
    victims: tuple[People, ...] = ()
    allies: tuple[ActorMention, ...] = ()
    claimed: bool = False


def cast_sentence(reading: Reading, actors: Sequence[ActorMention], around: int, people: Sequence[People]) -> Cast:
    """Who acts and who is acted on around the event's words at a token."""
    real = [a for a in actors if not speaks(reading, a)]
    between = next((h for h in reading.layer("between") if h.end <= around + 12 and abs(h.start - around) <= 12), None)
    if between is not None:
        pair = [a for a in real if between.end <= a.start <= between.end + 18][:2]
        if len(pair) == 2 and joined_by_and(reading, pair[0], pair[1]):
            return Cast((pair[0],), (pair[1],))
    agents, targets, allies = [], [], []
    for mention in real:
        role = role_of(reading, mention, around)
        if role == "agent":
            agents.append(mention)
        elif role == "target":
            targets.append(mention)
        elif role == "ally":
            allies.append(mention)
    return Cast(tuple(agents), tuple(targets), tuple(p for p in people if not p.bare), tuple(allies))


def joined_by_and(reading: Reading, a: ActorMention, b: ActorMention) -> bool:
    """True where "and" or "with" stands between two actors."""
    return any(
        reading.tokens[i].text.startswith("و") or reading.at(i, "conjunction", "with_word") for i in range(a.end, b.start + 1)
    )


def speaks(reading: Reading, mention: ActorMention) -> bool:
    """True for an actor that only speaks here: right before or after a verb of saying, or named as the source."""
    before = [h for h in reading.layer("speech") if 0 <= mention.start - h.end <= 2]
    if before and not any(reading.break_between(h.end - 1, mention.start) for h in before):
        return True
    after = reading.at(mention.end, "speech") if mention.end < len(reading.tokens) else None
    return after is not None and after.entry.tag.startswith(("past", "pres"))


def role_of(reading: Reading, mention: ActorMention, around: int) -> str:
    """agent, target or ally: by the word that leads to the mention, else by its place to the event's words."""
    lead = mention.start
    prefix = reading.tokens[lead].text
    for layer, role in (("ally", "ally"), ("agent", "agent"), ("target", "target")):
        hits = [h for h in reading.layer(layer) if 0 <= lead - h.end <= 2]
        if hits and not any(reading.break_between(h.end, lead) for h in hits if h.end < lead):
            return role
    verb = next((h for h in reading.layer("harm") if h.start <= around < h.end and h.entry["form"] in ("active", "either")), None)
    acting = reading.at(around, "trigger")
    if verb is not None or acting is not None and acting.entry.tag.startswith(("past", "pres")):
        if reading.pack.option("verb_first", False):
            anchor = verb.end if verb is not None else around + 1
            if 0 <= lead - anchor <= 2 or mention.end <= around and around - mention.end <= 6:
                return "agent"
            return "target" if lead > anchor else "agent"
        return "agent" if mention.end <= around else "target"
    if prefix.startswith("ل") and not prefix.startswith("لا"):
        return "target"
    return "agent" if mention.end <= around and around - mention.end <= 8 else "target" if lead > around else "agent"


def name_side(
    mention: ActorMention, registry: Registry, country: str | None, on: date | None, rests: tuple[tuple[int, int, str], ...]
) -> Side:
    """The side a mention is in a row: canonical name and type valid in that country on that day."""
    if mention.actor is not None:
        actor = mention.actor
        kind = str(registry.type_on(actor, on))
        if kind == "State forces" and country and actor.country and actor.country != country:
            kind = "External/Other forces"
        return Side(registry.named_in(actor, country, on), actor.actor_id, kind, rests)
    return unnamed_side(mention.kind, mention.nation, country, on, rests)


def unnamed_side(
    kind: str, nation: str | None, country: str | None, on: date | None, rests: tuple[tuple[int, int, str], ...]
) -> Side:
    """A force of a state, or people without a group, named by country."""
    home = nation or country
    if kind in STATE:
        if home is None:
            return Side({"military": "Military Forces", "police": "Police Forces"}.get(kind, "Government"), None, "State forces", rests)
        abroad = country is not None and home != country and home + country not in ("ISRPSE",)
        return Side(state_actor(STATE[kind], home, on), None, "External/Other forces" if abroad else "State forces", rests)  # type: ignore[arg-type]
    template, kind_type = ARMED[kind]
    where = country_of(home)
    return Side(template.format(where) if where else template.replace(" ({})", ""), None, kind_type, rests)


def country_of(iso: str | None) -> str | None:
    """English name of a country, None where it is unknown."""
    if iso is None:
        return None
    try:
        return country_name(iso)
    except KeyError:
        return None


def victim_kind(people: Sequence[People]) -> tuple[str, str | None] | None:
    """(unnamed kind, nationality) of the people harmed, the clearest word first; None when nobody is named."""
    order = ("military", "police", "protester", "militant", "settler", "official", "civilian", "rioter", "any")
    ranked = sorted((p for p in people if p.side in order), key=lambda p: order.index(p.side))
    if not ranked:
        return None
    sides = Counter(p.side for p in ranked)
    best = ranked[0].side if len(sides) == 1 or ranked[0].side != "militant" else ranked[0].side
    nation = next((p.nation for p in ranked if p.side == best and p.nation), None)
    return VICTIMS[best], nation
