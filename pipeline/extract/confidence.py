"""How far a report can be trusted: the share of reports with the same signs that were right on hand-coded articles.

The signs are counted here; the shares stand in `confidence.toml`, measured by `make eval` (reliability table) on the
development half of the gold rows, and are changed only together with the measurement they come from.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from pipeline.extract.merge import Draft, leads

SHARES = Path(__file__).with_name("confidence.toml")


@lru_cache(maxsize=1)
def load_shares() -> tuple[float, ...]:
    """Share of right reports by number of signs, from none to all."""
    return tuple(tomllib.loads(SHARES.read_text(encoding="utf-8"))["share_right"])


def count_signs(draft: Draft) -> int:
    """Signs that a report is right: told in the lead, told again, with a day, a place, figures, and who did it (0-6)."""
    frames = draft.frames
    place = draft.location
    return sum((
        leads(frames[0]),
        len(frames) > 1,
        draft.dated is not None,
        place is not None and (place.precision or 4) <= 2,
        any(t.best for f in frames for t in f.tolls),
        any(m not in f.cast.guessed for f in frames for m in f.cast.agents),
    ))  # fmt: skip


def confidence(draft: Draft) -> float:
    """The confidence of a report; 0 to 1."""
    return load_shares()[count_signs(draft)]
