"""Numbers in digits and words, with what bounds or softens them."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.extract.reading import Reading
from pipeline.packs import Hit

#: Separators of thousands: "1,000", "1.000", "1٬000".
GROUPED = regex.compile(r"\d{1,3}(?:[.,٬]\d{3})+")
#: More people than this were never in one place of one event; a greater figure is a reading error or abuse.
GREATEST = 10_000_000


@dataclass(frozen=True, slots=True)
class Number:
    """A number at tokens[start:end] (bounds included): low <= best <= high, None where open or vague."""

    start: int
    end: int
    low: int | None
    best: int | None
    high: int | None
    rule: str
    #: Tokens of the bare number without its bounds.
    core: tuple[int, int] = (0, 0)

    @property
    def vague(self) -> bool:
        """True for "dozens", "several": a number without a figure."""
        return self.best is None and self.low is None


def digits_value(word: str) -> float | None:
    """The value of a number written in digits, None when it is not one number (a version, a clock time)."""
    if word.isdigit():
        return int(word) if len(word) <= 12 else None
    if GROUPED.fullmatch(word):
        return int(regex.sub(r"\D", "", word))
    parts = regex.split(r"[.,٫]", word)
    return (
        float(".".join(parts)) if len(parts) == 2 and all(p.isdigit() and len(p) < 9 for p in parts) else None
    )


def find_numbers(reading: Reading) -> list[Number]:
    """The numbers of a sentence in order, bounds and ranges applied; vague plurals among them."""
    numbers: list[Number] = []
    i = 0
    while i < len(reading.tokens):
        found = read_number(reading, i)
        if found is None:
            i += 1
            continue
        value, end = found
        numbers.append(bounded(reading, i, end, value))
        i = end
    vague = [
        Number(h.start, h.end, None, None, None, "vague_number", (h.start, h.end))
        for h in reading.layer("vague")
        if not any(b.start <= h.start and h.end < b.end for b in reading.layer("bound"))  # "as many as 80"
    ]
    numbers = join_ranges(reading, numbers)
    covered = [n for n in vague if not any(m.core[0] < n.start < m.core[1] for m in numbers)]
    covered = [n for n in covered if not any(m.end == n.start for m in covered)]
    numbers = [n for n in numbers if not any(v.start <= n.core[0] and n.core[1] <= v.end for v in covered)]
    return sorted((*numbers, *covered), key=lambda n: n.start)


def read_number(reading: Reading, start: int) -> tuple[int, int] | None:
    """(value, end) of the number that starts at a token, None when none does."""
    token = reading.tokens[start]
    if token.is_digits:
        value = digits_value(token.text)
        if value is None:
            return None
        end = start + 1
        big = reading.at(end, "number") if end < len(reading.tokens) else None
        if big and big.entry["kind"] == "big" and not big.prefix.startswith("و"):
            return (
                (int(value * big.entry["value"]), big.end) if value * big.entry["value"] <= 10**12 else None
            )
        return (int(value), end) if float(value).is_integer() else None
    hit = reading.at(start, "number")
    return read_words(reading, hit) if hit else None


def read_words(reading: Reading, hit: Hit) -> tuple[int, int] | None:
    """(value, end) of a number in words: "ثلاثة آلاف وخمسمئة", "twenty-two", "تسعة عشر"."""
    total, current, floor = 0, 0, 10**15
    end = hit.start
    nxt: Hit | None = hit
    while nxt is not None:
        value, kind = int(nxt.entry["value"]), nxt.entry["kind"]
        if nxt is hit and "alone" in nxt.entry.attrs:
            value, kind = int(nxt.entry["alone"]), "thousands"
        if kind == "big":
            if current == 0 and total and value >= floor:
                break
            total, current, floor = total + max(current, 1) * value, 0, value
        elif kind == "thousands":
            total, current, floor = total + value, 0, value
        elif kind == "hundred" and 0 < current < 10:
            current *= value
        elif joins(current, value, floor):
            current += value
        else:
            break
        end = nxt.end
        nxt = next_number_word(reading, end)
    value = total + current
    return (value, end) if value and end > hit.start else None


def joins(current: int, value: int, floor: int) -> bool:
    """True where a number word may add to what was read: "twenty"+"two", "اثنان"+"وعشرون", "hundred"+"five"."""
    if value >= floor:
        return False
    if current == 0:
        return True
    low = current % 100
    if 0 < low < 10 and 20 <= value <= 90:
        return True
    if 0 < current < 10:
        return False
    return (value < 100 and low == 0) or (value < 10 and low >= 20 and low % 10 == 0)


def next_number_word(reading: Reading, position: int) -> Hit | None:
    """The number word that goes on a number at a position: joined by "and", a hyphen, or directly."""
    if position >= len(reading.tokens) or reading.tokens[position].gap.strip(" -\u2010"):
        return None
    joiner = reading.at(position, "number_and")
    if joiner is not None:
        position = joiner.end
    if position >= len(reading.tokens):
        return None
    hit = reading.at(position, "number")
    if hit is None or hit.prefix not in ("", "و") or hit.entry["kind"] == "one":
        return None
    conjoined = hit.prefix == "و" or joiner is not None
    if (
        reading.pack.option("tens_need_and", False)
        and not conjoined
        and hit.entry["kind"] not in ("big", "hundred")
    ):
        return None
    return hit


def bounded(reading: Reading, start: int, end: int, value: int) -> Number:
    """A number with the bound words beside it applied (codebook section 2, Counts)."""
    before = bound_at(reading, [h for h in reading.hits.get("bound", ()) if h.end == start], "before")
    near = (end, end + 1, end + 2)
    after = bound_at(reading, [h for h in reading.hits.get("bound", ()) if h.start in near], "after")
    if before is not None:
        return limited(before.start, end, value, before.entry["kind"], (start, end))
    if after is not None and not reading.break_between(start, after.start):
        return limited(start, end, value, after.entry["kind"], (start, end))
    return Number(start, end, value, value, value, "number", (start, end))


def bound_at(reading: Reading, hits: list[Hit], side: str) -> Hit | None:
    """The longest of some bound words that stands on a side of its number."""
    return max((h for h in hits if h.entry["side"] == side), key=lambda h: h.end - h.start, default=None)


def limited(start: int, end: int, value: int, kind: str, core: tuple[int, int]) -> Number:
    """The codebook's row of a bound: at least, up to, about."""
    if kind == "at_least":
        return Number(start, end, value, value, None, "at_least", core)
    if kind == "up_to":
        return Number(start, end, None, value, value, "up_to", core)
    return Number(start, end, value, value, value, "approx", core)


def join_ranges(reading: Reading, numbers: list[Number]) -> list[Number]:
    """ "5 to 8", "5-8", "between 5 and 8" become one number with low and high."""
    out: list[Number] = []
    for number in numbers:
        last = out[-1] if out else None
        if (
            last is not None
            and last.best
            and number.best
            and last.best < number.best
            and is_range(reading, last, number)
        ):
            out[-1] = Number(
                last.start,
                number.end,
                last.best,
                last.best,
                number.best,
                "range",
                (last.core[0], number.core[1]),
            )
        else:
            out.append(number)
    return out


def is_range(reading: Reading, a: Number, b: Number) -> bool:
    """True where the words between two numbers make a range of them."""
    between = reading.tokens[a.core[1] : b.core[0]]
    gap = reading.tokens[b.core[0]].gap.strip()
    opened = reading.ending(a.core[0], "between") is not None
    if not between:
        return gap in ("-", "–", "—") or (opened and reading.tokens[b.core[0]].text.startswith("و"))
    if opened and len(between) == 1 and (between[0].text == "و" or reading.at(a.core[1], "conjunction")):
        return True
    return (
        len(between) == 1
        and reading.at(a.core[1], "range_word") is not None
        and not reading.break_between(a.core[0], b.core[0])
    )
