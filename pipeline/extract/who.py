"""Who: named actors, forces of a state, armed people without a name; and who of them acts and who is acted on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
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
        if any(m.start < hit.end and hit.start < m.end for m in found):
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


@dataclass(frozen=True, slots=True)
class Cast:
    """The mentions that act and those acted on, as one sentence tells it; `guessed` ones only by where they stand."""

    agents: tuple[ActorMention, ...] = ()
    targets: tuple[ActorMention, ...] = ()
    victims: tuple[People, ...] = ()
    allies: tuple[ActorMention, ...] = ()
    guessed: frozenset[ActorMention] = frozenset()
    #: Those whose statement the sentence is.
    speakers: tuple[ActorMention, ...] = ()


#: Kinds of event noun that a country's adjective names the author of ("غارة إسرائيلية", "Russian shelling").
BY_NATION = frozenset({"air", "shell", "bombard", "operation", "attack", "clash", "take"})


def cast_sentence(
    reading: Reading,
    actors: Sequence[ActorMention],
    around: int,
    people: Sequence[People],
    agents_of_tolls: Sequence[tuple[int, int]],
) -> Cast:
    """Who acts and who is acted on around the event's words at a token."""
    victims = tuple(p for p in people if not p.bare)
    speakers = tuple(a for a in actors if speaks(reading, a) and a.kind not in ("unidentified",))
    real = [a for a in actors if a not in speakers]
    signing = signatories(reading, real, around)
    if signing:
        others = [a for a in actors if a.kind == "registry" and a.start > around and a not in signing]
        return Cast((signing[0],), (*signing[1:], *others), victims, speakers=speakers)
    pair = two_parties(reading, real, around)
    if pair is not None:
        return Cast((pair[0],), (pair[1],), victims, speakers=speakers)
    roles: dict[str, list[ActorMention]] = {"agent": [], "target": [], "ally": []}
    guessed = set()
    for mention in real:
        head = replace(mention, start=head_of(reading, mention))
        through = through_affiliation(reading, mention.start)
        role, sure = (through, True) if through else role_of(reading, head, around, victims, agents_of_tolls)
        if role:
            roles[role].append(mention)
            if not sure:
                guessed.add(mention)
    roles["agent"] += by_nation(reading, actors)
    roles["agent"] += self_told(reading, speakers)
    belong(reading, roles, guessed)
    return Cast(tuple(roles["agent"]), tuple(roles["target"]), victims, tuple(roles["ally"]), frozenset(guessed),
                speakers)  # fmt: skip


def head_of(reading: Reading, mention: ActorMention) -> int:
    """Where the noun phrase of a group begins: "مقاتلو X", "قياديا في X", "a group of X" act and are acted on as X."""
    start = mention.start
    for _ in range(2):
        link = reading.ending(start, "affiliation", "member_of")
        at = link.start if link is not None else start
        person = reading.ending(at, "people", "armed")
        if person is None or mention.kind != "registry":
            return at if link is not None and link.entry.layer == "affiliation" else start
        start = person.start
    return start


def signatories(reading: Reading, actors: Sequence[ActorMention], around: int) -> list[ActorMention]:
    """Countries named beside the words of an agreement sign it through their governments."""
    trigger = reading.at(around, "trigger")
    if trigger is None or trigger.entry["kind"] != "agreement":
        return []
    parties = [a for a in actors if abs(a.start - around) <= 12]
    if len(parties) >= 2 and joined_by_and(reading, parties[0], parties[1]):
        return parties[:2]
    beside = [
        h
        for h in reading.layer("nation")
        if h.entry.tag == "name" and -4 <= h.start - around <= trigger.end - around + 3
    ]
    return [ActorMention(h.start, h.end, "government", nation=h.entry["iso"]) for h in beside]


def belong(reading: Reading, roles: dict[str, list[ActorMention]], guessed: set[ActorMention]) -> None:
    """Give a named group the role of the unnamed people right before it who belong to it ("مسلحون من حركة الشباب")."""
    for role in ("agent", "target"):
        for vague in [
            m for m in roles[role] if m.kind in ("unidentified", "islamists", "rebels") and m not in guessed
        ]:
            for other in ("agent", "target"):
                for mention in [
                    m for m in roles[other] if m.kind == "registry" and 0 <= m.start - vague.end <= 3
                ]:
                    if other != role and not reading.break_between(vague.end - 1, mention.start):
                        roles[other].remove(mention)
                        roles[role].append(mention)
                    guessed.discard(mention)


