"""Events in the column layouts of ACLED (31 columns) and UCDP GED (49 columns), as codebook section 4 says.

One event is one row: we do not read that activity was daily, so no range is split and every total stays whole.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import pycountry

from pipeline.actors import country_name

Row = Mapping[str, Any]
TABLE = Path(__file__).with_name("acled.toml")


def names(*lines: str) -> list[str]:
    """Column names from lines of words."""
    return " ".join(lines).split()


ACLED = names(
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 ",
    "assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude ",
    "geo_precision source source_scale notes fatalities tags timestamp",
)
UCDP = names(
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id ",
    "dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources ",
    "source_article source_office source_date source_headline source_original where_prec where_coordinates where_description ",
    "adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start date_end ",
    "deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob",
)


@lru_cache(maxsize=1)
def load_table() -> dict[str, Any]:
    """The facts of `acled.toml`."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def to_acled(rows: Iterable[Row], columns: list[str], out: Path) -> int:
    """Writes events with a date as CSV in the ACLED layout and returns how many."""
    return write(ACLED, (acled_row(r) for r in rows if r["date_start"] is not None), out)


def to_ucdp(rows: Iterable[Row], columns: list[str], out: Path) -> int:
    """Writes events with a date and at least one death as CSV in the UCDP GED layout and returns how many."""
    deadly = (r for r in rows if r["date_start"] is not None and (r["killed_best"] or 0) > 0)
    return write(UCDP, (ucdp_row(r) for r in deadly), out)


def write(names: list[str], rows: Iterator[Row], out: Path) -> int:
    """Rows as CSV under fixed columns; a cell that a spreadsheet would run is kept text."""
    from pipeline.publish.export import cell

    written = 0
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        for row in rows:
            writer.writerow([number_or(cell, row[name]) for name in names])
            written += 1
    return written


def number_or(cell: Callable[[Any], Any], value: Any) -> Any:
    """A number as it is (a longitude may be negative), anything else as a safe cell."""
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else cell(value)


def middle(event: Row) -> date:
    """The day that stands for an event: its only one, or the middle of its days."""
    days: timedelta = event["date_end"] - event["date_start"]
    first: date = event["date_start"]
    return first + days // 2


def acled_precision(event: Row) -> int:
    """ACLED's time_precision: 1 a day, 2 up to a week, 3 longer."""
    days = (event["date_end"] - event["date_start"]).days
    return 1 if days == 0 and event["date_precision"] == "day" else 2 if days <= 7 else 3


def acled_row(event: Row) -> dict[str, Any]:
    """One event in the ACLED layout."""
    when, iso = middle(event), event["country"]
    types = [event["actor1_type"], event["actor2_type"]]
    return {
        "event_id_cnty": event["event_id"], "event_date": when, "year": when.year, "time_precision": acled_precision(event),
        "disorder_type": event["disorder_type"], "event_type": event["event_type"], "sub_event_type": event["sub_event_type"],
        "actor1": event["actor1"], "assoc_actor_1": "; ".join(event["assoc_actor1"]), "inter1": types[0],
        "actor2": event["actor2"], "assoc_actor_2": "; ".join(event["assoc_actor2"]), "inter2": types[1],
        "interaction": interaction(types), "civilian_targeting": "Civilian targeting" if event["civilian_targeting"] else "",
        "iso": numeric(iso), "region": region(iso), "country": country_name(iso) if iso else None, "admin1": event["admin1"],
        "admin2": event["admin2"], "admin3": None, "location": event["location"] or event["admin1"],
        "latitude": event["latitude"], "longitude": event["longitude"],
        "geo_precision": min(event["geo_precision"], 3) if event["geo_precision"] else None,
        "source": "; ".join(event["sources"]), "source_scale": None, "notes": event["notes"], "fatalities": fatalities(event),
        "tags": None, "timestamp": None,
    }  # fmt: skip


def interaction(types: list[str | None]) -> str | None:
    """ "State forces-Civilians": the lower code first; "Rioters only" for one side; None for none."""
    codes = load_table()["codes"]
    known = sorted((t for t in types if t), key=lambda t: codes[t])
    if len(known) < 2:
        return f"{known[0]} only" if known else None
    if known == ["Civilians", "External/Other forces"]:
        return "External/Other forces-Civilians"
    return "-".join(known)


def fatalities(event: Row) -> int:
    """The lowest figure; for words without a figure ACLED's number for them; 0 where nobody is said to have died."""
    low = event["killed_low"] if event["killed_low"] is not None else event["killed_best"]
    if low is not None:
        return int(low)
    if not any(t["harm"] == "killed" and t["vague"] for t in event["tolls"]):
        return 0
    told = " ".join(e["text"].casefold() for e in event["evidence"] if e["field"] == "tolls")
    table = load_table()
    found = (v["figure"] for v in table["vague"] if any(w in told for w in v["words"]))
    return int(next(found, table["several"]))


