"""Times as feeds and files state them, read to the wall-clock time of the publisher."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

#: Outside these years a stamp is a default or a typing error (0001-01-01, 9999-12-31), not a publication.
FIRST_YEAR, LAST_YEAR = 1900, 2100
#: "2025-11-12 10:30:00 +0300": a blank before the offset is common and not ISO.
BLANK_BEFORE_OFFSET = re.compile(r"(?<=\d)\s+(?=[+-]\d\d:?\d\d$)|\s+(?=Z$)")


def read_time(stamp: str, zone: ZoneInfo | None) -> datetime | None:
    """The naive wall-clock time of an ISO 8601 or RFC 2822 stamp; None where it is neither.

    A date without a time is midnight. A stamp with an offset keeps the time it states, unless the zone of its
    source is known: then it is shown in that zone. A stamp without offset is never shifted.
    """
    found = read_iso(stamp.strip()) or read_mail(stamp.strip())
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        return None
    if found.tzinfo is not None and zone is not None:
        found = found.astimezone(zone)
    return found.replace(tzinfo=None)


def read_iso(stamp: str) -> datetime | None:
    """An ISO 8601 stamp, date only or with time."""
    try:
        return datetime.fromisoformat(BLANK_BEFORE_OFFSET.sub("", stamp))
    except ValueError:
        return None


def read_mail(stamp: str) -> datetime | None:
    """An RFC 2822 stamp, as RSS writes it ("Wed, 12 Nov 2025 10:30:00 +0300")."""
    try:
        return parsedate_to_datetime(stamp)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
