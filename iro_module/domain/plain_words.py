"""Hints for text that a child is to read: shorter, and without abbreviations. Hints only; nothing is refused.

The numbers are ours, taken from how councils write to children; no law or guidance sets them.
"""

import re

MOST_WORDS = 40
LONGEST_SENTENCE = 15


def hints(text: str) -> tuple[str, ...]:
	"""What would make a text easier to read; empty where nothing does."""
	words = len(text.split())
	longest = max((len(one.split()) for one in re.split(r"[.!?\n]+", text)), default=0)
	short = sorted(set(re.findall(r"\b[A-Z]{2,}\b", text)))
	found = []
	if words > MOST_WORDS:
		found.append(f"It has {words} words; {MOST_WORDS} or fewer are easier to read.")
	if longest > LONGEST_SENTENCE:
		found.append(f"One sentence has {longest} words; {LONGEST_SENTENCE} or fewer are easier to read.")
	if short:
		found.append(f"Write out what is short for something: {', '.join(short)}.")
	return tuple(found)
