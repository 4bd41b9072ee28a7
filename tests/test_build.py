"""The whole job: what comes out of a folder, whatever the number of workers and whatever goes wrong on the way."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import pipeline
from pipeline import batch
from pipeline.check import GateError
from pipeline.publish import Store

STRIKE = [
    {"title": "غارة على النبطية", "publisher": "ألف", "text": "قتل شخصان وجرح أربعة في غارة نفذتها طائرة مسيرة إسرائيلية "
     "على سيارة في مدينة النبطية جنوب لبنان، الثلاثاء 4 تشرين الثاني 2025."},
    {"title": "مقتل شخصين بغارة على النبطية", "publisher": "باء", "text": "قالت وزارة الصحة اللبنانية إن غارة إسرائيلية "
     "على سيارة في مدينة النبطية اليوم الثلاثاء أدت إلى مقتل شخصين وإصابة أربعة أشخاص بجروح."},
    {"title": "فوز الجيش", "publisher": "باء", "text": "فاز فريق الجيش على فريق الكرامة بهدفين مقابل هدف في مباراة أقيمت "
     "أمس على ملعب حمص ضمن الدوري المحلي لكرة القدم."},
]  # fmt: skip


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    lines = [json.dumps({**a, "published": "2025-11-04"}, ensure_ascii=False) for a in [*STRIKE, STRIKE[0]]]
    (folder / "wire.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "broken.json").write_text('{"text": ', encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "finnish.jsonl").write_text(
        json.dumps({"text": "Kaupunginvaltuusto hyväksyi talousarvion eilen illalla pitkän keskustelun jälkeen. "
                            "Uusi koulu rakennetaan keskustaan ensi vuonna."}), encoding="utf-8",
    )  # fmt: skip
    return folder


def tables(curated: Path) -> dict[str, bytes]:
    return {
        n: (curated / n / "part-00000.parquet").read_bytes()
        for n in ("articles", "reports", "events", "rejected", "changes")
    }


def test_one_event_of_two_publishers_and_the_rest_with_reasons(raw, tmp_path):
    told = []
    summary = pipeline.build(raw, tmp_path / "out", progress=lambda done, total: told.append((done, total)))
    events = pd.read_parquet(tmp_path / "out" / "events")
    strike = events[events["location"] == "Nabatieh"].iloc[0]
    assert list(strike["sources"]) == ["ألف", "باء"] and (strike["killed_best"], strike["n_reports"]) == (
        2,
        2,
    )
    rejected = pd.read_parquet(tmp_path / "out" / "rejected")
    assert dict(zip(rejected["path"], rejected["reason"], strict=True)) == {
        "broken.json": "unparsable", "empty.txt": "empty_text", "wire.jsonl#4": "duplicate",
        "finnish.jsonl#1": "unknown_language",
    }  # fmt: skip
    assert summary.counts["articles"] == 3 and summary.exit_code == 0 and told[-1] == (7, 7)
    articles = pd.read_parquet(tmp_path / "out" / "articles").set_index("path")
    assert articles.loc["wire.jsonl#3", "n_reports"] == 0


def test_workers_and_order_do_not_matter(raw, tmp_path, monkeypatch):
    pipeline.build(raw, tmp_path / "one", workers=1)
    monkeypatch.setattr(batch, "SERIAL", 1)
    monkeypatch.setattr(batch, "CHUNK", 2)
    pipeline.build(raw, tmp_path / "two", workers=2)
    one, two = tables(tmp_path / "one"), tables(tmp_path / "two")
    assert {n for n in one if one[n] != two[n]} == set()


def test_nothing_new_publishes_nothing_and_more_adds_a_revision(raw, tmp_path):
    out = tmp_path / "out"
    first = pipeline.build(raw, out)
    assert not pipeline.build(raw, out).release.is_new
    third = {**STRIKE[1], "publisher": "جيم", "published": "2025-11-04", "title": "غارة"}
    (raw / "more.json").write_text(json.dumps(third, ensure_ascii=False), encoding="utf-8")
    second = pipeline.build(raw, out)
    assert second.release.is_new and second.release.name != first.release.name
    events = pd.read_parquet(out / "events")
    strike = events[events["location"] == "Nabatieh"].iloc[0]
    assert (strike["n_reports"], strike["revision"]) == (3, 2)
    changes = pd.read_parquet(out / "changes")
    mine = changes[(changes["event_id"] == strike["event_id"]) & (changes["change"] == "changed")].iloc[0]
    assert "n_reports" in mine["fields"] and mine["release"] == second.release.name


def test_an_article_that_breaks_extraction_harms_no_other(raw, tmp_path, monkeypatch):
    def explode(article):
        if "مسيرة" in article.text:
            raise ZeroDivisionError("no")
        return []

    monkeypatch.setattr(batch, "extract", explode)
    pipeline.build(raw, tmp_path / "out")
    rejected = pd.read_parquet(tmp_path / "out" / "rejected").set_index("reason")
    assert "ZeroDivisionError: no" in rejected.loc["extract_failed", "detail"].iloc[0]
    assert len(pd.read_parquet(tmp_path / "out" / "articles")) == 2


def test_a_failed_gate_leaves_the_old_release(raw, tmp_path, monkeypatch):
    out = tmp_path / "out"
    first = pipeline.build(raw, out)

    def refuse(tables):
        raise GateError("events: expect_x on y failed")

    monkeypatch.setattr(sys.modules["pipeline.build"], "check_tables", refuse)
    (raw / "wire.jsonl").unlink()
    with pytest.raises(GateError):
        pipeline.build(raw, out)
    assert Store(out).names() == [first.release.name] and len(pd.read_parquet(out / "events"))


def test_an_empty_folder(tmp_path):
    (tmp_path / "raw").mkdir()
    summary = pipeline.build(tmp_path / "raw", tmp_path / "out")
    assert summary.counts["read"] == summary.counts["events"] == 0
    assert len(pd.read_parquet(tmp_path / "out" / "events")) == 0


def test_raw_is_never_changed(raw, tmp_path):
    before = {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in raw.iterdir()}
    pipeline.build(raw, tmp_path / "out")
    assert before == {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in raw.iterdir()}


def test_the_public_names(raw, tmp_path):
    script = f"""
import sys, pipeline
assert not {{"pandas", "pyarrow", "great_expectations"}} & set(sys.modules)
from pipeline.build import Summary
import pipeline.extract
pipeline.build({str(raw)!r}, {str(tmp_path / "out")!r})
assert callable(pipeline.extract) and len(pipeline.read_events({str(tmp_path / "out")!r})) >= 1
"""
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[1])
