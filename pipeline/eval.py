"""`make eval`: the scores of every language that has hand-coded articles in a gold folder."""

from __future__ import annotations

import importlib.util
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from pipeline.batch import process
from pipeline.codebook import SCHEMAS
from pipeline.read import read_raw

#: Beside the checkout: the texts are their publishers' and stay out of the project.
GOLD = SCHEMAS.parents[1] / "shared" / "gold"
SLOTS = (
    "event", "event_type", "sub_event_type", "date_start", "date_range", "country", "admin1", "place",
    "actors", "killed", "wounded", "captured", "abducted", "operations", "row_exact",
)  # fmt: skip


def main(gold: Path = GOLD) -> None:
    """Prints one table: F1 by slot and language, and the share of false articles."""
    articles = sorted(gold.glob("*.articles.jsonl"))
    if not articles:
        print(f"no hand-coded articles in {gold}: nothing to score")
        return
    scorer = load_scorer(gold / "score.py")
    show({path.name.split(".")[0]: scores(path, scorer) for path in articles})


def load_scorer(path: Path) -> ModuleType:
    """The scorer that stands beside the gold, as a module.

    Raises:
        FileNotFoundError: there is none.
    """
    spec = importlib.util.spec_from_file_location("gold_score", path)
    if spec is None or spec.loader is None or not path.exists():
        raise FileNotFoundError(f"no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scores(articles: Path, scorer: ModuleType) -> Mapping[str, str]:
    """F1 of each slot for one file of articles; "-" where nothing could be read."""
    gold = scorer.read_gold(articles.with_name(articles.name.replace(".articles.", ".gold.")))
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    refused = 0
    for item in process(read_raw(articles)):
        refused += bool(item.rejected)
        for report in item.reports:
            found[report.article_ref or ""].append(report.model_dump())
    tally, _, (false, clean) = scorer.score(gold, found)
    unread = refused >= len(gold)
    cells = {slot: "-" if unread else f"{tally.row(slot)[2]:.3f}" for slot in SLOTS}
    return {"articles": str(len(gold)), "rejected": str(refused), **cells, "false": f"{false}/{clean}"}


def show(columns: Mapping[str, Mapping[str, str]]) -> None:
    """Prints the scores, one column a language."""
    print(f"{'F1':15}" + "".join(f"{name:>10}" for name in columns))
    for slot in next(iter(columns.values())):
        print(f"{slot:15}" + "".join(f"{column[slot]:>10}" for column in columns.values()))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
