"""Number words as an Arabic grammar gives them, written without a look at the program that reads them."""

from __future__ import annotations

#: Units as they count masculine nouns (feminine form) and feminine nouns (bare form).
MASCULINE = ("", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة")
FEMININE = ("", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر")
TENS = ("", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")
STEMS = ("", "", "", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")


def two_digits(n: int, *, feminine: bool, oblique: bool) -> str:
    """1 to 99."""
    units = FEMININE if feminine else MASCULINE
    if n <= 10:
        return dual(units[n], oblique) if n == 2 else units[n]
    ten, unit = divmod(n, 10)
    if ten == 1:
        return teen(unit, feminine=feminine, oblique=oblique)
    tens = TENS[ten] + ("ين" if oblique else "ون")
    if unit == 0:
        return tens
    if unit == 1:
        return f"{'إحدى' if feminine else 'واحد'} و{tens}"
    return f"{dual(units[unit], oblique) if unit == 2 else units[unit]} و{tens}"


def teen(unit: int, *, feminine: bool, oblique: bool) -> str:
    """11 to 19: eleven and twelve agree in both parts, the others turn the first."""
    if unit == 1:
        return "إحدى عشرة" if feminine else "أحد عشر"
    if unit == 2:
        first = ("اثنتي" if oblique else "اثنتا") if feminine else ("اثني" if oblique else "اثنا")
        return f"{first} {'عشرة' if feminine else 'عشر'}"
    return f"{FEMININE[unit]} عشرة" if feminine else f"{MASCULINE[unit]} عشر"


def dual(word: str, oblique: bool) -> str:
    """The oblique case of a dual."""
    return word[:-2] + "ين" if oblique else word


def hundreds(n: int, *, old: bool, joined: bool, oblique: bool) -> str:
    """100 to 900: "مئة" or the old "مائة", one word or two."""
    one = "مائة" if old else "مئة"
    if n == 1:
        return one
    if n == 2:
        return one[:-1] + ("تين" if oblique else "تان")
    stem = "ثماني" if n == 8 and not joined else STEMS[n]
    return f"{stem}{'' if joined else ' '}{one}"


def thousands(n: int, *, feminine: bool, oblique: bool) -> str:
    """1000 to 9000; "thousand" is masculine whatever is counted."""
    if n == 1:
        return "ألف"
    return ("ألفين" if oblique else "ألفان") if n == 2 else f"{MASCULINE[n]} آلاف"


def spell(
    n: int, *, feminine: bool = False, oblique: bool = False, old: bool = False, joined: bool = True
) -> str:
    """The words of 1 to 9999, as news would write them before a counted noun."""
    parts = []
    if n >= 1000:
        parts.append(thousands(n // 1000, feminine=feminine, oblique=oblique))
    if n % 1000 >= 100:
        parts.append(hundreds(n % 1000 // 100, old=old, joined=joined, oblique=oblique))
    if n % 100:
        parts.append(two_digits(n % 100, feminine=feminine, oblique=oblique))
    return " و".join(parts)
