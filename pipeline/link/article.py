"""What linking needs to know of an article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Source:
    """Who published an article, and when."""

    article_id: str
    publisher: str | None
    published: datetime | None

    @property
    def name(self) -> str:
        """Whose voice it is: articles of one publisher are one source."""
        return self.publisher or self.article_id


#: Sorts before every known publication time, so that an undated article never passes for the latest.
LONG_AGO = datetime.min
