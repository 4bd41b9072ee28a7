"""Events as files for programs that read no Parquet: flat CSV and GeoJSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

#: Columns a flat file cannot carry; `reports` and Parquet keep them.
LOST = ("evidence",)
#: A spreadsheet runs text that begins like this as a formula; an apostrophe before it keeps it text.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

Rows = Iterable[Mapping[str, Any]]


def to_csv(rows: Rows, columns: list[str], out: Path) -> int:
    """Writes the rows as CSV in UTF-8 and returns how many; lists are joined by "; ", tolls are JSON."""
    names = [c for c in columns if c not in LOST]
    written = 0
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        for row in rows:
            writer.writerow([cell(row[name]) for name in names])
            written += 1
    return written


def cell(value: Any) -> Any:
    """A value as a CSV cell that no spreadsheet takes for a formula."""
    if isinstance(value, list):
        plain = all(isinstance(item, str) for item in value)
        value = "; ".join(value) if plain else json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return value


def to_geojson(rows: Rows, columns: list[str], out: Path) -> int:
    """Writes the rows as a GeoJSON FeatureCollection (WGS84) and returns how many; no point, null geometry."""
    names = [c for c in columns if c not in (*LOST, "latitude", "longitude")]
    features = [feature(row, names) for row in rows]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, default=str)
    out.write_text(text + "\n", encoding="utf-8")
    return len(features)


def feature(row: Mapping[str, Any], names: list[str]) -> dict[str, Any]:
    """One event as a GeoJSON feature."""
    point = None
    if row["latitude"] is not None:
        point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
    properties = {name: row[name] for name in names}
    return {"type": "Feature", "id": row["event_id"], "geometry": point, "properties": properties}


#: The formats by the name that `export --format` takes.
FORMATS: dict[str, Callable[[Rows, list[str], Path], int]] = {"csv": to_csv, "geojson": to_geojson}
