"""What: from the words that name a happening to ACLED's event and sub-event types.

Packs name kinds ("air", "ied", "clash", ...); here stands what each kind is on its own, and how context decides
between them: who against whom, what weapon, what crowd. The order is the codebook's: the more violent type wins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: A kind that is beyond doubt -> its sub-event type.
PLAIN = {
    "air": "Air/drone strike",
    "shell": "Shelling/artillery/missile attack",
    "bombard": "Shelling/artillery/missile attack",
    "ied": "Remote explosive/landmine/IED",
    "blast": "Remote explosive/landmine/IED",
    "suicide": "Suicide bomb",
    "grenade": "Grenade",
    "chemical": "Chemical weapon",
    "clash": "Armed clash",
    "sexual": "Sexual violence",
    "abduct": "Abduction/forced disappearance",
    "arrest": "Arrests",
    "agreement": "Agreement",
    "disarm": "Disrupted weapons use",
    "base": "Headquarters or base established",
    "loot": "Looting/property destruction",
    "withdraw": "Non-violent transfer of territory",
    "change": "Change to group/activity",
    "release": "Other",
    "mob": "Mob violence",
}
#: Kinds by the family that events are told apart by.
FAMILY = {
    **dict.fromkeys(
        ("air", "shell", "bombard", "ied", "blast", "suicide", "grenade", "chemical"), "explosion"
    ),
    **dict.fromkeys(("clash", "fight", "operation", "take"), "battle"),
    **dict.fromkeys(("attack", "shooting", "melee", "assassinate", "execute", "harm"), "attack"),
    **dict.fromkeys(("abduct", "sexual"), "abduct"),
    **dict.fromkeys(("protest", "riot", "disperse", "mob"), "crowd"),
    "arrest": "arrest",
    **dict.fromkeys(("disarm", "loot"), "seizure"),
    **dict.fromkeys(("agreement", "base", "withdraw", "change", "release"), "strategic"),
}
#: Families whose words may tell one and the same happening.
VIOLENT = frozenset({"explosion", "battle", "attack"})
#: Families in the codebook's order of violence.
ORDER = ("battle", "explosion", "attack", "abduct", "crowd", "arrest", "seizure", "strategic")
FIGHTERS = frozenset({"military", "police", "militant"})


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around the words of an event and decides between types."""

    #: Kind -> weight of its words in the reports of the event.
    kinds: Mapping[str, float]
    #: Side ("military", "civilian", ...) of the people harmed, the clearest first.
    victims: tuple[str, ...]
    #: Type of the side that acts, and of the side acted on ("" = unknown).
    actor1_type: str
    actor2_type: str
    killed: bool
    harmed: bool
    captured: bool
    #: True where one sentence speaks of the protest and of force or arrests at it.
    intervened: bool = False


def weight(context: Context, family: str) -> float:
    """How strongly the words speak of a family."""
    return sum(w for kind, w in context.kinds.items() if FAMILY[kind] == family)


def decide(context: Context) -> tuple[str, str]:
    """(sub_event_type, name of the rule that decided)."""
    kinds = context.kinds
    crowd = weight(context, "crowd")
    violent = sum(weight(context, f) for f in VIOLENT)
    for kind in ("chemical", "sexual"):
        if kinds.get(kind, 0) >= 2:
            return PLAIN[kind], f"kind_{kind}"
    if (
        context.victims[:1] == ("protester",)
        and context.harmed
        and "State forces" in (context.actor1_type, context.actor2_type)
    ):
        return "Excessive force against protesters", "protesters_harmed"
    if crowd and is_crowd(context, crowd, violent):
        return decide_crowd(context)
    if kinds.get("suicide", 0) >= 2 and (kinds["suicide"] >= weight(context, "arrest") or context.killed):
        return PLAIN["suicide"], "kind_suicide"
    if weight(context, "abduct") > max(violent, weight(context, "arrest")):
        return PLAIN["abduct"], "kind_abduct"
    if strategic_only(context, violent):
        return decide_strategic(context)
    explosion, battle = weight(context, "explosion"), weight(context, "battle")
    if explosion and explosion >= battle * 0.8:
        return decide_explosion(context)
    if kinds.get("take", 0) >= 2 and kinds["take"] >= kinds.get("clash", 0):
        return decide_take(context)
    fighting = kinds.get("clash", 0) + kinds.get("fight", 0)
    if (fighting and fighting >= 0.6 * weight(context, "attack")) or (
        battle >= 3 and context.killed and battle > weight(context, "attack")
    ):
        return PLAIN["clash"], "kind_clash"
    return decide_attack(context)


