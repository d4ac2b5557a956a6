"""Fit the weights by which later comments on concerns are scored (``graph/linking/weighing.py``).

Run ``python -m bench.weights GOLD=STORE...``: gold folders (docs/trust.md) whose concerns are
marked as annotated in full, each with a store that holds its papers. Printed are the weights from
all, and for each authority how the score from the others' weights fared on it: proposals by score,
and how many of them were right, an arguable one counting as half.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import fmean, pstdev

from graph.checking.gold import Matched, read_gold
from graph.linking import comments
from graph.linking.candidates import matches
from graph.linking.case import case_of
from graph.linking.closeness import Closeness
from graph.linking.held import held_of
from graph.linking.weighing import Beside, Standing
from graph.records import Comment
from graph.store import open_store

Row = tuple[Standing, float]  # what is known of a match, and how right it is: 0, 0.5 or 1
RIGHT = {"certain": 1.0, "arguable": 0.5}
RIDGE, ROUNDS, SCALE = 3.0, 8, 25.0
BANDS = (0.15, 0.3, 0.45, 0.6, 0.75, 1.0)


def rows(gold: Path, store: Path) -> list[Row]:
    """Return the matches with concerns annotated in full, from papers that were read."""
    held = open_store(str(store))
    try:
        read = read_gold(gold)
        matched = Matched(read, held)
        full = [row["concern_id"] for row in read.concerns if row.get("exhaustive") == "yes"]
        marked = {key for key, row in read.documents.items() if row.get("exhaustive") == "yes"}
        full += [row["concern_id"] for row in read.concerns if row["doc_id"] in marked]
        asked = set().union(*(matched.ends[key] for key in full))
        known = {comment for key in read.documents for comment in _comments(matched, key)}
        given: dict[tuple[str, str], float] = defaultdict(float)
        for link in read.links:
            if (
                link.get("link_type") == "concern_later_comment"
                and link["from_id"] in matched.ends
            ):
                for end in matched.ends.get(link["to_id"], ()):
                    for concern in matched.rolled(link["from_id"]):
                        value = RIGHT[link["confidence"]]
                        given[end, concern] = max(given[end, concern], value)
        found = []
        for name in held.authorities():
            case = case_of(held_of(held, name), name, Closeness())
            heard = comments.eligible(case)
            level = comments.LEVEL_ON_CONCERNS
            all_of = matches(heard, case.targets, case.times.bearing, level=level)
            beside = Beside(all_of, Counter(one.said.record.document for one in heard))
            for one in all_of:
                ends = one.said.record.id, one.target.record.id
                if ends[1] in asked and ends[0] in known:
                    found.append((beside.standing(one), given.get(ends, 0.0)))
        return found
    finally:
        held.close()


def _comments(matched: Matched, paper: str) -> Iterable[str]:
    return (comment.id for comment in matched.of(Comment, [paper]))


def fit(groups: Sequence[Sequence[Row]]) -> list[float]:
    """Return the constant and the weights: logistic regression, a large group counting less.

    Figures are made comparable first (mean 0, spread 1), so that the ridge holds all back alike.
    """
    columns = list(zip(*(seen for group in groups for seen, _ in group), strict=True))
    means = [fmean(column) for column in columns]
    spreads = [pstdev(column) or 1.0 for column in columns]
    data = [
        ((1.0, *((x - m) / s for x, m, s in zip(seen, means, spreads, strict=True))), right, count)
        for group in groups
        for count in [SCALE / math.sqrt(len(group))]
        for seen, right in group
    ]
    constant, *weights = _regression(data)
    weights = [weight / spread for weight, spread in zip(weights, spreads, strict=True)]
    return [constant - sum(w * m for w, m in zip(weights, means, strict=True)), *weights]


def _regression(data: Sequence[tuple[tuple[float, ...], float, float]]) -> list[float]:
    """Newton's method, with the ridge on all but the constant."""
    size = len(data[0][0])
    weights = [0.0] * size
    for _ in range(ROUNDS):
        slope = [-RIDGE * weight if place else 0.0 for place, weight in enumerate(weights)]
        bend = [[RIDGE * (a == b and a > 0) for b in range(size)] for a in range(size)]
        for seen, right, count in data:
            chance = likely(weights, seen)
            pull, spread = count * (right - chance), count * chance * (1 - chance)
            for a in range(size):
                slope[a] += pull * seen[a]
                for b in range(size):
                    bend[a][b] += spread * seen[a] * seen[b]
        weights = [old + step for old, step in zip(weights, _solve(bend, slope), strict=True)]
    return weights


def likely(weights: Sequence[float], seen: Sequence[float]) -> float:
    """Return how often such a match is right by these *weights*; *seen* begins with 1."""
    return 1 / (1 + math.exp(-sum(map(float.__mul__, weights, map(float, seen)))))


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss, with the largest pivot."""
    rows_ = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows_)
    for place in range(size):
        best = max(range(place, size), key=lambda row: abs(rows_[row][place]))
        rows_[place], rows_[best] = rows_[best], rows_[place]
        for row in range(size):
            if row != place:
                share = rows_[row][place] / rows_[place][place]
                rows_[row] = [a - share * b for a, b in zip(rows_[row], rows_[place], strict=True)]
    return [row[-1] / row[place] for place, row in enumerate(rows_)]


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", nargs="+", metavar="GOLD=STORE")
    pairs = [Path(part) for pair in parser.parse_args().pairs for part in pair.split("=", 1)]
    groups = [rows(gold, store) for gold, store in zip(pairs[::2], pairs[1::2], strict=True)]
    for name, weight in zip(("constant", *Standing._fields), fit(groups), strict=True):
        print(f"{name:10} {weight:6.2f}")
    for place, group in enumerate(groups if len(groups) > 1 else ()):
        others = fit([*groups[:place], *groups[place + 1 :]])
        bands: dict[float, list[float]] = defaultdict(list)
        for seen, right in group:
            chance = likely(others, (1.0, *seen))
            bands[next(band for band in BANDS if chance <= band)].append(right)
        told = ", ".join(
            f"to {band}: {sum(found):.1f} of {len(found)}" for band, found in sorted(bands.items())
        )
        print(f"{pairs[2 * place].name}: {told}")


if __name__ == "__main__":
    main()
