"""What a social work manager's answers to single decisions come to. Silence is never agreement (document_clock)."""

from collections.abc import Iterable
from datetime import date

from iro_module.domain.document_clock import Answer, Reply
from iro_module.domain.wording import in_words


def summary(answers: Iterable[Answer | None]) -> Answer | None:
	"""The reply to a review's decisions as a whole; None is a decision without an answer.

	Objected where any is objected to, else queried where any is queried; agreed only where each one is.
	"""
	given = set(answers)
	for one in (Answer.OBJECTED, Answer.QUERIED):
		if one in given:
			return one
	return Answer.AGREED if given == {Answer.AGREED} else None


def in_a_word(reply: Reply | None, sent_on: date | None) -> str:
	"""The manager's answer to one decision for lists and prints: nothing to say before the decisions were sent."""
	if reply:
		return f"{reply.answer.value} on {in_words(reply.on)}"
	return "no reply" if sent_on else ""