def two_parties(
    reading: Reading, actors: Sequence[ActorMention], around: int
) -> tuple[ActorMention, ActorMention] | None:
    """ "بين A وB", "between A and B": both parties of a fight, in the order they are told."""
    for between in reading.layer("between"):
        if abs(between.start - around) > 12:
            continue
        pair = [a for a in actors if between.end <= a.start <= between.end + 18][:2]
        if len(pair) == 2 and joined_by_and(reading, pair[0], pair[1]):
            return pair[0], pair[1]
    return None


def by_nation(reading: Reading, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """The forces behind "غارات روسية", "Israeli strike": the adjective beside a word of attack."""
    found = [
        ActorMention(h.start, h.end, "military", nation=h.entry["iso"])
        for h in reading.layer("nation")
        if strikes(reading, h)
    ]
    for hit in reading.layer("trigger"):
        if hit.entry["kind"] not in BY_NATION or hit.entry.tag.startswith(("past", "pres")):
            continue
        nation = reading.at(hit.end, "nation") if hit.end < len(reading.tokens) else None
        named: tuple[str, ...] = ("adj",)
        if reading.pack.option("adjective_first", False):
            nation, named = author_before(reading, hit), ("adj", "name")
            if hit.entry["kind"] not in OWN_WEAPONS:
                continue  # "the Turkish wedding attack" happened there
        if (
            nation is None
            or not nation.entry.tag.startswith(named)
            or any(a.start <= nation.start < a.end for a in actors)
        ):
            continue
        found.append(ActorMention(nation.start, nation.end, "military", nation=nation.entry["iso"]))
    return found


def self_told(reading: Reading, speakers: Sequence[ActorMention]) -> list[ActorMention]:
    """The speakers who tell of their own deeds: "the army said it had killed ...", "X said its forces ..."."""
    found = []
    for mention in speakers:
        said = next((h for h in reading.layer("speech") if 0 <= h.start - mention.end <= 4), None)
        if said is not None and any(said.end <= h.start <= said.end + 4 for h in reading.layer("self_word")):
            found.append(mention)
    return found


#: Kinds whose country, written before them, is their author in languages that also write the place there.
OWN_WEAPONS = frozenset({"air", "shell", "bombard", "operation"})


def author_before(reading: Reading, trigger: Hit) -> Hit | None:
    """The country before a noun of attack, other words that describe it between them: "Israel's overnight airstrike"."""
    at = trigger.start
    for _ in range(3):
        nation = reading.ending(at, "nation")
        if nation is not None:
            return nation
        word = reading.ending(at, "filler", "relday", "direction", "daypart") or reading.ending(at, "speech")
        if word is None or reading.break_between(word.end - 1, word.end):
            return None
        at = word.start
    return None


def strikes(reading: Reading, nation: Hit) -> bool:
    """True for a country by name as the subject of a verb of attack: "العراق يقصف", "Turkey shelled"."""
    if nation.entry.tag != "name" or nation.prefix not in ("", "و"):
        return False
    after = reading.at(nation.end, "trigger") if nation.end < len(reading.tokens) else None
    before = reading.ending(nation.start, "trigger") if reading.pack.option("verb_first", False) else None
    return any(
        v is not None and v.entry.tag.startswith(("past", "pres")) and v.entry["kind"] in BY_NATION
        for v in (after, before)
    )


def joined_by_and(reading: Reading, a: ActorMention, b: ActorMention) -> bool:
    """True where "and" or "with" stands between two actors."""
    return any(
        reading.tokens[i].text.startswith("و") or reading.at(i, "conjunction", "with_word")
        for i in range(a.end, b.start + 1)
    )


def speaks(reading: Reading, mention: ActorMention) -> bool:
    """True for an actor that only speaks here: right before or after a verb of saying, or named as the source."""
    if any(0 <= mention.start - h.end <= 1 and not h.prefix.startswith("ال") for h in reading.layer("voice")):
        return True
    before = [h for h in reading.layer("speech") if 0 <= mention.start - h.end <= 2]
    if not reading.pack.option(
        "verb_first", False
    ):  # '"...," said the army'; what follows a verb is else what was said
        before = [
            h
            for h in before
            if h.entry.tag.startswith("past") and any(c in ',"' for c in reading.tokens[h.start].gap)
        ]
    if before and not any(
        reading.break_between(h.end - 1, mention.start) or quoted(reading, h.end, mention.start)
        for h in before
    ):
        return True
    end = mention.end
    title = reading.at(end, "speaker") if end < len(reading.tokens) else None
    if title is not None and not reading.break_between(end - 1, end):
        return True  # "army spokesman", "police chief": one who speaks for the force
    after = reading.at(end, "speech") if end < len(reading.tokens) else None
    return after is not None and after.entry.tag.startswith(("past", "pres"))


def quoted(reading: Reading, start: int, end: int) -> bool:
    """True where "that" stands between: what follows is what was said, not who said it."""
    return any(start <= h.start < end for h in reading.layer("that"))


def role_of(
    reading: Reading,
    mention: ActorMention,
    around: int,
    victims: Sequence[People],
    agents_of_tolls: Sequence[tuple[int, int]],
) -> tuple[str, bool]:
    """(agent, target, ally or "", whether words say so): by the frame, the word that leads to it, the verb, its place."""
    lead = mention.start
    if any(a <= lead < b for a, b in agents_of_tolls):
        return "agent", True
    for layer, role in (("ally", "ally"), ("agent", "agent"), ("claim", "agent")):
        if led_by(reading, layer, lead):
            return role, True
    if any(belongs_to_victims(reading, p, lead) for p in victims):
        return "target", True
    if led_by(reading, "target", lead):
        return "target", True
    verb = verb_beside(reading, mention)
    if verb:
        return verb, True
    trigger = reading.ending(lead, "trigger") or reading.ending(lead - 1, "trigger")
    if (
        trigger is not None
        and reading.tokens[lead].text.startswith("ل")
        and possessed(reading, trigger, lead)
    ):
        return "agent", True  # "هجوم لحزب الله", "غارات لمقاتلات التحالف": theirs
    if reading.ending(lead, "locative") is not None:
        return "", False
    if mention.start <= around < mention.end and not reading.pack.option("verb_first", False):
        return "agent", False  # "a suicide bomber struck": the words of the event are the one who acts
    if mention.end <= around:
        return ("agent", False) if around - mention.end <= 10 else ("", False)
    return ("target", False) if lead - around <= 14 else ("", False)


def belongs_to_victims(reading: Reading, people: People, lead: int) -> bool:
    """True where a group stands with the people harmed: "ثلاثة من مقاتلي X", "30 X militants", "five members of X"."""
    if reading.pack.option("adjective_first", False):
        gap = range(people.end, lead)
        return people.start <= lead < people.end or (
            len(gap) in (1, 2, 3) and all(reading.at(i, "of_word") for i in gap)
        )
    near = people.start <= lead <= people.end + 3 and (lead >= people.noun or lead < people.end)
    return near and not reading.break_between(people.end - 1, lead)


def possessed(reading: Reading, trigger: Hit, lead: int) -> bool:
    """True where a noun of attack is the deed of the group after it: "هجوم لحزب الله", an adjective may stand between."""
    noun = not trigger.entry.tag.startswith(("past", "pres")) and trigger.entry["kind"] in BY_NATION - {
        "operation",
        "take",
    }
    return (
        noun
        and not trigger.entry.get("weapon")
        and not any(t.text.startswith("ل") for t in reading.tokens[trigger.end : lead])
    )


def through_affiliation(reading: Reading, lead: int) -> str:
    """The role of a group told by its people: "نفذت فرق ... التابعة لـ X" acts, "استهدفت عناصر X" is acted on."""
    word = next((h for h in reading.layer("affiliation") if h.end == lead), None)
    if word is None:
        return ""
    act = [
        h
        for h in reading.layer("act", "agent")
        if 0 <= word.start - h.end <= 7 and not reading.break_between(h.end - 1, word.start, HARD)
    ]
    target = [h for h in reading.layer("target") if 0 <= word.start - h.end <= 3]
    if target and (not act or target[-1].start > act[-1].start):
        return "target"
    return "agent" if act else ""


#: Marks that part statements; brackets and quotation marks around a name do not.
HARD = frozenset(",،;؛:!?؟")


def led_by(reading: Reading, layer: str, lead: int) -> bool:
    """True where a word of a layer leads to a token in the same clause."""
    hits = [h for h in reading.layer(layer) if 0 <= lead - h.end <= 2]
    return any(h.end == lead or not reading.break_between(h.end - 1, lead) for h in hits)


def verb_beside(reading: Reading, mention: ActorMention) -> str:
    """The role a verb right beside a mention gives it: its subject acts; the subject of a passive is acted on."""
    for layer in ("harm", "trigger", "act"):
        for hit in reading.layer(layer):
            if not hit.entry.tag.startswith(("past", "pres")):
                continue
            passive = hit.entry.get("form") == "passive" or hit.entry.tag.endswith("passive")
            before = hit.start == mention.end or (
                hit.start == mention.end + 1 and not reading.break_between(mention.end - 1, hit.start)
            )
            after = 0 <= mention.start - hit.end <= 1 and reading.pack.option("verb_first", False)
            if before or after:
                return "target" if passive else "agent"
            if 0 <= mention.start - hit.end <= 1:
                return "target"
    return ""


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
