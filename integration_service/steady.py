"""A platform that is asked again where that helps: for files, which somebody waits for, over a network that fails."""

import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from integration_service.courier import Courier, Delivered, Fate
from integration_service.delivery import Entry, Platform, Settled
from integration_service.outcomes import DeliveryFault, Trouble
from integration_service.retry import Backoff
from iro_module.domain.intake import Outcome

Answer = TypeVar("Answer")

TRIES = 6
"""With waits from half a second to sixteen: gives up after about half a minute."""


class SteadyPlatform:
	"""The port over another platform. Raises DeliveryFault when that does not come back within half a minute."""

	def __init__(self, platform: Platform, *, sleep: Callable[[float], None] = time.sleep) -> None:
		self._platform = platform
		self._sleep = sleep

	def ingest(self, entries: Sequence[Entry], *, notify: bool) -> list[Settled]:
		"""As the platform does; a message on which the platform itself fails counts as refused."""
		courier = Courier(self._platform, notify=notify, sleep=self._sleep)
		backoff = Backoff(0.5, 16.0)
		settled: dict[int, Settled] = {}
		waiting = list(range(len(entries)))
		while waiting:
			results = courier.deliver([entries[at] for at in waiting], suspicious=backoff.failures >= 3)
			held = []
			for at, result in zip(waiting, results, strict=True):
				if result.fate is Fate.HELD:
					held.append((at, result.fault))
				else:
					settled[at] = _answer(entries[at], result)
			waiting = [at for at, _ in held]
			self._wait(backoff, held[0][1] if held else None)
		return [settled[at] for at in range(len(entries))]

	def close_statement(self, source: str, version: int, except_children: Sequence[str]) -> int:
		"""As the platform does; saying it twice voids nothing more."""
		return self._again(lambda: self._platform.close_statement(source, version, except_children))

	def refresh(self) -> None:
		"""As the platform does."""
		self._again(self._platform.refresh)

	def planned_reviews(self) -> dict[str, Any]:
		"""As the platform does."""
		return self._again(self._platform.planned_reviews)

	def health(self) -> dict[str, Any]:
		"""As the platform does, without asking again."""
		return self._platform.health()

	def _again(self, ask: Callable[[], Answer]) -> Answer:
		backoff = Backoff(0.5, 16.0)
		while True:
			try:
				return ask()
			except DeliveryFault as fault:
				if fault.trouble is Trouble.MESSAGE:
					raise
				self._wait(backoff, fault)

	def _wait(self, backoff: Backoff, fault: DeliveryFault | None) -> None:
		if fault is None:
			return
		if fault.trouble is Trouble.OURS or backoff.failures >= TRIES:
			raise fault
		self._sleep(backoff.next(fault.retry_after))


def _answer(entry: Entry, result: Delivered) -> Settled:
	if result.settled:
		return result.settled
	reason = result.fault.summary if result.fault else "no reason given"
	fault = f"the platform could not take it: {reason}; see the site's Error Log, then send the file again"
	return Settled(Outcome.REFUSED, entry.id or entry.digest, {"message": [fault]})
