"""The files of raw/ in one fixed order, each with the defaults of its folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import Rejected
from pipeline.read.record import BadInput, reject
from pipeline.read.source import FILE_NAME, Source, read_source

#: Files that speak about the folder and are no articles.
ABOUT = frozenset({"readme.md", "license", FILE_NAME})


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read: where it is, its name in the tables, and the defaults of its folder."""

    path: Path
    name: str
    source: Source

    @property
    def format(self) -> str:
        """Its extension without a final .gz, lower case: "jsonl" for "a.b.JSONL.gz"."""
        return self.path.name.lower().removesuffix(".gz").rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder still to be listed; `linked` once a symbolic link led into it."""

    path: Path
    name: str
    source: Source
    linked: bool = False


def walk(raw: Path) -> Iterator[InputFile | Rejected]:
    """Every file below a folder (or the one file given) in order of name, whatever the disk's order.

    Hidden files, README.md, LICENSE and source.toml are passed over. A link is followed if it stays inside
    raw/ and is not met on the way through another linked folder, so that no chain of links can go round.
    """
    if raw.is_file():
        yield InputFile(raw, printable(raw.name), Source())
        return
    pending: list[Folder | Path] = [Folder(raw, "", Source())]
    folders: dict[Path, Folder] = {}
    while pending:
        item = pending.pop()
        if isinstance(item, Path):
            found = look_at(item, folders[item.parent], raw)
            if isinstance(found, Folder):
                pending.append(found)
            elif found is not None:
                yield found
            continue
        try:
            source = read_source(item.path, item.source)
        except BadInput as error:
            source = item.source
            yield reject(join(item.name, FILE_NAME), error.reason, error.detail)
        except OSError as error:
            source = item.source
            yield reject(join(item.name, FILE_NAME), "unreadable", error.strerror or type(error).__name__)
        try:
            children = sorted(item.path.iterdir(), key=lambda p: p.name, reverse=True)
        except OSError as error:
            yield reject(item.name or ".", "unreadable", error.strerror or type(error).__name__)
            continue
        folders[item.path] = Folder(item.path, item.name, source, item.linked)
        pending.extend(p for p in children if not p.name.startswith(".") and p.name.lower() not in ABOUT)


def look_at(path: Path, folder: Folder, raw: Path) -> InputFile | Folder | Rejected | None:
    """What a name in a folder stands for; None for what vanished meanwhile."""
    name = join(folder.name, path.name)
    try:
        if path.is_symlink() and (refusal := refuse_link(path, folder, raw)):
            return reject(name, "unreadable", refusal)
        if path.is_dir():
            return Folder(path, name, folder.source, folder.linked or path.is_symlink())
        if path.is_file():
            return InputFile(path, name, folder.source)
    except OSError as error:
        return reject(name, "unreadable", error.strerror or type(error).__name__)
    return reject(name, "unreadable", "neither a file nor a folder")


def refuse_link(path: Path, folder: Folder, raw: Path) -> str | None:
    """Why a symbolic link is not followed, or None."""
    try:
        target, top = path.resolve(strict=True), raw.resolve()
    except (OSError, RuntimeError):
        return "a link to nothing or to itself"
    if not target.is_relative_to(top):
        return "a link out of the input folder"
    if target.is_dir() and folder.path.resolve().is_relative_to(target):
        return "a link to a folder around it"
    if folder.linked and target.is_dir():
        return "a link to a folder, inside a linked folder"
    return None


def join(folder: str, name: str) -> str:
    """A path in the tables: posix, relative to raw/."""
    return f"{folder}/{printable(name)}" if folder else printable(name)


def printable(name: str) -> str:
    """A file name as valid Unicode; bytes that are not UTF-8 become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
