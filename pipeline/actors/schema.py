"""What a registry file may hold. A key that is not named here, a typo, raises when the files are loaded."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

ActorType = Literal[
    "State forces", "Rebel group", "Political militia", "Identity militia", "External/Other forces"
]
StateKind = Literal["Military Forces", "Police Forces", "Government"]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Iso3 = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Text = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S(.*\S)?$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Aliases(_Strict):
    """The spellings of one actor, by how much a spelling alone proves."""

    #: Unambiguous: this spelling is the actor, wherever it stands.
    ar: list[Text] = []
    en: list[Text] = []
    #: Strong only as written, letter case and all, because the folded key is an everyday word ("IS", "FACT").
    cased: list[Text] = []
    #: The actor when the event lies in one of the actor's countries ("Ansar al-Sharia" in Libya or in Yemen).
    local_ar: list[Text] = []
    local_en: list[Text] = []
    #: The actor only when the article names it fully elsewhere ("the movement", "المقاومة").
    weak_ar: list[Text] = []
    weak_en: list[Text] = []


class Change(_Strict):
    """From a day on, the actor has another name and type (the Taliban became the government)."""

    from_: date = Field(alias="from")
    name: Text
    type: ActorType


class Entry(_Strict):
    """One `[[actor]]` of a registry file."""

    id: Slug
    name: Text
    type: ActorType
    country: Iso3 | Literal[""] = ""
    from_: date | None = Field(default=None, alias="from")
    to: date | None = None
    parent: Slug | None = None
    #: Further countries where its local aliases hold.
    also: list[Iso3] = []
    #: Set for an arm of a state: the name is then `state_actor(state, country, day)`, followed by `unit`.
    state: StateKind | None = None
    unit: str = ""
    aliases: Aliases = Aliases()
    branches: dict[Iso3, Text] = {}
    changes: list[Change] = []


class RegistryFile(_Strict):
    """A whole registry file."""

    actor: list[Entry]


class Period(_Strict):
    """The days a government held office, and the suffix its forces carry for them."""

    suffix: Annotated[str, StringConstraints(pattern=r"^\(\d{4}-(\d{4})?\)$")]
    from_: date = Field(alias="from")
    to: date | None = None


class StatesFile(_Strict):
    """`states.toml`: how countries are written, and their governments."""

    names: dict[Iso3, Text]
    article: list[Iso3]
    periods: dict[Iso3, list[Period]]


class SpellingsFile(_Strict):
    """`spellings.toml`: words that newsrooms write in several ways inside names."""

    same: list[list[Text]]
