"""Reading the gazetteer: places.parquet (by scripts/make_gazetteer.py), overlay.toml and stop.toml (by hand).

A key is what `normalise_name` makes of a name. One dict leads from each key to the row of its first place;
the rare further places of a key stand in a second one. A `Place` is made only when it is asked for.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, KeysView, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.text.normal import normalise_name

FOLDER = Path(__file__).parent
FILES = ("places.parquet", "overlay.toml", "stop.toml")
COLUMNS = ("place_id", "name", "country", "admin1", "admin2", "latitude", "longitude", "population", "kind")

#: A place written down by hand is one the news names: without a population it ranks like a town of this size.
RANK_BY_HAND = 30_000
#: An area counts as this part of its largest place, so that Washington is the city before the state.
AREA_SHARE = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A place or area. An area's point is its middle, and its population that of its largest place."""

    place_id: str
    name: str
    #: ISO 3166-1 alpha-3; null for seas and for regions of several countries.
    country: str | None
    admin1: str | None
    admin2: str | None
    latitude: float
    longitude: float
    population: int
    #: place, or a kind of overlay.toml (camp, base, crossing, ...); admin1, admin2 and region are areas.
    kind: str

    @property
    def is_area(self) -> bool:
        """True for a province, district or region: an event there is not at a named place."""
        return self.kind in ("admin1", "admin2", "region")


class Gazetteer:
    """Places by their normalised names. Stop keys are gone: what `find` gives may be a place."""

    def __init__(
        self, table: pa.Table, overlay: dict[str, list[dict[str, Any]]], stop: dict[str, list[str]]
    ) -> None:
        self._columns = [table.column(name).combine_chunks() for name in COLUMNS]
        self._own: list[Place] = []
        self._made: dict[int, Place] = {}
        self._first: dict[str, int] = {}
        self._more: dict[str, list[int]] = {}
        self._add_table(table)
        self._add_overlay(table, overlay)
        for key in stop["stop"]:
            self._first.pop(key, None)
            self._more.pop(key, None)
        self._needs_cue = frozenset(stop["needs_cue"])
        #: The most words a key has.
        self.longest = max(key.count(" ") for key in self._first) + 1

    def find(self, key: str) -> tuple[Place, ...]:
        """All places a normalised name may mean, most populous first; empty when there is none."""
        first = self._first.get(key)
        if first is None:
            return ()
        more = self._more.get(key)
        if more is None:
            return (self.at(first),)
        return tuple(sorted(map(self.at, (first, *more)), key=_rank))

    def has(self, key: str) -> bool:
        """True when `find(key)` gives at least one place."""
        return key in self._first

    def needs_cue(self, key: str) -> bool:
        """True for a name that is also a common word: a place only after a word such as "town" or "camp"."""
        return key in self._needs_cue

    def keys(self) -> KeysView[str]:
        """Every key, in no order that means anything."""
        return self._first.keys()

    def get(self, place_id: str) -> Place | None:
        """The place of an id, by a search through all; null when there is none."""
        row = pc.index(self._columns[0], place_id).as_py()
        if row >= 0:
            return self.at(row)
        return next((place for place in self._own if place.place_id == place_id), None)

    def province(self, country: str, name: str) -> Place | None:
        """The first-level area of a country under its English name, as `Place.admin1` has it."""
        found = self.find(normalise_name(name))
        return next((p for p in found if p.kind == "admin1" and (p.country, p.name) == (country, name)), None)

    def at(self, row: int) -> Place:
        """The place of a row of the table, or of the overlay after it."""
        n = len(self._columns[0])
        if row >= n:
            return self._own[row - n]
        if row not in self._made:
            self._made[row] = Place(*(column[row].as_py() for column in self._columns))
        return self._made[row]

    @property
    def places(self) -> Sequence[Place]:
        """All places, made now: for tests and reports, not for look-up."""
        return [self.at(row) for row in range(len(self))]

    def __len__(self) -> int:
        return len(self._columns[0]) + len(self._own)

    def _add_table(self, table: pa.Table) -> None:
        keys = table.column("keys").combine_chunks()
        self._add(keys.flatten().to_pylist(), pc.list_parent_indices(keys).to_pylist())

    def _add(self, keys: Iterable[str], rows: Iterable[int]) -> None:
        first, more = self._first, self._more
        for key, row in zip(keys, rows, strict=True):
            if first.setdefault(key, row) != row:
                others = more.setdefault(key, [])
                if row not in others:
                    others.append(row)

    def _add_overlay(self, table: pa.Table, overlay: dict[str, list[dict[str, Any]]]) -> None:
        wanted = [e["attach"] for entries in overlay.values() for e in entries if "attach" in e]
        found = pc.index_in(
            pa.array(wanted, pa.string()), table.column("place_id").combine_chunks()
        ).to_pylist()
        row_of = dict(zip(wanted, found, strict=True))
        for country, entries in overlay.items():
            for entry in entries:
                keys = {
                    normalise_name(n) for n in (entry["name"], *entry.get("ar", ()), *entry.get("en", ()))
                }
                row = row_of[entry["attach"]] if "attach" in entry else self._own_row(country, entry)
                if row is None:
                    raise ValueError(f"overlay.toml: no row {entry['attach']} to attach {entry['name']} to")
                if row < len(self._columns[0]):
                    place = self.at(row)
                    self._made[row] = replace(
                        place, name=entry["name"], admin1=entry.get("admin1", place.admin1)
                    )
                self._add(sorted(keys), [row] * len(keys))

    def _own_row(self, country: str, entry: dict[str, Any]) -> int:
        latitude, longitude = entry["at"]
        own = Place(
            place_id=entry["id"],
            name=entry["name"],
            country=None if country == "several" else country,
            admin1=entry.get("admin1"),
            admin2=entry.get("admin2"),
            latitude=latitude,
            longitude=longitude,
            population=entry.get("population", 0),
            kind=entry.get("kind", "place"),
        )
        self._own.append(own)
        return len(self) - 1


def _rank(place: Place) -> tuple[int, str]:
    """Most populous first; a city before the province that is called after it."""
    size = place.population
    if place.is_area:
        size //= AREA_SHARE
    elif place.place_id.startswith("ce:") and not size:
        size = RANK_BY_HAND
    return -size, place.place_id


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """The one gazetteer of this process."""
    overlay, stop = (tomllib.loads((FOLDER / name).read_text(encoding="utf-8")) for name in FILES[1:])
    return Gazetteer(pq.read_table(FOLDER / FILES[0]), overlay, stop)


@lru_cache(maxsize=1)
def version() -> str:
    """A short digest of the data files: two runs that name the same version know the same places."""
    digest = hashlib.sha256(b"".join(hashlib.sha256((FOLDER / name).read_bytes()).digest() for name in FILES))
    return digest.hexdigest()[:12]
