"""Parts of a sentence that tell different happenings: "... while ...", "... two days after ..."."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.extract.reading import Reading

#: A part shorter than this many words is no statement of its own.
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Segment:
    """Tokens [start:end) of a sentence; `prior` marks what is told as the reason or forerunner of the rest."""

    start: int
    end: int
    prior: bool = False

    def holds(self, position: int) -> bool:
        """True for a token inside."""
        return self.start <= position < self.end


def segment(reading: Reading) -> list[Segment]:
    """The parts of a sentence, in order: cut at connectors where words of an event stand on both sides."""
    parts = [Segment(0, len(reading.tokens))]
    for hit in reading.layer("connector"):
        last = parts[-1]
        if hit.start - last.start < SHORTEST or last.end - hit.end < SHORTEST:
            if hit.start <= 1 and hit.entry["prior"]:
                continue
            if last.end - hit.end < SHORTEST:
                continue
        if not has_event(reading, hit.start, last.end) or not has_event(reading, last.start, hit.start):
            continue
        if hit.entry["prior"] and not names_kind(reading, last.start, hit.start):
            continue
        if inside_quotation(reading, hit.start):
            continue
        parts[-1] = replace(last, end=hit.start)
        parts.append(Segment(hit.start, last.end, bool(hit.entry["prior"])))
    return parts


def has_event(reading: Reading, start: int, end: int) -> bool:
    """True where words of an event or a harm stand in tokens[start:end]."""
    return any(
        start <= h.start < end and h.entry.get("strength", 2) >= 2 for h in reading.layer("trigger", "harm")
    )


def names_kind(reading: Reading, start: int, end: int) -> bool:
    """True where tokens[start:end] say what happened, not only that people were harmed ("killed after a mine ...")."""
    return any(start <= h.start < end and h.entry["strength"] >= 2 for h in reading.layer("trigger"))


def inside_quotation(reading: Reading, position: int) -> bool:
    """True where a number and its noun would be cut apart."""
    return reading.at(position, "unit") is not None
