from __future__ import annotations

from rows import make_event, make_report

from pipeline.link import compare


def before(*events):
    return {e.event_id: e.model_dump() for e in events}


def test_nothing_changed():
    event = make_event()
    assert compare([event], [], before(event), {}) == ([event], [])


def test_added_changed_and_removed():
    old, gone = make_event("CE-1"), make_event("CE-2")
    changed = make_event("CE-1", killed_high=4, article_ids=["a1", "a2"])
    events, changes = compare([changed, make_event("CE-3")], [], before(old, gone), {})
    assert [e.revision for e in events] == [2, 1]
    told = {c.event_id: (c.change, c.fields) for c in changes}
    assert told == {
        "CE-1": ("changed", ["killed_high", "article_ids"]), "CE-3": ("added", []), "CE-2": ("removed", []),
    }  # fmt: skip
    assert "1 more article(s) report it" in [c.reason for c in changes]


def test_merged_when_its_reports_belong_to_another():
    report = make_report("a2").model_copy(update={"event_id": "CE-1"})
    old = [make_event("CE-1"), make_event("CE-2")]
    _, changes = compare([make_event("CE-1")], [report], before(*old), {"a2-00": "CE-2"})
    assert [(c.change, c.event_id, c.reason) for c in changes] == [
        ("merged", "CE-2", "its reports now belong to CE-1")
    ]
