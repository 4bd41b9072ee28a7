"""Rows for tests: valid as they are, changed by keyword."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pipeline.codebook import disorder_of, type_of_sub
from pipeline.link import Source
from pipeline.model import Article, Event, EventEvidence, Evidence, Report

TEXT = "On 8 November 2025 soldiers killed three rebels near Aleppo."
CODED: dict[str, Any] = {
    "status": "reported", "date_start": date(2025, 11, 8), "date_end": date(2025, 11, 8), "date_precision": "day",
    "date_source": "stated", "operations": None, "part_of": None,
    "actor1": "Military Forces of Syria (2024-)", "actor1_id": None, "actor1_type": "State forces", "assoc_actor1": [],
    "actor2": "Islamic State (Syria)", "actor2_id": "islamic-state", "actor2_type": "Rebel group", "assoc_actor2": [],
    "civilian_targeting": False, "country": "SYR", "admin1": "Aleppo", "admin2": None, "location": "Aleppo",
    "location_id": "geonames:170063", "location_detail": None, "latitude": 36.2, "longitude": 37.16, "geo_precision": 1,
    "killed_low": 3, "killed_best": 3, "killed_high": 3, "wounded_low": None, "wounded_best": None, "wounded_high": None,
    "captured_low": None, "captured_best": None, "captured_high": None, "abducted_low": None, "abducted_best": None,
    "abducted_high": None, "tolls": [], "claimed_by": None, "confidence": 0.5,
}  # fmt: skip
UNQUOTED = {"status", "confidence", "tolls", "date_source"}


def coded(sub: str = "Armed clash", **change: Any) -> dict[str, Any]:
    kinds = {"sub_event_type": sub, "event_type": type_of_sub()[sub], "disorder_type": disorder_of(sub)}
    return {**CODED, **kinds, **change}


def quoted(cells: dict[str, Any]) -> list[str]:
    return [k for k, v in cells.items() if v not in (None, [], False) and k not in UNQUOTED]


def make_report(article: str = "a1", order: int = 0, **change: Any) -> Report:
    cells = coded(**{k: v for k, v in change.items() if k != "evidence"})
    spans = [Evidence(field=f, start=3, end=18, text=TEXT[3:18], rule="test") for f in quoted(cells)]
    report = {
        "report_id": f"{article}-{order:02d}",
        "event_id": None,
        "article_id": article,
        "article_ref": None,
    }
    return Report(**{**cells, **report, "evidence": change.get("evidence", spans)})


def make_event(event_id: str = "CE-1", **change: Any) -> Event:
    own = {
        "article_ids": ["a1"], "sources": ["Alpha"], "n_reports": 1, "notes": "A note.", "revision": 1,
        "first_reported": datetime(2025, 11, 9), "last_reported": datetime(2025, 11, 9),
    }  # fmt: skip
    cells = coded(**{k: v for k, v in change.items() if k not in (*own, "evidence")})
    spans = [
        EventEvidence(field=f, start=3, end=18, text=TEXT[3:18], rule="test", article_id="a1")
        for f in quoted(cells)
    ]
    own |= {k: v for k, v in change.items() if k in own}
    return Event(**{**cells, **own, "event_id": event_id, "evidence": change.get("evidence", spans)})


def make_article(article_id: str = "a1", **change: Any) -> Article:
    cells = {
        "article_id": article_id, "article_ref": None, "path": f"{article_id}.txt", "publisher": "Alpha", "url": None,
        "title": None, "language": "en", "published": datetime(2025, 11, 9), "published_source": "given",
        "retrieved": None, "text": TEXT, "n_reports": 0,
    }  # fmt: skip
    return Article(**{**cells, **change})


def sources(*reports: Report, **published: datetime | None) -> dict[str, Source]:
    """A source for each article, published by a house of its own on 9 November unless a time is given."""
    return {
        r.article_id: Source(
            r.article_id, f"House {r.article_id}", published.get(r.article_id, datetime(2025, 11, 9))
        )
        for r in reports
    }
