"""What the reader hands on: one article as its file gives it, nothing cleaned yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipeline.model import Rejected


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One article of `raw/`; exactly one of `text` and `html` is set, the other is None.

    `published` is the wall-clock time its source states, midnight where only a date is stated;
    `published_source` says whether the record gives it ("given") or its folder does ("sidecar").
    """

    #: Posix path relative to raw/, with "#n" (from 1) for the n-th record of a file that holds several.
    path: str
    #: The giver's own id.
    ref: str | None = None
    title: str | None = None
    text: str | None = None
    html: str | None = None
    published: datetime | None = None
    published_source: str | None = None
    language: str | None = None
    publisher: str | None = None
    url: str | None = None
    retrieved: datetime | None = None


class BadInput(Exception):
    """Content that cannot be read: `reason` is one of the codebook's `reject_reason`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def reject(path: str, reason: str, detail: str) -> Rejected:
    """The row that tells why something in raw/ did not become an article."""
    return Rejected(stage="read", reason=reason, detail=detail, path=path, article_id=None, row=None)
