"""Whole articles as a coder would code them; a failing one names the row, the field and both readings.

A file holds the article (`title`, `text`, `published`, `language` by its folder) and its `[[row]]`s with only the fields
a coder is sure of. `gap.<field> = "why"` in a row says that this field is known to be wrong; `gap.row` that the whole row
is missing; `extra_gap` that rows come out which should not. `date` is written as in corpus/coder.py.
"""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from coder import date_agrees, figures, same_name, shown
from gaps import note_closed

from pipeline.clean import clean_article
from pipeline.extract.article import extract
from pipeline.model import Article, Report
from pipeline.read import RawArticle

HERE = Path(__file__).parent
HARMS = ("killed", "wounded", "captured", "abducted")
NAMES = ("admin1", "location", "actor1", "actor2", "claimed_by")
EXACT = (
    "country",
    "geo_precision",
    "operations",
    "date_source",
    "actor1_type",
    "actor2_type",
    "status",
    "sub_event_type",
)
KNOWN = {*HARMS, *NAMES, *EXACT, "date", "assoc_actor1", "assoc_actor2", "gap"}

Row = Mapping[str, Any]


def golden_files() -> list[Any]:
    return [pytest.param(f, id=f"{f.parent.name}-{f.stem}") for f in sorted(HERE.glob("*/*.toml"))]


