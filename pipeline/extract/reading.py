"""A sentence with everything that was found in it; the common ground of all the finders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.packs import Hit, Pack
from pipeline.text.tokens import Sentence, Token

#: Marks between two words that part clauses.
BREAKS = frozenset(",،;؛:()[]«»-–—!?؟")


def parts(gap: str, marks: frozenset[str]) -> bool:
    """True where the marks between two words part clauses; a hyphen inside a word ("off-duty") does not."""
    return gap != "-" and any(c in marks for c in gap)


@dataclass
class Reading:
    """One sentence: its tokens, the lexicon hits in it by layer, and how it stands in the article."""

    sentence: Sentence
    pack: Pack
    text: str
    is_title: bool = False
    hits: dict[str, list[Hit]] = field(default_factory=dict)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the sentence."""
        return self.sentence.tokens

    @property
    def index(self) -> int:
        """Where the sentence stands in the article, from 0."""
        return self.sentence.index

    def layer(self, *names: str) -> Iterator[Hit]:
        """The hits of some layers, in order of place."""
        if len(names) == 1:
            yield from self.hits.get(names[0], ())
        else:
            yield from sorted(
                (h for n in names for h in self.hits.get(n, ())), key=lambda h: (h.start, h.end)
            )

    def at(self, position: int, *names: str) -> Hit | None:
        """The longest hit of these layers that starts at a token, or None."""
        found = [h for n in names for h in self._by_start.get(position, {}).get(n, ())]
        return max(found, key=lambda h: h.end, default=None)

    def ending(self, position: int, *names: str) -> Hit | None:
        """The longest hit of these layers that ends just before a token, or None."""
        found = [h for n in names for h in self.hits.get(n, ()) if h.end == position]
        return max(found, key=lambda h: h.end - h.start, default=None)

    @cached_property
    def _by_start(self) -> dict[int, dict[str, list[Hit]]]:
        index: dict[int, dict[str, list[Hit]]] = {}
        for name, hits in self.hits.items():
            for hit in hits:
                index.setdefault(hit.start, {}).setdefault(name, []).append(hit)
        return index

    def words(self, start: int, end: int) -> str:
        """The stored characters behind tokens[start:end]."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the stored text of tokens[start:end]."""
        return self.tokens[start].start, self.tokens[end - 1].end

    def break_between(self, a: int, b: int, marks: frozenset[str] = BREAKS) -> bool:
        """True where a clause mark stands between token a and token b (a < b)."""
        return any(parts(self.tokens[i].gap, marks) for i in range(a + 1, b + 1))

    def clause(self, position: int, marks: frozenset[str] = BREAKS) -> tuple[int, int]:
        """The token range between the clause marks around a token."""
        start, end = position, position + 1
        while start > 0 and not parts(self.tokens[start].gap, marks):
            start -= 1
        while end < len(self.tokens) and not parts(self.tokens[end].gap, marks):
            end += 1
        return start, end


def read_sentence(
    sentence: Sentence, pack: Pack, text: str, extra: Iterable[Hit] = (), is_title: bool = False
) -> Reading:
    """The reading of a sentence: one scan of the lexicon, plus hits found elsewhere (actors, places)."""
    hits: dict[str, list[Hit]] = {}
    for hit in (*pack.lexicon.scan(sentence.tokens), *extra):
        cased = hit.entry.get("cased")
        if (
            cased is None
            or text[sentence.tokens[hit.start].start : sentence.tokens[hit.end - 1].end] == cased
        ):
            hits.setdefault(hit.entry.layer, []).append(hit)
    return Reading(sentence, pack, text, is_title, hits)
