"""Where: toponyms, what leads to them, and which of the places that share a name is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from pipeline.extract.reading import Reading
from pipeline.extract.toponym import LARGE, Toponym
from pipeline.gazetteer import Gazetteer, Place
from pipeline.packs import Hit

#: Layers whose words are not toponyms, even where a village has the same name.
NOT_NAMES = (
    "actor",
    "force",
    "armed",
    "people",
    "harm",
    "number",
    "speech",
    "month",
    "weekday",
    "relday",
    "unit",
    "nation",
)
#: Layers that speak for a toponym or lie beside it.
PLACE_LAYERS = frozenset({"placecue", "near", "direction", "locative", "notplace", "ethnic", "name_word"})
#: Prefixes a toponym may carry ("like" is none of them).
PLACE_PREFIXES = frozenset({"", "و", "ف", "ب", "ل", "وب", "ول", "فب", "فل"})
#: "To the X": the article of the name is swallowed by the preposition.
SWALLOWED = frozenset({"لل", "ولل", "فلل"})


def find_toponyms(reading: Reading, gazetteer: Gazetteer) -> list[Toponym]:
    """The toponyms of a sentence, in order: gazetteer names, countries, and unlisted names after a cue word."""
    found: list[Toponym] = []
    position = 0
    opening = dateline_end(reading)
    while position < len(reading.tokens):
        mention = read_capital(reading, position, gazetteer) or read_country(reading, position)
        mention = mention or read_listed(reading, position, gazetteer)
        listed = mention is not None
        if mention is None:
            mention = read_unlisted(reading, position)
        if mention is None:
            position += 1
            continue
        mention = qualified(reading, mention) if listed else mention
        found.append(replace(mention, aside=True) if position < opening else mention)
        position = mention.end
    return found


#: How an agency opens a story: "دبي، الإمارات (CNN) –", "BAGHDAD (Agency) -".
DATELINE = regex.compile(
    r"^[^\n.]{2,60}?\([^()\n]{2,25}\)\s*[-–—:ـ]|^[A-Z][A-Z .'’-]{2,30}(?:, ?[A-Z][\w. ]{2,20})?\s*(?:--|[–—]|\s-\s)"
)


def dateline_end(reading: Reading) -> int:
    """Tokens of the newsroom's place that open a story; the event need not be there."""
    match = DATELINE.match(reading.text[reading.sentence.start : reading.sentence.start + 100])
    if match is None or reading.index > 2:
        return 0
    limit = reading.sentence.start + match.end()
    return sum(t.end <= limit for t in reading.tokens)


def read_country(reading: Reading, at: int) -> Toponym | None:
    """A country by name; a risky name ("مالي", "chad") only after a preposition."""
    for hit in reading.hits.get("nation", ()):
        if hit.start != at or hit.entry.tag not in ("name", "weak"):
            continue
        led = (
            hit.prefix.endswith(("ب", "ل"))
            or reading.ending(at, "locative", "direction", "placecue") is not None
        )
        if hit.entry.tag == "weak" and not led:
            continue
        if reading.ending(at, "force") is not None and reading.ending(at, "direction", "locative") is None:
            return None
        aside = reading.pack.option("adjective_first", False) and not (led or told_as_place(reading, hit))
        return Toponym(
            at,
            hit.end,
            reading.words(at, hit.end),
            "country",
            country=hit.entry["iso"],
            locative=put_there(reading, hit),
            aside=aside,
        )
    return None


def put_there(reading: Reading, country: Hit) -> bool:
    """True where words put something in a country ("in Syria"), not only lead to it ("to", "from", "against")."""
    if country.prefix.endswith("ب"):
        return True
    lead = reading.ending(country.start, "locative")
    if lead is not None:
        return not lead.entry.get("toward")
    return reading.ending(country.start, "direction", "placecue", "near") is not None


def told_as_place(reading: Reading, country: Hit) -> bool:
    """True where a country with no preposition is still a place: behind a toponym's comma, or what is attacked."""
    gap = reading.tokens[country.start].gap
    if country.end < len(reading.tokens) and reading.at(
        country.end, "speaker", "people", "force", "trigger", "armed"
    ):
        return False  # "..., U.S. officials said"
    dated = reading.ending(country.start, "month", "weekday", "relday") is not None
    if (
        "," in gap
        and country.start
        and reading.text[reading.tokens[country.start - 1].start].isupper()
        and not dated
    ):
        return True
    if country.suffix and country.end < len(reading.tokens):  # "Iraq's Anbar province"
        following = reading.tokens[country.end]
        return reading.at(country.end, "direction") is not None or reading.text[following.start].isupper()
    return reading.ending(country.start, "trigger", "act", "near") is not None


