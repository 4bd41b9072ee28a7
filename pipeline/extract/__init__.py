"""Reading an article the way a trained coder does."""

from pipeline.extract.article import extract

__all__ = ["extract"]
