from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest
from rows import make_article, make_event, make_report

from pipeline.check import GateError, check_tables
from pipeline.model import Article, Event, Report
from pipeline.schema import rows_to_table


def tables(events, reports, articles=None):
    return {
        "articles": rows_to_table(Article, articles or [make_article()]),
        "reports": rows_to_table(Report, reports),
        "events": rows_to_table(Event, events),
    }


def test_good_tables_pass():
    report = make_report().model_copy(update={"event_id": "CE-1"})
    assert check_tables(tables([make_event()], [report])) > 50


def test_empty_tables_pass_without_a_check():
    empty = {k: t.slice(0, 0) for k, t in tables([make_event()], []).items()}
    assert check_tables(empty) == 0


@pytest.mark.parametrize(
    ("events", "expectation"),
    [
        ([make_event(), make_event()], "be_unique on event_id"),
        ([make_event(killed_high=200_000, killed_best=200_000)], "be_between on killed_best"),
        ([make_event(date_start=date(25, 1, 1))], "be_between on date_start"),
        ([make_event(article_ids=["elsewhere"])], "be_in_set on articles_are_known"),
        ([make_event(n_reports=2)], "be_in_set on has_reports"),
    ],
)
def test_a_broken_promise_stops_the_release(events, expectation):
    report = make_report().model_copy(update={"event_id": "CE-1"})
    with pytest.raises(GateError, match=expectation):
        check_tables(tables(events, [report]))


def test_words_outside_the_vocabulary_are_shown():
    report = make_report().model_copy(update={"event_id": "CE-1"})
    found = tables([make_event()], [report])
    place = found["events"].schema.get_field_index("event_type")
    wrong = pa.array(["Skirmish"]).dictionary_encode()
    field = found["events"].schema.field(place)
    found["events"] = found["events"].set_column(place, field, wrong)
    with pytest.raises(GateError, match="event_type failed: 1 of 1 rows, such as Skirmish"):
        check_tables(found)


def test_a_check_that_cannot_run_is_a_failure(monkeypatch):
    monkeypatch.setattr("pipeline.check.tables.typed", lambda kwargs, frame: {**kwargs, "column": "nowhere"})
    report = make_report().model_copy(update={"event_id": "CE-1"})
    with pytest.raises(GateError, match="could not be run"):
        check_tables(tables([make_event()], [report]))
