"""`make bench`: articles a second and memory of a whole build, on copies of the sample articles."""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

from pipeline.build import build

COPIES = 20


def main(raw: Path = Path("raw"), copies: int = COPIES) -> None:
    """Prints what a build over copies of a folder costs, for one worker and for all.

    The copies count as duplicates after they were read and extracted, so they cost what new articles cost,
    but for linking and writing.
    """
    with tempfile.TemporaryDirectory() as folder:
        many = Path(folder) / "raw"
        for i in range(copies):
            shutil.copytree(raw, many / f"{i:03}")
        for workers in (1, None):
            measure(many, Path(folder) / f"curated-{workers}", workers)


def measure(raw: Path, curated: Path, workers: int | None) -> None:
    """Builds once and prints speed and memory."""
    start = time.perf_counter()
    summary = build(raw, curated, workers=workers)
    seconds = time.perf_counter() - start
    rate = summary.counts["read"] / seconds
    print(
        f"workers {workers or 'all':>3}: {summary.counts['read']} articles in {seconds:.1f} s, {rate:.0f}/s, "
        f"peak memory {peak(resource.RUSAGE_SELF)} MB, of one worker {peak(resource.RUSAGE_CHILDREN)} MB"
    )


def peak(who: int) -> int:
    """Greatest memory so far, in MB."""
    return resource.getrusage(who).ru_maxrss // 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("raw"))
