from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import make_event, make_report, sources

from pipeline.check import check_event
from pipeline.codebook import vocabulary
from pipeline.link import cluster, link
from pipeline.link.notes import sentence

DAY = date(2025, 11, 8)


def linked(*reports, **published):
    return link(reports, sources(*reports, **published))


def n_events(*reports):
    return len(linked(*reports)[0])


def test_two_articles_one_event():
    events, reports = linked(make_report("a1"), make_report("a2"))
    assert [e.n_reports for e in events] == [2]
    assert {r.event_id for r in reports} == {events[0].event_id}
    assert events[0].article_ids == ["a1", "a2"] and events[0].sources == ["House a1", "House a2"]


def test_reports_of_one_article_never_merge():
    assert n_events(make_report("a1", 0), make_report("a1", 1)) == 2


def test_background_is_never_an_event():
    events, reports = linked(make_report(status="background"))
    assert events == [] and reports[0].event_id is None


@pytest.mark.parametrize(
    "change",
    [
        {"sub": "Peaceful protest"},
        {"sub": "Arrests"},
        {"date_start": DAY + timedelta(1), "date_end": DAY + timedelta(1)},
        {"date_start": DAY - timedelta(30), "date_end": DAY + timedelta(1)},
        {"date_start": None, "date_end": None, "date_precision": None, "date_source": None},
        {"country": "IRQ"},
        {"location": "Manbij", "location_id": "geonames:1", "latitude": 36.53, "longitude": 37.95},
        {"operations": 22},
        {"actor2": "Syrian Democratic Forces (SDF)", "actor2_id": "sdf"},
    ],
)
def test_what_keeps_two_reports_apart(change):
    assert n_events(make_report("a1"), make_report("a2", **change)) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"sub": "Government regains territory"},
        {"date_end": DAY + timedelta(2)},
        {"location": "Khan al-Asal", "location_id": "geonames:2", "latitude": 36.17, "longitude": 37.03},
        {"actor1": None, "actor1_type": None},
        {"actor2": "Unidentified Armed Group (Syria)", "actor2_id": None, "actor2_type": "Political militia"},
        {"killed_low": 5, "killed_best": 5, "killed_high": 5},
        {"location": None, "location_id": None, "latitude": None, "longitude": None, "geo_precision": 3},
        {
            "actor1": "Islamic State (Syria)", "actor1_id": "islamic-state", "actor1_type": "Rebel group",
            "actor2": "Military Forces of Syria (2024-)", "actor2_id": None, "actor2_type": "State forces",
        },
    ],
)  # fmt: skip
def test_what_does_not_keep_them_apart(change):
    assert n_events(make_report("a1"), make_report("a2", **change)) == 1


def test_near_places_do_not_chain():
    places = [
        make_report(f"a{i}", location=f"L{i}", location_id=f"g:{i}", latitude=36.0 + i * 0.15)
        for i in range(4)
    ]
    groups = cluster(places, sources(*places))
    spread = [max(r.latitude for r in g) - min(r.latitude for r in g) for g in groups]
    assert max(spread) * 111 <= 25


def test_figures_of_sources_that_differ():
    a = make_report("a1")
    b = make_report("a2", killed_low=5, killed_best=5, killed_high=None)
    events, _ = linked(a, b, a1=datetime(2025, 11, 9), a2=datetime(2025, 11, 10))
    assert (events[0].killed_low, events[0].killed_best, events[0].killed_high) == (3, 5, None)
    c = make_report("a3")
    events, _ = linked(a, b, c)
    assert (events[0].killed_low, events[0].killed_best, events[0].killed_high) == (3, 3, 3)


def test_place_and_date_of_the_most_precise_report():
    vague = make_report(
        "a1",
        location=None,
        location_id=None,
        latitude=None,
        longitude=None,
        geo_precision=3,
        date_precision="week",
    )
    events, _ = linked(vague, make_report("a2"))
    assert (events[0].location, events[0].geo_precision, events[0].date_precision) == ("Aleppo", 1, "day")


def test_evidence_of_an_event_stands_behind_its_own_values():
    events, _ = linked(make_report("a1"), make_report("a2", killed_low=5, killed_best=5, killed_high=5))
    told = {(e.field, e.article_id) for e in events[0].evidence}
    assert ("killed_high", "a2") in told and ("killed_high", "a1") not in told
    assert check_event(events[0]) is None


def test_the_id_rests_on_the_earliest_report():
    first, second = make_report("a1"), make_report("a2")
    early, late = datetime(2025, 11, 9), datetime(2025, 11, 10)
    alone = linked(first)[0][0].event_id
    assert linked(second, first, a1=early, a2=late)[0][0].event_id == alone


@given(st.randoms(use_true_random=False))
def test_order_does_not_matter(rng: random.Random):
    reports = [
        make_report(
            f"a{i}", location=f"L{i % 3}", location_id=f"g:{i % 3}", latitude=30.0 + i % 3, killed_best=3
        )
        for i in range(8)
    ]
    shuffled = rng.sample(reports, len(reports))
    assert linked(*shuffled)[0] == linked(*reports)[0]


@pytest.mark.parametrize("sub", vocabulary("sub_event_type"))
def test_every_kind_has_a_sentence(sub):
    for sides in ({}, {"actor2": None}, {"actor1": None}, {"actor1": None, "actor2": None}):
        told = sentence(make_event(sub=sub, **sides))
        assert told.startswith("On 8 November 2025, ") and told.endswith("; 3 people were killed.")
        assert "{" not in told and "None" not in told and "  " not in told


def test_sentences():
    one = make_event(sub="Arrests", captured_low=1, captured_best=1, captured_high=1, killed_low=0, killed_best=0,
                     killed_high=0)  # fmt: skip
    assert sentence(one).endswith("in Aleppo, Syria; nobody was killed and 1 was captured.")
    many = make_event(
        operations=22, date_start=date(2025, 10, 1), killed_high=None, wounded_best=10, geo_precision=2
    )
    assert sentence(many) == (
        "Between 1 October 2025 and 8 November 2025, in 22 operations, the Military Forces of Syria (2024-) fought "
        "Islamic State (Syria) near Aleppo, Syria; at least 3 people were killed and 10 were wounded."
    )
