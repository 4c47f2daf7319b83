"""What learned weights of words do on servers held out, alone and beside the rules: why the rules are written and not learned.

Logistic regression learns from the hints how much words and pairs of words of name, description and parameter names speak for a
change. Servers of one publisher, or with tools in common, stay on one side. "Rules then" are those of the history from before a
sealed group was opened, judging that group; models beside them learn from the servers open by then. A score alone calls a lookup
what lies below the score that one lookup in twenty exceeds. The second column leaves out hints found wrong. Needs the definitions
of `capture.py`, the history, and scikit-learn 1.9, which the project does not depend on. Takes five minutes.

    python bench/learned_words.py

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from judgement import adjudicated
from past_rules import judged, judged_at, listed_at
from scipy.sparse import csr_matrix, hstack
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

OPENED = (("1d6e5a6", "cef3c29"), ("9689e16", "1c55ed5"), ("b736b1d", "0d61919"))
"""Last rules before sealed servers were opened, and the list that holds these: second group, third and fourth, fifth."""
DOUBTS = ((0.05, 0.01), (0.08, 0.01), (0.12, 0.01))
"""Read is left open above the score that this share of the learned lookups exceeds, Write below that of so few changes."""


def columns(rows: Sequence[dict[str, Any]], *parts: int) -> csr_matrix:
    """One column for each word, first word and pair of words of these parts."""

    def terms(part: int) -> Callable[[dict[str, Any]], list[str]]:
        return lambda row: [*(w := row["parts"][part]), *map(" ".join, pairwise(w)), *("^" + one for one in w[:1])]

    counts = (CountVectorizer(analyzer=terms(part), binary=True, min_df=4).fit_transform(rows) for part in parts)
    return hstack([normalize(each) for each in counts]).tocsr()


def families(rows: Sequence[dict[str, Any]]) -> np.ndarray:
    """A number for each tool, the same for all servers that share a publisher or two tools."""
    slugs = sorted({row["server"] for row in rows})
    held = {slug: [f"{n} {slug.split('-')[0]}" for n in "12" if not slug.startswith("mcp-")] for slug in slugs}
    for row in rows:
        held[row["server"]] += [row["name"] + row["text"]] if len(row["text"]) > 20 else []
    matrix = CountVectorizer(analyzer=held.get, binary=True).fit_transform(slugs)
    number = dict(zip(slugs, connected_components(matrix @ matrix.T > 1)[1], strict=True))
    return np.array([number[row["server"]] for row in rows])


class Bench:
    """All tools, and what is measured of them."""

    def __init__(self) -> None:
        self.rows = list(judged())
        self.said, self.server = (np.array([row[key] for row in self.rows]) for key in ("said", "server"))
        self.reads, self.changes = self.said == "R", np.isin(self.said, ["W", "D"])
        wrong, self.family = adjudicated(), families(self.rows)
        self.believed = np.array([(row["server"], row["name"]) not in wrong for row in self.rows])

    def score(self, matrix: csr_matrix, learned: np.ndarray) -> np.ndarray:
        """How much each tool looks like a change to a model of the learned ones."""
        model = LogisticRegression(max_iter=300, solver="liblinear").fit(matrix[learned], self.changes[learned])
        return model.decision_function(matrix)

    def held_out(self, matrix: csr_matrix, unit: np.ndarray, seed: int, among: np.ndarray) -> np.ndarray:
        """The same by a model of seven eighths of the units, the tool's own not among them."""
        names, number = np.unique(unit, return_inverse=True)
        fold = (np.random.default_rng(seed).permutation(len(names)) % 8)[number]
        return np.select([fold == n for n in range(8)], [self.score(matrix, among & (fold != n)) for n in range(8)])

    def show(self, title: str, category: np.ndarray, risk: np.ndarray | None, among: np.ndarray) -> None:
        """One line; without risk classes the category is a score, cut where 5 % of the lookups lie above."""
        if risk is None:
            highest = np.quantile(category[self.reads & among], 0.95)
            category = np.where(category < highest, "Read", "Write").astype(object)
        read, unknown = category == "Read", np.equal(category, None)
        pairs = ((self.changes, read), (self.changes & self.believed, read), (self.reads, ~read & ~unknown))
        shares = "".join(f"{100 * np.mean(holds[of & among]):9.1f}" for of, holds in (*pairs, (self.reads, unknown)))
        print(f"{title:<50}{shares}{'-' if risk is None else np.sum((self.said == 'D') & among & (risk == 'Low')):>7}")


def verdicts(rows: Sequence[dict[str, Any]]) -> list[np.ndarray]:
    """Category and risk class of each tool."""
    return [np.array([row[key] for row in rows], object) for key in ("category", "risk")]


def main() -> None:
    """Print one line for each way to judge."""
    bench = Bench()
    hinted, words = bench.reads | bench.changes, columns(bench.rows, 0, 1, 2, 3)
    print(f"{'in %, D Low counted':<50}{'W->Read':>9}{'believed':>9}{'R above':>9}{'R open':>9}{'D Low':>7}")
    bench.show("rules of today, written on these servers", *verdicts(bench.rows), hinted)
    both = hstack([words, columns(bench.rows, 4)]).tocsr()
    units = np.arange(len(bench.rows)), bench.family, bench.family
    titles = "words, tools held out", "words, servers held out", "words and rules of today, servers held out"
    for seed in range(3):
        for title, matrix, unit in zip(titles, (words, words, both), units, strict=True):
            bench.show(f"{title} (seed {seed})", bench.held_out(matrix, unit, seed, hinted), None, hinted)
    cases: dict[str, list[np.ndarray | None]] = {}
    tested = np.zeros(len(bench.rows), bool)
    for before, listing in OPENED:
        then, known, group = judged_at(before), listed_at(before), listed_at(listing)
        new = [slug for slug in group if group[slug] == "sealed"] or [slug for slug in group if slug not in known]
        test = np.isin(bench.server, new)
        learned = hinted & np.isin(bench.server, list(group)) & ~np.isin(bench.family, bench.family[test])
        category, risk = verdicts(then)
        past, now = bench.held_out(words, bench.family, 0, learned), bench.score(words, learned)
        stacked = bench.score(hstack([words, columns(then, 4)]).tocsr(), learned)
        told = {"rules then": [category, risk], "words": [now, None], "words and rules then": [stacked, None]}
        for lookups, changes in DOUBTS:
            doubt = (category == "Read") & (now > np.quantile(past[learned & bench.reads], 1 - lookups))
            doubt |= (category == "Write") & (now < np.quantile(past[learned & bench.changes], changes))
            case = f"rules then, words leave open {lookups}, {changes}"
            told[case] = [np.where(doubt, None, x) for x in (category, risk)]
        bench.show(f"rules then, {len(new)} servers opened after {before}", category, risk, hinted & test)
        tested |= test
        for case, answer in told.items():
            before_it = cases.get(case, answer)
            cases[case] = [x if x is None else np.where(test, x, old) for x, old in zip(answer, before_it, strict=True)]
    for case, answer in cases.items():
        bench.show(f"{case}, all of them", *answer, hinted & tested)


if __name__ == "__main__":
    main()