def names_capital(reading: Reading, named: Hit) -> bool:
    """True for "تونس العاصمة": the capital that bears its country's name."""
    follows = named.end < len(reading.tokens) and reading.at(named.end, "capital_word") is not None
    return follows and named.entry.tag == "name" and reading.pack.option("verb_first", False)


def read_capital(reading: Reading, at: int, gazetteer: Gazetteer) -> Toponym | None:
    """ "العاصمة السورية", "the Somali capital": a capital told by its country, unless its name follows."""
    named = reading.at(at, "nation")
    if named is not None and names_capital(reading, named):
        return capital_of(reading, named.entry["iso"], at, named.end + 1, gazetteer)
    word = reading.at(at, "capital_word")
    if word is None:
        return None
    nation = reading.at(word.end, "nation") if word.end < len(reading.tokens) else None
    if nation is None or not nation.entry.tag.startswith("adj"):
        nation = (
            reading.ending(word.start, "nation") if reading.pack.option("adjective_first", False) else None
        )
    if nation is None:
        return None
    end = max(nation.end, word.end)
    if (
        end < len(reading.tokens)
        and not reading.tokens[end].gap.strip(' "«،,')
        and read_listed(reading, end, gazetteer)
    ):
        return None
    return capital_of(reading, nation.entry["iso"], min(at, nation.start), end, gazetteer)


def capital_of(reading: Reading, iso: str, start: int, end: int, gazetteer: Gazetteer) -> Toponym | None:
    """The capital of a country as a toponym at tokens[start:end]; None where the gazetteer lacks it."""
    names = (
        e.key for e in reading.pack.entries if e.layer == "nation" and e.tag == "capital" and e["iso"] == iso
    )
    places = tuple(p for n in names for p in gazetteer.find(n) if p.country == iso and not p.is_area)[:1]
    if not places:
        return None
    return Toponym(start, end, reading.words(start, end), "place", places, locative=True, cue="place")


def read_listed(reading: Reading, at: int, gazetteer: Gazetteer) -> Toponym | None:
    """The longest gazetteer name that starts at a token, the fewest clitics taken off."""
    tokens = reading.tokens
    reach = min(gazetteer.longest, len(tokens) - at, 6)
    for form in reading.pack.lexicon.forms(tokens[at]):
        if form.suffix not in ("", "'s") or (
            form.prefix not in PLACE_PREFIXES and form.prefix not in SWALLOWED
        ):
            continue
        first = "ال" + form.text if form.prefix in SWALLOWED else form.text
        for length in range(reach, 0, -1):
            if any(
                t.gap not in (" ", "-", " - ", "") and t.gap.strip() for t in tokens[at + 1 : at + length]
            ):
                continue
            key = " ".join((first, *(t.text.replace("'", "") for t in tokens[at + 1 : at + length])))
            places = gazetteer.find(key)
            cue = cue_before(reading, at) or cue_after(reading, at + length)
            if not places or not usable(reading, at, at + length, key, form.prefix, cue, gazetteer):
                continue
            level = (
                cue.entry["level"]
                if cue is not None and cue.entry["level"] in ("admin1", "admin2")
                else "place"
            )
            places = by_level(places, level, cue)
            if all(p.is_area for p in places) and level == "place":
                level = "admin1" if places[0].kind == "admin1" else places[0].kind
            led = form.prefix.endswith(("ب", "ل", "بال", "لل")) or cue is not None
            led = led or reading.ending(at, "locative", "near", "direction") is not None
            return Toponym(at, at + length, reading.words(at, at + length), level, places, locative=led,
                           cue=cue.entry["level"] if cue else "")  # fmt: skip
    return None


def usable(
    reading: Reading, at: int, end: int, key: str, prefix: str, cue: Hit | None, gazetteer: Gazetteer
) -> bool:
    """True where a gazetteer name is meant as a place here, not as a common word or a piece of something longer."""
    capitals = reading.pack.option("capitals", False)
    if capitals and not capitalised(reading, at, end):
        return False
    if any(h.start == at and h.end == end for h in reading.layer("placecue")):
        return False  # "the city" is not the city called so
    if cue is not None and cue.end == at:
        return not any(h.start < at < h.end for name in ("actor",) for h in reading.hits.get(name, ()))
    if len(key) < 3 or (
        gazetteer.needs_cue(key) and not told_by_country(reading, at, key, prefix, gazetteer)
    ):
        return False
    covering = [h for name, hits in reading.hits.items() if name not in PLACE_LAYERS for h in hits
                if h.entry.tag not in ("capital", "weak")
                and ((h.start <= at and end <= h.end) or (name in NOT_NAMES and h.start < end and at < h.end))]  # fmt: skip
    if any(len(h.prefix) + len(h.suffix) <= len(prefix) for h in covering if h.end - h.start >= end - at):
        return False
    if end - at == 1:
        led = (
            prefix.endswith(("ب", "ل", "بال", "لل"))
            or reading.ending(at, "locative", "near", "direction", "placecue") is not None
        )
        big = any(p.population >= LARGE or p.is_area for p in gazetteer.find(key))
        if capitals:
            beside = (
                cue is not None
                or country_follows(reading, end)
                or reading.ending(at, "act", "trigger") is not None
            )
            return beside or ((led or big) and not piece_of_name(reading, at, end, led and big))
        return led or big
    return True


