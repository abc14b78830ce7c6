"""What the print formats call: the data of a print, without the names that somebody decided to leave out."""

from typing import Any

from iro_module.iro_reviews import names_of_others, print_data


def review_record(doc: Any) -> dict[str, Any]:
	"""The record of a review, for the print of that name."""
	return names_of_others.left_out(print_data.review_record(doc), doc.name, doc.child)


def review_decisions(doc: Any) -> dict[str, Any]:
	"""The decisions of a review, for the print of that name."""
	return names_of_others.left_out(print_data.review_decisions(doc), doc.name, doc.child)


def one_decision(doc: Any) -> dict[str, Any]:
	"""One decision with what became of it, for the print of that name."""
	return names_of_others.left_out(print_data.one_decision(doc), doc.review, doc.child)
