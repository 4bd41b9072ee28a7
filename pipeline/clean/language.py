"""Which language an article is in: by its alphabet, its own letters and commonest words, then py3langid."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pycountry

from pipeline.text.normal import normalise_name

#: Characters looked at; more changes nothing.
SAMPLE = 4000
#: From so many words on, a text must use some of its language's commonest words; a headline may do without.
ENOUGH_WORDS = 12
#: Least share of the words that the commonest ones make up in real text (Turkish news: 6 %, most: 15 %).
LEAST_SHARE = 0.03
#: Above this share, and with twice that of the next language, no further evidence is needed.
CLEAR_SHARE = 0.12
#: Share of letters that only one language has, above which it is that one; a foreign name reaches half of it.
OWN_LETTERS = 0.012
#: What py3langid must be worth to decide alone, over a headline.
SURE = 0.7
CODE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of a language."""

    code: str
    script: str
    letters: frozenset[str]
    words: frozenset[str]
    #: True where its letters stand in neighbours' alphabets or foreign names, too: one alone says nothing.
    lends: bool
    labels: tuple[str, ...]


@lru_cache(maxsize=1)
def load_languages() -> Mapping[str, tuple[Language, ...]]:
    """The languages of `languages.toml` by script."""
    table = tomllib.loads((Path(__file__).parent / "languages.toml").read_text(encoding="utf-8"))
    by_script: dict[str, list[Language]] = {}
    for code, entry in table.items():
        words = frozenset(normalise_name(word) for word in entry.get("words", ()))
        labels = tuple(entry.get("langid", (code,)))
        language = Language(
            code, entry["script"], frozenset(entry.get("letters", "")), words, "lends" in entry, labels
        )
        by_script.setdefault(language.script, []).append(language)
    return {script: tuple(languages) for script, languages in by_script.items()}


def detect_language(text: str) -> str | None:
    """The code of the language a text is in, or None where it cannot be told (no words, or words of none)."""
    sample = text[:SAMPLE]
    letters = Counter(c for c in sample if c.isalpha())
    script = script_of(letters)
    candidates = load_languages().get(script or "", ())
    if len(candidates) < 2:
        return candidates[0].code if candidates else None
    own = by_letters(letters, candidates)
    if own is not None:
        return own
    return by_words(sample, normalise_name(sample).split(), candidates)


def script_of(letters: Counter[str]) -> str | None:
    """The alphabet of at least half of the letters; kana make Japanese of a text in Chinese characters."""
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        scripts[unicodedata.name(letter, "?").split()[0]] += count
    kana = scripts["HIRAGANA"] + scripts.pop("KATAKANA", 0)
    if kana * 20 > kana + scripts["CJK"]:
        scripts["HIRAGANA"] = kana + scripts.pop("CJK", 0)
    total = sum(scripts.values())
    script, count = max(scripts.items(), key=lambda item: item[1], default=("", 0))
    return script if total and count * 2 >= total else None


def by_letters(letters: Counter[str], candidates: Sequence[Language]) -> str | None:
    """The language whose own letters are frequent enough, the most frequent one if several are."""
    counts = {c.code: sum(letters[x] for x in c.letters) - c.lends for c in candidates if c.letters}
    least = OWN_LETTERS * letters.total()
    reached = sorted((code for code, n in counts.items() if n and n >= least), key=lambda code: -counts[code])
    lenders = {c.code for c in candidates if c.lends}
    return min(reached, key=lambda code: code in lenders, default=None)


def by_words(sample: str, words: Sequence[str], candidates: Sequence[Language]) -> str | None:
    """The language whose commonest words the text uses; py3langid decides between near ones."""
    found = Counter(words)
    shares = {c.code: sum(found[w] for w in c.words) / max(len(words), 1) for c in candidates}
    order = sorted(shares, key=lambda code: -shares[code])
    if shares[order[0]] >= CLEAR_SHARE and shares[order[0]] >= 2 * shares[order[1]]:
        return order[0]
    if len(words) < ENOUGH_WORDS and candidates[0].script == "ARABIC":
        return order[0] if shares[order[0]] else candidates[0].code
    weights = by_model(sample, candidates)
    if len(words) < ENOUGH_WORDS:
        best = max(weights, key=lambda code: weights[code] * (shares[code] + LEAST_SHARE))
        return best if shares[best] or weights[best] >= SURE else None
    best = max(weights, key=lambda code: weights[code])
    if shares[best] >= LEAST_SHARE:
        return best
    return order[0] if shares[order[0]] >= CLEAR_SHARE else None


@lru_cache(maxsize=1)
def load_model() -> Any:
    """The model of py3langid; loaded only for a text that needs it, since that takes a second and 90 MB."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def by_model(sample: str, candidates: Sequence[Language]) -> dict[str, float]:
    """The weight py3langid gives each candidate, out of all candidates together."""
    weights = dict(load_model().rank(sample))
    mine = {c.code: sum(float(weights.get(label, 0.0)) for label in c.labels) for c in candidates}
    total = sum(mine.values()) or 1.0
    return {code: weight / total for code, weight in mine.items()}


def language_code(stated: str | None) -> str | None:
    """The code of a language as an input states it ("ar", "ar-SY", "ara", "Arabic"), or None."""
    name = (stated or "").strip()
    match = CODE.match(name)
    if match is None:
        found = pycountry.languages.get(name=name.title()) if name else None
    elif len(match[0]) == 2:
        found = pycountry.languages.get(alpha_2=match[0].lower())
    else:
        code = match[0].lower()
        found = pycountry.languages.get(alpha_3=code) or pycountry.languages.get(bibliographic=code)
    return (getattr(found, "alpha_2", None) or found.alpha_3) if found else None


def fits_script(code: str, text: str) -> bool:
    """False where a text is plainly in another alphabet than the language it is said to be in."""
    script = script_of(Counter(c for c in text[:SAMPLE] if c.isalpha()))
    known = {
        language.script for group in load_languages().values() for language in group if language.code == code
    }
    return not script or not known or script in known
