"""The place of one event: which of the toponyms around its words it happened at, and how exactly that is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.extract.reading import Reading
from pipeline.extract.resolve import resolve
from pipeline.extract.toponym import Location, Toponym
from pipeline.gazetteer import Gazetteer, Place

#: How many words may stand between two toponyms of one chain ("in X, Y district, in the north of Z").
LINK = 5


def chains(reading: Reading, toponyms: Sequence[Toponym]) -> list[list[Toponym]]:
    """Toponyms that tell one place together, from fine to coarse, in order of place."""
    out: list[list[Toponym]] = []
    for mention in toponyms:
        if mention.aside:
            continue
        last = out[-1][-1] if out else None
        if (
            last is not None
            and mention.start - last.end <= LINK
            and not listed_together(reading, last, mention)
        ):
            out[-1].append(mention)
        else:
            out.append([mention])
    return out


def listed_together(reading: Reading, a: Toponym, b: Toponym) -> bool:
    """True where two toponyms stand side by side as different places ("in Aleppo and Idlib"), not one in the other."""
    if any(c in ".;؛:" for i in range(a.end, b.start + 1) for c in reading.tokens[i].gap):
        return True
    joined = any(
        (reading.tokens[i].text.startswith("و") and reading.tokens[i].text != "وسط")
        or reading.at(i, "conjunction")
        for i in range(a.end, b.start + 1)
    )
    verbs = any(reading.at(i, "harm", "speech", "trigger") for i in range(a.end, b.start))
    return verbs or (joined and RANK.get(a.level, 1) <= RANK.get(b.level, 1) and a.level != "country")


RANK = {"quarter": 0, "place": 1, "rural": 1, "admin2": 2, "admin1": 3, "region": 3, "country": 4}


def locate(
    reading: Reading, around: int, toponyms: Sequence[Toponym], countries: Counter[str], gazetteer: Gazetteer
) -> Location | None:
    """Where the event at token `around` happened, from this sentence alone; None where it names no place of its own."""
    best: tuple[float, list[Toponym]] | None = None
    for chain in chains(reading, toponyms):
        cost = chain_cost(reading, around, chain)
        if best is None or cost < best[0]:
            best = (cost, chain)
    if best is None:
        return None
    return describe(reading, best[1], countries, gazetteer)


def chain_cost(reading: Reading, around: int, chain: Sequence[Toponym]) -> float:
    """How far a chain is from the event's words; what stands after them and is led to by "in" is nearer."""
    start, end = chain[0].start, chain[-1].end
    distance = start - around if start >= around else (around - end) * 1.5 + 2
    cost = float(distance)
    if not any(t.locative for t in chain):
        cost += 8
    if all(t.level == "country" for t in chain):
        cost += 15
    if start < around and spoken_there(reading, start, around):
        cost += 12
    if any(h.start <= start <= h.end + 3 for h in reading.layer("speech")) and start > around:
        cost += 4
    crossed = sum(reading.break_between(i, i + 1) for i in range(min(around, start), max(around, start)))
    return cost + 2 * crossed


def spoken_there(reading: Reading, start: int, around: int) -> bool:
    """True for a place before the event's words where somebody spoke: "قال متحدث في واشنطن إن غارة ..."."""
    said = any(0 <= start - h.end <= 8 for h in reading.layer("speech"))
    reported = any(start < h.start <= around for h in reading.layer("that"))
    return said and (reported or not any(True for h in reading.layer("trigger", "harm") if h.end <= start))


def describe(
    reading: Reading, chain: Sequence[Toponym], countries: Counter[str], gazetteer: Gazetteer
) -> Location | None:
    """The location a chain tells: the finest point, the areas around it, and an honest precision."""
    rests = tuple((kind_of(t), *reading.span(t.start, t.end)) for t in chain)
    resolved = [(t, resolve(t, countries, chain)) for t in chain]
    resolved = [(t, countryside(t, p)) for t, p in resolved]
    points = [
        (t, p)
        for t, p in resolved
        if p is not None and not p.is_area and t.level in ("place", "admin2", "quarter")
    ]
    areas = [(t, p) for t, p in resolved if p is not None and p.is_area]
    unlisted = [t for t in chain if t.level in ("place", "admin2") and not t.places]
    if not points:  # "Maga town in Nigeria", where the only Maga listed lies elsewhere
        unlisted += [t for t, p in resolved if p is None and t.places and t.cue == "place"]
    detail = next((t.words for t in chain if t.level == "quarter"), None)
    country = next((t.country for t in chain if t.country), None)
    outer = areas[0][1] if areas else points[0][1] if points else None
    if unlisted and (not points or unlisted[0].start < points[0][0].start):
        return named_only(unlisted[0], outer, country, countries, detail, rests)
    if points:
        return at_point(points, areas, detail, rests, reading)
    if areas:
        return in_area(areas[0][1], country, detail, rests)
    if country and (country == strongest(countries) or any(t.locative for t in chain if t.country)):
        return Location(country, detail=detail, precision=4, rule="country_named", rests_on=rests)
    return None


