"""Makes the links of an authority anew, with what was kept from the last time."""

from __future__ import annotations

from graph.linking.build import links_of
from graph.linking.closeness import WORTH, Closeness
from graph.records import Link
from graph.store.base import Store


def remake(store: Store, authority: str, *, worth: int = WORTH) -> list[Link]:
    """Make the links of *authority* anew, put them in the place of the old ones and return them.

    They are those of ``links_of``, whatever was kept.

    Args:
        store: holds the records, and takes the links.
        authority: whose links they are.
        worth: from how many comparisons on their results are kept for the next time.

    Raises:
        StoreError: the store cannot be written.
    """
    key = f"closeness of {authority}"
    before = store.recall(key) or ""
    closeness = Closeness(before, worth=worth)
    links = links_of(store, authority, closeness=closeness)
    store.relink(authority, links)
    after = closeness.told() or ""
    if after != before:
        store.remember(key, after)
    return links
