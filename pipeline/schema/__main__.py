"""`python -m pipeline.schema [FOLDER]`: writes the generated files of `schemas/` (or into another folder)."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.codebook import SCHEMAS
from pipeline.schema.render import generated_files


def main(folder: Path = SCHEMAS) -> None:
    """Writes every generated file into the folder and prints its name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in generated_files().items():
        (folder / name).write_text(content, encoding="utf-8", newline="\n")
        print(folder / name)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