def numeric(iso: str | None) -> int | None:
    """ISO 3166-1 numeric code; None where the country has none."""
    country = pycountry.countries.get(alpha_3=iso) if iso else None
    return int(country.numeric) if country else None


def region(iso: str | None) -> str | None:
    """ACLED's region of a country."""
    return next((name for name, isos in load_table()["regions"].items() if iso and iso in isos.split()), None)


def ucdp_row(event: Row) -> dict[str, Any]:
    """One event in the UCDP GED layout; ids of UCDP's own registers are null."""
    deaths = deaths_by_side(event)
    sides = [event["actor1"], event["actor2"]]
    lat, lon = event["latitude"], event["longitude"]
    known = {
        "id": event["event_id"], "relid": event["event_id"], "year": event["date_start"].year, "code_status": "Clear",
        "type_of_violence": type_of_violence(event), "dyad_name": " - ".join(s for s in sides if s) or None,
        "conflict_name": None, "side_a": sides[0], "side_b": sides[1], "number_of_sources": len(event["sources"]) or -1,
        "source_article": "; ".join(event["article_ids"]), "source_office": "; ".join(event["sources"]),
        "source_date": event["first_reported"], "where_prec": where_precision(event),
        "where_coordinates": event["location"] or event["admin1"], "where_description": event["location_detail"],
        "adm_1": event["admin1"], "adm_2": event["admin2"], "latitude": lat, "longitude": lon,
        "geom_wkt": f"POINT ({lon} {lat})" if lat is not None else None, "priogrid_gid": priogrid(lat, lon),
        "country": country_name(event["country"]) if event["country"] else None, "region": region(event["country"]),
        "event_clarity": 2 if event["operations"] else 1, "date_prec": ucdp_precision(event),
        "date_start": event["date_start"], "date_end": event["date_end"], "best": event["killed_best"],
        "high": event["killed_high"] if event["killed_high"] is not None else event["killed_best"],
        "low": event["killed_low"] if event["killed_low"] is not None else event["killed_best"], **deaths,
    }  # fmt: skip
    return {name: known.get(name) for name in UCDP}


def deaths_by_side(event: Row) -> dict[str, int]:
    """deaths_a, _b, _civilians, _unknown: each toll on its side, the rest of the total unknown; they sum to `best`."""
    columns = {
        "actor1": "deaths_a",
        "actor2": "deaths_b",
        "civilians": "deaths_civilians",
        "unknown": "deaths_unknown",
    }
    deaths = dict.fromkeys(columns.values(), 0)
    for toll in event["tolls"]:
        if toll["harm"] == "killed" and toll["best"]:
            side = (
                "civilians"
                if toll["side"] == "actor2" and event["actor2_type"] == "Civilians"
                else toll["side"]
            )
            deaths[columns[side]] += toll["best"]
    best = event["killed_best"]
    if sum(deaths.values()) > best:  # tolls of several reports: only the total is sure
        return {**dict.fromkeys(columns.values(), 0), "deaths_unknown": best}
    deaths["deaths_unknown"] += best - sum(deaths.values())
    return deaths


def type_of_violence(event: Row) -> int:
    """1 a state against a group, 2 groups against each other, 3 against civilians."""
    types = {event["actor1_type"], event["actor2_type"]}
    if event["civilian_targeting"]:
        return 3
    return 1 if types & {"State forces", "External/Other forces"} else 2


def where_precision(event: Row) -> int:
    """UCDP's where_prec from our geo_precision: 1 exact, 2 near, 3 second-level, 4 first-level division, 6 country."""
    if event["geo_precision"] == 3:
        return 3 if event["admin2"] else 4
    return {1: 1, 2: 2}.get(event["geo_precision"], 6)


def ucdp_precision(event: Row) -> int:
    """UCDP's date_prec: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 a year."""
    days = (event["date_end"] - event["date_start"]).days + 1
    return next((code for limit, code in ((1, 1), (6, 2), (7, 3), (31, 4)) if days <= limit), 5)


def priogrid(latitude: float | None, longitude: float | None) -> int | None:
    """PRIO-GRID cell: 0.5 degree cells counted from the south-west, 1 + column + 720 * row."""
    if latitude is None or longitude is None:
        return None
    return 1 + min(int((longitude + 180) * 2), 719) + 720 * min(int((latitude + 90) * 2), 359)
