"""The manager's answers, decision by decision; domain.md 2.6: agreed, queried, and no reply that is not agreement."""

import pytest

from iro_module.domain.document_clock import Answer, Reply
from iro_module.domain.managers_reply import in_a_word, summary
from tests.domain.story import day

YES, ASKS, NO = Answer.AGREED, Answer.QUERIED, Answer.OBJECTED


@pytest.mark.parametrize(
	("answers", "whole"),
	[
		([YES, YES], YES),
		([YES, None], None),
		([None, None], None),
		([], None),
		([YES, ASKS], ASKS),
		([None, ASKS], ASKS),
		([ASKS, NO, YES], NO),
		([None, NO], NO),
	],
)
def test_the_whole_is_agreed_only_where_each_decision_is(
	answers: list[Answer | None], whole: Answer | None
) -> None:
	assert summary(answers) is whole


@pytest.mark.parametrize(
	("reply", "sent_on", "words"),
	[
		(None, None, ""),
		(None, "2026-03-23", "no reply"),
		(Reply(YES, day("2026-03-24")), "2026-03-23", "agreed on 24 March 2026"),
		(Reply(ASKS, day("2026-03-24")), "2026-03-23", "queried on 24 March 2026"),
	],
)
def test_the_answer_to_one_decision_in_a_word(reply: Reply | None, sent_on: str | None, words: str) -> None:
	assert in_a_word(reply, day(sent_on) if sent_on else None) == words
