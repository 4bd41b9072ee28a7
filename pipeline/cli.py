"""The command `conflict-events`: each command a few lines over a function that Python code can call too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from pipeline import __version__


def notes(*examples: str, codes: str) -> str:
    """The end of a help page: examples and exit codes, each on its own line."""
    lines = [
        "\b",
        "Examples:",
        *(f"  conflict-events {e}" for e in examples),
        "",
        "\b",
        f"Exit codes: {codes}",
    ]
    return "\n".join(lines)


app = typer.Typer(
    help="News articles in, checked conflict-event rows out: every cell keeps the words it rests on.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=notes(
        "build", "status", "COMMAND --help", codes="0 done, 1 failed, 2 wrong usage; build adds 3 and 4."
    ),
)

Curated = Annotated[Path, typer.Option("--curated", help="Folder of the releases.")]
READ_CODES = "0 done, 1 no such release or event, 2 wrong usage."


@contextmanager
def failing_politely() -> Iterator[None]:
    """Turns an expected failure into one sentence on stderr and its exit code."""
    from concurrent.futures.process import BrokenProcessPool

    from pipeline.check import GateError
    from pipeline.check.files import NotEventsError
    from pipeline.publish import LockHeldError, StoreError

    try:
        yield
    except LockHeldError as error:
        fail(str(error), 4)
    except GateError as error:
        fail(f"nothing was published, a check of the tables failed: {error}")
    except BrokenProcessPool:
        fail(
            "nothing was published: a worker process was killed, perhaps for want of memory; try --workers 1"
        )
    except OSError as error:
        place = f" {error.filename}" if error.filename else ""
        fail(f"cannot read or write{place}: {error.strerror or error}")
    except (StoreError, NotEventsError) as error:
        fail(str(error))


def fail(sentence: str, code: int = 1) -> None:
    """Ends the command with one sentence on stderr.

    Raises:
        typer.Exit: always.
    """
    typer.echo(f"conflict-events: {sentence}", err=True)
    raise typer.Exit(code)


def existing(path: Path, what: str) -> Path:
    """The path, which must exist: a missing one is wrong usage."""
    if not path.exists():
        fail(f"there is no {what} {path}", 2)
    return path


@app.callback(invoke_without_command=True)
def top(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """News articles in, checked conflict-event rows out: every cell keeps the words it rests on."""
    if version:
        typer.echo(__version__)
        raise typer.Exit


@app.command(
    epilog=notes(
        "build", "build news/2025 /data/curated --workers 8", "build raw curated --strict",
        codes="0 published, or nothing new; 1 failed, nothing published; 2 wrong usage;\n"
        "3 published but some input was rejected (only with --strict); 4 another build holds the lock.",
    )
)  # fmt: skip
def build(
    raw: Annotated[Path, typer.Argument(help="Folder of articles, of any depth, or one file.")] = Path("raw"),
    curated: Annotated[Path, typer.Argument(help="Folder of the releases; made if missing.")] = Path(
        "curated"
    ),
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that read articles; by default one a processor.")
    ] = None,
    keep: Annotated[int, typer.Option(min=1, help="Releases to keep.")] = 10,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 3 where some input was rejected.")] = False,
) -> None:
    """Turn articles into a new release of events.

    Reads .txt .md .html .json .jsonl .csv .xml .warc, each also .gz. Raw is never changed. The release
    appears in one step or not at all; when nothing changed, nothing is published.
    """
    existing(raw, "folder or file")
    with failing_politely():
        from pipeline.build import build as run
        from pipeline.show import progress_shown, show_summary

        with progress_shown() as progress:
            summary = run(raw, curated, workers=workers, keep=keep, strict=strict, progress=progress)
        show_summary(summary)
    raise typer.Exit(summary.exit_code)


@app.command(epilog=notes("explain CE-0123456789AB", codes=READ_CODES))
def explain(
    event_id: Annotated[str, typer.Argument(help="Id of an event, from the column event_id.")],
    curated: Curated = Path("curated"),
    as_of: Annotated[
        str | None, typer.Option(help="A release id or a day; by default the current release.")
    ] = None,
) -> None:
    """Show the words and rules behind the cells of an event.

    First the reports it was made from, then each column with every passage it rests on.
    """
    with failing_politely():
        from pipeline.publish import Store
        from pipeline.publish.explain import explain as find
        from pipeline.show import show_explanation

        show_explanation(find(Store(curated), event_id, as_of))


@app.command(epilog=notes("status", "status --last 3", codes=READ_CODES))
def status(
    curated: Curated = Path("curated"),
    last: Annotated[int, typer.Option(min=1, help="Releases to show.")] = 10,
) -> None:
    """List the newest releases, and which one readers see."""
    with failing_politely():
        from pipeline.publish import Store
        from pipeline.publish.read import release_as_of
        from pipeline.show import show_status

        store = Store(curated)
        release_as_of(store, None)
        show_status(store, last)


@app.command(
    epilog=notes(
        "export --format csv --out events.csv",
        "export --format acled --out acled.csv",
        "export --format geojson --out events.geojson --as-of 2025-11-30",
        codes=READ_CODES,
    )
)  # fmt: skip
def export(
    out: Annotated[Path, typer.Option("--out", help="File to write.")],
    format_: Annotated[str, typer.Option("--format", help="csv, geojson, geoparquet, acled or ucdp.")] = "csv",
    curated: Curated = Path("curated"),
    as_of: Annotated[
        str | None, typer.Option(help="A release id or a day; by default the current release.")
    ] = None,
) -> None:
    """Write the events as CSV or GeoJSON.

    Both leave out the evidence. CSV joins lists by "; " and puts an apostrophe before text that a spreadsheet
    would run as a formula.
    """
    with failing_politely():
        from pipeline.model import Event
        from pipeline.publish import Store
        from pipeline.publish.export import FORMATS, LOSSES, LOST
        from pipeline.publish.read import read_rows, release_as_of
        from pipeline.schema.columns import columns_of

        if format_ not in FORMATS:
            fail(f"there is no format {format_}; there are {', '.join(FORMATS)}", 2)
        store = Store(curated)
        rows = read_rows(store, release_as_of(store, as_of), "events")
        number = FORMATS[format_](rows, [c.name for c in columns_of(Event)], out)
        typer.echo(f"wrote {number} events to {out}; left out: {', '.join(LOSSES.get(format_, LOST))}")


@app.command(epilog=notes("report", "report --out today.html --as-of 2025-11-30", codes=READ_CODES))
def report(
    out: Annotated[Path, typer.Option("--out", help="HTML file to write.")] = Path("report.html"),
    curated: Curated = Path("curated"),
    as_of: Annotated[str | None, typer.Option("--as-of", help="A release id or a day.")] = None,
) -> None:
    """Write one release as a page: counts, events with their words, what was rejected, what changed."""
    with failing_politely():
        from pipeline.publish import Store
        from pipeline.publish.page import write_page
        from pipeline.publish.read import release_as_of

        store = Store(curated)
        number = write_page(store, release_as_of(store, as_of), out)
        typer.echo(f"wrote {number} events to {out}")


@app.command(
    epilog=notes(
        "validate curated/events", "validate others.csv --limit 20",
        codes="0 no problem, 1 problems or not a table of events, 2 wrong usage.",
    )
)  # fmt: skip
def validate(
    path: Annotated[Path, typer.Argument(help="Parquet file or folder, or CSV as `export` writes it.")],
    limit: Annotated[int, typer.Option(min=0, help="Problems to print.")] = 50,
) -> None:
    """Check any table of events, like a linter.

    Each row is held against the model, the closed vocabularies and the rules of the row gate.
    """
    existing(path, "file")
    with failing_politely():
        from pipeline.check.files import check_file
        from pipeline.show import show_problems

        problems = show_problems(path, check_file(path), limit)
    raise typer.Exit(1 if problems else 0)


@app.command(epilog=notes("diff", "diff r000001-1a2b3c4d r000002-5e6f7a8b", codes=READ_CODES))
def diff(
    old: Annotated[str | None, typer.Argument(metavar="[A]", help="By default the release before B.")] = None,
    new: Annotated[str | None, typer.Argument(metavar="[B]", help="By default the current release.")] = None,
    curated: Curated = Path("curated"),
    limit: Annotated[int, typer.Option(min=0, help="Events to print.")] = 50,
) -> None:
    """Show in which events and columns two releases differ."""
    with failing_politely():
        from pipeline.publish import Store
        from pipeline.publish.history import before_current
        from pipeline.publish.history import diff as compare
        from pipeline.publish.read import release_as_of
        from pipeline.show import show_difference

        store = Store(curated)
        a, b = release_as_of(store, old) if old else before_current(store), release_as_of(store, new)
        show_difference(a, b, compare(store, a, b), limit)


@app.command(
    epilog=notes(
        "rollback", "rollback --to r000001-1a2b3c4d",
        codes="0 done, 1 nothing to go back to, 2 wrong usage, 4 a build holds the lock.",
    )
)  # fmt: skip
def rollback(
    curated: Curated = Path("curated"),
    to: Annotated[
        str | None, typer.Option(help="A release id; by default the one before the current.")
    ] = None,
) -> None:
    """Make an earlier release the current one.

    One step, while no build runs; later releases stay where they are.
    """
    with failing_politely():
        from pipeline.publish import Store
        from pipeline.publish.history import rollback as go_back

        typer.echo(f"{go_back(Store(curated), to)} is the current release now")


def main() -> None:
    """Runs the command line."""
    app(prog_name="conflict-events")
