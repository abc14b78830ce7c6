"""What the integration's user may call: three methods by their path, and nothing else on the site.

A role alone does not stop `?cmd=`, whitelisted methods of other apps, pages or files; this does.
"""

import frappe
from frappe import _

from iro_module.iro_setup.roles import RECORDS_INTEGRATION

METHODS = (
	"iro_module.intake.api.ingest",
	"iro_module.intake.api.planned_reviews",
	"iro_module.intake.api.health",
)
PATHS = frozenset(f"/api/method/{method}" for method in METHODS)


def restrict() -> None:
	"""Hook `auth_hooks`: runs on every request, after the user is known. Raises PermissionError (403)."""
	user = frappe.session.user
	if user in ("Guest", "Administrator") or not user or RECORDS_INTEGRATION not in frappe.get_roles(user):
		return
	if frappe.request.path not in PATHS or "cmd" in frappe.form_dict:
		frappe.throw(
			_("The integration user may only call {0}.").format(", ".join(METHODS)), frappe.PermissionError
		)
