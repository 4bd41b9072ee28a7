"""A pack: the TOML files of one language, read, inflected, normalised and compiled.

Each file holds arrays of tables; the name of an array is a layer (`[[harm]]`, `[[people]]`, ...). In a table, keys that
name an inflection of `language.toml` list phrases ("a/b" = two stems); all other keys say what the phrases mean.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pipeline.packs.lexicon import Clitics, Entry, Lexicon
from pipeline.text.normal import normalise_name

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Pack:
    """The words of one language, ready for use."""

    language: str
    lexicon: Lexicon
    settings: Mapping[str, Any]
    entries: tuple[Entry, ...]
    abbreviations: frozenset[str]

    def option(self, name: str, default: Any = None) -> Any:
        """A setting of `language.toml`."""
        return self.settings.get(name, default)


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages that have a pack."""
    return tuple(sorted(p.parent.name for p in FOLDER.glob("*/language.toml")))


def inflect(stems: str, templates: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """(inflected phrase, tag) for each template of an inflection; a template that needs a stem not given is left out."""
    parts = [p.strip() for p in stems.split("/")]
    for tag, shapes in templates.items():
        for shape in shapes:
            if all(f"{{{k}}}" not in shape for k in range(len(parts), 4)):
                yield shape.format(*parts), tag


def read_entries(folder: Path, inflections: Mapping[str, Mapping[str, list[str]]]) -> Iterator[Entry]:
    """The entries of all files of a pack folder but `language.toml` and `nations.toml`.

    Raises:
        ValueError: a table that lists no phrases.
    """
    for path in sorted(folder.glob("*.toml")):
        if path.name in ("language.toml", "nations.toml"):
            continue
        for layer, tables in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for table in tables:
                attrs = MappingProxyType({k: v for k, v in table.items() if k not in inflections})
                kinds = [k for k in table if k in inflections]
                if not kinds:
                    raise ValueError(f"{path.name}: a table of [[{layer}]] lists no phrases: {dict(table)}")
                for kind in kinds:
                    for stems in table[kind]:
                        for phrase, tag in inflect(stems, inflections[kind]):
                            yield Entry(layer, normalise_name(phrase), attrs, tag)


def nation_entries(folder: Path, inflections: Mapping[str, Mapping[str, list[str]]]) -> Iterator[Entry]:
    """Countries, their adjectives and peoples: layer `nation`, attribute `iso`, tag name, weak, adj, people or capital."""
    path = folder / "nations.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for table in data.get("nation", []):
        attrs = MappingProxyType({"iso": table["iso"]})
        for field, tag in (
            ("names", "name"),
            ("weak_names", "weak"),
            ("capital", "capital"),
            ("plural", "people"),
        ):
            for name in table.get(field, []):
                yield Entry("nation", normalise_name(name), attrs, tag)
        for name in table.get("cased", []):
            written = MappingProxyType({"iso": table["iso"], "cased": name})
            yield Entry("nation", normalise_name(name), written, "name")
        for stem in table.get("nisba", []):
            for phrase, tag in inflect(stem, inflections["nisba"]):
                yield Entry("nation", normalise_name(phrase), attrs, tag)
    for table in data.get("ethnic", []):
        attrs = MappingProxyType({"name": table["name"], "countries": tuple(table.get("countries", ()))})
        for field in ("names", "plural"):
            for name in table.get(field, []):
                yield Entry("ethnic", normalise_name(name), attrs, "people")


@lru_cache(maxsize=16)
def load_pack(language: str) -> Pack:
    """The pack of a language.

    Raises:
        KeyError: there is no pack for it.
        ValueError: a file of the pack is malformed.
    """
    folder = FOLDER / language
    if language not in languages():
        raise KeyError(f"no pack for language {language!r}")
    settings = tomllib.loads((folder / "language.toml").read_text(encoding="utf-8"))
    inflections = settings["inflections"]
    entries = tuple(unique_entries(folder, inflections))
    clitics = Clitics(
        prefixes=tuple(settings["clitics"]["prefixes"]),
        conjunctions=frozenset(settings["clitics"].get("conjunctions", ())),
        swallow=tuple(settings["clitics"].get("swallow", ())),
        suffixes=tuple(settings["clitics"]["suffixes"]),
        restore=tuple((a, b) for a, b in settings["clitics"]["restore"]),
        suffix_layers=frozenset(settings["clitics"]["suffix_layers"]),
        shortest=settings["clitics"]["shortest"],
    )
    abbreviations = frozenset(map(normalise_name, settings.get("abbreviations", [])))
    return Pack(language, Lexicon(entries, clitics), MappingProxyType(settings), entries, abbreviations)


def unique_entries(folder: Path, inflections: Mapping[str, Mapping[str, list[str]]]) -> Iterator[Entry]:
    """All entries of a pack, each (layer, key, attributes) once: the first tag wins."""
    seen = set()
    for source in (read_entries, nation_entries):
        for entry in source(folder, inflections):
            mark = (entry.layer, entry.key, id(entry.attrs))
            if entry.key and mark not in seen:
                seen.add(mark)
                yield entry


@lru_cache(maxsize=16)
def pack_version(language: str) -> str:
    """Digest of a pack's files: a changed word is a new version."""
    digest = hashlib.sha256()
    for path in sorted((FOLDER / language).glob("*.toml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
