"""Writes the table of rights in docs/permissions.md from the truth table. A test finds the page out of date."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from iro_module.iro_setup.roles import DESK_ROLES  # noqa: E402
from iro_module.permissions.truth_table import CASE_DOCTYPES, TABLE, WRITES_LEVEL_1, rights  # noqa: E402

PAGE = ROOT / "docs" / "permissions.md"
BEGIN, END = "<!-- the table begins: written by scripts/permissions_page.py -->", "<!-- the table ends -->"
LETTERS = (("read", "r"), ("write", "w"), ("create", "c"), ("report", "l"), ("export", "x"), ("print", "p"))
SHORT = dict(
	zip(DESK_ROLES, ("IRO", "Manager", "Admin", "SW", "SWM", "Senior", "QA", "System", "Data"), strict=True)
)


def matrix() -> str:
	"""The table of rights, as Markdown: one row for each doctype, one column for each role."""
	lines = [f"| | {' | '.join(SHORT.values())} |", f"|---|{'---|' * len(SHORT)}"]
	for doctype in sorted(TABLE, key=lambda name: (name not in CASE_DOCTYPES, name)):
		cells = [_cell(doctype, role) for role in SHORT]
		name = f"**{doctype}**" if doctype in CASE_DOCTYPES else doctype
		lines.append(f"| {name} | {' | '.join(cells)} |")
	return "\n".join(lines)


def _cell(doctype: str, role: str) -> str:
	held = rights(doctype, role)
	letters = "".join(letter for right, letter in LETTERS if right in held)
	return f"{letters}\\*" if role in WRITES_LEVEL_1.get(doctype, ()) else letters


def page() -> str:
	"""The whole page, with the table as the truth table says today."""
	text = PAGE.read_text(encoding="utf-8")
	before, _begin, rest = text.partition(BEGIN)
	_old, _end, after = rest.partition(END)
	return f"{before}{BEGIN}\n\n{matrix()}\n\n{END}{after}"


if __name__ == "__main__":
	PAGE.write_text(page(), encoding="utf-8")