def capitalised(reading: Reading, at: int, end: int) -> bool:
    """True for a name with a capital, an article before it left aside ("al-Hol")."""
    first = (
        at + 1
        if end - at > 1 and reading.tokens[at + 1].gap == "-" and len(reading.tokens[at].text) < 4
        else at
    )
    return reading.text[reading.tokens[first].start].isupper()


#: Layers whose words stand with a capital beside a toponym without being a piece of its name.
BESIDE_NAMES = (
    "locative", "near", "direction", "placecue", "notplace", "month", "weekday", "relday", "trigger", "act", "conjunction",
    "speech", "nation", "actor", "force", "armed", "dateglue", "daypart", "number", "harm", "connector", "blocker",
)  # fmt: skip


def piece_of_name(reading: Reading, at: int, end: int, sure: bool) -> bool:
    """True where a single capitalised word belongs to a longer name: "Ash Carter", "Martin Place", "President Lincoln"."""
    if not sure and end < len(reading.tokens):
        said = reading.at(end, "speech")
        if said is not None and said.entry.tag.startswith("past") and not reading.break_between(at, end):
            return True
        if unknown_capital(reading, end) and not reading.is_title:
            return True
    if at == 0 or reading.tokens[at].gap.strip():
        return False
    if reading.ending(at, "given_name", "title"):
        return True
    return at > 1 and not reading.is_title and unknown_capital(reading, at - 1)


def unknown_capital(reading: Reading, at: int) -> bool:
    """True for a capitalised word that no list knows, right behind the word before it."""
    token = reading.tokens[at]
    if token.is_digits or not reading.text[token.start].isupper() or (token.gap.strip() and at):
        return False
    return not any(h.start <= at < h.end for name in BESIDE_NAMES for h in reading.hits.get(name, ()))


def country_follows(reading: Reading, end: int) -> bool:
    """True where a country stands right behind a name: "Dabiq, Syria"."""
    return end < len(reading.tokens) and any(
        h.entry.tag == "name" for h in reading.hits.get("nation", ()) if h.start == end
    )


def told_by_country(reading: Reading, at: int, key: str, prefix: str, gazetteer: Gazetteer) -> bool:
    """True for a town named like a common word where "in" leads to it and its country is named in the sentence."""
    led = prefix.endswith(("ب", "ل")) or reading.ending(at, "locative") is not None
    named = {h.entry["iso"] for h in reading.layer("nation")}
    return led and any(p.country in named for p in gazetteer.find(key))


def by_level(places: Sequence[Place], level: str, cue: Hit | None) -> tuple[Place, ...]:
    """The candidates a cue allows: "محافظة حلب" is the governorate, "مدينة حلب" the city."""
    if level in ("admin1", "admin2"):
        areas = tuple(p for p in places if p.kind == level)
        return areas or tuple(places)
    points = tuple(p for p in places if not p.is_area)
    if cue is not None:
        return points or tuple(places)
    return points + tuple(p for p in places if p.is_area) if points else tuple(places)


def cue_before(reading: Reading, at: int) -> Hit | None:
    """The cue word that leads to a name: right before it, or before an adjective of a country ("العاصمة السورية دمشق")."""
    cue = reading.ending(at, "placecue")
    if cue is not None and reading.pack.option("adjective_first", False):
        return cue if cue.entry.get("before") else None
    if cue is not None:
        return cue
    between = reading.ending(at, "nation", "direction")
    return reading.ending(between.start, "placecue") if between is not None and between.end == at else None


def cue_after(reading: Reading, end: int) -> Hit | None:
    """The cue word behind a name ("Anbar province", "al-Hol camp"); a building stands in the place named before it."""
    if (
        not reading.pack.option("adjective_first", False)
        or end >= len(reading.tokens)
        or reading.tokens[end].gap.strip()
    ):
        return None
    cue = reading.at(end, "placecue")
    return None if cue is None or cue.entry.get("site") or cue.entry.get("before") else cue


