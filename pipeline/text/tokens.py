"""Words and sentences of an article, each with its place in the stored text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from pipeline.text.normal import normalise

#: A number with its separators, a word (apostrophes inside it are part of it), or one mark.
TOKEN = regex.compile(r"\d+(?:[.,٫٬]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[^\s\w]|_")
#: Words after which a sentence without an end is cut: no newsroom writes one, and the finders look at pairs of words.
LONGEST = 400
#: Marks that end a sentence; Arabic headlines use ".." as a colon, so a run of dots only parts clauses.
ENDERS = frozenset("!?؟")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number: its normal form, its span in the stored text, and the marks since the last one."""

    text: str
    start: int
    end: int
    gap: str

    @property
    def is_digits(self) -> bool:
        """True for a number written in digits."""
        return self.text[0].isdigit()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of tokens that a reader takes for one statement; `line` counts lines from the title (0)."""

    tokens: tuple[Token, ...]
    index: int
    line: int

    @property
    def start(self) -> int:
        """First character in the stored text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """One past the last character in the stored text."""
        return self.tokens[-1].end


def tokenise(text: str) -> list[Token]:
    """The words and numbers of a text in order; a newline shows in the `gap` of the word after it."""
    normal, starts = normalise(text)
    tokens: list[Token] = []
    gap_from = 0
    for match in TOKEN.finditer(normal):
        word = match.group()
        if not word[0].isalnum():
            continue
        begin, stop = match.span()
        end = starts[stop - 1] + 1
        while end < len(text) and stop < len(starts) and starts[stop] > end and not text[end].isspace():
            end += 1  # vowel signs after the last letter belong to the word
        tokens.append(Token(word, starts[begin], end, normal[gap_from:begin]))
        gap_from = stop
    return tokens


def ends_sentence(gap: str, before: Token, after: Token, abbreviations: frozenset[str]) -> bool:
    """True where the marks between two words part sentences."""
    if "\n" in gap or any(c in ENDERS for c in gap):
        return True
    dot = gap.find(".")
    if dot < 0 or gap.startswith("..") or "..." in gap or "…" in gap:
        return False
    if before.text in abbreviations or (len(before.text) == 1 and not before.is_digits):
        return False
    return dot + 1 == len(gap) or gap[dot + 1] in ' "»)' or not after.is_digits


def split_sentences(
    tokens: Sequence[Token], abbreviations: frozenset[str] = frozenset()
) -> Iterator[Sentence]:
    """The sentences of a text, in order."""
    begin, index, line = 0, 0, 0
    for i in range(1, len(tokens) + 1):
        full = i - begin >= LONGEST
        if (
            i < len(tokens)
            and not full
            and not ends_sentence(tokens[i].gap, tokens[i - 1], tokens[i], abbreviations)
        ):
            continue
        if i > begin:
            yield Sentence(tuple(tokens[begin:i]), index, line)
            index += 1
            if i < len(tokens):
                line += tokens[i].gap.count("\n")
        begin = i
