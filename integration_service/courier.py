"""Brings a batch to the platform, and finds out which message is to blame when the platform fails on it.

A message is blamed only on evidence: it was sent alone, it failed, and the platform is in good health. Where it failed
with what may pass as well, another message must have been taken in the same delivery, now or when it was blamed
before, or the trouble is not the message's. A busy platform is evidence of nothing. All the rest is held and comes
again under the same ids, which is harmless: the platform knows what it has.
"""

import random
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from integration_service.delivery import Entry, Platform, Settled
from integration_service.outcomes import DeliveryFault, Trouble

MOST_ALONE = 2
"""So many messages failed alone with passing trouble, and none was taken: the search ends. Each may take half a minute
where the platform hangs, and the broker's patience with a consumer is limited."""


class Fate(str, Enum):
	"""What is known of an entry after one delivery."""

	SETTLED = "settled"
	"""The platform has it, whatever it made of it."""

	BLAMED = "blamed"
	"""The platform fails on it and on nothing else."""

	GIVEN_UP = "given up"
	"""The platform failed on it at every rung of the ladder, and on the report of it too."""

	HELD = "held"
	"""Not brought; it comes again."""


@dataclass(frozen=True, slots=True)
class Delivered:
	"""The fate of one entry, with the platform's answer, or the fault that kept it from one; both where the platform
	failed on the message so often that it was reported as refused."""

	fate: Fate
	settled: Settled | None = None
	fault: DeliveryFault | None = None


class Courier:
	"""Delivers batches; remembers nothing from one to the next."""

	def __init__(
		self, platform: Platform, *, notify: bool, sleep: Callable[[float], None] = time.sleep
	) -> None:
		self._platform = platform
		self._notify = notify
		self._sleep = sleep

	def deliver(
		self,
		entries: Sequence[Entry],
		*,
		suspicious: bool = False,
		known: Collection[str] = frozenset(),
	) -> list[Delivered]:
		"""One result per entry, in the same order.

		suspicious: this batch was held several times, and the platform is well otherwise; look for the message that
		it waits on, or hangs on, by halving as well. known: digests of messages that were blamed before, on evidence.
		"""
		delivery = _Delivery(self._platform, self._notify, suspicious, known, self._sleep)
		results = delivery.settle(entries)
		if any(one.fate is Fate.SETTLED for one in results):
			return results
		return [
			one if entry.digest in known else _unproved(one)
			for entry, one in zip(entries, results, strict=True)
		]


class _Delivery:
	"""One batch on its way. `_stopped` is the fault after which nothing more is tried.

	The halves are searched in any order, so that a few bad messages do not end every search at the same place.
	"""

	def __init__(
		self,
		platform: Platform,
		notify: bool,
		suspicious: bool,
		known: Collection[str],
		sleep: Callable[[float], None],
	) -> None:
		self._platform = platform
		self._notify = notify
		self._suspicious = suspicious
		self._known = known
		self._sleep = sleep
		self._stopped: DeliveryFault | None = None
		self._taken = False
		self._alone = 0

	def settle(self, entries: Sequence[Entry]) -> list[Delivered]:
		if self._stopped:
			return self._held(entries, self._stopped)
		try:
			return self._send(entries)
		except DeliveryFault as fault:
			if not self._may_be_a_message(fault):
				return self._held(entries, fault)
			if len(entries) > 1:
				return self._settle_halves(entries)
			if fault.trouble is Trouble.AGAIN and not self._suspicious:
				return self._held(entries, fault)
			self._alone += fault.trouble is not Trouble.MESSAGE and entries[0].digest not in self._known
			if self._alone >= MOST_ALONE and not self._taken:
				self._stopped = fault
			return [Delivered(Fate.BLAMED, fault=fault)]

	def _settle_halves(self, entries: Sequence[Entry]) -> list[Delivered]:
		middle = len(entries) // 2
		if random.random() < 0.5:  # noqa: S311 - a choice, no secret
			second = self.settle(entries[middle:])
			return self.settle(entries[:middle]) + second
		return self.settle(entries[:middle]) + self.settle(entries[middle:])

	def _send(self, entries: Sequence[Entry]) -> list[Delivered]:
		try:
			answers = self._platform.ingest(entries, notify=self._notify)
		except DeliveryFault as fault:
			if fault.trouble is not Trouble.AGAIN:
				raise
			self._sleep(random.uniform(0.02, 0.2))  # noqa: S311 - so that two replicas do not collide again
			answers = self._platform.ingest(entries, notify=self._notify)
		self._taken = True
		return [Delivered(Fate.SETTLED, settled=answer) for answer in answers]

	def _may_be_a_message(self, fault: DeliveryFault) -> bool:
		"""Whether halving can help. A platform in bad health is never a reason to blame a message."""
		if fault.trouble is Trouble.AGAIN:
			return True
		if (
			fault.busy
			or fault.trouble is Trouble.OURS
			or (fault.trouble is not Trouble.MESSAGE and not self._suspicious)
		):
			self._stopped = fault
		else:
			self._stopped = health_fault(self._platform)
		return self._stopped is None

	def _held(self, entries: Sequence[Entry], fault: DeliveryFault) -> list[Delivered]:
		return [Delivered(Fate.HELD, fault=self._stopped or fault)] * len(entries)


def _unproved(result: Delivered) -> Delivered:
	"""Blamed while nothing at all was taken, for what may be the platform's own passing trouble: held instead."""
	passing = result.fault and result.fault.trouble is not Trouble.MESSAGE
	return replace(result, fate=Fate.HELD) if passing else result


def health_fault(platform: Platform) -> DeliveryFault | None:
	"""None when the platform answers, or what it fails with. Asking carries no message, so none is to blame."""
	try:
		platform.health()
	except DeliveryFault as fault:
		if fault.trouble is not Trouble.MESSAGE:
			return fault
		summary = f"{fault.summary} when asked for its health; is the app installed there, and migrated?"
		return DeliveryFault(Trouble.OURS, summary, status=fault.status, exc_type=fault.exc_type)
	return None
