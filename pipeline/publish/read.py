"""Reading what was published: the current release or an earlier one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from pipeline.publish.store import PART, Store, StoreError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["StoreError", "read_events", "read_rows", "release_as_of"]


def read_events(curated: str | Path, as_of: str | date | datetime | None = None) -> pd.DataFrame:
    """The events of a release as a pandas frame, with nullable integers.

    `as_of` is a release id, or a day or time (UTC): then the newest release finished by the end of it. None
    reads the current release.

    Raises:
        StoreError: nothing was published, or not by then.
    """
    import pandas as pd

    store = Store(Path(curated))
    path = store.table(release_as_of(store, as_of), "events") / PART
    return pd.read_parquet(path, dtype_backend="numpy_nullable")


def release_as_of(store: Store, as_of: str | date | datetime | None) -> str:
    """The id of the release that `as_of` names: see `read_events`.

    Raises:
        StoreError: nothing was published, or not by then.
    """
    current = store.current()
    if current is None:
        raise StoreError(f"nothing has been published in {store.root} yet")
    if as_of is None or as_of == "current":
        return current
    if isinstance(as_of, str) and as_of in store.names():
        return as_of
    moment = moment_of(as_of)
    done = [n for n in store.names() if datetime.fromisoformat(store.manifest(n)["finished"]) <= moment]
    if not done:
        raise StoreError(f"no release that is kept was finished by {as_of}")
    return done[-1]


def moment_of(as_of: str | date | datetime) -> datetime:
    """The last moment that `as_of` names, in UTC.

    Raises:
        StoreError: text that is neither a release that is kept nor an ISO day or time.
    """
    if isinstance(as_of, str):
        try:
            as_of = date.fromisoformat(as_of) if len(as_of) == 10 else datetime.fromisoformat(as_of)
        except ValueError:
            raise StoreError(f"{as_of!r} is neither a release that is kept nor a day (2025-11-30)") from None
    if not isinstance(as_of, datetime):
        as_of = datetime.combine(as_of, time.max)
    return as_of if as_of.tzinfo else as_of.replace(tzinfo=UTC)


def read_rows(
    store: Store, release: str, name: str, columns: list[str] | None = None
) -> list[dict[str, Any]]:
    """The rows of a table of a release as plain dictionaries."""
    rows: list[dict[str, Any]] = pq.read_table(store.table(release, name) / PART, columns=columns).to_pylist()
    return rows
