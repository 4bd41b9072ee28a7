"""What all tests share: the option that retires closed gaps, and the list of them at the end of a run.

A case may say `known_gap = "why"`: it states what a coder would write although the program does not do it yet. Such a
case must fail (it counts as xfailed). Once it passes, the run fails and lists it; `pytest --retire-gaps` then takes the
line out of the file.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "corpus"))  # `coder` and `probes` serve the golden tests too

from gaps import retire


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--retire-gaps", action="store_true", help="take out the known_gap lines of cases that pass now"
    )


def closed_gaps(terminal: pytest.TerminalReporter) -> Iterator[tuple[str, str, str]]:
    """(file, words that mark the case, key) of each gap that closed, from all workers."""
    for reports in terminal.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == "closed_gap" and getattr(report, "when", "") == "call":
                    file, mark, key = value
                    yield file, mark, key


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    closed = sorted(set(closed_gaps(terminalreporter)))
    if not closed:
        return
    terminalreporter.section("known gaps that are closed now")
    for file, mark, key in closed:
        done = config.getoption("--retire-gaps") and retire(Path(file), mark, key)
        terminalreporter.write_line(
            f"{'retired ' if done else ''}{Path(file).parent.name}/{Path(file).name}: {key}: {mark}"
        )
    if not config.getoption("--retire-gaps"):
        terminalreporter.write_line("Take their known_gap lines out: pytest --retire-gaps")
