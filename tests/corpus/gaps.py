"""Known gaps: what a case does when it still fails, when it passes, and how its line is taken out of the file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest


def settle(
    request: pytest.FixtureRequest, problems: list[str], gap: str | None, file: Path, mark: str
) -> None:
    """Pass, fail or xfail a case by its problems and its gap; a gap that closed fails the run until it is retired."""
    if gap is None:
        if problems:
            pytest.fail("\n".join(problems), pytrace=False)
        return
    if problems:
        pytest.xfail(f"{gap}: {'; '.join(problems)}")
    note_closed(request, file, [(mark, "known_gap")])


def note_closed(request: pytest.FixtureRequest, file: Path, closed: Sequence[tuple[str, str]]) -> None:
    """Report closed gaps (words that mark the table, key) for the list at the end; fail unless they are being retired."""
    for mark, key in closed:
        request.node.user_properties.append(("closed_gap", (str(file), mark, key)))
    if closed and not request.config.getoption("--retire-gaps"):
        lines = ", ".join(f"`{key}`" for _, key in closed)
        pytest.fail(
            f"known gaps are closed: take out their lines {lines} (pytest --retire-gaps)", pytrace=False
        )


def retire(file: Path, mark: str, key: str) -> bool:
    """Take the line `key = ...` out of the table that holds the words `mark`; True when it was there."""
    blocks = split_tables(file.read_text(encoding="utf-8"))
    for i, lines in enumerate(blocks):
        if not any(mark in line for line in lines):
            continue
        kept = [line for line in lines if not line.replace(" ", "").startswith(f"{key}=")]
        if len(kept) < len(lines):
            blocks[i] = kept
            file.write_text("".join(line for block in blocks for line in block), encoding="utf-8")
            return True
    return False


def split_tables(text: str) -> list[list[str]]:
    """The lines of a TOML file, one list for each of its `[[...]]` tables and one for what stands before them."""
    blocks: list[list[str]] = [[]]
    for line in text.splitlines(keepends=True):
        if line.startswith("[["):
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def gap_of(case: dict[str, Any]) -> str | None:
    """Why a case is known to fail, None where it must pass."""
    return case.get("known_gap")
