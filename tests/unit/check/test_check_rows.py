from __future__ import annotations

import json
from datetime import date

import pytest
from rows import TEXT, make_article, make_event, make_report

from pipeline.check import check_event, check_events, check_reports
from pipeline.check.rules import RULES
from pipeline.model import Evidence, Toll


def problem_of(report):
    kept, rejected = check_reports([report], [make_article()])
    assert bool(kept) != bool(rejected)
    return rejected[0].detail if rejected else None


#: A row that breaks each rule, by the rule's id.
BROKEN = {
    "closed_vocabulary": {"actor1_type": "Army"},
    "counts_in_order": {"killed_low": 5},
    "dates_in_order": {"date_start": date(2025, 11, 9)},
    "dates_together": {"date_precision": None},
    "not_after_publication": {"date_end": date(2025, 11, 10)},
    "type_in_codebook": {"event_type": "Riots"},
    "whole_point": {"latitude": None},
    "country_has_no_point": {"geo_precision": 4},
    "country_has_precision": {"geo_precision": None},
    "toll_within_total": {
        "tolls": [Toll(harm="killed", side="actor2", low=4, best=4, high=4, vague=False, rule="x")]
    },
    "evidence_is_quoted": {"evidence": [Evidence(field="actor1", start=0, end=4, text="nope", rule="x")]},
    "cell_has_evidence": {"evidence": []},
}


def test_a_good_report_passes():
    assert problem_of(make_report()) is None
    assert check_event(make_event()) is None


def test_every_rule_has_a_case():
    assert [r.rule_id for r in RULES] == list(BROKEN)
    assert all(rule.reason and rule.breaches.__doc__ for rule in RULES)


@pytest.mark.parametrize("rule_id", BROKEN)
def test_each_rule_trips(rule_id):
    detail = problem_of(make_report(**BROKEN[rule_id]))
    assert detail is not None and detail.startswith(f"{rule_id}: ") and "=" in detail


def test_strict_types():
    row = make_report().model_copy(update={"killed_best": "3"})
    assert problem_of(row) == "strict_type: killed_best=3: the value is not of the column's type or range"


def test_the_rest_go_on_and_the_row_is_kept_whole():
    bad = make_report("a1", 1, killed_low=9)
    kept, rejected = check_reports([make_report(), bad], [make_article()])
    assert [r.report_id for r in kept] == ["a1-00"]
    assert (rejected[0].stage, rejected[0].reason, rejected[0].path) == ("check", "row_invalid", "a1.txt")
    assert json.loads(rejected[0].row)["report_id"] == "a1-01"


def test_reports_of_a_rejected_event_go_with_it():
    bad = make_event("CE-2", killed_low=9)
    reports = [make_report("a1").model_copy(update={"event_id": i}) for i in ("CE-1", "CE-2")]
    events, left, rejected = check_events([make_event("CE-1"), bad], reports)
    assert [e.event_id for e in events] == ["CE-1"] and [r.event_id for r in left] == ["CE-1"]
    assert len(rejected) == 2


def test_evidence_is_held_against_the_text():
    good = [Evidence(field=e.field, start=0, end=2, text=TEXT[:2], rule="x") for e in make_report().evidence]
    assert problem_of(make_report(evidence=good)) is None