def read_golden(file: Path) -> tuple[Article, Mapping[str, Any]]:
    """The article of a file through the clean stage, and the file."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    published = data.get("published")
    article = clean_article(
        RawArticle(
            path=file.name, title=data.get("title"), text=data["text"], language=file.parent.name,
            published=datetime.fromisoformat(published) if published else None,
            published_source="given" if published else None,
        )
    )  # fmt: skip
    assert isinstance(article, Article), article
    return article, data


def compare(row: Row, got: Report) -> Iterator[tuple[str, str]]:
    """(field, both readings) for each field of a row that differs."""
    if "date" in row and not date_agrees(row["date"], got.date_start, got.date_end, got.date_precision):
        yield "date", f"wanted {row['date']}, got {got.date_start}/{got.date_end} {got.date_precision}"
    for name in EXACT:
        wanted = row.get(name)
        if wanted is not None and getattr(got, name) not in (
            wanted if isinstance(wanted, list) else [wanted]
        ):
            yield name, f"wanted {wanted!r}, got {getattr(got, name)!r}"
    for name in NAMES:
        if name in row and not same_name(row[name], getattr(got, name)):
            yield name, f"wanted {row[name]!r}, got {getattr(got, name)!r}"
    for harm in HARMS:
        if harm in row:
            yield from compare_harm(harm, row[harm], got)
    for name in ("assoc_actor1", "assoc_actor2"):
        missing = [a for a in row.get(name, ()) if not any(same_name(a, g) for g in getattr(got, name))]
        if missing:
            yield name, f"wanted {missing}, got {getattr(got, name)}"


def compare_harm(harm: str, wanted: str, got: Report) -> Iterator[tuple[str, str]]:
    """The figures of one harm; "none" and "vague" are both null in the columns and differ by their toll."""
    values = tuple(getattr(got, f"{harm}_{k}") for k in ("low", "best", "high"))
    told = [t for t in got.tolls if t.harm == harm]
    read = values if any(v is not None for v in values) or told else None
    if read != figures(wanted):
        yield harm, f"wanted {wanted}, got {shown(read)}"


def match(rows: Sequence[Row], got: Sequence[Report]) -> tuple[list[Report | None], list[Report]]:
    """The report of each row (None where there is none left) by fewest wrong fields, and the reports left over."""
    costs = [[sum(1 for _ in compare(row, report)) / max(len(row), 1) for report in got] for row in rows]
    slots: list[int | None] = [*range(len(got)), *([None] * len(rows))]
    best: tuple[float, tuple[int | None, ...]] = (float("inf"), ())
    for choice in dict.fromkeys(itertools.permutations(slots, len(rows))) if len(got) <= 5 else greedy(costs):
        total = sum(0.75 if j is None else costs[i][j] for i, j in enumerate(choice))
        if total < best[0]:
            best = (total, choice)
    chosen = best[1]
    return [None if j is None else got[j] for j in chosen], [r for j, r in enumerate(got) if j not in chosen]


def greedy(costs: Sequence[Sequence[float]]) -> list[tuple[int | None, ...]]:
    """One choice for many reports: each row in turn takes its cheapest report."""
    taken: list[int | None] = []
    for row in costs:
        free = [j for j in range(len(row)) if j not in taken and row[j] < 0.75]
        taken.append(min(free, key=lambda j: row[j], default=None))
    return [tuple(taken)]


def problems_of(rows: Sequence[Row], got: Sequence[Report]) -> dict[tuple[int, str], str]:
    """(row number, field) -> what is wrong; field "row" for a missing row, number -1 for rows too many."""
    found, extra = match(rows, got)
    out: dict[tuple[int, str], str] = {}
    for i, (row, report) in enumerate(zip(rows, found, strict=True)):
        if report is None:
            out[i, "row"] = (
                f"no row for {row.get('sub_event_type')} {row.get('date')} {row.get('location', '')}"
            )
        else:
            out |= {(i, name): message for name, message in compare(row, report)}
    if extra:
        out[-1, "extra"] = "; ".join(f"row too many: {summary(r)}" for r in extra)
    return out


def summary(report: Report) -> str:
    """A row in one line."""
    words = next((e.text for e in report.evidence if e.field == "sub_event_type"), "")
    return (
        f"{report.sub_event_type} «{words}» {report.date_start}/{report.date_end} {report.location} {report.actor1} > "
        f"{report.actor2} killed {report.killed_best} captured {report.captured_best}"
    )


def gaps_in(data: Mapping[str, Any]) -> dict[tuple[int, str], str]:
    """(row number, field) -> why it is known to be wrong."""
    gaps = {
        (i, name): why
        for i, row in enumerate(data.get("row", []))
        for name, why in row.get("gap", {}).items()
    }
    if "extra_gap" in data:
        gaps[-1, "extra"] = data["extra_gap"]
    return gaps


def mark_of(rows: Sequence[Row], i: int) -> str:
    """Words that stand in the table of a row only, or in the head of the file."""
    return f'date = "{rows[i]["date"]}"' if i >= 0 else "title ="


@pytest.mark.parametrize("file", golden_files())
def test_article(file: Path, request: pytest.FixtureRequest) -> None:
    article, data = read_golden(file)
    rows = data.get("row", [])
    problems = problems_of(rows, [r for r in extract(article) if r.status == "reported"])
    gaps = gaps_in(data)
    covered = {i for i, name in gaps if name == "row"}
    fresh = {k: m for k, m in problems.items() if k not in gaps and k[0] not in covered}
    if fresh:
        pytest.fail(
            "\n".join(
                f"row {i + 1} {name}: {message}" if i >= 0 else message
                for (i, name), message in fresh.items()
            ),
            pytrace=False,
        )
    closed = {
        k for k in gaps if k not in problems and not (k[1] == "row" and any(p[0] == k[0] for p in problems))
    }
    note_closed(
        request,
        file,
        [(mark_of(rows, i), f"gap.{name}" if i >= 0 else "extra_gap") for i, name in sorted(closed)],
    )
    if gaps.keys() - closed:
        pytest.xfail("; ".join(f"row {i + 1} {name}: {why}" for (i, name), why in gaps.items()))


@pytest.mark.parametrize("file", golden_files())
def test_every_file_is_well_formed(file: Path) -> None:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    assert set(data) <= {"title", "text", "published", "row", "extra_gap"}
    dates = [row["date"] for row in data.get("row", []) if "gap" in row]
    assert len(dates) == len(set(dates)), "rows with gaps are told apart by their dates"
    for row in data.get("row", []):
        assert set(row) <= KNOWN, f"unknown keys {set(row) - KNOWN}"
        assert set(row.get("gap", {})) <= KNOWN | {"row"}
        assert all(figures(row[h]) != () for h in HARMS if h in row)


@pytest.mark.parametrize("file", golden_files())
def test_evidence_is_verbatim_and_complete(file: Path) -> None:
    article, _ = read_golden(file)
    for report in extract(article):
        for item in report.evidence:
            assert article.text[item.start : item.end] == item.text, (
                f"{item.field} does not stand at {item.start}:{item.end}"
            )
            assert item.text.strip(), f"{item.field} rests on nothing"
        missing = [
            name
            for name in NEEDS_EVIDENCE
            if getattr(report, name) is not None and not any(e.field == name for e in report.evidence)
        ]
        assert not missing, f"cells without evidence in «{summary(report)}»: {missing}"


#: Cells that must rest on words of the article (codebook section 2, Evidence).
NEEDS_EVIDENCE = (
    "event_type", "sub_event_type", "date_start", "date_end", "country", "admin1", "location", "operations", "actor1", "actor2",
    "claimed_by", *(f"{harm}_{k}" for harm in HARMS for k in ("low", "best", "high")),
)  # fmt: skip
