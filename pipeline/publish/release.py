"""Writing a release: tables, manifest, one switch. The same rows give the same bytes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.model import TABLES, Change
from pipeline.publish.store import MANIFEST, PART, Store, sequence, sync
from pipeline.schema import rows_to_table

#: Columns that order the rows of each table.
ORDER = {
    "articles": ["path", "article_id"],
    "reports": ["article_id", "report_id"],
    "events": ["event_id"],
    "rejected": ["path", "article_id", "stage", "reason", "detail"],
    "changes": ["release", "event_id", "change"],
}
ROW_GROUP = 50_000


@dataclass(frozen=True, slots=True)
class Release:
    """What publishing did: the release that is current now, and whether this build made it."""

    name: str
    is_new: bool
    pruned: tuple[str, ...] = ()


def publish(
    store: Store,
    tables: Mapping[str, pa.Table],
    changes: Sequence[Change],
    manifest: Mapping[str, Any],
    keep: int,
) -> Release:
    """Writes the tables as a new release and switches to it; neither when they equal the current one.

    Raises:
        OSError: the folder cannot be written; the old release stays.
        StoreError: something that is not ours stands where a link belongs.
    """
    store.releases.mkdir(parents=True, exist_ok=True)
    store.sweep()
    staged = store.releases / f".new-{os.getpid()}"
    digests = {name: write_table(staged, name, table) for name, table in tables.items()}
    current = store.current()
    if current is not None and same_tables(store.manifest(current)["tables"], digests):
        shutil.rmtree(staged)
        store.switch(current)
        return Release(current, is_new=False)
    name = next_name(store, digests)
    digests["changes"] = write_table(staged, "changes", all_changes(store, current, changes, name))
    write_manifest(staged, {"release": name, "previous": current, **manifest, "tables": digests})
    staged.rename(store.releases / name)
    sync(store.releases)
    store.switch(name)
    return Release(name, is_new=True, pruned=tuple(store.prune(keep)))


def write_table(folder: Path, name: str, table: pa.Table) -> dict[str, Any]:
    """Writes one table, sorted, to disk for good; returns its number of rows and the digest of its bytes."""
    path = folder / name / PART
    path.parent.mkdir(parents=True)
    pq.write_table(ordered(name, table), path, compression="zstd", row_group_size=ROW_GROUP)
    sync(path)
    sync(path.parent)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"rows": table.num_rows, "bytes": path.stat().st_size, "sha256": digest}


def ordered(name: str, table: pa.Table) -> pa.Table:
    """The rows in the table's order; equal keys keep the order given."""
    keys = [table[k].cast(pa.string()) for k in ORDER[name]]
    index = pa.table([*keys, pa.array(range(table.num_rows), pa.int64())], names=[*ORDER[name], "#"])
    rows = index.sort_by([(k, "ascending") for k in index.column_names])["#"]
    return recoded(table.take(rows))


def recoded(table: pa.Table) -> pa.Table:
    """The same rows with each dictionary in order of appearance, however rows were gathered."""
    columns = [
        column.cast(pa.string()).combine_chunks().dictionary_encode()
        if pa.types.is_dictionary(column.type)
        else column
        for column in table.columns
    ]
    return pa.Table.from_arrays(columns, schema=table.schema).combine_chunks()


def same_tables(before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """True when every table but `changes` has the bytes it had."""
    return all(before.get(name, {}).get("sha256") == entry["sha256"] for name, entry in now.items())


def next_name(store: Store, digests: Mapping[str, Any]) -> str:
    """A name one number above every release there is, with a digest of the tables."""
    joined = "".join(f"{name}{entry['sha256']}" for name, entry in sorted(digests.items()))
    number = max(map(sequence, store.names()), default=0) + 1
    return f"r{number:06d}-{hashlib.sha256(joined.encode()).hexdigest()[:8]}"


def all_changes(store: Store, current: str | None, new: Iterable[Change], release: str) -> pa.Table:
    """The history of changes up to the current release, and those of this one."""
    rows = [change.model_copy(update={"release": release}) for change in new]
    table = rows_to_table(Change, rows)
    if current is None:
        return table
    past = pq.read_table(store.table(current, "changes") / PART).cast(table.schema)
    return pa.concat_tables([past, table]).unify_dictionaries()


def write_manifest(folder: Path, content: Mapping[str, Any]) -> None:
    """Writes the manifest, which makes a release complete."""
    missing = TABLES.keys() - content["tables"].keys()
    assert not missing, f"a release needs every table; {missing} are missing"
    path = folder / MANIFEST
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sync(path)
    sync(folder)
