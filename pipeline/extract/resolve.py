"""Which of the places that share a name is meant: by what is named with it, the article's countries, and size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.extract.reading import Reading
from pipeline.extract.toponym import DOMINANCE, LARGE, TOWN, Toponym
from pipeline.extract.where import dateline_end
from pipeline.gazetteer import Place
from pipeline.packs import Hit

#: A large city this much larger than a namesake is meant wherever the namesake's own country or region is not named.
NAMESAKE = 20


def context_countries(readings: Sequence[Reading], toponyms: Mapping[int, Sequence[Toponym]]) -> Counter[str]:
    """How strongly an article speaks of each country: names, adjectives and places, the title and lead most."""
    weight: Counter[str] = Counter()
    for reading in readings:
        factor = 3 if reading.is_title else 2 if reading.index <= 2 else 1
        opening = dateline_end(reading)
        for hit in reading.layer("nation"):
            if hit.start < opening:
                continue
            weight[hit.entry["iso"]] += spoken_of(reading, hit) * factor
        for hit in reading.layer("actor"):
            home = hit.entry["actor"].country
            if home:
                weight[home] += factor
        for mention in toponyms.get(reading.index, ()):
            if mention.aside or not mention.places:
                continue
            largest = mention.places[0]
            countries = {p.country for p in mention.places if p.country and not dwarfed(p, largest)}
            if len(countries) != 1:
                continue
            if mention.cue or largest.population > LARGE or largest.is_area:
                weight[countries.pop()] += (
                    6 if reading.pack.option("adjective_first", False) else 2
                ) * factor
            elif largest.population > TOWN and (mention.locative or reading.is_title):
                weight[countries.pop()] += factor
    return weight


def spoken_of(reading: Reading, nation: Hit) -> int:
    """How strongly a country's name, adjective or people says that the article is about it.

    Where adjectives and names stand before nouns alike, only a name that something is put in says much: newsrooms
    write of "U.S. officials" and "the American ambassador" everywhere.
    """
    tag = nation.entry.tag
    if not reading.pack.option("adjective_first", False):
        return {"name": 4, "capital": 1}.get(tag, 2)
    led = reading.ending(nation.start, "locative", "direction", "near", "placecue") is not None
    return 8 if tag == "name" and led else 1


def dwarfed(place: Place, largest: Place) -> bool:
    """True for a namesake nobody means without saying so: Paris in Texas."""
    return largest.population >= LARGE and place.population * NAMESAKE < largest.population


def resolve(mention: Toponym, countries: Counter[str], chain: Sequence[Toponym] = ()) -> Place | None:
    """The place meant by a toponym: by the areas named with it, then by the article's countries, then by size."""
    pool = list(mention.places)
    if not pool:
        return None
    named = {t.country for t in chain if t.country}
    at_home = [p for p in pool if p.country in named]
    regions = [t.places[0] for t in chain if t is not mention and t.places and t.places[0].is_area]
    named = named or {p.country for p in regions if mention.cue == "place" and p.country}
    if named and not any(p.country in named for p in pool) and mention.cue == "place" and pool[0].population < LARGE:
        return None  # "Maga town in Nigeria" is not the Maga of another country
    pool = at_home or pool
    areas = {p.name for t in chain if t is not mention for p in t.places if p.is_area}
    areas |= {p.admin1 for t in chain if t is not mention for p in t.places if not p.is_area and p.admin1}
    inside = [p for p in pool if p.admin1 in areas or p.admin2 in areas]
    pool = inside or [p for p in pool if not dwarfed(p, max(pool, key=lambda q: q.population))]
    floor = max(countries.values(), default=0) * 0.15
    by_country = [p for p in pool if p.country and countries.get(p.country, 0) > floor]
    if by_country:
        top = max(countries[p.country or ""] for p in by_country)
        strong = [p for p in by_country if countries[p.country or ""] * 3 >= top]
        strong.sort(
            key=lambda p: (-countries[p.country or ""] if mention.level == "place" else 0, -p.population)
        )
        return strong[0]
    found = dominant(pool)
    sure = found is not None and (
        not countries
        or found.country in named
        or (found.population >= LARGE and mention.locative)
        or (found.population >= TOWN and mention.locative and len({p.country for p in pool}) == 1)
    )
    return found if sure else None


def dominant(pool: Sequence[Place]) -> Place | None:
    """The only candidate, or one far larger than the rest; None where nothing decides."""
    ranked = sorted(pool, key=lambda p: -p.population)
    if len(ranked) == 1 or (ranked[0].country == ranked[1].country and ranked[0].admin1 == ranked[1].admin1):
        return ranked[0]
    return ranked[0] if ranked[0].population >= DOMINANCE * max(ranked[1].population, 1) else None
