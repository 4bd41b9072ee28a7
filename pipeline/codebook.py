"""The closed vocabularies, read once from `schemas/codebook.toml`."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

#: Hand-written and generated schema files stand at the top of the checkout, beside the package.
SCHEMAS = Path(__file__).resolve().parents[1] / "schemas"


@lru_cache(maxsize=1)
def load_codebook() -> dict[str, Any]:
    """The whole of `schemas/codebook.toml`."""
    return tomllib.loads((SCHEMAS / "codebook.toml").read_text(encoding="utf-8"))


def vocabulary(name: str) -> tuple[str, ...]:
    """The words allowed in the columns of a vocabulary, in the codebook's order.

    Raises:
        KeyError: no vocabulary of that name is in the codebook.
    """
    book = load_codebook()
    if name == "event_type":
        return tuple(t["name"] for t in book["event_type"])
    if name == "sub_event_type":
        return tuple(s for t in book["event_type"] for s in t["sub_event_types"])
    if name == "disorder_type":
        words = [t["disorder_type"] for t in book["event_type"]] + list(book["disorder_exceptions"].values())
        return tuple(dict.fromkeys(words))
    return tuple(book["vocabularies"][name])


@lru_cache(maxsize=1)
def type_of_sub() -> dict[str, str]:
    """sub_event_type -> event_type."""
    return {s: t["name"] for t in load_codebook()["event_type"] for s in t["sub_event_types"]}


@lru_cache(maxsize=64)
def disorder_of(sub_event_type: str) -> str:
    """The disorder_type a sub-event type stands under."""
    book = load_codebook()
    by_type = {t["name"]: t["disorder_type"] for t in book["event_type"]}
    exceptions: dict[str, str] = book["disorder_exceptions"]
    return str(exceptions.get(sub_event_type, by_type[type_of_sub()[sub_event_type]]))
