"""One happening, told in several sentences: which frames of an article belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import asin, cos, radians, sin, sqrt

from pipeline.extract.frame import Frame
from pipeline.extract.toponym import Location
from pipeline.extract.what import VIOLENT
from pipeline.extract.when import When

#: Two named places nearer than this may be one place told differently.
SAME_PLACE_KM, NEAR_PLACE_KM = 8.0, 30.0
#: Families that one happening may be told in besides its own.
TOLD_AS = {
    "explosion": VIOLENT | {"arrest", "seizure"}, "battle": VIOLENT | {"arrest", "seizure"},
    "attack": VIOLENT | {"arrest", "abduct"},
    "abduct": frozenset({"abduct", "attack"}), "crowd": frozenset({"crowd", "battle", "attack", "arrest"}),
    "arrest": frozenset({"arrest", "battle", "seizure"}), "seizure": frozenset({"seizure", "arrest", "battle"}),
    "strategic": frozenset({"strategic"}),
}  # fmt: skip


@dataclass
class Draft:
    """Frames that tell one happening, in the order they stand."""

    frames: list[Frame] = field(default_factory=list)
    background: bool = False

    @property
    def family(self) -> str:
        """The family of the frame that names it first."""
        return self.frames[0].family

    @property
    def location(self) -> Location | None:
        """The most exact location any frame gives, the earliest first."""
        named = [f.location for f in self.frames if f.location is not None]
        lead = [f.location for f in self.frames if leads(f) and f.location is not None]
        finer = [place for place in lead if any(gives_region(title, place) for title in self.frames)]
        return min(finer or named, key=lambda loc: loc.precision or 9, default=None)

    @property
    def aggregate(self) -> bool:
        """True where it counts several operations together."""
        return any(f.operations is not None for f in self.frames)

    @property
    def dated(self) -> Frame | None:
        """The frame whose date is the event's: stated of the event before stated of a statement, an exact range of days
        before the month or week it lies in.
        """
        stated = [f for f in self.frames if f.when is not None and f.when.kind not in ("year", "since")]
        own = [f for f in stated if not f.said]
        first = own[0] if own else stated[0] if stated else None
        if first is None or first.when is None or first.when.days.precision == "day":
            return first
        exact = (
            f
            for f in own
            if f.when is not None and f.when.days.precision == "day" and meets(first.when, f.when)
        )
        return next(exact, first)


def meets(a: When, b: When) -> bool:
    """True where two spans of days share a day."""
    return a.days.first <= b.days.last and b.days.first <= a.days.last


def group(frames: Sequence[Frame], published: date | None) -> list[Draft]:
    """The drafts of an article, in the order their first frames stand."""
    drafts: list[Draft] = []
    for frame in frames:
        recalled = frame.recalled(published) or (
            frame.assertion.kind in ("past", "habit") and not leads(frame) and not placed(frame)
        )
        home = best_home(frame, drafts)
        if recalled and has_detail(frame) and not (home is not None and retold(frame, home, published)):
            home = None
        if home is not None and not home.background:
            home.frames.append(frame)
        elif recalled:
            if has_detail(frame):
                drafts.append(Draft([frame], background=True))
        elif stands_alone(frame, drafts):
            drafts.append(Draft([frame]))
    return [d for d in drafts if d.background or not general(d)]


def general(draft: Draft) -> bool:
    """True for violence told with no place below the country, no harm, no day and no author: a general statement
    ("fighting goes on"), no event (codebook section 1).
    """
    if draft.family not in VIOLENT:
        return False
    located = draft.location is not None and (draft.location.precision or 4) <= 3
    dated = draft.dated is not None and not draft.dated.said
    counted = any(f.tolls or f.operations for f in draft.frames)
    return not (located or dated or counted or any(leads(f) and attributed(f) for f in draft.frames))


def attributed(frame: Frame) -> bool:
    """True where a named actor is told to have used a weapon or fought: a deed even where the text does not place it."""
    named = any(m.kind == "registry" and m not in frame.cast.guessed for m in frame.cast.agents)
    return bool(frame.hard) and named


def retold(frame: Frame, draft: Draft, published: date | None) -> bool:
    """True where a sentence worded as a recollection ("had announced on Friday ...") tells the draft's own day or place."""
    if frame.recalled(published):
        return False
    return compare_dates(frame, draft) > 0 or compare_places(frame.location, draft.location) > 0


