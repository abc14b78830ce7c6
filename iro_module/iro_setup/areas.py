"""The areas of local authorities, by their ONS codes: one's own, and those next to it."""

import frappe
from frappe import _

from iro_module.contract.schemas import AREA_CODE
from iro_module.exceptions import NotAnAreaCode


def codes_in(text: str | None) -> list[str]:
	"""The codes that a text lists, each once, in capitals: separated by commas, blanks or lines."""
	return list(dict.fromkeys((text or "").upper().replace(",", " ").split()))


def check_codes(label: str, codes: list[str]) -> None:
	"""Raise NotAnAreaCode for one that no record could name: it would silently never match."""
	for code in codes:
		if not AREA_CODE.match(code):
			frappe.throw(
				_("{0}: {1} is not an area code. Enter one letter and eight digits, as in E09000008.").format(
					label, frappe.bold(frappe.utils.escape_html(code))
				),
				NotAnAreaCode,
			)
