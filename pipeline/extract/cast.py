"""Who of the actors of a sentence acts, who is acted on, and who only speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.people import People
from pipeline.extract.reading import Reading
from pipeline.extract.who import ActorMention
from pipeline.packs import Hit

#: Kinds of event noun that a country's adjective names the author of ("غارة إسرائيلية", "Russian shelling").
BY_NATION = frozenset({"air", "shell", "bombard", "operation", "attack", "clash", "take"})

#: Kinds whose country, written before them, is their author in languages that also write the place there.
OWN_WEAPONS = frozenset({"air", "shell", "bombard", "operation"})

#: Marks that part statements; brackets and quotation marks around a name do not.
HARD = frozenset(",،;؛:!?؟")


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
        if role == "target" and is_weapon(reading, mention):
            continue
        if role:
            roles[role].append(mention)
            if not sure:
                guessed.add(mention)
    roles["agent"] += by_nation(reading, actors)
    roles["agent"] += self_told(reading, speakers)
    belong(reading, roles, guessed)
    return Cast(tuple(roles["agent"]), tuple(roles["target"]), victims, tuple(roles["ally"]), frozenset(guessed),
                speakers)  # fmt: skip


def is_weapon(reading: Reading, mention: ActorMention) -> bool:
    """True where the words for a force are also those of a means ("launched 48 drones"): a weapon is never acted on."""
    return mention.kind == "military" and any(
        h.start == mention.start and h.entry.get("weapon") for h in reading.layer("trigger")
    )


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
    if not reading.pack.option("verb_first", False) and acts_by_name(reading, nation):
        return True
    return any(
        v is not None and v.entry.tag.startswith(("past", "pres")) and v.entry["kind"] in BY_NATION
        for v in (after, before)
    )


def acts_by_name(reading: Reading, nation: Hit) -> bool:
    """True for a country as the subject of a verb of doing: "the US conducted five airstrikes", "Israel has bombed"."""
    at = nation.end
    helper = reading.at(at, "auxiliary") if at < len(reading.tokens) else None
    at = helper.end if helper is not None else at
    verb = reading.at(at, "act") if at < len(reading.tokens) else None
    if verb is None or verb.entry.tag not in ("past", "pres", "pres_part"):
        return False
    armed = any(h.entry["kind"] in OWN_WEAPONS and h.start > nation.end for h in reading.layer("trigger"))
    return armed and not reading.break_between(nation.end - 1, verb.start)


def joined_by_and(reading: Reading, a: ActorMention, b: ActorMention) -> bool:
    """True where "and" or "with" stands between two actors."""
    return any(
        reading.tokens[i].text.startswith("و") or reading.at(i, "conjunction", "with_word")
        for i in range(a.end, b.start + 1)
    )


def speaks(reading: Reading, mention: ActorMention) -> bool:
    """True for an actor that only speaks here: right before or after a verb of saying, or named as the source."""
    if claims_deed(reading, mention):
        return False
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


def claims_deed(reading: Reading, mention: ActorMention) -> bool:
    """True where the words right behind an actor say that it did it: "X claimed responsibility"."""
    return any(0 <= h.start - mention.end <= 1 for h in reading.layer("claimed"))


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
    if claims_deed(reading, mention):
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
        told = reading.at(around, "trigger")
        return "agent", told is not None and told.entry.tag.startswith(
            ("past", "pres")
        )  # "a suicide bomber struck": the words of the event are the one who acts
    if mention.end <= around:
        return ("agent", False) if around - mention.end <= 10 else ("", False)
    return ("target", False) if lead - around <= 14 else ("", False)


def belongs_to_victims(reading: Reading, people: People, lead: int) -> bool:
    """True where a group stands with the people harmed: "ثلاثة من مقاتلي X", "30 X militants", "five members of X"."""
    if reading.pack.option("adjective_first", False):
        gap = range(people.end, lead)
        return people.start <= lead < people.end or (
            1 <= len(gap) <= 6 and all(reading.at(i, "of_word") for i in gap)
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


def led_by(reading: Reading, layer: str, lead: int) -> bool:
    """True where a word of a layer leads to a token in the same clause, and to no other actor before it."""
    for hit in reading.layer(layer):
        if not 0 <= lead - hit.end <= 2:
            continue
        others = any(reading.at(i, "actor", "local_actor", "force") for i in range(hit.end, lead))
        if not others and (hit.end == lead or not reading.break_between(hit.end - 1, lead)):
            return True
    return False


def aimed(reading: Reading, verb: Hit) -> bool:
    """True for a verb that is only an aim: "an operation to arrest militants"."""
    return any(h.start < verb.start < h.end for h in reading.layer("not_harm"))


def verb_beside(reading: Reading, mention: ActorMention) -> str:
    """The role a verb right beside a mention gives it: its subject acts; the subject of a passive is acted on."""
    for layer in ("harm", "trigger", "act"):
        for hit in reading.layer(layer):
            if not hit.entry.tag.startswith(("past", "pres")) or aimed(reading, hit):
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
