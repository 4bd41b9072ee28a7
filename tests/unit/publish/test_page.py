"""The report page: what a release holds, every text of an article escaped."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import pipeline
from pipeline.publish import Store
from pipeline.publish.export import to_geoparquet
from pipeline.publish.page import figure, write_page
from pipeline.publish.read import read_rows


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    root = tmp_path_factory.mktemp("page")
    raw = root / "raw"
    raw.mkdir()
    article = {
        "title": "<script>alert(1)</script> مقتل جنديين",
        "text": "قتل جنديان بانفجار <b>لغم</b> في مدينة تدمر السورية الخميس.",
        "published": "2025-03-07",
        "publisher": "<i>Wire</i>",
    }
    (raw / "a.jsonl").write_text(json.dumps(article, ensure_ascii=False), encoding="utf-8")
    pipeline.build(raw, root / "curated", workers=1)
    return Store(root / "curated")


def test_page_shows_events_and_runs_nothing(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    assert write_page(store, store.current() or "", out) == 1
    page = out.read_text(encoding="utf-8")
    assert "Palmyra" in page or "Tadmur" in page or "Tadmor" in page
    assert "<script>" not in page and "<i>Wire" not in page
    assert "&lt;i&gt;Wire" in page


def test_geoparquet_says_where_its_points_are(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "events.parquet"
    rows = list(read_rows(store, store.current() or "", "events"))
    assert to_geoparquet(rows, [], out) == 1
    table = pq.read_table(out)
    geo = json.loads(table.schema.metadata[b"geo"])
    assert geo["version"] == "1.1.0" and geo["columns"]["geometry"]["encoding"] == "WKB"
    assert len(table["geometry"][0].as_py()) == 21
    assert "evidence" not in table.column_names


@pytest.mark.parametrize(
    ("low", "best", "high", "shown"),
    [
        (5, 5, 5, "5"),
        (5, 5, None, "at least 5"),
        (3, 5, 8, "5 (3 to 8)"),
        (None, 5, 5, "5 (up to 5)"),
        (None, None, None, ""),
    ],
)
def test_figures(low: int | None, best: int | None, high: int | None, shown: str) -> None:
    assert figure({"killed_low": low, "killed_best": best, "killed_high": high}, "killed") == shown
