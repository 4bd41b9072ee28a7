"""The layouts of ACLED and UCDP: their columns in order, totals whole, types told by code."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.publish import layouts


def event(**values: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "event_id": "CE-1", "date_start": date(2025, 10, 1), "date_end": date(2025, 10, 1), "date_precision": "day",
        "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": "A",
        "actor1_type": "State forces", "assoc_actor1": ["C", "D"], "actor2": "B", "actor2_type": "Rebel group",
        "assoc_actor2": [], "civilian_targeting": False, "country": "SYR", "admin1": "Homs", "admin2": None,
        "location": "Palmyra", "location_detail": None, "latitude": 34.56, "longitude": 38.28, "geo_precision": 1,
        "sources": ["Wire"], "article_ids": ["a"], "first_reported": None, "notes": "A fought B.", "operations": None,
        "tolls": [], "evidence": [], "killed_low": None, "killed_best": None, "killed_high": None,
    }  # fmt: skip
    return row | values


def killed(best: int, side: str = "actor2") -> dict[str, Any]:
    toll = {
        "harm": "killed",
        "side": side,
        "low": best,
        "best": best,
        "high": best,
        "vague": False,
        "rule": "x",
    }
    return {"killed_low": best, "killed_best": best, "killed_high": best, "tolls": [toll]}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_columns_in_order(tmp_path: Path) -> None:
    assert (len(layouts.ACLED), len(layouts.UCDP)) == (31, 49)
    assert layouts.to_acled([event()], [], tmp_path / "a.csv") == 1
    assert list(read(tmp_path / "a.csv")[0]) == layouts.ACLED
    assert layouts.to_ucdp([event(**killed(5))], [], tmp_path / "u.csv") == 1
    assert list(read(tmp_path / "u.csv")[0]) == layouts.UCDP


def test_acled_row(tmp_path: Path) -> None:
    row = layouts.acled_row(event(**killed(5)))
    assert (row["iso"], row["region"], row["country"]) == (760, "Middle East", "Syria")
    assert (row["fatalities"], row["time_precision"], row["assoc_actor_1"]) == (5, 1, "C; D")
    assert row["interaction"] == "State forces-Rebel group"


def test_a_range_is_one_row_in_its_middle() -> None:
    row = layouts.acled_row(event(date_end=date(2025, 11, 6), **killed(5)))
    assert (row["event_date"], row["time_precision"], row["fatalities"]) == (date(2025, 10, 19), 3, 5)


@pytest.mark.parametrize(
    ("types", "shown"),
    [
        (["Civilians", "Political militia"], "Political militia-Civilians"),
        (["External/Other forces", "Civilians"], "External/Other forces-Civilians"),
        (["Protesters", None], "Protesters only"),
        ([None, None], None),
    ],
)
def test_interaction(types: list[str | None], shown: str | None) -> None:
    assert layouts.interaction(types) == shown


@pytest.mark.parametrize(
    ("words", "figure"), [("عشرات القتلى", 12), ("hundreds killed", 100), ("several", 3)]
)
def test_words_without_a_figure(words: str, figure: int) -> None:
    toll = {
        "harm": "killed",
        "side": "unknown",
        "low": None,
        "best": None,
        "high": None,
        "vague": True,
        "rule": "x",
    }
    evidence = [{"field": "tolls", "text": words}]
    assert layouts.fatalities(event(tolls=[toll], evidence=evidence)) == figure


def test_ucdp_holds_deaths_only_and_keeps_their_sum(tmp_path: Path) -> None:
    rows = [event(), event(**killed(5)), event(**(killed(5) | {"killed_best": 8, "killed_high": 8}))]
    assert layouts.to_ucdp(rows, [], tmp_path / "u.csv") == 2
    for row in read(tmp_path / "u.csv"):
        parts = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
        assert sum(int(row[p]) for p in parts) == int(row["best"])


def test_grid_cell_counts_from_the_south_west() -> None:
    assert layouts.priogrid(-90, -180) == 1
    assert layouts.priogrid(90, 180) == 720 * 360
    assert layouts.ucdp_row(event(operations=22, **killed(5)))["event_clarity"] == 2
