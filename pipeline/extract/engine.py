"""Everything extraction knows: one language's words with the actor registry compiled in, and the gazetteer.

Built once per process and language; holds no state of any article.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from pipeline.actors import Registry, load_registry
from pipeline.gazetteer import Gazetteer, load_gazetteer
from pipeline.packs import Entry, Lexicon, Pack, load_pack
from pipeline.text.normal import normalise_name


@dataclass(frozen=True)
class Engine:
    """The pack of one language (its lexicon extended by the names of actors), the gazetteer and the registry."""

    pack: Pack
    gazetteer: Gazetteer
    registry: Registry


def actor_entries(registry: Registry) -> Iterator[Entry]:
    """The names of the registry as lexicon entries: layers `actor` (sure) and `weak_actor` (only as a reference back)."""
    for key, actor in registry.aliases.items():
        yield Entry("actor", key, MappingProxyType({"actor": actor}))
    for form, actor in registry.cased.items():
        yield Entry("actor", normalise_name(form), MappingProxyType({"actor": actor, "cased": form}))
    for key, actors in registry.weak.items():
        for actor in actors:
            yield Entry("weak_actor", key, MappingProxyType({"actor": actor}))
    for key, actors in registry.local.items():
        for actor in actors:
            yield Entry("local_actor", key, MappingProxyType({"actor": actor}))


@lru_cache(maxsize=8)
def load_engine(language: str) -> Engine:
    """The engine of a language.

    Raises:
        KeyError: there is no pack for the language.
    """
    pack, registry = load_pack(language), load_registry()
    lexicon = Lexicon((*pack.entries, *actor_entries(registry)), pack.lexicon.clitics)
    full = Pack(pack.language, lexicon, pack.settings, pack.entries, pack.abbreviations)
    return Engine(full, load_gazetteer(), registry)
