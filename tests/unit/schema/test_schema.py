from __future__ import annotations

import jsonschema
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from rows import make_event, make_report

from pipeline.model import TABLES, Event, Report
from pipeline.schema import arrow_schema, generated_files, rows_to_table
from pipeline.schema.columns import columns_of, unwrap
from pipeline.schema.render import json_schema
from pipeline.schema.suite import demands


def test_types_of_columns():
    schema = arrow_schema(Event)
    assert schema.names[0] == "event_id"
    assert schema.field("event_type").type == pa.dictionary(pa.int32(), pa.string())
    assert not schema.field("event_type").nullable and schema.field("country").nullable
    assert schema.field("date_start").type == pa.date32()
    assert schema.field("last_reported").type == pa.timestamp("us")
    assert schema.field("article_ids").type == pa.list_(pa.string())
    assert [f.name for f in schema.field("evidence").type.value_type][:2] == ["article_id", "field"]


def test_a_row_comes_back_from_parquet(tmp_path):
    for model, row in ((Event, make_event()), (Report, make_report())):
        table = rows_to_table(model, [row])
        pq.write_table(table, tmp_path / "x.parquet")
        back = pq.read_table(tmp_path / "x.parquet")
        assert back.schema.equals(table.schema, check_metadata=False)
        assert model.model_validate(back.to_pylist()[0]) == row


def test_a_null_where_none_may_be():
    with pytest.raises(ValueError, match="column notes"):
        rows_to_table(Event, [make_event().model_copy(update={"notes": None})])


def test_json_schema_judges_rows():
    schema = json_schema(Event)
    jsonschema.Draft202012Validator.check_schema(schema)
    row = make_event().model_dump(mode="json")
    jsonschema.validate(row, schema)
    for change in ({"event_type": "Skirmish"}, {"killed_best": -1}, {"country": "Syria"}, {"extra": 1}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**row, **change}, schema)


def test_every_column_is_described():
    for model in TABLES.values():
        for column in columns_of(model):
            assert column.description.endswith("."), column.name
            assert not column.nullable or column.notes.get("null_means"), column.name
    assert all(f"`{c.name}`" in generated_files()["dictionary.md"] for c in columns_of(Event))


def test_every_threshold_gives_its_reason():
    assert all(e["meta"]["reason"] for name in ("events", "reports", "articles") for e in demands(name))


def test_a_column_that_no_table_can_hold():
    with pytest.raises(TypeError):
        unwrap(int | str)
