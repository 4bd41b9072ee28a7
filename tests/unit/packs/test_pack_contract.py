"""What every language pack must keep: it loads, its words are in normal form, and packs mirror each other.

What a pack lacks against the model pack is a known gap: the test is xfailed and names it (`pytest -rx`).
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from pipeline.packs import languages, load_pack
from pipeline.packs.load import FOLDER
from pipeline.text.normal import normalise_name

#: The pack that others are measured by.
MODEL = "ar"
LANGUAGES = languages()
FILES = sorted(p for language in LANGUAGES for p in (FOLDER / language).glob("*.toml"))


def tables_of(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def layers_of(language: str) -> set[str]:
    return {entry.layer for entry in load_pack(language).entries}


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_every_file_is_toml(path: Path) -> None:
    assert tables_of(path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_is_in_normal_form(language: str) -> None:
    wrong = [
        (e.layer, e.key) for e in load_pack(language).entries if e.key != normalise_name(e.key) or not e.key
    ]
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_has_the_shape_of_the_model(language: str) -> None:
    model, own = load_pack(MODEL).settings, load_pack(language).settings
    assert {"inflections", "clitics"} <= set(own)
    assert set(model["clitics"]) - {"swallow"} <= set(own["clitics"])
    for name in set(model) & set(own):
        assert type(model[name]) is type(own[name]), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_inflection_is_used(language: str) -> None:
    used = set()
    for path in (FOLDER / language).glob("*.toml"):
        for tables in tables_of(path).values():
            if isinstance(tables, list):
                used |= {key for table in tables if isinstance(table, dict) for key in table}
    unused = set(load_pack(language).settings["inflections"]) - used - {"nisba"}
    assert not unused


@pytest.mark.parametrize("language", [x for x in LANGUAGES if x != MODEL])
def test_packs_share_file_names(language: str) -> None:
    model = {p.name for p in (FOLDER / MODEL).glob("*.toml")}
    own = {p.name for p in (FOLDER / language).glob("*.toml")}
    missing = model - own
    assert own <= model, f"files that {MODEL} lacks: {own - model}"
    if missing:
        pytest.xfail(f"{language} lacks the files {sorted(missing)}")


@pytest.mark.parametrize("language", [x for x in LANGUAGES if x != MODEL])
def test_packs_share_layers(language: str) -> None:
    missing = layers_of(MODEL) - layers_of(language)
    if missing:
        pytest.xfail(f"{language} lacks the layers {sorted(missing)}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_attribute_is_read_by_the_code(language: str) -> None:
    """A misspelt attribute would be ignored in silence."""
    code = "".join(p.read_text(encoding="utf-8") for p in FOLDER.parent.rglob("*.py"))
    names = {name for entry in load_pack(language).entries for name in entry.attrs}
    unread = {name for name in names if f'"{name}"' not in code}
    if unread:
        pytest.xfail(f"no code reads these attributes of {language}: {sorted(unread)}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_means_two_things_in_one_closed_layer(language: str) -> None:
    """A month, a weekday, a number word has one value; only words of open layers may be ambiguous."""
    meanings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in load_pack(language).entries:
        if entry.layer in ("month", "weekday", "hijri", "relday", "number", "first", "ordinal"):
            values = {k: v for k, v in entry.attrs.items() if k in ("n", "value", "offset", "kind")}
            meanings[entry.layer, entry.key].add(str(sorted(values.items())))
    assert not {word: found for word, found in meanings.items() if len(found) > 1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_and_weekdays_are_complete(language: str) -> None:
    entries = load_pack(language).entries
    assert {e["n"] for e in entries if e.layer == "month"} == set(range(1, 13))
    assert {e["n"] for e in entries if e.layer == "weekday"} == set(range(7))