def countryside(mention: Toponym, place: Place | None) -> Place | None:
    """The countryside of a city that gives its name to a governorate is the governorate ("ريف درعا الشرقي")."""
    if place is None or mention.cue != "rural" or place.is_area:
        return place
    areas = [p for p in mention.places if p.kind == "admin1" and p.country == place.country]
    return areas[0] if areas else place


def kind_of(mention: Toponym) -> str:
    """The column a toponym is evidence for."""
    return {
        "country": "country",
        "admin1": "admin1",
        "admin2": "admin2",
        "region": "admin1",
        "quarter": "location_detail",
    }.get(mention.level, "location")


#: Kinds of overlay places that are parts of a town.
QUARTERS = frozenset({"quarter", "square", "site"})


def at_point(
    points: Sequence[tuple[Toponym, Place]], areas: Sequence[tuple[Toponym, Place]], detail: str | None,
    rests: tuple[tuple[str, int, int], ...], reading: Reading,
) -> Location:  # fmt: skip
    """A named point. A city told with its quarter or site first is the location, the quarter its detail."""
    mention, place = points[0]
    if len(points) > 1 and (mention.cue == "quarter" or place.kind in QUARTERS):
        detail = detail or mention.words
        mention, place = points[1]
    elif len(points) > 1 and names_part(reading, mention, points[1][0]):
        mention, place = points[1]
    rural = mention.cue == "rural"
    precision = 2 if mention.near or place.kind in ("mountain", "region") else 1
    rule = "near_place" if mention.near or rural else "place"
    admin1 = place.admin1
    return Location(place.country, admin1, place.admin2, place.name, place.place_id, detail, place.latitude, place.longitude,
                    precision, rule, rests)  # fmt: skip


def names_part(reading: Reading, whole: Toponym, part: Toponym) -> bool:
    """True where a name only says whose part the next one is: "the Paris suburb of Saint-Denis"."""
    cue = reading.ending(part.start, "placecue")
    return cue is not None and bool(cue.entry.get("before")) and cue.start == whole.end


def in_area(
    place: Place, country: str | None, detail: str | None, rests: tuple[tuple[str, int, int], ...]
) -> Location:
    """A region: its centre stands for it, precision 3."""
    admin1 = place.name if place.kind == "admin1" else place.admin1
    admin2 = place.name if place.kind == "admin2" else None
    location = place.name if place.kind == "region" and place.country else None
    return Location(place.country or country, admin1, admin2, location, place.place_id if location else None, detail,
                    place.latitude, place.longitude, 2 if location else 3, "region", rests)  # fmt: skip


def named_only(
    mention: Toponym, outer: Place | None, country: str | None, countries: Counter[str], detail: str | None,
    rests: tuple[tuple[str, int, int], ...],
) -> Location:  # fmt: skip
    """A place the gazetteer does not list: its name as written, the coordinates of what it lies in, if that is told."""
    home = outer.country if outer else country or strongest(countries)
    admin1 = None if outer is None else outer.name if outer.kind == "admin1" else outer.admin1
    return Location(home, admin1, None if outer is None else outer.admin2, mention.words, None, detail,
                    outer.latitude if outer else None, outer.longitude if outer else None,
                    2 if outer or mention.near else 1, "unlisted_place", rests)  # fmt: skip


def strongest(countries: Counter[str]) -> str | None:
    """The country an article speaks of most; None where two speak as loudly."""
    ranked = countries.most_common(2)
    if not ranked:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] > ranked[1][1] else None
