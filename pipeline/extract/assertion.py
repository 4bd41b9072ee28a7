"""Whether a word of violence says that something happened, or only denies, threatens, plans or recalls it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.reading import Reading
from pipeline.packs import Hit

#: How many words ahead a cue works, by kind. Negation binds tightly; a call or a threat reaches over its object.
REACH = {
    "negate": 2, "future": 4, "threat": 5, "call": 6, "hypothetical": 6, "exercise": 2, "anniversary": 3, "standing": 1,
    "deny": 9, "verdict": 5, "drill": 10,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Assertion:
    """How a statement stands to the facts; `cue` is the word that says so."""

    kind: str
    cue: tuple[int, int] | None = None

    @property
    def real(self) -> bool:
        """True where the event is said to have happened."""
        return self.kind in ("real", "past", "habit")


#: Kinds that, led to by "to" or "for", are an aim and not a deed ("لتحرير المدينة").
PURPOSE = frozenset({"take", "disarm", "arrest", "agreement", "release", "base", "withdraw"})

REAL = Assertion("real")


def assess(reading: Reading, hit: Hit) -> Assertion:
    """The assertion of the words of an event: the nearest cue in its clause decides."""
    if "س" in hit.prefix and hit.entry.tag.startswith("pres"):
        return Assertion("future", (hit.start, hit.end))
    if (
        hit.prefix.startswith("ل")
        and hit.entry.get("kind") in PURPOSE
        and not hit.entry.tag.startswith("past")
    ):
        return Assertion("future", (hit.start, hit.end))
    for cue in reading.layer("negate"):
        reach = 6 if reading.ending(hit.start, "anyone") is not None else REACH["negate"] - 1
        if 0 <= hit.start - cue.end <= reach and not reading.break_between(cue.end - 1, hit.start):
            return Assertion("negated", (cue.start, cue.end))
    if told_ahead(reading, hit):
        return Assertion("future")
    for cue in reading.layer("unreal"):
        kind = cue.entry["kind"]
        gap = hit.start - cue.end
        if kind == "drill" and abs(hit.start - cue.start) <= REACH[kind]:
            return Assertion(kind, (cue.start, cue.end))
        if -1 <= gap < REACH[kind] and cue.start <= hit.start and not broken(reading, cue.end - 1, hit.start):
            if happened_between(reading, cue, hit):
                continue
            return Assertion(kind, (cue.start, cue.end))
        if kind == "future" and cue.start == hit.end and cue.entry.get("adjective"):
            return Assertion(kind, (cue.start, cue.end))
    return recalled(reading, hit)


def told_ahead(reading: Reading, hit: Hit) -> bool:
    """True where a verb in the future governs the words: "ستبدأ القوات عملية"."""
    for layer in ("act", "trigger", "harm", "speech"):
        for verb in reading.layer(layer):
            ahead = verb.prefix in ("س", "وس", "فس") and verb.entry.tag.startswith("pres")
            if ahead and 0 < hit.start - verb.start <= 8 and not reading.break_between(verb.start, hit.start):
                return True
    return False


def broken(reading: Reading, a: int, b: int) -> bool:
    """True where a clause mark parts a cue from the event's words."""
    return b > a and reading.break_between(max(a, 0), b)


def happened_between(reading: Reading, cue: Hit, hit: Hit) -> bool:
    """True where a verb of result or a relative clause puts the event back among the facts ("after the talks ...")."""
    return any(cue.end <= h.start < hit.start for h in reading.layer("result"))


def recalled(reading: Reading, hit: Hit) -> Assertion:
    """Told of the past or of habit: the words that open the statement say so."""
    for cue in reading.layer("habit"):
        if abs(cue.start - hit.start) <= 14:
            return Assertion("habit", (cue.start, cue.end))
    for cue in reading.layer("past"):
        if cue.start <= 1 and cue.end <= hit.start:
            return Assertion("past", (cue.start, cue.end))
    return REAL