def leads(frame: Frame) -> bool:
    """True for the title and the first sentence after it."""
    return frame.reading.is_title or frame.reading.index <= 1


def placed(frame: Frame) -> bool:
    """True where a frame has its own place and day (codebook: recalled from the last 60 days with place and time)."""
    precision = (frame.location.precision or 4) if frame.location is not None else 4
    dated = frame.when is not None and frame.when.kind not in ("since", "year")
    return dated and precision <= (2 if frame.said else 3)


def has_detail(frame: Frame) -> bool:
    """True where a frame has a date or a toll of its own."""
    return frame.when is not None or bool(frame.tolls)


def stands_alone(frame: Frame, drafts: Sequence[Draft]) -> bool:
    """True where a frame is enough for an event of its own: the lead always, later ones with date or toll and place."""
    if leads(frame) or not [d for d in drafts if not d.background]:
        return True
    named = frame.location is not None and (frame.location.precision or 4) <= 3
    parties = (*frame.cast.agents, *frame.cast.targets)
    known = any(
        m.kind == "registry" or (m.kind == "government" and frame.family == "strategic") for m in parties
    )
    if frame.when is not None and known and not any(related(frame, d) for d in drafts):
        return True
    if named and known and any(d.aggregate for d in drafts):
        return True
    figures = any(t.best for t in frame.tolls)
    exact = frame.location is not None and (frame.location.precision or 4) <= 2
    acting = any(m not in frame.cast.guessed for m in frame.cast.agents)
    if (exact and frame.hard and acting) or frame.operations is not None:
        return True
    dated = frame.when is not None and not frame.said
    if set(frame.kinds) <= {"harm", "attack", "operation"}:
        return dated and named and (figures or exact)
    return (dated and (named or figures)) or (named and figures)


def related(frame: Frame, draft: Draft) -> bool:
    """True where a frame and a draft may tell the same kind of thing."""
    return frame.family in TOLD_AS[draft.family] or draft.family in TOLD_AS[frame.family]


def best_home(frame: Frame, drafts: Sequence[Draft]) -> Draft | None:
    """The draft a frame belongs to, None where it tells something new."""
    open_ = [
        (i, d)
        for i, d in enumerate(drafts)
        if not d.background and not (frame.prior and told_beside(frame, d))
    ]
    scored = [(fit(frame, d), d.frames[-1].reading.index, -i, d) for i, d in open_]
    scored = [s for s in scored if s[0] > 0]
    return max(scored, key=lambda s: s[:3])[3] if scored else None


def told_beside(frame: Frame, draft: Draft) -> bool:
    """True where a draft was told in the frame's own sentence: the frame is its forerunner, not it."""
    return any(f.reading.index == frame.reading.index for f in draft.frames)


def own_detail(frame: Frame) -> bool:
    """True where a later sentence has a day, a named place, a figure or a count of operations of its own."""
    placed_here = frame.location is not None and (frame.location.precision or 4) <= 2
    dated = frame.when is not None and not frame.said and frame.when.kind not in ("since", "year")
    return placed_here or dated or frame.operations is not None or any(t.best for t in frame.tolls)


def separate_arrest(frame: Frame, draft: Draft) -> bool:
    """True for arrests told on their own beside a protest or an attack: counted, and with those who made them."""
    counted = any(t.harm == "captured" and (t.best or 0) >= 2 for t in frame.tolls)
    arrested = any(m not in frame.cast.guessed for m in frame.cast.agents)
    if draft.family == "crowd" and "disperse" in frame.kinds:
        return False  # arrests told with the crowd they were made in
    return (
        frame.family == "arrest" and draft.family in ("crowd", "attack", "explosion") and counted and arrested
    )


