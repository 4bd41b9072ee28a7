"""Who: named actors, forces of a state, armed people without a name; and who of them acts and who is acted on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.actors import Actor, Registry, StateKind, country_name, state_actor
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
STATE: dict[str, StateKind] = {
    "military": "Military Forces",
    "police": "Police Forces",
    "government": "Government",
}
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
    hits = sorted(
        reading.layer("actor", "weak_actor", "force", "armed"),
        key=lambda h: (h.start - h.end, PRIORITY[h.entry.layer]),
    )
    for hit in hits:
        if any(m.start < hit.end and hit.start < m.end for m in found) or only_describes(reading, hit):
            continue
        if hit.entry.layer in ("actor", "weak_actor", "local_actor"):
            found.append(
                ActorMention(
                    hit.start, hit.end, "registry", hit.entry["actor"], weak=hit.entry.layer == "weak_actor"
                )
            )
        elif hit.entry.layer == "force":
            end, nation = nation_beside(reading, hit)
            found.append(
                ActorMention(hit.start, end, hit.entry["kind"], nation=nation or hit.entry.get("nation"))
            )
        else:
            end, nation = nation_beside(reading, hit)
            found.append(ActorMention(hit.start, end, hit.entry["kind"], nation=nation))
    return sorted(found, key=lambda m: m.start)


def only_describes(reading: Reading, hit: Hit) -> bool:
    """True for "government", "authorities" before an unknown noun: "on a government website"."""
    if hit.entry.layer != "force" or hit.entry["kind"] != "government" or hit.end >= len(reading.tokens):
        return False
    if not reading.pack.option("adjective_first", False) or reading.tokens[hit.end].gap.strip():
        return False
    known = (h for hits in reading.hits.values() for h in hits if h.start == hit.end)
    return not any(h.entry.layer not in ("people", "topic", "conflict", "group_word") for h in known)


PRIORITY = {"actor": 0, "local_actor": 0, "weak_actor": 1, "armed": 2, "force": 3}


def nation_beside(reading: Reading, hit: Hit) -> tuple[int, str | None]:
    """(end, ISO code) of a country's adjective or name that belongs to a force: "القوات البحرية الملكية المغربية"."""
    before = reading.ending(hit.start, "nation")
    if before is not None and reading.pack.option("adjective_first", False):
        return hit.end, before.entry["iso"]
    if reading.pack.option("adjective_first", False):
        return hit.end, None
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


def name_side(
    mention: ActorMention,
    registry: Registry,
    country: str | None,
    on: date | None,
    rests: tuple[tuple[int, int, str], ...],
) -> Side:
    """The side a mention is in a row: canonical name and type valid in that country on that day."""
    if mention.actor is not None:
        actor = mention.actor
        kind = str(registry.type_on(actor, on, country))
        return Side(registry.named_in(actor, country, on), actor.actor_id, kind, rests)
    return unnamed_side(mention.kind, mention.nation, country, on, rests)


def unnamed_side(
    kind: str,
    nation: str | None,
    country: str | None,
    on: date | None,
    rests: tuple[tuple[int, int, str], ...],
) -> Side:
    """A force of a state, or people without a group, named by country."""
    home = nation or country
    if kind in STATE:
        if home is None:
            return Side(
                {"military": "Military Forces", "police": "Police Forces"}.get(kind, "Government"),
                None,
                "State forces",
                rests,
            )
        abroad = country is not None and home != country and home + country not in ("ISRPSE",)
        return Side(
            state_actor(STATE[kind], home, on),
            None,
            "External/Other forces" if abroad else "State forces",
            rests,
        )
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
    """(unnamed kind, nationality) of the people harmed, the first whose side the words tell; None when nobody is named."""
    clear = [p for p in people if p.side != "any"] or list(people)
    if not clear:
        return None
    best = clear[0].side
    nation = next((p.nation for p in clear if p.side == best and p.nation), None)
    return VICTIMS[best], nation
