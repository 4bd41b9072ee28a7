"""A model's fields as columns: kind, vocabulary, what null means."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from pipeline.codebook import vocabulary


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, as the model declares it."""

    name: str
    #: str, int, float, bool, date, datetime, or a row class where the column holds rows.
    kind: type
    is_list: bool
    nullable: bool
    description: str
    #: null_means, unit, concept, vocabulary, repeats: what `model.col` was given.
    notes: dict[str, Any]
    least: float | None
    greatest: float | None
    pattern: str | None
    example: Any

    @property
    def words(self) -> tuple[str, ...] | None:
        """The closed vocabulary, in the codebook's order; None where the column is open."""
        name = self.notes.get("vocabulary")
        return vocabulary(name) if name else None

    @property
    def is_flat(self) -> bool:
        """True where a cell holds one value."""
        return not self.is_list

    @property
    def type_name(self) -> str:
        """The type as the dictionary prints it."""
        name = {"str": "text", "int": "integer", "float": "number", "bool": "true/false"}.get(
            self.kind.__name__, self.kind.__name__.lower()
        )
        return f"list of {name}" if self.is_list else name


@lru_cache(maxsize=32)
def columns_of(model: type[BaseModel]) -> tuple[Column, ...]:
    """The columns of a table: its own ids first, then the model's order."""
    return tuple(_columns(model))


def _columns(model: type[BaseModel]) -> Iterator[Column]:
    own = [n for n in model.__annotations__ if n.endswith(("_id", "_ref"))]
    for name in [*own, *(n for n in model.model_fields if n not in own)]:
        info = model.model_fields[name]
        kind, nullable, is_list = unwrap(info.annotation)
        limits = {k: getattr(m, k) for m in info.metadata for k in ("ge", "le", "pattern") if hasattr(m, k)}
        notes = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
        yield Column(
            name, kind, is_list, nullable, info.description or "", dict(notes),
            limits.get("ge"), limits.get("le"), limits.get("pattern"), (info.examples or [None])[0],
        )  # fmt: skip


def unwrap(annotation: Any) -> tuple[type, bool, bool]:
    """(kind, nullable, is_list) of `X`, `X | None` or `list[X]`.

    Raises:
        TypeError: another shape, which no table can hold.
    """
    nullable = False
    if isinstance(annotation, types.UnionType):
        parts = [a for a in typing.get_args(annotation) if a is not type(None)]
        if len(parts) != 1:
            raise TypeError(f"a column holds one kind of value, not {annotation}")
        annotation, nullable = parts[0], True
    is_list = typing.get_origin(annotation) is list
    if is_list:
        annotation = typing.get_args(annotation)[0]
    if not isinstance(annotation, type):
        raise TypeError(f"a column cannot hold {annotation}")
    return annotation, nullable, is_list
