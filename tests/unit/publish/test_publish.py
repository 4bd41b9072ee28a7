from __future__ import annotations

import threading
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from rows import make_article, make_event, make_report

from pipeline.model import TABLES, Change
from pipeline.publish import Store, StoreError, publish, read_events
from pipeline.publish.history import before_current, diff, rollback
from pipeline.publish.store import PART
from pipeline.schema import rows_to_table

MANIFEST = {"started": "2025-01-01T00:00:00+00:00", "finished": "2025-01-01T00:00:01+00:00", "seconds": 1.0}


def tables(*events):
    rows = {"articles": [make_article()], "reports": [make_report()], "events": list(events), "rejected": []}
    return {name: rows_to_table(TABLES[name], r) for name, r in rows.items()}


def put(root: Path, *events, keep: int = 10, changes=(), finished: str = MANIFEST["finished"]):
    return publish(Store(root), tables(*events), list(changes), {**MANIFEST, "finished": finished}, keep)


def test_all_readers_read_a_release(tmp_path):
    release = put(tmp_path, make_event("CE-2"), make_event("CE-1"))
    assert release.is_new and release.name.startswith("r000001-")
    folder = tmp_path / "events"
    assert list(pd.read_parquet(folder)["event_id"]) == ["CE-1", "CE-2"]
    assert pl.scan_parquet(folder).collect()["event_id"].to_list() == ["CE-1", "CE-2"]
    assert duckdb.sql(f"select count(*) from '{folder}/*.parquet'").fetchall() == [(2,)]
    assert set(read_events(tmp_path)["killed_best"]) == {3}
    told = Store(tmp_path).manifest(release.name)["tables"]
    assert {name: len(pd.read_parquet(tmp_path / name)) for name in TABLES} == {
        n: t["rows"] for n, t in told.items()
    }


def test_the_schema_tells_what_a_column_means(tmp_path):
    put(tmp_path, make_event())
    field = pq.read_schema(tmp_path / "events" / PART).field("killed_best")
    assert field.metadata[b"description"] == b"Killed, best figure." and field.type == pa.int32()


def test_the_same_rows_are_published_once(tmp_path):
    first = put(tmp_path, make_event("CE-1"), make_event("CE-2"))
    again = put(tmp_path, make_event("CE-2"), make_event("CE-1"))
    assert again.name == first.name and not again.is_new
    assert [p.name for p in (tmp_path / "releases").iterdir()] == [first.name]


def test_an_empty_release_is_valid(tmp_path):
    put(tmp_path)
    assert list(pd.read_parquet(tmp_path / "events").columns[:2]) == ["event_id", "status"]


def test_old_releases_are_pruned_but_never_the_current(tmp_path):
    names = [put(tmp_path, make_event(killed_high=n), keep=3).name for n in range(3, 8)]
    assert Store(tmp_path).names() == names[-3:]
    rollback(Store(tmp_path), names[2])
    put(tmp_path, make_event(killed_high=50), keep=1)
    assert Store(tmp_path).current() == Store(tmp_path).names()[-1]


def test_changes_grow_from_release_to_release(tmp_path):
    change = Change(release="", event_id="CE-1", change="added", fields=[], reason="new")
    names = [put(tmp_path, make_event(killed_high=n), changes=[change]).name for n in (3, 4)]
    assert list(pd.read_parquet(tmp_path / "changes")["release"]) == names


def test_diff_and_rollback(tmp_path):
    first = put(tmp_path, make_event("CE-1"), make_event("CE-2"))
    second = put(tmp_path, make_event("CE-1", killed_high=9), make_event("CE-3"))
    store = Store(tmp_path)
    found = diff(store, first.name, second.name)
    assert [(d.event_id, d.change) for d in found] == [
        ("CE-1", "changed"), ("CE-2", "removed"), ("CE-3", "added"),
    ]  # fmt: skip
    assert found[0].fields == (("killed_high", 3, 9),)
    assert rollback(store) == first.name == store.current()
    with pytest.raises(StoreError, match="oldest release"):
        before_current(store)
    assert put(tmp_path, make_event("CE-1")).name.startswith("r000003-")


def test_as_of(tmp_path):
    first = put(tmp_path, make_event("CE-1"), finished="2025-01-01T10:00:00+00:00")
    put(tmp_path, make_event("CE-2"), finished="2025-01-03T10:00:00+00:00")
    assert list(read_events(tmp_path, as_of="2025-01-02")["event_id"]) == ["CE-1"]
    assert list(read_events(tmp_path, as_of=first.name)["event_id"]) == ["CE-1"]
    assert list(read_events(tmp_path, as_of="2025-01-03")["event_id"]) == ["CE-2"]
    for bad in ("2024-12-31", "yesterday"):
        with pytest.raises(StoreError):
            read_events(tmp_path, as_of=bad)


def test_nothing_of_others_is_overwritten(tmp_path):
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "mine.parquet").write_text("x")
    with pytest.raises(StoreError, match="not a link of ours"):
        put(tmp_path, make_event())
    assert (tmp_path / "events" / "mine.parquet").exists() and Store(tmp_path).current() is None


def test_what_a_killed_build_left_is_swept(tmp_path):
    (tmp_path / "releases" / ".new-1" / "events").mkdir(parents=True)
    put(tmp_path, make_event())
    assert not list((tmp_path / "releases").glob(".*"))


def test_readers_see_whole_releases_while_they_switch(tmp_path):
    store = Store(tmp_path)
    names = [put(tmp_path, *(make_event(f"CE-{i}", n_reports=n) for i in range(20 * n))).name for n in (1, 2)]
    stop, wrong = threading.Event(), []

    def read():
        while not stop.is_set():
            frame = pd.read_parquet(tmp_path / "events")
            if len(frame) != 20 * frame["n_reports"].iloc[0]:
                wrong.append(len(frame))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for r in readers:
        r.start()
    for n in range(300):
        store.switch(names[n % 2])
    stop.set()
    for r in readers:
        r.join()
    assert wrong == []
