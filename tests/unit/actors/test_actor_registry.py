"""The registry as a whole, and the checks that keep it whole."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from pydantic import ValidationError

from pipeline.actors import country_name, load_registry
from pipeline.actors.index import build_registry
from pipeline.actors.schema import Entry
from pipeline.text.normal import normalise_name

FOCUS = """
    SYR IRQ YEM PSE LBN SDN SSD LBY EGY DZA TUN SOM ETH MLI NGA COD CAF AFG PAK IND MMR PHL TUR IRN UKR COL
    MEX
"""


def entry(actor_id: str, **fields: object) -> Entry:
    return Entry.model_validate({"id": actor_id, "name": actor_id.title(), "type": "Rebel group", **fields})


def test_counts() -> None:
    registry = load_registry()
    assert len(registry.by_id) >= 320
    assert len(registry.aliases) >= 9000
    assert registry.longest == max(
        len(k.split()) for k in [*registry.aliases, *registry.local, *registry.weak]
    )
    homes = Counter(actor.country for actor in registry.by_id.values())
    for iso in FOCUS.split():
        assert homes[iso] >= 3, iso


def test_every_actor_has_an_arabic_or_english_key() -> None:
    registry = load_registry()
    named = {actor.actor_id for actor in registry.aliases.values()}
    named |= {actor.actor_id for actors in registry.local.values() for actor in actors}
    assert named == set(registry.by_id)


def test_keys_are_normal() -> None:
    registry = load_registry()
    for key in [*registry.aliases, *registry.local, *registry.weak]:
        assert key == normalise_name(key) != ""


def test_strong_keys_are_no_everyday_words() -> None:
    everyday = (
        "is us it in on at an as to let mend fact ice army rebels police forces government state militia the"
    )
    keys = load_registry().aliases.keys()
    assert not keys & set(everyday.split())
    assert not keys & {
        normalise_name(w) for w in ("فتح", "أمل", "القوات", "الجيش", "الشرطة", "تساهل", "شباب", "سنة")
    }
    assert all(len(key) >= 3 for key in keys)


def test_countries_exist() -> None:
    for actor in load_registry().by_id.values():
        for iso in filter(None, (actor.country, *actor.also, *actor.branches)):
            assert country_name(iso)


def test_dates_run_forward_and_inside_the_parent_chain() -> None:
    registry = load_registry()
    for actor in registry.by_id.values():
        if actor.valid_from and actor.valid_to:
            assert actor.valid_from < actor.valid_to, actor.actor_id
        seen, parent = {actor.actor_id}, actor.parent
        while parent is not None:
            assert parent not in seen, f"{actor.actor_id} is its own ancestor"
            seen.add(parent)
            parent = registry.by_id[parent].parent


def test_names_are_unique_unless_an_arm_of_a_state() -> None:
    counts = Counter(a.name for a in load_registry().by_id.values() if a.state is None)
    assert [name for name, n in counts.items() if n > 1] == []


def test_branches_and_changes() -> None:
    registry = load_registry()
    state = registry.by_id["islamic-state"]
    assert registry.named_in(state, "SYR") == "Islamic State (Syria)"
    assert registry.named_in(state, "EGY") == "Islamic State - Sinai Province"
    assert registry.named_in(state, "AFG") == "Islamic State Khorasan Province (ISKP)"
    assert registry.named_in(state, "SWE") == registry.named_in(state, None) == "Islamic State"
    taliban = registry.by_id["taliban"]
    assert registry.named_in(taliban, "AFG", date(2021, 8, 14)) == "Taliban"
    assert registry.type_on(taliban, date(2021, 8, 14)) == "Rebel group"
    assert registry.named_in(taliban, "AFG", date(2021, 8, 15)) == "Taliban (Government of Afghanistan)"
    assert registry.type_on(taliban, date(2021, 8, 15), "AFG") == "State forces"
    assert registry.type_on(taliban, None, "AFG") == "Rebel group"


def test_branches_lead_to_the_same_names_as_the_branch_itself() -> None:
    registry = load_registry()
    own = {actor.name for actor in registry.by_id.values()}
    for actor_id in ("islamic-state", "al-qaeda"):
        for name in registry.by_id[actor_id].branches.values():
            assert name in own or name.endswith(")"), name


def test_an_arm_of_a_state_is_named_by_the_government_of_the_day() -> None:
    registry = load_registry()
    guard = registry.by_id["syrian-republican-guard"]
    assert (
        registry.named_in(guard, "SYR", date(2013, 1, 1))
        == "Military Forces of Syria (2000-2024) Republican Guard"
    )
    army = registry.by_id["idf"]
    assert registry.named_in(army, "LBN") == "Military Forces of Israel"
    assert registry.type_on(army, None, "ISR") == "State forces"
    assert registry.type_on(army, None, "LBN") == "External/Other forces"


def test_active() -> None:
    hts = load_registry().by_id["hts"]
    assert hts.active(None) and hts.active(date(2017, 1, 28)) and hts.active(date(2025, 1, 29))
    assert not hts.active(date(2016, 12, 31)) and not hts.active(date(2025, 1, 30))


def test_a_typo_raises() -> None:
    with pytest.raises(ValidationError):
        entry("a", alias={"en": ["A"]})
    with pytest.raises(ValidationError):
        entry("a", aliases={"fr": ["A"]})
    with pytest.raises(ValidationError):
        entry("a", type="Rebels")


def test_shared_strong_alias_raises() -> None:
    with pytest.raises(ValueError, match="'one front' is strong for a and b"):
        build_registry(
            [entry("a", aliases={"en": ["One Front"]}), entry("b", aliases={"en": ["one-front"]})], []
        )


def test_strong_and_weak_for_another_raises() -> None:
    with pytest.raises(ValueError, match="strong for a but local or weak for b"):
        build_registry(
            [entry("a", aliases={"en": ["Front"]}), entry("b", aliases={"weak_en": ["Front"]})], []
        )


def test_unknown_parent_and_double_id_raise() -> None:
    with pytest.raises(ValueError, match="unknown parent"):
        build_registry([entry("a", parent="b")], [])
    with pytest.raises(ValueError, match="given twice"):
        build_registry([entry("a"), entry("a")], [])


def test_spellings_stand_for_each_other_and_acronyms_come_off() -> None:
    registry = build_registry(
        [entry("a", name="Defence Militia (ABC)"), entry("b", name="Guard (Libya)")],
        [["defence", "defense"], ["militia", "militias"]],
    )
    assert registry.aliases["defense militias"].actor_id == "a"
    assert "guard" not in registry.aliases and "guard libya" in registry.aliases


def test_version_is_stable() -> None:
    assert load_registry().version() == load_registry().version()
    assert len(load_registry().version()) == 12