def other_kind(frame: Frame, draft: Draft) -> bool:
    """True where a frame names another kind of violence than the draft, with details of its own, or violence beside arrests."""
    if draft.family == "arrest" and frame.hard in ("explosion", "attack"):
        return True
    if separate_arrest(frame, draft):
        return True
    if leads(frame) or not own_detail(frame):
        return False
    known = {f.hard for f in draft.frames if f.hard}
    return frame.hard in ("explosion", "battle") and bool(known & VIOLENT) and frame.hard not in known


def fit(frame: Frame, draft: Draft) -> float:
    """How well a frame fits a draft; 0 or less = another happening."""
    if not related(frame, draft):
        return 0
    score = 1.0 + (frame.family == draft.family)
    if other_kind(frame, draft):
        return 0
    if draft.aggregate and frame.operations is None and narrower(frame.location, draft.location):
        return 0  # one place of many is a part of its own, not the sum told again
    place = compare_places(frame.location, draft.location)
    if place < 0 and leads(frame) and frame.location is not None and any(gives_region(f, frame.location) for f in draft.frames):
        place = 0.0
    when = compare_dates(frame, draft)
    if place < 0 or when < 0:
        return 0
    if clashes(frame, draft) and ((place == 0 and when == 0) or statistic(frame)):
        return 0 if statistic(frame) else score - 1.5
    return score + 2 * place + when


def gives_region(title: Frame, place: Location) -> bool:
    """True where a headline's place is the name of the region that another place lies in: "in Idlib", then a town there."""
    region = title.location
    if region is None or not title.reading.is_title or region.location is None or (place.precision or 9) > 2:
        return False
    inside = region.country == place.country and region.location == region.admin1 == place.admin1
    return inside and place.location is not None and place.location != region.location


def narrower(a: Location | None, b: Location | None) -> bool:
    """True where a names a place and b only a region, a country or nothing."""
    return a is not None and (a.precision or 9) <= 2 and (b is None or (b.precision or 9) >= 3)


def statistic(frame: Frame) -> bool:
    """True for a later sentence that only counts victims: no word of what happened, no day, no place."""
    unplaced = frame.location is None or (frame.location.precision or 4) >= 4
    return set(frame.kinds) <= {"harm"} and frame.when is None and unplaced and frame.reading.index > 3


def compare_places(a: Location | None, b: Location | None) -> float:
    """1 the same place, 0 nothing said against it, -1 different places."""
    if a is None or b is None:
        return 0
    if a.country and b.country and a.country != b.country:
        return -1
    if (a.precision or 9) > 2 or (b.precision or 9) > 2:
        return -1 if a.admin1 and b.admin1 and a.admin1 != b.admin1 else 0
    if a.key == b.key:
        return 1
    if None not in (a.latitude, a.longitude, b.latitude, b.longitude):
        limit = SAME_PLACE_KM if a.precision == b.precision == 1 else NEAR_PLACE_KM
        return 0.5 if distance_km(a, b) <= limit else -1
    return -1 if a.rule == b.rule == "unlisted_place" else 0


def distance_km(a: Location, b: Location) -> float:
    """Great-circle distance in kilometres."""
    lat1, lon1, lat2, lon2 = (radians(v or 0.0) for v in (a.latitude, a.longitude, b.latitude, b.longitude))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(h))


def compare_dates(frame: Frame, draft: Draft) -> float:
    """1 the same days, 0 nothing said against it, -1 different days."""
    other = draft.dated
    if frame.when is None or other is None or other.when is None:
        return 0
    a, b = frame.when.days, other.when.days
    if a.first <= b.last and b.first <= a.last:
        return 1 if not frame.said else 0.5
    return 0 if frame.said or other.said else -1


def clashes(frame: Frame, draft: Draft) -> bool:
    """True where the frame counts other people than the draft: exact tolls of one harm that differ, with no update."""
    for toll in frame.tolls:
        if toll.best is None or toll.update:
            continue
        known = {t.best for f in draft.frames for t in f.tolls if t.harm == toll.harm and t.best is not None}
        if known and toll.best not in known and toll.best > max(known):
            return True
    return False
