"""What it means that the platform did not settle a batch: one table, so that nothing is decided twice.

Frappe's HTTP status alone does not tell: 417 is an invalid document and also a document that somebody else holds, 500
is a bug and also a deadlock. So `exc_type` decides where it is known, and the status only where it is not.
Source: Frappe 15 `exceptions.py` and `app.py`; the names of database errors are PyMySQL's.
"""

from collections.abc import Mapping
from enum import Enum


class Trouble(str, Enum):
	"""Why a batch was not settled, and so what follows."""

	LATER = "later"
	"""The platform cannot take anything now: hold the batch, and send it again after a while."""

	UNSURE = "unsure"
	"""It may have been applied, the answer was lost: ask again under the same ids, never set aside."""

	AGAIN = "again"
	"""The transaction was lost to a deadlock: send it again at once, whole, then in halves."""

	OURS = "ours"
	"""Refused for who we are or where we ask: no message can help that. Stop and tell somebody."""

	MESSAGE = "message"
	"""The platform fails on what was sent: find the message that does it, spare the others."""


BUSY = frozenset({"TooManyRequestsError", "RateLimitExceededError", "SessionStopped", "InReadOnlyMode"})
"""Answers of a site that takes nothing from anybody for now: too much asked, in maintenance, or read only."""


class DeliveryFault(Exception):
	"""A batch was not settled. The text is fit for logs: it holds nothing of what was sent.

	status, exc_type: as the platform answered, where it did. retry_after: seconds it asked us to wait.
	"""

	def __init__(
		self,
		trouble: Trouble,
		summary: str,
		*,
		status: int | None = None,
		exc_type: str | None = None,
		retry_after: float | None = None,
	) -> None:
		super().__init__(summary)
		self.trouble = trouble
		self.summary = summary
		self.status = status
		self.exc_type = exc_type
		self.retry_after = retry_after

	@property
	def busy(self) -> bool:
		"""Whether the platform takes nothing for now, which says nothing about what was sent."""
		if self.exc_type in BUSY:
			return True
		return self.status in BUSY_STATUSES and self.exc_type not in BY_EXCEPTION


BY_EXCEPTION: Mapping[str, Trouble] = {
	"RetryBatch": Trouble.AGAIN,
	"QueryDeadlockError": Trouble.AGAIN,
	# Two replicas bringing the same message at once; the second time it is on file and no longer inserted.
	"DuplicateEntryError": Trouble.AGAIN,
	"UniqueValidationError": Trouble.AGAIN,
	"QueryTimeoutError": Trouble.LATER,
	"TimestampMismatchError": Trouble.LATER,
	"DocumentLockedError": Trouble.LATER,
	"SessionStopped": Trouble.LATER,
	"SessionBootFailed": Trouble.LATER,
	"InReadOnlyMode": Trouble.LATER,
	"TooManyRequestsError": Trouble.LATER,
	"RateLimitExceededError": Trouble.LATER,
	"OperationalError": Trouble.LATER,
	"InternalError": Trouble.LATER,
	"InterfaceError": Trouble.LATER,
	"ConnectionError": Trouble.LATER,
	"TimeoutError": Trouble.LATER,
	"BusyLoadingError": Trouble.LATER,
	"AuthenticationError": Trouble.OURS,
	"SessionExpired": Trouble.OURS,
	"InvalidAuthorizationHeader": Trouble.OURS,
	"InvalidAuthorizationPrefix": Trouble.OURS,
	"InvalidAuthorizationToken": Trouble.OURS,
	"CSRFTokenError": Trouble.OURS,
	"PermissionError": Trouble.OURS,
	"AppNotInstalledError": Trouble.OURS,
	"IncorrectSitePath": Trouble.OURS,
	"PageDoesNotExistError": Trouble.OURS,
	"ImproperDBConfigurationError": Trouble.OURS,
	# Has the status 404, which otherwise says that the method or the site is not there.
	"DoesNotExistError": Trouble.MESSAGE,
}

BUSY_STATUSES = frozenset({429, 503})
LATER_STATUSES = frozenset({408, 425, 429, 502, 503, 504, 508})
OURS_STATUSES = frozenset({401, 403, 404, 405, 407, 410, 415, 421, 501})


def classify(status: int, exc_type: str | None) -> Trouble:
	"""What an answer other than 200 means.

	A 500 without an exception type did not come from Frappe's own code but from what stands before it, or from a
	worker that died: later. Any other unknown trouble is blamed on a message, and proved or disproved by halving.
	"""
	if exc_type is not None and exc_type in BY_EXCEPTION:
		return BY_EXCEPTION[exc_type]
	if status in LATER_STATUSES:
		return Trouble.LATER
	if status in OURS_STATUSES or 300 <= status < 400:
		return Trouble.OURS
	if status < 300:
		return Trouble.UNSURE
	if status >= 500 and exc_type is None:
		return Trouble.LATER
	return Trouble.MESSAGE
