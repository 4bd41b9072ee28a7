"""The folder of releases: where each stands, which one is current, and the links that make it readable.

curated/releases/<release>/<table>/part-00000.parquet    every release that is kept
curated/current -> releases/<release>                     the only thing a switch replaces
curated/events  -> current/events                         made once; so for each table and manifest.json
"""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.model import TABLES

PART = "part-00000.parquet"
MANIFEST = "manifest.json"
RELEASE = re.compile(r"r(\d{6,})-[0-9a-f]{8}")


class StoreError(Exception):
    """The folder of releases is not what it must be, or lacks what was asked for."""


@dataclass(frozen=True, slots=True)
class Store:
    """The releases under one curated folder."""

    root: Path

    @property
    def releases(self) -> Path:
        """Where the releases stand."""
        return self.root / "releases"

    def names(self) -> list[str]:
        """The complete releases, oldest first."""
        found = self.releases.glob(f"*/{MANIFEST}") if self.releases.is_dir() else ()
        names = [p.parent.name for p in found if RELEASE.fullmatch(p.parent.name)]
        return sorted(names, key=sequence)

    def current(self) -> str | None:
        """The release that readers see; None before the first."""
        link = self.root / "current"
        return link.readlink().name if link.is_symlink() else None

    def manifest(self, release: str) -> dict[str, Any]:
        """The manifest of a release.

        Raises:
            StoreError: there is no such release.
        """
        path = self.releases / release / MANIFEST
        try:
            content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise StoreError(f"there is no release {release} in {self.releases}") from None
        return content

    def table(self, release: str, name: str) -> Path:
        """The folder of a table of a release."""
        return self.releases / release / name

    def switch(self, release: str) -> None:
        """Makes a release the one that readers see, in one atomic step, and makes the links that are missing.

        Raises:
            StoreError: a real file or folder stands where a link belongs.
        """
        for name in (*TABLES, MANIFEST):
            self._link(name)
        fresh = self.root / f".current-{os.getpid()}"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(Path("releases") / release)
        fresh.replace(self.root / "current")
        sync(self.root)

    def _link(self, name: str) -> None:
        link = self.root / name
        if not link.is_symlink():
            if link.exists():
                raise StoreError(f"{link} is not a link of ours: move it away, then build again")
            link.symlink_to(Path("current") / name)

    def prune(self, keep: int) -> list[str]:
        """Deletes all but the newest releases, never the current one; returns the names of the deleted."""
        names = self.names()
        old = [n for n in names[: max(0, len(names) - max(1, keep))] if n != self.current()]
        for name in old:
            doomed = self.releases / f".old-{name}"
            (self.releases / name).rename(doomed)
            shutil.rmtree(doomed)
        return old

    def sweep(self) -> None:
        """Deletes what killed builds left behind."""
        if self.releases.is_dir():
            for path in self.releases.glob(".*"):
                shutil.rmtree(path)
        for path in self.root.glob(".current-*"):
            path.unlink()


def sequence(release: str) -> int:
    """The number of a release; 0 for a name of another form."""
    match = RELEASE.fullmatch(release)
    return int(match[1]) if match else 0


def sync(path: Path) -> None:
    """Makes a file or folder survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
