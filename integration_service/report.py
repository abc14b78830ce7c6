"""The answer of a command for people: what was applied and refused, which reviews are needed and why, whom to tell."""

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import wrap
from typing import Any

from iro_module.domain.wording import in_words, plural

WIDTH = 110
MOST_LISTED = 60
MOST_REFUSED = 25

_KINDS = {
	"first": "first review",
	"second": "second review",
	"subsequent": "review",
	"change_of_circumstances": "change-of-circumstances review",
	"adoption": "adoption review",
	"short_break": "short-break review",
	"early": "early review",
}
_AUTHORITIES = {"must": "by law", "should": "by guidance", "local": "local limit"}


def as_text(answer: dict[str, Any]) -> str:
	"""The object that `--json` prints, as a page to read. Control characters are made visible."""
	lines = [
		f"As of {_day(answer['as_of'])}",
		"",
		*_counts(answer),
		*_section("Refused", answer["refused"], _refusal, MOST_REFUSED),
		*_section(
			"Reviews needed", answer["reviews"], lambda one: _review(one, answer["as_of"]), MOST_LISTED
		),
		*_section("Who must be told", answer["notices"], _notice, MOST_LISTED),
		*_section("Records incomplete", answer["incomplete"], _gap, MOST_LISTED),
	]
	return "\n".join(_visible(line) for line in lines)


def _counts(answer: dict[str, Any]) -> Iterator[str]:
	counts = answer["messages"]
	for file, rows in answer["rows"].items():
		yield f"{file}: {plural(rows['read'], 'row')} read, {rows['applied']} applied, {rows['refused']} refused"
	yield (
		f"{plural(counts['read'], 'message')} read: {counts['applied']} applied, {counts['duplicate']} known already, "
		f"{counts['stale']} older than what is on file, {counts['refused']} refused"
	)
	voided = answer.get("voided", 0)
	if voided:
		yield f"{plural(voided, 'record')} of earlier returns voided, since this one no longer names them"
	yield from answer.get("notes", ())
	if not counts["applied"] and not voided:
		yield f"Nothing changed: {_why_nothing(answer)}"


def _why_nothing(answer: dict[str, Any]) -> str:
	refused = len(answer["refused"])
	if not answer["messages"]["read"]:
		return "nothing was accepted; mend what is refused below" if refused else "there was nothing to read"
	return "everything was on file already" + (f", apart from {refused} refused" if refused else "")


def _section(title: str, items: Sequence[Any], one: Any, most: int) -> Iterator[str]:
	if not items:
		return
	yield from ("", f"{title} ({len(items)})")
	for item in items[:most]:
		yield from one(item)
	if len(items) > most:
		yield f"  ... and {len(items) - most} more; --json prints all"


def _refusal(refusal: dict[str, Any]) -> Iterator[str]:
	parts = [str(refusal["file"])]
	parts += [f"{name} {refusal[name]}" for name in ("line", "column", "id") if refusal[name] is not None]
	yield f"  {', '.join(parts)}"
	for path, texts in refusal["faults"].items():
		yield from _wrapped(f"{path}: {'; '.join(texts)}", 4)


def _review(review: dict[str, Any], as_of: str) -> Iterator[str]:
	due, by_law = review["due_on"], review["statutory_due_on"]
	words = [f"{review['child_id']}: {_KINDS.get(review['kind'], review['kind'])}, due {_day(due)}"]
	if by_law is None:
		words.append("not by law")
	elif by_law != due:
		words.append(f"by law {_day(by_law)}")
	if review["practical_on"] != due:
		words.append(f"last working day before it {_day(review['practical_on'])}")
	words.append(f"review {review['sequence']} of the period of care")
	if review["status"] != "planned":
		words.append(review["status"].upper() if review["status"] == "overdue" else review["status"])
	elif due < as_of:
		words.append("local limit missed")
	yield from _wrapped("; ".join(words), 2)
	for reason in review["basis"]:
		authority = _AUTHORITIES.get(reason["authority"], reason["authority"])
		yield from _wrapped(
			f"{reason['rule']}, {authority}, due {_day(reason['due_on'])}: {reason['reason']}. "
			f"Counted: {reason['counted']}.",
			4,
		)


def _notice(notice: dict[str, Any]) -> Iterator[str]:
	yield f"  {notice['child_id']}: tell {notice['tell']} by {_day(notice['tell_by'])}"
	yield from _wrapped(f"{notice['rule']}: {notice['reason']}", 4)
	if notice.get("counted"):  # a site of an earlier version does not say it
		yield from _wrapped(f"Counted: {notice['counted']}.", 4)


def _gap(gap: dict[str, Any]) -> Iterator[str]:
	yield from _wrapped(f"{gap['child_id']}: {gap['needed']}. {gap['reason']}", 2)


def _wrapped(text: str, indent: int) -> list[str]:
	return wrap(
		text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2), break_long_words=False
	)


def _day(iso: str) -> str:
	return in_words(date.fromisoformat(iso))


def _visible(line: str) -> str:
	return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in line)
