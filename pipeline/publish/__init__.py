"""Releases: whole sets of tables written beside the old ones, then switched to in one step."""

from pipeline.publish.lock import BuildLock, LockHeldError
from pipeline.publish.read import read_events
from pipeline.publish.release import Release, publish
from pipeline.publish.store import Store, StoreError

__all__ = ["BuildLock", "LockHeldError", "Release", "Store", "StoreError", "publish", "read_events"]
