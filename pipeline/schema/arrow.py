"""Arrow schemas of the tables, and rows into tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import pyarrow as pa
from pydantic import BaseModel

from pipeline.schema.columns import Column, columns_of

PLAIN: dict[type, Callable[[], pa.DataType]] = {
    bool: pa.bool_,
    str: pa.string,
    int: pa.int32,
    float: pa.float64,
    date: pa.date32,
    datetime: lambda: pa.timestamp("us"),
}


@lru_cache(maxsize=32)
def arrow_schema(model: type[BaseModel]) -> pa.Schema:
    """The Arrow schema of a table: real types, null flags, each column's meaning in its metadata."""
    fields = [
        pa.field(c.name, column_type(c), nullable=c.nullable, metadata=field_metadata(c))
        for c in columns_of(model)
    ]
    return pa.schema(fields, metadata={"description": " ".join((model.__doc__ or "").split())})


def column_type(column: Column) -> pa.DataType:
    """The Arrow type of a column; words that stand in many rows are stored once, as a dictionary."""
    inner = struct_type(column.kind) if issubclass(column.kind, BaseModel) else PLAIN[column.kind]()
    if column.is_list:
        return pa.list_(inner)
    if column.kind is str and (column.notes.get("vocabulary") or column.notes.get("repeats")):
        return pa.dictionary(pa.int32(), pa.string())
    return inner


def struct_type(model: type[BaseModel]) -> pa.DataType:
    """A row inside a cell, as an Arrow struct of plain types."""
    return pa.struct([pa.field(c.name, PLAIN[c.kind](), nullable=c.nullable) for c in columns_of(model)])


def field_metadata(column: Column) -> dict[str, str]:
    """Description, unit, what null means, vocabulary and concept, for the schema of the Parquet file."""
    notes = {k: str(v) for k, v in sorted(column.notes.items()) if k != "repeats"}
    return {"description": column.description, **notes}


def rows_to_table(model: type[BaseModel], rows: Sequence[BaseModel]) -> pa.Table:
    """The rows as an Arrow table of the model's schema, in the order given.

    Raises:
        ValueError: a column that may not be null holds a null.
        pyarrow.ArrowInvalid: a value does not fit its column's type.
    """
    arrays = [column_array(c, [getattr(row, c.name) for row in rows]) for c in columns_of(model)]
    return pa.Table.from_arrays(arrays, schema=arrow_schema(model))


def column_array(column: Column, values: list[Any]) -> pa.Array:
    """One column's values as an Arrow array."""
    if issubclass(column.kind, BaseModel):
        values = [[item.__dict__ for item in cell] for cell in values]
    array = pa.array(values, type=column_type(column))
    if array.null_count and not column.nullable:
        raise ValueError(f"column {column.name} may not be null, but {array.null_count} rows have no value")
    return array
