"""Who fights whom: the registry of armed actors, and the names of states and their forces by day."""

from pipeline.actors.load import load_registry
from pipeline.actors.model import Actor, Registry
from pipeline.actors.schema import ActorType, StateKind
from pipeline.actors.states import country_name, government_suffix, state_actor

__all__ = [
    "Actor",
    "ActorType",
    "Registry",
    "StateKind",
    "country_name",
    "government_suffix",
    "load_registry",
    "state_actor",
]
