"""The seed article comes out as section 3 of the codebook says: three rows and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from coder import same_name

from pipeline.clean import clean_article
from pipeline.extract.article import extract
from pipeline.model import Article, Report
from pipeline.read import RawArticle

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed"
FILES = sorted(SEED.glob("*.txt"))

pytestmark = pytest.mark.skipif(not FILES, reason="../shared/seed is not here")


@pytest.fixture(scope="module")
def article() -> Article:
    cleaned = clean_article(RawArticle(path=FILES[0].name, text=FILES[0].read_text(encoding="utf-8")))
    assert isinstance(cleaned, Article)
    return cleaned


@pytest.fixture(scope="module")
def rows(article: Article) -> Sequence[Report]:
    return sorted(
        (r for r in extract(article) if r.status == "reported"), key=lambda r: r.date_end or date.min
    )


def test_publication_is_inferred(article: Article) -> None:
    assert article.language == "ar"
    assert article.published is not None and article.published.date() == date(2025, 11, 12)
    assert article.published_source == "inferred"


def test_three_rows_and_no_more(rows: Sequence[Report]) -> None:
    assert [(str(r.date_start), str(r.date_end), r.sub_event_type) for r in rows] == [
        ("2025-10-01", "2025-11-06", "Armed clash"),
        ("2025-11-08", "2025-11-08", "Arrests"),
        ("2025-11-11", "2025-11-11", "Agreement"),
    ]


def test_aggregate(rows: Sequence[Report]) -> None:
    row = rows[0]
    assert (row.date_precision, row.date_source, row.country, row.geo_precision) == (
        "day",
        "stated",
        "SYR",
        4,
    )
    assert row.operations == 22
    assert (row.killed_low, row.killed_best, row.killed_high) == (5, 5, 5)
    assert (row.captured_low, row.captured_best, row.captured_high) == (19, 19, 19)
    assert {(t.harm, t.best) for t in row.tolls} == {("killed", 5), ("captured", 19)}
    assert same_name(["CJTF-OIR", "Global Coalition Against Daesh (CJTF-OIR)"], row.actor1)
    assert same_name("Islamic State (Syria)", row.actor2)
    assert row.actor1_type == "External/Other forces"
    assert same_name(
        ["Central Command", "Military Forces of the United States", "U.S. Armed Forces"], row.claimed_by
    )
    assert row.latitude is None and row.longitude is None


def test_sides_of_the_aggregate(rows: Sequence[Report]) -> None:
    assert {(t.harm, t.side, t.best) for t in rows[0].tolls} == {
        ("killed", "actor2", 5),
        ("captured", "actor2", 19),
    }


def test_capture_in_the_camp(rows: Sequence[Report]) -> None:
    row = rows[1]
    assert same_name(["Al-Hol", "Al Hawl", "al-Hol Camp"], row.location, 0.75)
    assert same_name(["Al-Hasakah", "Hasakah", "Al-Hasakeh"], row.admin1, 0.75)
    assert (row.country, row.geo_precision, row.date_source) == ("SYR", 1, "inferred")
    assert abs((row.latitude or 0) - 36.37) < 0.13 and abs((row.longitude or 0) - 41.15) < 0.16
    assert any(same_name("Global Coalition Against Daesh (CJTF-OIR)", a) for a in row.assoc_actor1)
    assert same_name("Islamic State (Syria)", row.actor2)
    assert (row.captured_low, row.captured_best, row.captured_high) == (1, 1, 1)
    assert row.killed_best is None and row.killed_low is None


def test_who_captured_in_the_camp(rows: Sequence[Report]) -> None:
    assert same_name("Syrian Democratic Forces (SDF)", rows[1].actor1)


def test_agreement(rows: Sequence[Report]) -> None:
    row = rows[2]
    assert (row.country, row.geo_precision, row.date_source) == ("SYR", 4, "inferred")
    assert same_name("Government of Syria (2024-)", row.actor1)
    assert same_name("Global Coalition Against Daesh (CJTF-OIR)", row.actor2)
    assert all(
        getattr(row, f"{h}_{k}") is None
        for h in ("killed", "wounded", "captured", "abducted")
        for k in ("low", "best", "high")
    )


def test_evidence_is_verbatim(article: Article, rows: Sequence[Report]) -> None:
    for row in rows:
        assert all(article.text[e.start : e.end] == e.text for e in row.evidence)
