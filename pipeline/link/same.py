"""Do two reports tell of the same occurrence? A few named tests; all must hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from math import asin, cos, radians, sin, sqrt

from pipeline.model import Report

#: Two named places closer than this may be one event told by its village or by the town beside it.
NEAR_KM = 25.0
#: A report over this many days more than another is an aggregate, the other at most a part of it.
SLACK = timedelta(days=6)
EARTH_KM = 6371.0
HARMS = ("killed", "wounded", "captured", "abducted")
#: Sub-event types that reporters name differently for one occurrence; any other pair must be equal.
FAMILIES = (
    frozenset({"Air/drone strike", "Shelling/artillery/missile attack"}),
    frozenset({"Suicide bomb", "Remote explosive/landmine/IED", "Grenade"}),
    frozenset({"Government regains territory", "Non-state actor overtakes territory", "Armed clash"}),
    frozenset({"Sexual violence", "Attack"}),
    frozenset({"Violent demonstration", "Mob violence"}),
    frozenset({"Excessive force against protesters", "Protest with intervention", "Peaceful protest"}),
)
#: Sides that any armed group or crowd may turn out to be.
GENERIC = ("Unidentified", "Civilians", "Protesters", "Rioters")


def same_event(a: Report, b: Report) -> bool:
    """True when nothing in the two reports of different articles speaks against one occurrence."""
    return a.article_id != b.article_id and all(test(a, b) for test in TESTS)


def same_kind(a: Report, b: Report) -> bool:
    """Equal types, or sub-event types of one family."""
    if a.event_type != b.event_type:
        return False
    pair = {a.sub_event_type, b.sub_event_type}
    return len(pair) == 1 or any(pair <= family for family in FAMILIES)


def same_days(a: Report, b: Report) -> bool:
    """Overlapping days, of ranges about as long: an aggregate is not one of its parts."""
    if not (a.date_start and a.date_end and b.date_start and b.date_end):
        return False
    if a.date_start > b.date_end or b.date_start > a.date_end:
        return False
    return abs((a.date_end - a.date_start) - (b.date_end - b.date_start)) <= SLACK


def same_scope(a: Report, b: Report) -> bool:
    """Both one occurrence, or both an aggregate of as many operations."""
    return a.operations == b.operations


def same_place(a: Report, b: Report) -> bool:
    """One country, and one place in it as far as both say; vaguer places need an equal figure beside them."""
    if a.country is None or a.country != b.country:
        return False
    if a.location and b.location:
        return same_location(a, b)
    if a.admin1 and b.admin1 and a.admin1 != b.admin1:
        return False
    return equal_figure(a, b) and (a.operations is not None or named_side_shared(a, b))


def same_location(a: Report, b: Report) -> bool:
    """One gazetteer entry, one name in one province, or two named places a short drive apart."""
    if a.location_id is not None and a.location_id == b.location_id:
        return True
    distance = kilometres(a, b)
    if distance is not None:
        return distance <= NEAR_KM and max(a.geo_precision or 9, b.geo_precision or 9) <= 2
    return fold(a.location) == fold(b.location)


def kilometres(a: Report, b: Report) -> float | None:
    """Distance of their points on the globe; None where one has none."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    lat1, lat2 = radians(a.latitude), radians(b.latitude)
    half_lat, half_lon = (lat2 - lat1) / 2, radians(b.longitude - a.longitude) / 2
    chord = sin(half_lat) ** 2 + cos(lat1) * cos(lat2) * sin(half_lon) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, chord)))


def compatible_sides(a: Report, b: Report) -> bool:
    """No side contradicts the other report's, told in the same order or in the reverse."""
    return straight(a, b) or swapped(a, b)


def straight(a: Report, b: Report) -> bool:
    """The reports may mean the same by actor1 and by actor2."""
    return sides_agree(side(a, 1), side(b, 1)) and sides_agree(side(a, 2), side(b, 2))


def swapped(a: Report, b: Report) -> bool:
    """One report's actor1 may be the other's actor2, and at least one side is named by both."""
    crossed = sides_agree(side(a, 1), side(b, 2)) and sides_agree(side(a, 2), side(b, 1))
    return crossed and bool({a.actor1, a.actor2} & {b.actor1, b.actor2} - {None})


Side = tuple[str | None, str | None, str | None, list[str]]


def side(report: Report, number: int) -> Side:
    """(name, registry id, type, associates) of one side."""
    if number == 1:
        return report.actor1, report.actor1_id, report.actor1_type, report.assoc_actor1
    return report.actor2, report.actor2_id, report.actor2_type, report.assoc_actor2


def sides_agree(a: Side, b: Side) -> bool:
    """True when two names may stand for one side: equal, allied, unnamed or generic."""
    if a[0] is None or b[0] is None:
        return True
    if (a[1] is not None and a[1] == b[1]) or fold(a[0]) == fold(b[0]):
        return True
    if a[0] in b[3] or b[0] in a[3]:
        return True
    if a[0].startswith(GENERIC) or b[0].startswith(GENERIC):
        return {a[2], b[2]} != {"Civilians", "State forces"}
    return False


def named_side_shared(a: Report, b: Report) -> bool:
    """Both name one side, and not only as civilians or unidentified."""
    shared = {a.actor1, a.actor2} & {b.actor1, b.actor2} - {None}
    return any(name is not None and not name.startswith(GENERIC) for name in shared)


def equal_figure(a: Report, b: Report) -> bool:
    """Some harm has the same best figure in both, or neither gives any figure."""
    pairs = [(getattr(a, f"{h}_best"), getattr(b, f"{h}_best")) for h in HARMS]
    told = [p for p in pairs if p != (None, None)]
    return not told or any(x == y for x, y in told)


def fold(name: str | None) -> str:
    """A name without case and spacing."""
    return " ".join((name or "").casefold().split())


#: All must hold; the cheap ones first.
TESTS: tuple[Callable[[Report, Report], bool], ...] = (
    same_kind, same_days, same_scope, same_place, compatible_sides,
)  # fmt: skip
