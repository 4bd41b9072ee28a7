"""Every phrase of a language in one trie over words, and the one linear scan that finds them.

A word of the text stands for several look-up forms: itself, and what remains when clitics ("and", "by", "the", "his")
are taken off. Clitics come off only where the remainder is in the lexicon, so names are never ruined.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipeline.text.tokens import Token


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase of the lexicon: which layer it belongs to, what it means there, and its inflected form's tag."""

    layer: str
    key: str
    attrs: Mapping[str, Any]
    tag: str = ""

    def __getitem__(self, name: str) -> Any:
        return self.attrs[name]

    def get(self, name: str, default: Any = None) -> Any:
        """An attribute of the entry, or the default."""
        return self.attrs.get(name, default)


class Form(NamedTuple):
    """A look-up form of a word, with the clitics taken off before and after it."""

    text: str
    prefix: str
    suffix: str


class Hit(NamedTuple):
    """An entry found at tokens[start:end]; prefix and suffix are the clitics of its first and last word."""

    start: int
    end: int
    entry: Entry
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Clitics:
    """What a language writes attached to a word."""

    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    #: (ending, replacement) tried after a suffix came off, e.g. teh marbuta written as teh before a pronoun.
    restore: tuple[tuple[str, str], ...] = ()
    #: Prefixes that join words and may stand before the shortest ones ("ولم").
    conjunctions: frozenset[str] = frozenset()
    #: Prefixes that swallow the article of the word after them ("للسودان" = to + "السودان").
    swallow: tuple[str, ...] = ()
    #: Layers whose words may carry a pronoun; elsewhere the same letter is the feminine ending.
    suffix_layers: frozenset[str] = frozenset()
    #: Shortest remainder that still counts as a word.
    shortest: int = 3

    def forms_of(self, word: str) -> list[Form]:
        """The look-up forms of a word: the word itself first, then with fewer and fewer clitics."""
        out = [Form(word, "", "")]
        for prefix in self.prefixes:
            least = 2 if prefix in self.conjunctions else self.shortest - ("ا" in prefix)
            if word.startswith(prefix) and len(word) - len(prefix) >= least:
                out.append(Form(word[len(prefix) :], prefix, ""))
        out += [
            Form("ال" + word[len(p) :], p, "")
            for p in self.swallow
            if word.startswith(p) and len(word) > len(p) + 2
        ]
        for base in tuple(out):
            for suffix in self.suffixes:
                stem = base.text[: -len(suffix)]
                if len(stem) < self.shortest or not base.text.endswith(suffix):
                    continue
                out.append(Form(stem, base.prefix, suffix))
                out.extend(
                    Form(stem[: -len(end)] + new, base.prefix, suffix)
                    for end, new in self.restore
                    if stem.endswith(end)
                )
        return out


class Lexicon:
    """All entries of one language, compiled to a trie over words."""

    def __init__(self, entries: Iterable[Entry], clitics: Clitics) -> None:
        self.clitics = clitics
        self.size = 0
        self._root: dict[str, Any] = {}
        self._forms: dict[str, list[Form]] = {}
        for entry in entries:
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        node = self._root
        for word in entry.key.split():
            node = node.setdefault(word, {})
        node.setdefault("", []).append(entry)
        self.size += 1

    def forms(self, token: Token) -> list[Form]:
        """The look-up forms of a token (kept, so that each distinct word is taken apart once)."""
        word = token.text
        known = self._forms.get(word)
        if known is None:
            plain = word.replace("'", "")
            known = [Form(word, "", "")] if token.is_digits else self.clitics.forms_of(plain)
            if word.endswith("'s"):
                known = [*known, Form(word[:-2].replace("'", ""), "", "'s")]
            if len(self._forms) < 200_000:
                self._forms[word] = known
        return known

    def scan(self, tokens: Sequence[Token]) -> list[Hit]:
        """Every entry found in the tokens, in order; inside one layer a longer phrase hides the shorter ones."""
        found: list[Hit] = []
        for i in range(len(tokens)):
            for form in self.forms(tokens[i]):
                node = self._root.get(form.text)
                if node is not None:
                    self._walk(tokens, i, i + 1, node, form.prefix, form.suffix, found)
        return keep_longest(found)

    def _walk(
        self,
        tokens: Sequence[Token],
        start: int,
        end: int,
        node: dict[str, Any],
        prefix: str,
        suffix: str,
        out: list[Hit],
    ) -> None:
        allowed = self.clitics.suffix_layers
        out.extend(
            Hit(start, end, entry, prefix, suffix)
            for entry in node.get("", ())
            if suffix in ("", "'s") or (entry.layer in allowed and not entry.get("bare"))
        )
        if end == len(tokens) or (len(node) == 1 and "" in node) or "\n" in tokens[end].gap:
            return
        for form in self.forms(tokens[end]):
            child = node.get(form.text)
            if child is not None and form.prefix in ("", "ال"):
                self._walk(tokens, start, end + 1, child, prefix, form.suffix, out)


def keep_longest(hits: list[Hit]) -> list[Hit]:
    """The hits without those that a longer hit of the same layer covers; equal spans keep the fewest clitics."""
    hits.sort(key=lambda h: (h.start - h.end, len(h.prefix) + len(h.suffix), h.start))
    taken: dict[str, dict[int, tuple[int, int, int]]] = {}
    kept: list[Hit] = []
    for hit in hits:
        cover = taken.setdefault(hit.entry.layer, {})
        span = (hit.start, hit.end, len(hit.prefix) + len(hit.suffix))
        if any(cover.get(i, span) != span for i in range(hit.start, hit.end)):
            continue
        cover.update(dict.fromkeys(range(hit.start, hit.end), span))
        kept.append(hit)
    kept.sort(key=lambda h: (h.start, h.end))
    return kept
