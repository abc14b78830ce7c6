"""The two parts of the workspace that are drawn here: what comes next, and whether the service is in order.

They are Custom HTML Blocks, made on installation from `templates/blocks` and removed with the app.
"""

from pathlib import Path

import frappe

from iro_module.iro_setup.roles import (
	DATA_OFFICER,
	IRO_MANAGER,
	REVIEW_ADMINISTRATOR,
	REVIEWING_OFFICER,
	SOCIAL_WORK,
	SYSTEM_ADMINISTRATOR,
	SYSTEM_MANAGER,
)

TEMPLATES = Path(__file__).parent / "templates" / "blocks"
BLOCKS = {
	"Independent Reviewing: next reviews": (
		"next_reviews",
		(REVIEWING_OFFICER, IRO_MANAGER, REVIEW_ADMINISTRATOR, *SOCIAL_WORK),
	),
	"Independent Reviewing: service": (
		"service",
		(IRO_MANAGER, DATA_OFFICER, SYSTEM_ADMINISTRATOR, SYSTEM_MANAGER),
	),
}
"""Name of the block → its files, and the roles that see it."""


def make_blocks() -> None:
	"""Make the blocks, or bring them up to date with this release. Idempotent."""
	for name, (file, roles) in BLOCKS.items():
		parts = _parts(file)
		if not frappe.db.exists("Custom HTML Block", name):
			block = frappe.new_doc("Custom HTML Block")
			block.update({"name": name, "private": 0, **parts})
			block.extend("roles", [{"role": role} for role in roles])
			block.insert(ignore_permissions=True, set_name=name)
			continue
		block = frappe.get_doc("Custom HTML Block", name)
		missing = [role for role in roles if role not in {row.role for row in block.roles}]
		if missing or any(block.get(part) != text for part, text in parts.items()):
			block.update(parts)
			block.extend("roles", [{"role": role} for role in missing])
			block.save(ignore_permissions=True)


def remove_blocks() -> None:
	"""Take the blocks away."""
	for name in BLOCKS:
		frappe.db.delete("Custom HTML Block", {"name": name})
		frappe.db.delete("Has Role", {"parenttype": "Custom HTML Block", "parent": name})


def _parts(file: str) -> dict[str, str]:
	return {
		"html": (TEMPLATES / f"{file}.html").read_text(encoding="utf-8"),
		"script": (TEMPLATES / f"{file}.js").read_text(encoding="utf-8"),
		"style": (TEMPLATES / f"{file}.css").read_text(encoding="utf-8"),
	}
