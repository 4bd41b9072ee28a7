from __future__ import annotations

import pyarrow.parquet as pq
import pytest
from rows import make_event

from pipeline.check.files import NotEventsError, check_file
from pipeline.model import Event
from pipeline.publish.export import to_csv
from pipeline.schema import rows_to_table
from pipeline.schema.columns import columns_of


@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_problems_of_a_file(tmp_path, suffix):
    events = [make_event("CE-1"), make_event("CE-1", killed_low=9), make_event("CE-2", claimed_by="=1+1")]
    path = tmp_path / f"events{suffix}"
    if suffix == ".csv":
        to_csv([e.model_dump() for e in events], [c.name for c in columns_of(Event)], path)
    else:
        pq.write_table(rows_to_table(Event, events), path)
    found = [(p.row, p.event_id, p.rule) for p in check_file(path)]
    assert (2, "CE-1", "counts_in_order") in found and (0, "CE-1", "unique_id") in found
    assert {row for row, _, rule in found if rule != "cell_has_evidence"} == {0, 2}


def test_not_events(tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    (tmp_path / "x.parquet").write_text("no")
    for name in ("x.csv", "x.parquet"):
        with pytest.raises(NotEventsError):
            list(check_file(tmp_path / name))
