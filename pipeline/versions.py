"""What a release was made with: digests of the code and of what words, places and actors come from."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.actors import load_registry
from pipeline.codebook import SCHEMAS
from pipeline.gazetteer import version as gazetteer_version
from pipeline.packs import languages, pack_version

PACKAGE = Path(__file__).parent


def versions() -> dict[str, Any]:
    """The versions by part; equal versions and equal input give equal tables."""
    return {
        "program": __version__,
        "code": digest_of(PACKAGE, "**/*.py"),
        "schemas": digest_of(SCHEMAS, "*.toml"),
        "packs": {language: pack_version(language) for language in languages()},
        "gazetteer": gazetteer_version(),
        "actors": load_registry().version()[:12],
    }


def digest_of(folder: Path, pattern: str) -> str:
    """A short digest of the names and contents of files."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob(pattern)):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
