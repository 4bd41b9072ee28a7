from __future__ import annotations

import csv
import json

import pytest
from rows import make_event

from pipeline.model import Event
from pipeline.publish.export import cell, to_csv, to_geojson
from pipeline.schema.columns import columns_of

COLUMNS = [c.name for c in columns_of(Event)]


@pytest.mark.parametrize("text", ["=1+1", "+44", "-x", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(text):
    assert cell(text) == "'" + text
    assert cell(-12.5) == -12.5


def test_csv(tmp_path):
    event = make_event(claimed_by="=HYPERLINK(1)", article_ids=["a1", "a2"])
    assert to_csv([event.model_dump()], COLUMNS, tmp_path / "x.csv") == 1
    row = next(csv.DictReader((tmp_path / "x.csv").open(encoding="utf-8")))
    assert "evidence" not in row
    assert (row["claimed_by"], row["article_ids"], row["date_start"], row["wounded_best"]) == (
        "'=HYPERLINK(1)", "a1; a2", "2025-11-08", "",
    )  # fmt: skip


def test_geojson(tmp_path):
    rows = [make_event().model_dump(), make_event("CE-2", latitude=None, longitude=None).model_dump()]
    to_geojson(rows, COLUMNS, tmp_path / "x.geojson")
    features = json.loads((tmp_path / "x.geojson").read_text())["features"]
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [37.16, 36.2]}
    assert features[1]["geometry"] is None and features[1]["properties"]["country"] == "SYR"