def is_crowd(context: Context, crowd: float, violent: float) -> bool:
    """True where a crowd is what it is about, not an attack that crowds are named beside."""
    hard = sum(context.kinds.get(k, 0) for k in ("air", "shell", "ied", "suicide", "blast", "assassinate"))
    if hard >= crowd or context.kinds.get("arrest", 0) > crowd:
        return False
    named = context.actor1_type in ("Protesters", "Rioters") or context.actor2_type in (
        "Protesters",
        "Rioters",
    )
    return crowd >= violent * 0.7 or (named and crowd >= violent * 0.4)


def decide_crowd(context: Context) -> tuple[str, str]:
    """Among protests and riots: deadly force, then violence by the crowd, then any intervention."""
    kinds = context.kinds
    protesters = "protester" in context.victims
    if (
        kinds.get("protest", 0)
        and context.killed
        and (protesters or kinds.get("shooting", 0))
        and not kinds.get("riot", 0) > kinds.get("protest", 0)
    ):
        return "Excessive force against protesters", "protesters_killed"
    if kinds.get("protest", 0) and kinds.get("shooting", 0) >= 2 and context.harmed and protesters:
        return "Excessive force against protesters", "protesters_shot"
    if kinds.get("mob", 0) > kinds.get("protest", 0) + kinds.get("riot", 0):
        return PLAIN["mob"], "kind_mob"
    if kinds.get("riot", 0) >= 2 or (kinds.get("fight", 0) + kinds.get("clash", 0) >= 3 and context.harmed):
        return "Violent demonstration", "kind_riot"
    if kinds.get("disperse", 0) >= 3 or context.intervened:
        return "Protest with intervention", "intervention"
    return "Peaceful protest", "kind_protest"


def strategic_only(context: Context, violent: float) -> bool:
    """True where nobody is said to be killed and the words speak of arrests or strategic developments."""
    calm = sum(weight(context, family) for family in ("arrest", "seizure", "strategic"))
    if context.killed and weight(context, "arrest") and violent:
        return False
    return calm > 0 and calm >= violent - context.kinds.get("operation", 0) - (0.5 if context.captured else 0)


def decide_strategic(context: Context) -> tuple[str, str]:
    """The strongest of arrests and the other strategic developments."""
    order = ("agreement", "release", "disarm", "arrest", "withdraw", "base", "loot", "change")
    best = max(order, key=lambda k: (context.kinds.get(k, 0), -order.index(k)))
    return PLAIN[best], f"kind_{best}"


def decide_explosion(context: Context) -> tuple[str, str]:
    """The weapon: aircraft before artillery before devices; an explosion of unknown making is a device."""
    kinds = context.kinds
    if kinds.get("air", 0) and kinds.get("air", 0) >= kinds.get("ied", 0):
        return PLAIN["air"], "kind_air"
    named = {k: kinds.get(k, 0) for k in ("shell", "bombard", "ied", "grenade", "suicide")}
    named["shell"] += named["bombard"]
    named["ied"] += kinds.get("blast", 0) * 0.5
    best = max(named, key=lambda k: named[k])
    if named[best] == 0 or kinds.get("suicide", 0):
        best = "suicide" if kinds.get("suicide", 0) else "blast"
    return PLAIN[best], f"kind_{best}"


def decide_take(context: Context) -> tuple[str, str]:
    """Territory taken: by the state or by the others."""
    if context.actor1_type in ("State forces", "External/Other forces", ""):
        return "Government regains territory", "taken_by_state"
    return "Non-state actor overtakes territory", "taken_by_group"


def decide_attack(context: Context) -> tuple[str, str]:
    """An attack without a weapon of its own type: on fighters it is a clash, on others an attack on civilians."""
    kinds = context.kinds
    victims = set(context.victims)
    if kinds.get("assassinate", 0) or kinds.get("execute", 0) or kinds.get("melee", 0):
        return (
            ("Armed clash", "fighters_attacked")
            if context.victims[:1] in (("military",), ("police",))
            else ("Attack", "civilians_attacked")
        )
    if victims & {"civilian", "official", "protester", "settler"} and not victims & {"military", "police"}:
        return "Attack", "civilians_attacked"
    if victims & FIGHTERS or context.actor2_type in (
        "State forces",
        "Rebel group",
        "Political militia",
        "Identity militia",
        "External/Other forces",
    ):
        return "Armed clash", "fighters_attacked"
    return "Attack", "civilians_attacked"
