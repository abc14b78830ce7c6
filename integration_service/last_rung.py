"""The top of the retry ladder: what becomes of a message on which the platform failed at every rung.

It is reported to the platform's inbox as refused, with words that say what failed and what to do; there it can be
seen, retried and discarded. Only where the platform cannot even keep it is it parked. Neither happens on the
message's account alone: the platform must have applied another message since this one first failed, or a site that
fails on everything would be held against innocent messages.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone

from integration_service.courier import Courier, Delivered, Fate
from integration_service.delivery import Entry, Platform
from integration_service.outcomes import DeliveryFault, Trouble
from integration_service.retry import attempts_before, first_failed
from integration_service.setting_aside import Received
from integration_service.topology import Delay

MOST_UNPROVED = 50
"""So many messages at the top, and none applied in between: the messages are not at fault."""

MOST_ATTEMPTS = 50
"""After so many, about eight hours of ten minutes each, a message is reported without that proof. It is parked, where
even the report was never answered, once another message was applied; until then the alarm is about the site."""


def _now() -> datetime:
	return datetime.now(timezone.utc)


@dataclass(slots=True)
class LastRung:
	"""Decides about messages that climbed the whole ladder of `delays`."""

	platform: Platform
	delays: Sequence[Delay]
	now: Callable[[], datetime] = _now
	_applied_at: datetime | None = None
	_unproved: int = 0

	def applied(self) -> None:
		"""The platform applied a message, so it does not fail on everything."""
		self._applied_at = self.now()
		self._unproved = 0

	def judge(self, received: Received, entry: Entry, blamed: Delivered) -> Delivered:
		"""What becomes of a blamed message: as it was below the top; else settled, given up, held, or still blamed."""
		attempts = attempts_before(received.headers)
		if attempts < len(self.delays) or blamed.fault is None:
			return blamed
		proved = self._is_proved(received)
		if not proved and attempts < MOST_ATTEMPTS:
			return self._without_proof(blamed.fault)
		(report,) = Courier(self.platform, notify=False).deliver(
			[as_refused(entry, blamed.fault, attempts + 1)]
		)
		if report.fate is Fate.SETTLED:
			return replace(report, fault=blamed.fault)
		if report.fault and (report.fault.busy or report.fault.trouble is Trouble.OURS):
			return replace(report, fate=Fate.HELD)
		lost = attempts >= MOST_ATTEMPTS
		if proved and (report.fate is Fate.BLAMED or lost):
			return Delivered(Fate.GIVEN_UP, fault=blamed.fault)
		return blamed

	def _is_proved(self, received: Received) -> bool:
		since = first_failed(received.headers)
		return self._applied_at is not None and since is not None and self._applied_at > since

	def _without_proof(self, fault: DeliveryFault) -> Delivered:
		if self._unproved >= MOST_UNPROVED:
			text = f"{MOST_UNPROVED} messages in a row failed again and again and none was applied: {fault.summary}"
			stop = DeliveryFault(Trouble.OURS, text, status=fault.status, exc_type=fault.exc_type)
			return Delivered(Fate.HELD, fault=stop)
		self._unproved += 1
		return Delivered(Fate.BLAMED, fault=fault)


def as_refused(entry: Entry, fault: DeliveryFault, attempts: int) -> Entry:
	"""The entry as it is reported at the top. A message that was applied after all is answered as a duplicate."""
	words = (
		f"the site failed on this message {attempts} times and nothing of it was saved; the last time: "
		f"{fault.summary}. Have the cause mended (the site's Error Log and logs show it), then retry it here"
	)
	return replace(entry, faults={**(entry.faults or {}), "message": [words]})
