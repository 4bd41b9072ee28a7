"""Names of states and of their forces, by day: "Military Forces of Syria (2024-)" from 2024-12-08 on."""

from __future__ import annotations

import itertools
import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path

from pipeline.actors.schema import StateKind, StatesFile

STATES = Path(__file__).with_name("states.toml")


@lru_cache(maxsize=1)
def load_states() -> StatesFile:
    """The checked content of `states.toml`; periods of one country must follow each other without overlap."""
    states = StatesFile.model_validate(tomllib.loads(STATES.read_text(encoding="utf-8")))
    for iso, periods in states.periods.items():
        for earlier, later in itertools.pairwise(periods):
            if earlier.to is None or earlier.to >= later.from_:
                raise ValueError(f"{STATES.name}: {iso} {earlier.suffix} runs into {later.suffix}")
    return states


def country_name(iso3: str) -> str:
    """The English short name of a country, as ACLED writes it ("Ivory Coast"); KeyError if unknown."""
    return load_states().names[iso3]


def government_suffix(iso3: str, on: date | None) -> str:
    """The suffix "(2024-)" for the government in office on that day; "" when day or period is unknown."""
    if on is None:
        return ""
    for period in load_states().periods.get(iso3, []):
        if period.from_ <= on and (period.to is None or on <= period.to):
            return period.suffix
    return ""


def state_actor(kind: StateKind, country: str, on: date | None = None, unit: str = "") -> str:
    """The canonical name of a state's army, police or government on a day.

    The base name comes first and the period after it, so names of one state share their beginning:
    "Military Forces of Syria (2000-2024) Republican Guard".
    """
    the = "the " if country in load_states().article else ""
    parts = (f"{kind} of {the}{country_name(country)}", government_suffix(country, on), unit)
    return " ".join(part for part in parts if part)
