"""Events as files for other programs: flat CSV, GeoJSON and GeoParquet."""

from __future__ import annotations

import csv
import json
import struct
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.publish.layouts import to_acled, to_ucdp

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


def to_geoparquet(rows: Rows, columns: list[str], out: Path) -> int:
    """Writes the rows as GeoParquet 1.1 (WGS84 points as WKB, null where there is no point) and returns how many."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from pipeline.model import Event
    from pipeline.schema import arrow_schema

    kept = list(rows)
    table = pa.Table.from_pylist([dict(row) for row in kept], schema=arrow_schema(Event)).drop_columns(
        list(LOST)
    )
    table = table.append_column("geometry", pa.array([point(row) for row in kept], pa.binary()))
    primary = {"encoding": "WKB", "geometry_types": ["Point"]}
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": primary}}
    metadata = {**(table.schema.metadata or {}), b"geo": json.dumps(geo).encode()}
    pq.write_table(table.replace_schema_metadata(metadata), out, compression="zstd")
    return len(kept)


def point(row: Mapping[str, Any]) -> bytes | None:
    """The place of an event as a WKB point, little-endian; None without coordinates."""
    if row["latitude"] is None:
        return None
    return struct.pack("<BIdd", 1, 1, row["longitude"], row["latitude"])


#: What a layout of fixed columns cannot carry.
LOSSES = {
    "acled": (
        "evidence",
        "date ranges",
        "high and best figures",
        "wounded",
        "captured",
        "abducted",
        "tolls by side",
        "operations",
    ),
    "ucdp": (
        "evidence",
        "events without deaths",
        "wounded",
        "captured",
        "abducted",
        "operations",
        "event types",
    ),
}
#: The formats by the name that `export --format` takes.
FORMATS: dict[str, Callable[[Rows, list[str], Path], int]] = {
    "csv": to_csv,
    "geojson": to_geojson,
    "geoparquet": to_geoparquet,
    "acled": to_acled,
    "ucdp": to_ucdp,
}