def read_named_before(reading: Reading, at: int) -> Toponym | None:
    """A name the gazetteer lacks, told to be a place by the word behind it: "Shabki village", "Tel Rifaat crossing"."""
    if not reading.pack.option("adjective_first", False) or at == 0:
        return None
    end = at
    while (
        end < len(reading.tokens)
        and end - at < 3
        and unlisted_word(reading, end)
        and (end == at or not reading.tokens[end].gap.strip(" -"))
    ):
        end += 1
    cue = cue_after(reading, end) if end > at else None
    if cue is None or cue.entry["level"] == "rural":
        return None
    return Toponym(at, end, reading.words(at, end), cue.entry["level"], locative=True, cue=cue.entry["level"])


def unlisted_word(reading: Reading, at: int) -> bool:
    """True for a capitalised word no layer knows, that may be a piece of the name of a place."""
    token = reading.tokens[at]
    if (
        token.is_digits
        or len(token.text) < 2
        or (not reading.text[token.start].isupper() and token.text not in ("al", "el"))
    ):
        return False
    return not any(h.start <= at < h.end for hits in reading.hits.values() for h in hits)


def read_unlisted(reading: Reading, at: int) -> Toponym | None:
    """A name the gazetteer lacks, told to be a place by the cue word before it ("قرية الشبكي")."""
    behind = read_named_before(reading, at)
    if behind is not None:
        return behind
    cue = reading.ending(at, "placecue")
    if cue is not None and reading.pack.option("adjective_first", False) and not cue.entry.get("before"):
        return None
    if (
        cue is None
        or cue.entry["level"] not in ("place", "admin2", "quarter", "admin1")
        or cue.entry.get("common")
    ):
        return None
    if reading.tokens[at].gap.strip() not in ("", '"', "(", '("') or reading.tokens[at].is_digits:
        return None
    known = [h for hits in reading.hits.values() for h in hits if h.start <= at < h.end and len(h.prefix) < 2]
    word = reading.tokens[at].text
    if known or len(word) < 4 or not plausible_name(reading, at, cue):
        return None
    starters = reading.pack.option("name_starters", ())
    end = at + 1
    bare = word.removeprefix("ال")
    if bare in starters and at + 1 < len(reading.tokens) and not reading.tokens[at + 1].gap.strip():
        end = at + 2
    level = cue.entry["level"]
    return Toponym(at, end, reading.words(at, end), level, locative=True, cue=level)


def plausible_name(reading: Reading, at: int, cue: Hit) -> bool:
    """True for a word that can be a name: capitalised where the script has capitals, no adjective of the cue."""
    if reading.pack.option("capitals", False):
        return reading.text[reading.tokens[at].start].isupper()
    word = reading.tokens[at].text
    adjective = (
        word.endswith(tuple(reading.pack.option("adjective_endings", ())))
        and reading.tokens[at].gap.strip() == ""
    )
    return not adjective


def qualified(reading: Reading, mention: Toponym) -> Toponym:
    """A toponym with what the words around it say: near it, or only an aside."""
    cue = cue_before(reading, mention.start)
    if cue is not None and reading.pack.option("adjective_first", False) and not cue.entry.get("before"):
        cue = None
    lead = cue.start if cue is not None else mention.start
    near = (
        reading.ending(lead, "near") is not None
        or reading.ending(mention.start, "near") is not None
        or (cue is not None and cue.entry["level"] == "rural")
    )
    if not near and cue is None:
        direction = reading.ending(lead, "direction")
        compass = direction is not None and direction.entry.get("compass", True)
        near = (
            compass
            and mention.level == "place"
            and direction is not None
            and direction.entry.get("inside") is None
        )
    before = [h for h in reading.layer("notplace") if 0 <= lead - h.end <= 1]
    if from_there(reading, lead) or fled_there(reading, lead):
        return replace(mention, near=near, aside=True)
    aside = bool(before) and not any(reading.break_between(h.end - 1, lead) for h in before)
    after = reading.at(mention.end, "notplace_after") if mention.end < len(reading.tokens) else None
    aside = aside or (after is not None and not reading.tokens[mention.end].gap.strip(" -"))
    return replace(mention, near=near, aside=aside or mention.aside)


def from_there(reading: Reading, lead: int) -> bool:
    """True for somebody's home: "فلسطيني من مخيم جنين"."""
    origin = reading.ending(lead, "origin")
    return origin is not None and reading.ending(origin.start, "people", "nation") is not None


def fled_there(reading: Reading, lead: int) -> bool:
    """True where people fled to a place: a verb of flight stands before it, no word of an event between."""
    for flight in reading.layer("flight"):
        between = any(flight.end <= h.start < lead for h in reading.layer("trigger", "harm"))
        if 0 <= lead - flight.end <= 4 and not between:
            return True
    return False
