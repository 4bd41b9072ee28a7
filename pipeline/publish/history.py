"""Comparing releases and going back to an earlier one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.publish.lock import BuildLock
from pipeline.publish.read import read_rows
from pipeline.publish.store import Store, StoreError

#: A release numbers the changes of an event itself: that alone is no difference.
IGNORED = frozenset({"revision"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One event that differs between two releases; `fields` holds (column, old, new) where it is in both."""

    event_id: str
    change: str
    notes: str
    fields: tuple[tuple[str, Any, Any], ...] = ()


def diff(store: Store, old: str, new: str) -> list[Difference]:
    """What differs between the events of two releases, by event id.

    Raises:
        StoreError: there is no such release.
    """
    for release in (old, new):
        store.manifest(release)
    before = {row["event_id"]: row for row in read_rows(store, old, "events")}
    after = {row["event_id"]: row for row in read_rows(store, new, "events")}
    found = []
    for event_id in sorted(before.keys() | after.keys()):
        a, b = before.get(event_id), after.get(event_id)
        if a is None or b is None:
            change, row = ("added", after) if a is None else ("removed", before)
            found.append(Difference(event_id, change, row[event_id]["notes"]))
        elif fields := tuple((k, a.get(k), b[k]) for k in b if k not in IGNORED and a.get(k) != b[k]):
            found.append(Difference(event_id, "changed", b["notes"], fields))
    return found


def before_current(store: Store) -> str:
    """The newest kept release that is older than the current one.

    Raises:
        StoreError: nothing was published, or nothing older is kept.
    """
    current = store.current()
    if current is None:
        raise StoreError(f"nothing has been published in {store.root} yet")
    names = store.names()
    older = names[: names.index(current)] if current in names else []
    if not older:
        raise StoreError(f"{current} is the oldest release that is kept")
    return older[-1]


def rollback(store: Store, to: str | None = None) -> str:
    """Makes an earlier release the current one and returns its id; by default the one before the current.

    Raises:
        StoreError: there is no such release, or nothing older is kept.
        LockHeldError: a build is running.
    """
    if to is None:
        before_current(store)
    with BuildLock(store.root):
        release = to or before_current(store)
        store.manifest(release)
        store.switch(release)
    return release
