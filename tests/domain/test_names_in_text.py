"""Names of other children in a text of one child's record."""

import pytest

from iro_module.domain.names_in_text import names_in, parts_of, passage, without

NAMES = ("Beni", "Quill", "Will", "Zoë")


@pytest.mark.parametrize(
	("text", "found"),
	[
		("Beni sees his father.", ("Beni",)),
		("She misses BENI and beni's dog.", ("Beni",)),
		("(Beni)", ("Beni",)),
		("Benita sees her father.", ()),
		("A Quill-Beni matter", ("Beni", "Quill")),
		("The family will visit.", ()),
		("Will visits, and WILL stays.", ("Will",)),
		("Willow learns to swim.", ()),
		("Where zoë lives", ("Zoë",)),
		("", ()),
	],
)
def test_a_name_counts_as_a_word_of_its_own(text: str, found: tuple[str, ...]) -> None:
	assert names_in(text, NAMES) == found


def test_a_name_that_is_a_word_counts_with_a_capital_however_it_was_typed() -> None:
	assert names_in("Will comes", ["will"]) == ("will",)
	assert names_in("it will rain", ["WILL"]) == ()


@pytest.mark.parametrize(
	("name", "parts"),
	[
		("Mary-Ann Lee", {"Mary", "Ann", "Lee"}),
		(" Beni ", {"Beni"}),
		("J Bo", {"Bo"}),
		("", set()),
	],
)
def test_every_word_of_a_name_is_looked_for(name: str, parts: set[str]) -> None:
	assert parts_of(name) == parts


def test_a_name_is_taken_out_wherever_it_stands() -> None:
	said = without("Beni asked beni's father about Benita.", "Beni", "[r\\1]")
	assert said == "[r\\1] asked [r\\1]'s father about Benita."


@pytest.mark.parametrize(
	("text", "around", "shown"),
	[
		("Beni", 3, "Beni"),
		("She sees Beni on Mondays.", 4, "… ees Beni on …"),
		("See\nBeni on", 4, "See Beni on"),
		("See Beni on", 3, "… ee Beni on"),
		("nobody", 4, ""),
	],
)
def test_the_passage_shows_the_words_around(text: str, around: int, shown: str) -> None:
	assert passage(text, "Beni", around) == shown


def test_the_passage_is_some_words_long() -> None:
	text = f"{'a' * 60} Beni {'b' * 60}"
	assert passage(text, "Beni") == f"… {'a' * 39} Beni {'b' * 39} …"
