"""One release as a page that a browser shows without network: counts, events with their words, rejections, changes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from pipeline.publish.read import read_rows
from pipeline.publish.store import Store

HARMS = ("killed", "wounded", "captured", "abducted")


def write_page(store: Store, release: str, out: Path) -> int:
    """Writes the page of a release and returns how many events it shows; all text from articles is escaped."""
    folder = FileSystemLoader(Path(__file__).parent)
    loader = Environment(loader=folder, autoescape=select_autoescape(), undefined=StrictUndefined)
    events = list(read_rows(store, release, "events"))
    page = loader.get_template("report.html").render(
        release=release, manifest=store.manifest(release), events=events, harms=HARMS, figure=figure, words=words,
        rejected=list(read_rows(store, release, "rejected")), changes=list(read_rows(store, release, "changes")),
    )  # fmt: skip
    out.write_text(page, encoding="utf-8")
    return len(events)


def figure(event: Mapping[str, Any], harm: str) -> str:
    """Low, best and high of a harm as a reader writes them: "5", "at least 5", "5 (3 to 8)", "" where not stated."""
    low, best, high = (event[f"{harm}_{part}"] for part in ("low", "best", "high"))
    if best is None:
        return ""
    if high is None:
        return (
            f"at least {best}"
            if low == best
            else f"{best} (at least {low})"
            if low is not None
            else str(best)
        )
    return str(best) if low == best == high else f"{best} ({low if low is not None else 'up'} to {high})"


def words(event: Mapping[str, Any]) -> str:
    """The words of the articles that the event's type rests on."""
    found = (e["text"] for e in event["evidence"] if e["field"] == "sub_event_type")
    return " | ".join(dict.fromkeys(found))
