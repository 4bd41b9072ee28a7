"""Reads the registry of armed and state-linked actors: `registry/*.toml`, checked, indexed by alias."""

from __future__ import annotations

import hashlib
import tomllib
from functools import lru_cache
from pathlib import Path

from pipeline.actors.index import build_registry
from pipeline.actors.model import Actor, Registry
from pipeline.actors.schema import Entry, RegistryFile, SpellingsFile
from pipeline.actors.states import STATES

__all__ = ["Actor", "Registry", "load_registry"]

FOLDER = Path(__file__).with_name("registry")
SPELLINGS = Path(__file__).with_name("spellings.toml")


@lru_cache(maxsize=1)
def load_registry() -> Registry:
    """The registry; unknown keys, unknown parents and aliases that two actors share raise ValueError."""
    entries: list[Entry] = []
    digest = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.toml")):
        entries += RegistryFile.model_validate(_read(path, digest)).actor
    spellings = SpellingsFile.model_validate(_read(SPELLINGS, digest)).same
    digest.update(STATES.read_bytes())
    return build_registry(entries, spellings, digest.hexdigest())


def _read(path: Path, digest: hashlib._Hash) -> dict[str, object]:
    content = path.read_bytes()
    digest.update(content)
    return tomllib.loads(content.decode("utf-8"))
