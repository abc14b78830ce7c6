"""What `make mutants` makes of its results: a change nobody noticed is a failure unless a person has looked at it."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "scripts"))

import mutants_report
from mutants_report import Equivalent, Mutant, Verdict, equivalents, judged, summary, written

NAME = "iro_module.domain.working_days.xǁCalendarǁbefore__mutmut_3"
SURVIVOR = Mutant(NAME, Verdict.SURVIVED, "return a + 1", "return a - 1")
LISTED = Equivalent("working_days: Calendar.before", "return a + 1", "return a - 1", "a is always 0 here")


@pytest.mark.parametrize(
	("name", "where", "module"),
	[
		(NAME, "working_days: Calendar.before", "working_days"),
		("iro_module.domain.intake.x__kept__mutmut_1", "intake: _kept", "intake"),
		("iro_module.domain.review_plan.gaps.x__open__mutmut_12", "review_plan.gaps: _open", "review_plan"),
		("iro_module.domain.intake.x__defined_Outcome_STALE__mutmut_1", "intake: Outcome_STALE", "intake"),
		("iro_module.domain.intake.xǁMessageǁ_plain_name__mutmut_1", "intake: Message.name", "intake"),
	],
)
def test_a_mutant_is_named_as_the_source_names_it(name: str, where: str, module: str) -> None:
	mutant = Mutant(name, Verdict.KILLED)
	assert (mutant.where, mutant.module) == (where, module)


def test_only_the_very_change_on_the_list_is_equivalent() -> None:
	other = Mutant(NAME, Verdict.SURVIVED, "return a + 1", "return a * 1")
	elsewhere = Mutant(
		"iro_module.domain.intake.x_a__mutmut_1", Verdict.SURVIVED, "return a + 1", "return a - 1"
	)
	killed = Mutant(NAME, Verdict.KILLED)
	found = judged([SURVIVOR, other, elsewhere, killed], [LISTED])
	assert [one.verdict for one in found] == [
		Verdict.EQUIVALENT, Verdict.SURVIVED, Verdict.SURVIVED, Verdict.KILLED,
	]  # fmt: skip
	assert found[0].why == "a is always 0 here"


def test_survivors_are_shown_and_entries_that_nothing_needs_are_named() -> None:
	text = summary(judged([SURVIVOR], []), [])
	assert "| working_days | 1 | 0 | 0 | 0 | 1 |" in text
	assert "SURVIVED working_days: Calendar.before\n  - return a + 1\n  + return a - 1" in text
	killed = summary([Mutant(NAME, Verdict.KILLED)], [LISTED])
	assert "Not needed in docs/equivalent-mutants.toml: working_days: Calendar.before: return a - 1" in killed
	assert "SURVIVED" not in killed
	of_another_module = summary([Mutant("iro_module.domain.intake.x_a__mutmut_1", Verdict.KILLED)], [LISTED])
	assert "Not needed" not in of_another_module


def test_the_page_counts_by_module_and_says_which_commit(
	tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
	monkeypatch.setattr(mutants_report, "version", lambda _: "3.8.1")
	(tmp_path / "docs").mkdir()
	found = judged([SURVIVOR, Mutant("iro_module.domain.intake.x_a__mutmut_1", Verdict.KILLED)], [LISTED])
	text = (tmp_path / written(tmp_path, ["working_days", "intake"], found, "0a1b2c3")).read_text()
	assert "about commit `0a1b2c3` (mutmut 3.8.1," in text
	assert "| intake | 1 | 1 | 0 | 0 | 0 |\n| all | 2 | 1 | 0 | 1 | 0 |" in text
	assert "## Survivors\n\nNone." in text
	assert "* working_days: Calendar.before: `return a + 1` → `return a - 1`. a is always 0 here" in text


def test_the_list_is_read_and_every_entry_says_why(tmp_path: Path) -> None:
	assert equivalents(tmp_path) == []
	(tmp_path / "docs").mkdir()
	file = tmp_path / "docs" / "equivalent-mutants.toml"
	file.write_text('[[mutant]]\nwhere = "a: b"\nwas = "x"\nbecame = "y"\nwhy = "z"\n')
	assert equivalents(tmp_path) == [Equivalent("a: b", "x", "y", "z")]
	file.write_text('[[mutant]]\nwhere = "a: b"\nwas = "x"\nbecame = "y"\n')
	with pytest.raises(TypeError, match="why"):
		equivalents(tmp_path)


def test_every_entry_of_our_own_list_says_why_at_some_length() -> None:
	for entry in equivalents(Path(__file__).resolve().parents[2]):
		assert len(entry.why) > 20, entry
