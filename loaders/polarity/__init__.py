"""How inspectors judge in a sentence: strength, improving, mixed, weakness or context.

Rules and figures: docs/polarity.md. Words: ``ontology/vocabularies/polarity.ttl``.
"""

from loaders.polarity.verdict import polarity

__all__ = ["polarity"]
