"""Document → articles with normalized text, and the way back from normalized spans to source characters."""

from extract.normalize.articles import split_articles
from extract.normalize.characters import fold, fold_title, is_traditional, simplify
from extract.normalize.sections import section_at
from extract.normalize.trace import trace, trace_fragments

__all__ = [
    "fold",
    "fold_title",
    "is_traditional",
    "section_at",
    "simplify",
    "split_articles",
    "trace",
    "trace_fragments",
]
