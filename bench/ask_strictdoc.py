"""Asks StrictDoc's Python API for one chain and both gaps: ``python ask_strictdoc.py FOLDER ID``.

StrictDoc has no command for a chain. Run by the Python that StrictDoc is installed in, which has
nothing of Sightline; prints one JSON object.
"""

import json
import sys
from pathlib import Path

from strictdoc.api import (
    Parallelizer,
    ProjectConfigLoader,
    SDocDocumentIterator,
    TraceabilityIndexBuilder,
)


def main() -> None:
    """Walk from one concern to all that leads to it, and look for what nothing leads to."""
    folder, picked = sys.argv[1:]
    config = ProjectConfigLoader.load_from_path_or_get_default(path_to_config=folder)
    config.input_paths = [folder]
    config.output_dir = str(Path(folder) / "out")
    config.source_root_path = folder
    index = TraceabilityIndexBuilder.create(
        project_config=config, parallelizer=Parallelizer.create(False)
    )

    def chain(start):  # noqa: ANN001, ANN202 StrictDoc's own types
        found, waiting = {}, [index.get_node_by_uid(start)]
        while waiting:
            node = waiting.pop()
            if node.reserved_uid not in found:
                found[node.reserved_uid] = node
                waiting += index.get_children_requirements(node)
        return sorted(found)

    known = {
        node.reserved_uid: node
        for document in index.document_tree.document_list
        for node, _ in SDocDocumentIterator(document).all_content(print_fragments=False)
        if getattr(node, "reserved_uid", None)
    }
    unanswered = [
        key
        for key in known
        if key.startswith("CON") and not any(one.startswith("ACT") for one in chain(key))
    ]
    unshown = [
        key
        for key, node in known.items()
        if key.startswith("ACT") and not index.get_children_requirements(node)
    ]
    found = {"chain": chain(picked), "unanswered": unanswered, "unshown": unshown}
    print("ANSWER " + json.dumps(found))


main()
