"""Names of places as found in a sentence, and the place of an event as a row has it."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.gazetteer import Place


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place at tokens[start:end] (cue words left of `start`), with every place it may mean."""

    start: int
    end: int
    words: str
    level: str
    places: tuple[Place, ...] = ()
    country: str | None = None
    #: True where words before it say "near", or it is the countryside of a place.
    near: bool = False
    #: True where a preposition or cue puts something there.
    locative: bool = False
    #: True for the place of a speaker, a birth, a flight, a newsroom.
    aside: bool = False
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Location:
    """A resolved place of an event, with the toponyms (sentence index, mention) it rests on."""

    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    location: str | None = None
    location_id: str | None = None
    detail: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: int | None = None
    rule: str = "place"
    rests_on: tuple[tuple[str, int, int], ...] = field(default=())

    @property
    def key(self) -> tuple[str | None, str | None]:
        """What two mentions of the same place share."""
        return self.location_id or self.location, self.admin1


#: A shared name with no context is decided only for a place this much larger than the next of the name.
DOMINANCE, LARGE = 5, 100_000
#: A name that only places of one country bear is trusted from this size on.
TOWN = 20_000
