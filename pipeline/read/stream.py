"""Bytes out of files: plain or gzip, never more in memory than the limits allow."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.read.record import BadInput

MIB = 1024 * 1024
#: Most bytes a file that is read whole may hold, unpacked.
LARGEST_FILE = 64 * MIB
#: Most bytes of one line of a file that is read by lines: LARGEST_TEXT escaped, and other fields.
LARGEST_LINE = 32 * MIB
#: Most characters of one article's text; the longest real ones have about 200,000.
LARGEST_TEXT = 4 * MIB
#: Most characters of one HTML page.
LARGEST_HTML = 16 * MIB
#: Above LARGEST_FILE, text that unpacks to more than this many times its packed size is a trap, not news.
LARGEST_RATIO = 200


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of a file, unpacked where its name ends in .gz.

    Raises:
        BadInput: the file cannot be opened or unpacked ("unreadable"); also from reads inside the block.
    """
    try:
        with path.open("rb") as file:
            if path.name.lower().endswith(".gz"):
                with gzip.open(file) as unpacked:
                    yield unpacked  # type: ignore[misc]  # GzipFile reads like any binary file
            else:
                yield file
    except gzip.BadGzipFile as error:
        raise BadInput("unreadable", f"not a sound gzip file: {error}") from None
    except EOFError:
        raise BadInput("unreadable", "the gzip file ends too early") from None
    except zlib.error as error:
        raise BadInput("unreadable", f"damaged gzip data: {error}") from None
    except OSError as error:
        raise BadInput("unreadable", error.strerror or type(error).__name__) from None


def read_whole(path: Path) -> bytes:
    """All bytes of a file.

    Raises:
        BadInput: it cannot be read, or it is larger than LARGEST_FILE unpacked.
    """
    with opened(path) as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise BadInput("too_large", f"more than {LARGEST_FILE // MIB} MiB")
    return data


def read_lines(path: Path) -> Iterator[bytes | None]:
    """The lines of a file, one at a time; None for one above LARGEST_LINE.

    Raises:
        BadInput: it cannot be read, or it unpacks to absurdly more than it takes.
    """
    packed = path.name.lower().endswith(".gz")
    with opened(path) as file:
        allowed = max(LARGEST_FILE, LARGEST_RATIO * path.stat().st_size) if packed else None
        total = 0
        while line := file.readline(LARGEST_LINE + 1):
            whole = len(line) <= LARGEST_LINE
            total += len(line)
            while not whole and line and not line.endswith(b"\n") and (allowed is None or total <= allowed):
                line = file.readline(LARGEST_LINE)
                total += len(line)
            if allowed is not None and total > allowed:
                raise BadInput("too_large", f"unpacks to more than {LARGEST_RATIO} times its size")
            yield line if whole else None
