"""`source.toml`: what holds for every article of a folder and of the folders below it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipeline.read.dates import read_time
from pipeline.read.record import BadInput

FILE_NAME = "source.toml"
#: A side file of a folder is a few lines; anything larger is not one.
LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """Defaults of a folder; a record's own fields win over them."""

    publisher: str | None = None
    language: str | None = None
    licence: str | None = None
    #: Publication date of the articles that state none.
    published: datetime | None = None
    #: Where the publisher's clock hangs: times with an offset are shown in it.
    time_zone: ZoneInfo | None = None


def read_source(folder: Path, outer: Source) -> Source:
    """The defaults of a folder: those of the folder around it, with its own `source.toml` laid over them.

    Raises:
        BadInput: the file is no TOML, or says something that is not known here.
        OSError: the file cannot be read.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return outer
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise BadInput("too_large", f"{FILE_NAME} has more than {LARGEST} bytes")
    try:
        given = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput("unparsable", f"{FILE_NAME}: {error}") from None
    return replace(outer, **{name: read_setting(name, value) for name, value in given.items()})


def read_setting(name: str, value: Any) -> Any:
    """The value of one setting, typed."""
    if name == "published":
        return read_published(value)
    if not isinstance(value, str) or not value.strip():
        raise BadInput("unparsable", f"{FILE_NAME}: {name} must be a text")
    if name in ("publisher", "language", "licence"):
        return value.strip()
    if name == "time_zone":
        try:
            return ZoneInfo(value.strip())
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise BadInput("unparsable", f"{FILE_NAME}: no time zone is called {value!r}") from None
    raise BadInput("unparsable", f"{FILE_NAME}: {name!r} is not a setting")


def read_published(value: Any) -> datetime:
    """A date as TOML writes it, quoted or not."""
    if isinstance(value, date):  # a datetime is one, too
        value = value.isoformat()
    found = read_time(value, None) if isinstance(value, str) else None
    if found is None:
        raise BadInput("unparsable", f"{FILE_NAME}: published is no ISO date")
    return found
