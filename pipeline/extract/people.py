"""Mentions of people who can be harmed, with how many there are: "19 شخصا", "جنديان", "four gunmen", "a child"."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.number import Number
from pipeline.extract.reading import Reading
from pipeline.packs import Hit

#: Layers whose words can be counted people.
NOUNS = ("people", "ethnic")


@dataclass(frozen=True, slots=True)
class People:
    """People at tokens[start:end]: how many, and on which side the words put them."""

    start: int
    end: int
    low: int | None
    best: int | None
    high: int | None
    side: str
    rule: str
    #: ISO code of a nationality named with them.
    nation: str | None = None
    #: True for the accusative form, which marks an object or a counted noun.
    accusative: bool = False
    #: Token where the noun stands (the number may stand before or after).
    noun: int = -1
    #: True where a number is all there is: "مقتل 19".
    bare: bool = False
    prefix: str = ""
    #: True for "others", who come on top of people told before.
    others: bool = False
    plural: bool = False

    @property
    def vague(self) -> bool:
        """True where the words say that there were people but not how many."""
        return self.best is None and self.low is None


def find_people(reading: Reading, numbers: list[Number]) -> list[People]:
    """The mentions of people in a sentence, in order, none inside another."""
    found: list[People] = []
    by_start = {n.start: n for n in numbers} | {n.core[0]: n for n in numbers}
    position = 0
    while position < len(reading.tokens):
        number = by_start.get(position)
        mention = counted(reading, number) if number else uncounted(reading, position)
        if mention is None:
            position += 1
            continue
        found.append(mention)
        position = max(mention.end, position + 1)
    return found


def counted(reading: Reading, number: Number) -> People | None:
    """People counted by a number: the noun after it ("19 شخصا", "3 من عناصر الشرطة") or none at all."""
    at = number.end if number.core[1] <= number.end else number.core[1]
    at = number.core[1]
    if at >= len(reading.tokens):
        return bare_number(reading, number)
    if (
        reading.at(at, "unit")
        or reading.tokens[at].gap.strip().startswith("%")
        or "%" in reading.tokens[at].gap
    ):
        return None
    noun = find_noun(reading, at, skip=3)
    if noun is None:
        return bare_number(reading, number)
    hit, nation = noun
    if (
        hit.entry.tag == "sg"
        and number.best
        and number.best > 1
        and reading.pack.option("adjective_first", False)
    ):
        return None  # "No. 2 leader", "a 12 person team"
    return People(
        number.start, max(hit.end, number.end), number.low, number.best, number.high, side_of(hit),
        number.rule if number.best is not None else "vague_number", nation,
        noun=hit.start, prefix=reading_prefix(reading, number.start), others=bool(hit.entry.get("others")), plural=True,
    )  # fmt: skip


def bare_number(reading: Reading, number: Number) -> People | None:
    """A number with no noun that tells what it counts; years and parts of names are left out by the toll rules."""
    if number.best is not None and (number.best > 999_999 or 1900 <= number.best <= 2100):
        return None
    return People(
        number.start, max(number.end, number.core[1]), number.low, number.best, number.high, "any", number.rule,
        noun=number.core[0], bare=True, prefix=reading_prefix(reading, number.start), plural=True,
    )  # fmt: skip


def reading_prefix(reading: Reading, position: int) -> str:
    """The conjunction written on or before a token, as the prefix it stands for."""
    for hit in reading.hits.get("number", ()):
        if hit.start == position and (hit.prefix or reading.pack.option("verb_first", False)):
            return hit.prefix
    if position and reading.tokens[position - 1].text == "و":
        return "و"
    and_word = reading.ending(position, "conjunction")
    return "و" if and_word is not None else ""


def find_noun(reading: Reading, start: int, skip: int) -> tuple[Hit, str | None] | None:
    """The noun for people at or soon after a token, past "of" and adjectives, and the nationality named with it."""
    if reading.pack.option("adjective_first", False):
        return noun_after_adjectives(reading, start)
    nation: str | None = None
    for at in range(start, min(start + skip + 1, len(reading.tokens))):
        if at > start and reading.break_between(start, at):
            return None
        people = reading.at(at, *NOUNS)
        nationality = reading.at(at, "nation")
        if people is not None and not people.entry.get("institution"):
            after = reading.at(people.end, "nation") if people.end < len(reading.tokens) else None
            if after is not None and after.entry.get("iso") and after.entry.tag.startswith("adj"):
                nation = after.entry["iso"]
            return people, nation
        if nationality is not None and nationality.entry.tag.startswith(("adj", "people")):
            nation = nationality.entry["iso"]
            if reading.at(nationality.end, *NOUNS) is None:
                return nationality, nation
            continue
        if reading.at(at, "unit") or reading.at(at, "harm"):
            return None
        if not is_filler(reading, at):
            return None
    return None


#: Marks that part a number from its noun; a hyphen does not ("off-duty").
STOPS = frozenset(",;:()[]!?–—")
#: Words that describe the people whose noun follows them: "Islamic State militants", "army officers".
MODIFIERS = ("filler", "actor", "weak_actor", "local_actor", "force", "armed", "ethnic", "number")
#: Words between a number and its noun where adjectives stand first.
ADJECTIVES = 7


def noun_after_adjectives(reading: Reading, start: int) -> tuple[Hit, str | None] | None:
    """The last noun for people of "five off-duty Iraqi police officers", and the nationality named with it."""
    nation, best, at = None, None, start
    while at < min(start + ADJECTIVES, len(reading.tokens)):
        if reading.break_between(at - 1, at, STOPS):
            break
        noun, nationality = reading.at(at, *NOUNS), reading.at(at, "nation")
        if noun is not None and not noun.entry.get("institution"):
            best, at = noun, noun.end
            continue
        if best is not None:
            break
        if nationality is not None:
            nation = nationality.entry["iso"]
            if nationality.entry.tag == "people":
                return nationality, nation
            at = nationality.end
            continue
        word = reading.at(at, *MODIFIERS)
        if word is None or (reading.at(at, "unit") and word.entry.layer != "filler"):
            break
        best = unnamed(reading, word) if word.entry.layer in ("armed", "force", "actor") else None
        if best is not None:
            return best, nation
        at = word.end
    return (best, nation) if best is not None else None


def unnamed(reading: Reading, word: Hit) -> Hit | None:
    """A force, group or armed people as a counted noun ("20 insurgents", "five Houthis"), None where a noun follows it."""
    after = (
        reading.at(word.end, *NOUNS, "nation", "armed", "unit", "group_word", "filler")
        if word.end < len(reading.tokens)
        else None
    )
    return None if after is not None and not reading.break_between(word.end - 1, word.end, STOPS) else word


def is_filler(reading: Reading, at: int) -> bool:
    """True for a word that may stand between a number and its noun ("of", "other", "armed")."""
    return reading.at(at, "filler") is not None


def uncounted(reading: Reading, position: int) -> People | None:
    """People told by the form of the noun alone: a singular is one, a dual two, a plural some (codebook section 2)."""
    hit = reading.at(position, "people", "ethnic")
    nation_hit = reading.at(position, "nation")
    if hit is None and nation_hit is not None and nation_hit.entry.tag.startswith(("adj", "people")):
        return nationality_people(reading, nation_hit)
    one = one_of(reading, position) or named_person(reading, position)
    if one is not None:
        return one
    if (
        hit is None
        or any(h.start <= position < h.end for h in reading.layer("actor"))
        or hit.entry.get("institution")
        or (hit.entry.get("adjective") and is_adjective(reading, hit))
        or describes_noun(reading, hit)
    ):
        return None
    nation = nation_before(reading, hit)
    after = reading.at(hit.end, "nation") if hit.end < len(reading.tokens) else None
    end = hit.end
    if after is not None and after.entry.tag.startswith("adj"):
        nation, end = after.entry["iso"], after.end
    low, rule = {"sg": (1, "singular"), "du": (2, "dual")}.get(hit.entry.tag, (None, "plural"))
    trailing = reading.at(end, "number") if end < len(reading.tokens) else None
    if trailing is not None and trailing.entry["value"] in (1, 2) and not trailing.prefix:
        low, rule, end = int(trailing.entry["value"]), "number", trailing.end
    return People(
        hit.start, end, low, low, low, side_of(hit), rule, nation,
        accusative=is_accusative(reading, hit), noun=hit.start, prefix=hit.prefix or conjunction_before(reading, hit),
        others=bool(hit.entry.get("others")), plural=rule == "plural",
    )  # fmt: skip


def conjunction_before(reading: Reading, hit: Hit) -> str:
    """The conjunction before an uncounted noun where it is a word of its own ("and his son")."""
    if reading.pack.option("verb_first", False):
        return ""
    age = reading.ending(hit.start, "unit")  # "and a 60-year-old man"
    aged = (
        age is not None
        and age.entry["kind"] == "time"
        and age.start > 0
        and reading.tokens[age.start - 1].is_digits
    )
    return reading_prefix(reading, age.start - 1 if age is not None and aged else hit.start)


def nation_before(reading: Reading, hit: Hit) -> str | None:
    """The nationality written before a noun for people ("a Norwegian tourist"), in languages that write it there."""
    if not reading.pack.option("adjective_first", False):
        return None
    nation = reading.ending(hit.start, "nation")
    return nation.entry["iso"] if nation is not None and nation.entry.tag != "people" else None


def describes_noun(reading: Reading, hit: Hit) -> bool:
    """True where a singular noun only describes the noun after it: "militant group", "gunman attack"."""
    if (
        not reading.pack.option("adjective_first", False)
        or hit.entry.tag != "sg"
        or hit.end >= len(reading.tokens)
    ):
        return False
    if reading.tokens[hit.end].gap.strip(" -"):
        return False
    after = reading.at(
        hit.end, "people", "armed", "force", "trigger", "placecue", "unit", "speaker", "group_word"
    )
    return after is not None and (after.entry.layer != "trigger" or after.entry.tag in ("sg", "pl"))


def one_of(reading: Reading, position: int) -> People | None:
    """ "أحد الحراس", "one of the guards": one person."""
    lead = reading.at(position, "one_of")
    noun = (
        reading.at(lead.end, "people", "armed", "harm")
        if lead is not None and lead.end < len(reading.tokens)
        else None
    )
    if lead is None or noun is None or (noun.entry.layer == "harm" and noun.entry["form"] != "count"):
        return None
    side = (
        "militant"
        if noun.entry.layer == "armed"
        else side_of(noun)
        if noun.entry.layer == "people"
        else "any"
    )
    return People(position, noun.end, 1, 1, 1, side, "one_of", noun=noun.start, prefix=lead.prefix)


def named_person(reading: Reading, position: int) -> People | None:
    """One person told by name alone; a name after a noun for people belongs to that noun."""
    name = reading.at(position, "given_name")
    if name is None or name.prefix not in ("", "ل", "ب", "و") or reading.at(position, "actor", "people"):
        return None
    before = reading.ending(position, "people", "given_name", "voice", "speech", "force")
    if before is not None or (position and reading.at(position - 1, "given_name")):
        return None
    return People(position, name.end, 1, 1, 1, "any", "named_person", noun=position, prefix=name.prefix)


def is_adjective(reading: Reading, hit: Hit) -> bool:
    """True where a word that is also an adjective ("عسكري", "إرهابي") describes the noun before it."""
    if hit.entry.tag != "sg":
        return False
    before = hit.start - 1
    if before < 0 or any(c in ".,،;؛:(" for c in reading.tokens[hit.start].gap):
        return False
    if (
        reading.ending(hit.start, "harm", "locative", "target", "agent", "result", "one_of", "bound")
        is not None
    ):
        return False
    if reading.tokens[before].text.startswith("ال") and not hit.prefix.endswith("ال"):
        return False  # an adjective agrees with its noun: "الاستخبارات العسكرية قياديا"
    return not hit.prefix.startswith(("و", "ب", "ل", "ف"))


def nationality_people(reading: Reading, hit: Hit) -> People | None:
    """A nationality used as a noun: "فلسطينيا" = one Palestinian, "Palestinians" = some."""
    before = hit.start - 1
    if (before >= 0 and reading.at(before, "people", "force", "armed", "speech_noun")) or hit.prefix.endswith(
        "ال"
    ):
        return None
    tag = hit.entry.tag
    if tag == "adj" and reading.pack.option("adjective_first", False) and not stands_for_person(reading, hit):
        return None
    word = reading.tokens[hit.start].text
    low, rule = {"adj": (1, "singular"), "adj_du": (2, "dual")}.get(tag, (None, "plural"))
    return People(hit.start, hit.end, low, low, low, "civilian", rule, hit.entry["iso"],
                  accusative=tag == "adj" and word.endswith("ا"), noun=hit.start, prefix=hit.prefix,
                  plural=rule == "plural")  # fmt: skip


def stands_for_person(reading: Reading, hit: Hit) -> bool:
    """True where an adjective with an article and no noun is one person: "an Israeli was killed"."""
    if reading.ending(hit.start, "article") is None:
        return False
    if hit.end >= len(reading.tokens) or reading.tokens[hit.end].gap.strip():
        return hit.end >= len(reading.tokens) or reading.tokens[hit.end].gap != "-"  # "a Liberian-flagged ship"
    return reading.at(hit.end, "harm", "blocker", "conjunction") is not None


def is_accusative(reading: Reading, hit: Hit) -> bool:
    """True where the noun carries the written accusative, which a subject never does."""
    word = reading.tokens[hit.start].text
    return hit.entry.tag == "sg" and hit.end == hit.start + 1 and word.endswith("ا") and len(word) > 3


def side_of(hit: Hit) -> str:
    """The side a noun puts people on; nationalities and ethnic groups are civilians unless more is said."""
    if hit.entry.layer in ("nation", "ethnic"):
        return "civilian"
    if hit.entry.layer == "armed":
        return {"protesters": "protester", "rioters": "rioter", "settlers": "settler"}.get(
            hit.entry["kind"], "militant"
        )
    if hit.entry.layer == "actor":
        return "military" if hit.entry["actor"].type == "State forces" else "militant"
    if hit.entry.layer == "force":
        return "police" if hit.entry["kind"] == "police" else "military"
    return str(hit.entry.get("side", "any"))
