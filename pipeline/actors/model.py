"""The actor and the registry that looks actors up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.actors.schema import ActorType, Change, StateKind
from pipeline.actors.states import state_actor


@dataclass(frozen=True)
class Actor:
    """One actor. `branches` maps a country to the name used there; `state` marks an arm of a state."""

    actor_id: str
    name: str
    type: ActorType
    country: str
    valid_from: date | None
    valid_to: date | None
    parent: str | None
    branches: Mapping[str, str]
    changes: tuple[Change, ...] = ()
    state: StateKind | None = None
    unit: str = ""
    also: tuple[str, ...] = ()

    def active(self, on: date | None) -> bool:
        """Whether the actor existed on that day; an unknown day or bound never excludes."""
        if on is None:
            return True
        return (self.valid_from or on) <= on <= (self.valid_to or on)

    def __hash__(self) -> int:
        return hash(self.actor_id)


@dataclass(frozen=True)
class Registry:
    """All actors, looked up by `normalise_name` keys. `longest` is the most words any key has."""

    by_id: Mapping[str, Actor]
    #: Strong keys: one actor each, in any article.
    aliases: Mapping[str, Actor]
    #: Strong too, but keyed by the exact written form, because the folded key is an everyday word ("IS").
    cased: Mapping[str, Actor]
    #: Keys that name an actor only where it is at home; see `local_actor`.
    local: Mapping[str, tuple[Actor, ...]]
    #: Keys that refer back to an actor which the article names fully elsewhere.
    weak: Mapping[str, tuple[Actor, ...]]
    longest: int
    digest: str

    def version(self) -> str:
        """A short fingerprint of everything the registry was read from."""
        return self.digest[:12]

    def named_in(self, actor: Actor, country: str | None, on: date | None = None) -> str:
        """The canonical name of an actor in a country, on a day if one is known.

        A branch of that country goes first, then a later name, then the plain name; an arm of a state is
        named by the government of the day.
        """
        if actor.state is not None:
            return state_actor(actor.state, actor.country, on, actor.unit)
        if country and country in actor.branches:
            return actor.branches[country]
        change = _change_on(actor, on)
        return change.name if change else actor.name

    def type_on(self, actor: Actor, on: date | None, country: str | None = None) -> ActorType:
        """The type of an actor on a day, seen from a country if one is given.

        The Taliban are State forces since 2021-08-15; an arm of a state is State forces at home and
        External/Other forces abroad.
        """
        if actor.state is not None and country:
            return "State forces" if country == actor.country else "External/Other forces"
        change = _change_on(actor, on)
        return change.type if change else actor.type

    def local_actor(self, key: str, country: str | None, on: date | None = None) -> Actor | None:
        """The one actor a local alias names in a country on a day; None if none or several remain."""
        named = self.local.get(key, ())
        at_home = [a for a in named if country and country in (a.country, *a.also, *a.branches)]
        if len(at_home) > 1:
            at_home = [a for a in at_home if a.active(on)]
        return at_home[0] if len(at_home) == 1 else None


def _change_on(actor: Actor, on: date | None) -> Change | None:
    past = [c for c in actor.changes if on is not None and c.from_ <= on]
    return max(past, key=lambda c: c.from_, default=None)
