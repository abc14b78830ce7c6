"""Hints for a decision in words for the child."""

import pytest

from iro_module.domain.plain_words import hints

SENTENCE = " ".join(["word"] * 15)
LONG = "One sentence has 16 words; 15 or fewer are easier to read."


@pytest.mark.parametrize(
	("text", "found"),
	[
		("", ()),
		("You will see Mum every Saturday. I will ask about it.", ()),
		(f"{SENTENCE}.", ()),
		(f"{SENTENCE} more.", (LONG,)),
		(f"{SENTENCE} more!", (LONG,)),
		(f"One.\n{SENTENCE}", ()),
		(f"{SENTENCE}? {SENTENCE}! {' '.join(['word'] * 10)}.", ()),
		(
			f"{SENTENCE}. {SENTENCE}. {' '.join(['word'] * 11)}.",
			("It has 41 words; 40 or fewer are easier to read.",),
		),
		(
			"The PEP and CAMHS. The PEP again. A visit. I go.",
			("Write out what is short for something: CAMHS, PEP.",),
		),
	],
)
def test_hints(text: str, found: tuple[str, ...]) -> None:
	assert hints(text) == found
