"""Indexes registry entries by alias, and refuses an alias that does not say which actor it means."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from pipeline.actors.model import Actor, Registry
from pipeline.actors.schema import Entry
from pipeline.text.normal import normalise_name

#: "(PKK)" after a name. Other parentheses tell namesakes apart and stay: "Ansar al-Sharia (Libya)".
ACRONYM = re.compile(r"\s*\([A-Z0-9][A-Z0-9/-]+\)$")

Claims = dict[str, tuple[Actor, ...]]


def build_registry(entries: Iterable[Entry], same: list[list[str]], digest: str = "") -> Registry:
    """Index entries by alias; `same` lists words that stand for each other inside a name.

    A strong alias belongs to one actor and is neither local nor weak for another; all breaches
    are raised at once.
    """
    variants = {normalise_name(word): [normalise_name(w) for w in group] for group in same for word in group}
    by_id: dict[str, Actor] = {}
    strong: Claims = {}
    cased: Claims = {}
    local: Claims = {}
    weak: Claims = {}
    problems = []
    for entry in entries:
        if entry.id in by_id:
            problems.append(f"id {entry.id!r} is given twice")
        actor = by_id[entry.id] = _actor(entry)
        unsure_keys = set()
        for table, words in ((local, _local(entry)), (weak, _weak(entry))):
            keys = _keys(words, variants)
            unsure_keys |= keys
            _claim(table, keys, actor)
        _claim(strong, _keys(_strong(entry), variants) - unsure_keys, actor)
        _claim(cased, set(entry.aliases.cased), actor)
    problems += _breaches(by_id, strong, cased, {**local, **weak})
    if problems:
        raise ValueError("actor registry: " + "; ".join(problems))
    longest = max((len(key.split()) for key in (*strong, *cased, *local, *weak)), default=0)
    return Registry(
        by_id=MappingProxyType(by_id),
        aliases=MappingProxyType({key: actors[0] for key, actors in strong.items()}),
        cased=MappingProxyType({form: actors[0] for form, actors in cased.items()}),
        local=MappingProxyType(local),
        weak=MappingProxyType(weak),
        longest=longest,
        digest=digest,
    )


def _actor(entry: Entry) -> Actor:
    return Actor(
        actor_id=entry.id,
        name=entry.name,
        type=entry.type,
        country=entry.country,
        valid_from=entry.from_,
        valid_to=entry.to,
        parent=entry.parent,
        branches=MappingProxyType(dict(entry.branches)),
        changes=tuple(entry.changes),
        state=entry.state,
        unit=entry.unit,
        also=tuple(entry.also),
    )


def _strong(entry: Entry) -> list[str]:
    """Listed aliases and the name, whole and without its acronym; a state's arm has no own name."""
    own = [] if entry.state else [entry.name, ACRONYM.sub("", entry.name)]
    return [*entry.aliases.ar, *entry.aliases.en, *own]


def _local(entry: Entry) -> list[str]:
    return [*entry.aliases.local_ar, *entry.aliases.local_en]


def _weak(entry: Entry) -> list[str]:
    return [*entry.aliases.weak_ar, *entry.aliases.weak_en]


def _keys(words: Iterable[str], variants: Mapping[str, list[str]]) -> set[str]:
    """The look-up keys of aliases, each also with the other spellings of its words."""
    keys: set[str] = set()
    for word in words:
        options = [variants.get(part, [part]) for part in normalise_name(word).split()]
        keys.update(" ".join(parts) for parts in itertools.product(*options))
    return keys


def _claim(table: Claims, keys: set[str], actor: Actor) -> None:
    for key in sorted(keys):
        table[key] = (*table.get(key, ()), actor)


def _breaches(by_id: Mapping[str, Actor], strong: Claims, cased: Claims, unsure: Claims) -> list[str]:
    parents = {a.actor_id: a.parent for a in by_id.values() if a.parent is not None}
    orphans = [
        f"{own!r} has unknown parent {parent!r}" for own, parent in parents.items() if parent not in by_id
    ]
    shared = [
        f"{key!r} is strong for {' and '.join(a.actor_id for a in actors)}"
        for key, actors in (*strong.items(), *cased.items())
        if len(actors) > 1
    ]
    torn = [
        f"{key!r} is strong for {strong[key][0].actor_id} but local or weak for {unsure[key][0].actor_id}"
        for key in strong.keys() & unsure.keys()
    ]
    return [*orphans, *shared, *sorted(torn)]
