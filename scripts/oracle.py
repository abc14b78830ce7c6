"""The rules against the naive ones, over many seeded histories: `make oracle`.

Without arguments 100,000 histories are compared, on all cores, and docs/oracle.md says how often each rule was met.
A difference is printed as a story, and the same story cut short to what is needed; a single one is looked at with
`--histories 1 --from-seed SEED`. The report is written only for a full run, unless --report names a file.

Exit code: 0 the plans are the same for each history; 1 some differ; 2 wrong arguments.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tqdm import tqdm

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.oracle.compared import Compared, compare, told  # noqa: E402
from tests.oracle.fired import Fired  # noqa: E402

FULL = 100_000
BLOCK = 100
SHOWN = 5


def blocks(first: int, histories: int) -> Iterator[range]:
	"""The seeds in blocks, each for one worker at a time."""
	last = first + histories
	for start in range(first, last, BLOCK):
		yield range(start, min(start + BLOCK, last))


def compare_all(first: int, histories: int) -> Compared:
	"""All of them, on every core, with a progress bar on the terminal."""
	counts: Fired = Counter()
	different: list[int] = []
	with (
		multiprocessing.Pool(os.cpu_count()) as pool,
		tqdm(total=histories, unit=" histories", disable=None) as bar,
	):
		for block, (met, differing) in zip(
			blocks(first, histories), pool.imap(compare, blocks(first, histories)), strict=True
		):
			counts.update(met)
			different += differing
			bar.update(len(block))
			bar.set_postfix(differences=len(different))
	return counts, different


def report(first: int, histories: int, counts: Fired, different: Sequence[int]) -> str:
	"""The page for readers: what was compared, the result, and how often each rule was met."""
	lines = [
		"# The rules and a naive second implementation",
		"",
		"Written by `make oracle`; do not edit. `tests/oracle` reads the rules a second time, slowly and obviously:",
		"days counted one by one, months by leafing through a calendar, the state of a child on a day by looking",
		"through all records, a plan by writing down every demand and taking the earliest. For each seeded history,",
		"plausible and odd ones alike, the planned reviews with all their reasons and dates, the changes and what",
		"settled them, the notices, the gaps and the day care ended must be the same in both.",
		"",
		"| Histories | Seeds | Differences |",
		"|---|---|---|",
		f"| {histories:,} | {first} to {first + histories - 1} | {len(different)} |",
		"",
		"How often each rule was met in this sample:",
	]
	for heading in sorted({heading for heading, _ in counts}):
		lines += ["", f"## {heading[0].upper()}{heading[1:]}", "", "| | |", "|---|---|"]
		lines += [f"| {what} | {counts[head, what]:,} |" for head, what in sorted(counts) if head == heading]
	return "\n".join(lines) + "\n"


def arguments() -> argparse.Namespace:
	parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
	parser.add_argument("--histories", type=int, default=FULL, help=f"how many ({FULL:,})")
	parser.add_argument("--from-seed", type=int, default=0, help="the first seed (0)")
	parser.add_argument(
		"--report", type=Path, help="where to write the page (docs/oracle.md after a full run)"
	)
	given = parser.parse_args()
	if given.histories < 1:
		parser.error("--histories must be 1 or more")
	return given


def main() -> int:
	given = arguments()
	counts, different = compare_all(given.from_seed, given.histories)
	for seed in different[:SHOWN]:
		print(f"\n{told(seed)}")
	print(f"{given.histories:,} histories, {len(different)} differences", end="")
	print(f": seeds {', '.join(map(str, different[:50]))}" if different else "")
	page = given.report or (ROOT / "docs" / "oracle.md" if given.histories >= FULL else None)
	if page:
		page.write_text(report(given.from_seed, given.histories, counts, different), encoding="utf-8")
		print(f"written: {page}")
	return 1 if different else 0


if __name__ == "__main__":
	sys.exit(main())
