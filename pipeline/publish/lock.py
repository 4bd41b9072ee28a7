"""One build at a time: a lock file that says who holds it and that the system lets go when its owner dies."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO


class LockHeldError(Exception):
    """Another build holds the lock; the message says who and since when."""


class BuildLock:
    """Context manager that holds `curated/.lock`.

    The lock belongs to the open file, not to its content: it ends with the process that opened it, however
    that ends, so a dead owner's lock is taken over by the next build.
    """

    def __init__(self, curated: Path) -> None:
        self.path = curated / ".lock"
        self._file: IO[str] | None = None

    def __enter__(self) -> BuildLock:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = self.path.open("a+", encoding="utf-8")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            owner = file.read()
            file.close()
            raise LockHeldError(f"another build holds {self.path}: {describe(owner)}") from None
        self._file = file
        self._sign()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.seek(0)
            self._file.truncate()
            self._file.close()
            self._file = None

    def _sign(self) -> None:
        assert self._file is not None
        owner = {"pid": os.getpid(), "host": socket.gethostname(), "started": now()}
        self._file.seek(0)
        self._file.truncate()
        self._file.write(json.dumps(owner))
        self._file.flush()


def describe(owner: str) -> str:
    """The content of a lock file in words."""
    try:
        who = json.loads(owner)
        return f"process {who['pid']} on {who['host']}, started {who['started']}"
    except (ValueError, KeyError, TypeError):
        return "its owner has not signed it yet"


def now() -> str:
    """The time of day in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
