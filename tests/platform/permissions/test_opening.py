"""What a form asks the site while it opens: answered for each role that may read the form, refused to all others."""

from __future__ import annotations

import pytest

from iro_module.permissions.truth_table import rights
from tests.platform.permissions.cast import ONE_ROLE, REACHED_BY, USERS, Cast

pytestmark = pytest.mark.platform

ON_OPENING = (
	("IRO Review", "iro_module.iro_reviews.preparation.preparation", "review"),
	("IRO Review", "iro_module.intake.review_view.about", "review"),
	("Looked After Child", "iro_module.iro_reviews.child_page.due_next", "child"),
	("Looked After Child", "iro_module.iro_reviews.chronology.chronology", "child"),
	("Looked After Child", "iro_module.iro_records.relationships.family_of", "child"),
	("Change of Circumstances", "iro_module.intake.deciding.mark_read", "change"),
)


@pytest.mark.parametrize("who", ONE_ROLE)
def test_a_form_opens_for_whoever_may_read_it(cast: Cast, who: str) -> None:
	desk, wrong = cast.desk(who), []
	(role,) = USERS[who]
	for doctype, method, argument in ON_OPENING:
		for child in ("own", "restricted", "others"):
			may = "read" in rights(doctype, role) and who in REACHED_BY[child]
			got = desk.call(method, **{argument: cast.names[doctype][child]}).status
			if got != (200 if may else 403):
				wrong.append(f"{method} of {child}: {got}")
	assert wrong == []
