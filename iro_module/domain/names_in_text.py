"""Names of other children in a text: found as whole words, and taken out where they are not to be printed.

A copy of one child's record goes to people who may not know of the others; practice of councils is to take out what
names them. Pure text work: whether a name may stay is for a person to say.
"""

import re
from collections.abc import Iterable

WORDS_TOO = frozenset(
	{
		"amber", "angel", "april", "art", "bill", "dawn", "daisy", "faith", "frank", "grace", "hope", "ivy", "jack",
		"joy", "june", "lily", "mark", "may", "pat", "ray", "rich", "rob", "robin", "rose", "ruby", "sky", "star",
		"sue", "summer", "sunny", "violet", "will",
	}
)  # fmt: skip
"""First names that are words of the language as well: they count with a capital letter only."""
SHORTEST = 2


def parts_of(name: str) -> frozenset[str]:
	"""The words of a name: `Mary-Ann Lee` may stand in a text as Mary, Ann or Lee. Single letters are left out."""
	return frozenset(one for one in re.split(r"[\s\-]+", name.strip()) if len(one) >= SHORTEST)


def names_in(text: str, names: Iterable[str]) -> tuple[str, ...]:
	"""Which of the names stand in the text as words of their own, `Will's` among them; sorted."""
	return tuple(sorted(name for name in set(names) if _pattern(name).search(text)))


def without(text: str, name: str, instead: str) -> str:
	"""The text with other words wherever the name stands."""
	return _pattern(name).sub(lambda _found: instead, text)


def passage(text: str, name: str, around: int = 40) -> str:
	"""The first place where the name stands, with some of the words on both sides; empty where it does not."""
	found = _pattern(name).search(text)
	if not found:
		return ""
	start, end = max(0, found.start() - around), min(len(text), found.end() + around)
	shown = " ".join(text[start:end].split())
	return f"{'… ' if start else ''}{shown}{' …' if end < len(text) else ''}"


def _pattern(name: str) -> re.Pattern[str]:
	if name.casefold() in WORDS_TOO:
		return re.compile(rf"(?<!\w)(?:{re.escape(name.capitalize())}|{re.escape(name.upper())})(?!\w)")
	return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
