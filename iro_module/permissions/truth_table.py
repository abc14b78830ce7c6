"""Who may do what to which doctype: the one place where rights are given.

Read as: doctype, role, rights. The permissions in each doctype's JSON are made from this table and a test compares
them; which *rows* a role reaches is said in `criteria.py`. Nobody shares or deletes; nothing leaves by e-mail.
"""

from iro_module.iro_setup.roles import DATA_OFFICER, IRO_MANAGER, REVIEWING_OFFICER, SYSTEM_MANAGER

RIGHTS = (
	"select", "read", "write", "create", "delete", "submit", "cancel", "amend",
	"print", "email", "report", "import", "export", "share",
)  # fmt: skip

_LOOK = "read report"
_LOOK_AND_TAKE_OUT = "read report export print"
_FED = {
	REVIEWING_OFFICER: _LOOK,
	IRO_MANAGER: _LOOK_AND_TAKE_OUT,
	DATA_OFFICER: "read report export",
}

TABLE: dict[str, dict[str, str]] = {
	# set-up: the only doctypes an administrator of the platform sees
	"IRO Settings": {SYSTEM_MANAGER: "read write", IRO_MANAGER: "read write", REVIEWING_OFFICER: "read"},
	"Review Trigger Rule": {
		SYSTEM_MANAGER: "read write report export",
		IRO_MANAGER: "read write report export",
		REVIEWING_OFFICER: _LOOK,
	},
	"Review Limit": {
		SYSTEM_MANAGER: "read write report export",
		IRO_MANAGER: "read write report export",
		REVIEWING_OFFICER: _LOOK,
	},
	"Staff Identity": {
		SYSTEM_MANAGER: "read write report export",
		IRO_MANAGER: "read write report export",
		DATA_OFFICER: "read report export",
	},
	# the records: kept by the feed, read by people
	"Looked After Child": {
		REVIEWING_OFFICER: "read report print",
		IRO_MANAGER: "read write report export print",
		DATA_OFFICER: "read report export",
	},
	"Child Details": _FED,
	"Period of Care": _FED,
	"Care Placement": _FED,
	"Care Legal Status": _FED,
	"Review Held Elsewhere": _FED,
	"Change of Circumstances": {REVIEWING_OFFICER: "read report print", IRO_MANAGER: _LOOK_AND_TAKE_OUT},
	"Record Message": {IRO_MANAGER: _LOOK, DATA_OFFICER: "read report export"},
	# the reviews
	"IRO Review": {
		REVIEWING_OFFICER: "read write create report print",
		IRO_MANAGER: "read write create report export print",
	},
	"IRO Prompt": {
		REVIEWING_OFFICER: "read write report print",
		IRO_MANAGER: "read write report export print",
	},
}

CASE_DOCTYPES = (
	"Looked After Child",
	"Child Details",
	"Period of Care",
	"Care Placement",
	"Care Legal Status",
	"Review Held Elsewhere",
	"Change of Circumstances",
	"Record Message",
	"IRO Review",
	"IRO Prompt",
)
"""Doctypes with case content: tracked, never shared, deleted or found by global search."""


def rights(doctype: str, role: str) -> frozenset[str]:
	"""What the role may do to documents of the doctype; empty where the table is silent."""
	return frozenset(TABLE.get(doctype, {}).get(role, "").split())


def readers(doctype: str) -> tuple[str, ...]:
	"""The roles that may read documents of the doctype at all."""
	return tuple(role for role in TABLE.get(doctype, {}) if "read" in rights(doctype, role))


def permissions_of(doctype: str) -> list[dict[str, int | str]]:
	"""The rows of `permissions` as they stand in the doctype's JSON, with every right spelt out."""
	return [
		{"role": role, **dict.fromkeys(sorted(rights(doctype, role)), 1)}
		for role in sorted(TABLE.get(doctype, {}))
	]
