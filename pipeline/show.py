"""What the command line prints: progress, the summary of a build, releases, differences, explanations."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from pipeline.build import Summary
from pipeline.gather import Progress as Callback
from pipeline.publish.explain import Cell, Explanation
from pipeline.publish.history import Difference
from pipeline.publish.store import Store

#: Seconds between two lines of progress where there is no terminal, and articles from which a rate tells something.
EVERY, ENOUGH = 10.0, 64

#: Where there is no terminal, lines are as long as they need be.
out = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else 250)
err = Console(stderr=True, highlight=False, soft_wrap=True)


class Rate(ProgressColumn):
    """Articles a second."""

    def render(self, task: Task) -> Text:
        """The rate as text."""
        return Text(paced(task.finished_speed or task.speed or 0))


def paced(rate: float) -> str:
    """A rate a second, with a decimal where it is slow."""
    return f"{rate:.0f}/s" if rate >= 10 else f"{rate:.1f}/s"


@contextmanager
def progress_shown() -> Iterator[Callback]:
    """A callback that shows progress: a bar with rate and time left on a terminal, else a line at times."""
    if not err.is_terminal:
        yield Lines()
        return
    columns = (
        TextColumn("reading articles"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, expected: bar.update(task, completed=done, total=expected)


class Lines:
    """Progress as plain lines, one every few seconds."""

    def __init__(self) -> None:
        self.start = self.last = time.monotonic()

    def __call__(self, done: int, expected: int) -> None:
        """Prints a line when it is time for one."""
        now = time.monotonic()
        if now - self.last < EVERY:
            return
        self.last = now
        rate = done / (now - self.start)
        left = f", about {(expected - done) / rate:.0f} s left" if done >= ENOUGH else ""
        err.print(f"{done} of about {expected} articles, {paced(rate)}{left}")


def show_summary(summary: Summary) -> None:
    """The summary at the end of a build."""
    counts, curated = summary.counts, summary.curated
    rate = counts["read"] / summary.seconds if summary.seconds else 0
    lines = [
        ("articles read", f"{counts['read']} ({paced(rate)}), {counts['articles']} kept"),
        ("reports", f"{counts['reports']}, of these {counts['background']} background"),
        ("events", f"{counts['events']}{changes_of(summary)}"),
        ("rejected", str(counts["rejected"])),
        *((f"  {reason}", str(n)) for reason, n in sorted(summary.rejected.items())),
        ("table checks", f"{counts['checks']} passed"),
        ("seconds", f"{summary.seconds:.1f}"),
    ]
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, value in lines:
        table.add_row(name, value)
    out.print(table)
    out.print(headline(summary), markup=False)
    if counts["rejected"]:
        out.print(f"why inputs were rejected: {curated / 'rejected'}", markup=False)
    out.print(f'rows: pd.read_parquet("{curated / "events"}")', markup=False)
    out.print(f"the words behind one: conflict-events explain EVENT_ID --curated {curated}", markup=False)


def changes_of(summary: Summary) -> str:
    """What the release did to events, in brackets."""
    told = ", ".join(f"{n} {kind}" for kind, n in sorted(summary.changes.items()))
    return f" ({told})" if told and summary.release.is_new else ""


def headline(summary: Summary) -> str:
    """What became of the release."""
    name = summary.release.name
    if not summary.release.is_new:
        return f"nothing new: {name} stays the current release of {summary.curated}"
    empty = " It is empty: the input holds no article." if not summary.counts["read"] else ""
    return f"published {name} in {summary.curated}.{empty}"


def show_status(store: Store, last: int) -> None:
    """The newest releases, newest first, with their counts."""
    names = ("articles", "reports", "events", "rejected")
    table = Table("release", "finished (UTC)", *names, "seconds", "", box=None, pad_edge=False)
    for name in reversed(store.names()[-last:]):
        manifest = store.manifest(name)
        counts = [str(manifest["tables"][n]["rows"]) for n in names]
        mark = "current" if name == store.current() else ""
        table.add_row(name, manifest["finished"][:19], *counts, str(manifest["seconds"]), mark)
    out.print(table)


def show_difference(old: str, new: str, found: list[Difference], limit: int) -> None:
    """What differs between two releases."""
    kinds = {kind: sum(d.change == kind for d in found) for kind in ("added", "changed", "removed")}
    out.print(f"{old} -> {new}: " + ", ".join(f"{n} {kind}" for kind, n in kinds.items()), markup=False)
    for d in found[:limit]:
        out.print(f"{d.change:8}{d.event_id}  {d.notes}", markup=False)
        for column, before, after in d.fields:
            out.print(f"        {column}: {brief(before)} -> {brief(after)}", markup=False)
    if len(found) > limit:
        out.print(f"... and {len(found) - limit} more: --limit {len(found)} shows all")


def brief(value: Any) -> str:
    """A value on one short line."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return f"{len(value)} entries"
    text = str(value)
    return text if len(text) <= 70 else text[:67] + "..."


def show_explanation(found: Explanation) -> None:
    """An event, its reports and the words behind each cell."""
    event = found.event
    out.print(f"[bold]{escape(event['notes'])}[/bold]")
    out.print(f"{event['event_id']}, revision {event['revision']}, release {found.release}", markup=False)
    for report in found.reports:
        article = found.articles[report["article_id"]]
        source = article["publisher"] or article["path"]
        out.print(f"  {report['report_id']}  {source}  {article['published'] or 'undated'}", markup=False)
    for passages, cells in groupby(found.cells_by_column(), key=lambda column: column[1]):
        show_cells([c[0] for c in cells], passages)


def show_cells(columns: list[tuple[str, Any]], passages: tuple[Cell, ...]) -> None:
    """Columns and their values, then the rules and words that all of them rest on."""
    out.print("\n" + ", ".join(f"[bold]{name}[/bold] = {escape(brief(value))}" for name, value in columns))
    start, end = ("[reverse]", "[/reverse]") if out.is_terminal else ("«", "»")
    for c in passages:
        before, text, after = (escape(printable(part)) for part in (c.before, c.text, c.after))
        out.print(f"  {escape(c.rule)}: {before}{start}{text}{end}{after}")


def printable(text: str) -> str:
    """Text of an article without the control characters that could steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def show_problems(path: Path, problems: Iterable[Any], limit: int) -> int:
    """The problems of a file like a linter's, and how many there are."""
    number = 0
    for number, p in enumerate(problems, 1):
        if number <= limit:
            place = f"row {p.row}" if p.row else "file"
            out.print(
                f"{path}: {place} {p.event_id}: {p.rule}: {p.field}={p.value}: {p.reason}", markup=False
            )
    out.print(f"{number} problem(s) in {path}" if number else f"{path}: no problem", markup=False)
    return number
