"""The words of each language, and the one loader that reads them all."""

from pipeline.packs.lexicon import Entry, Hit, Lexicon
from pipeline.packs.load import Pack, languages, load_pack, pack_version

__all__ = ["Entry", "Hit", "Lexicon", "Pack", "languages", "load_pack", "pack_version"]
