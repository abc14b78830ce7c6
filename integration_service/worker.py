"""The thread that talks to the platform, so that the broker's connection is never kept waiting for it."""

import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from integration_service.clock import today
from integration_service.courier import Courier, Delivered, Fate, health_fault
from integration_service.delivery import Entry, Platform
from integration_service.last_rung import LastRung
from integration_service.outcomes import DeliveryFault
from integration_service.reading import entry_of
from integration_service.retry import attempts_before
from integration_service.setting_aside import Aside, Failed, Received, Siding
from iro_module.domain.intake import Outcome

STUCK_SECONDS = 1200.0
"""Longer than any search for a bad message takes, and shorter than the broker's half hour of patience."""


_SET_ASIDE = (Fate.BLAMED, Fate.GIVEN_UP)


class Stuck(RuntimeError):
	"""The platform, or the broker while a message is set aside, neither answers nor fails; only a new start helps."""


@dataclass(frozen=True, slots=True)
class Job:
	"""A batch to deliver, or with no messages the question whether the platform is well.

	session: the connection it belongs to, whose delivery tags end with it.
	"""

	session: object
	messages: tuple[Received, ...] = ()
	suspicious: bool = False


@dataclass(frozen=True, slots=True)
class Handled:
	"""One distinct message: all its copies in the batch, what became of it, and where it was set aside."""

	copies: tuple[Received, ...]
	entry: Entry
	delivered: Delivered
	aside: Aside | None = None

	@property
	def held(self) -> DeliveryFault | None:
		"""Why it must be sent again, or None when the broker may forget it."""
		if self.aside:
			return None if self.aside.queue else self.aside.fault
		return self.delivered.fault if self.delivered.fate is Fate.HELD else None


@dataclass(frozen=True, slots=True)
class Report:
	"""What came of a job. fault: only for the question of health. bug: an error that nobody foresaw."""

	job: Job
	handled: tuple[Handled, ...] = ()
	fault: DeliveryFault | None = None
	seconds: float = 0.0
	bug: BaseException | None = None


@dataclass(slots=True)
class Worker:
	"""One job at a time, in a thread that does not outlive the program."""

	platform: Platform
	siding: Siding
	last_rung: LastRung
	wake: Callable[[], None] = lambda: None
	"""Called from the thread when a report is ready."""

	_jobs: "queue.SimpleQueue[Job]" = field(default_factory=queue.SimpleQueue)
	_reports: "queue.SimpleQueue[Report]" = field(default_factory=queue.SimpleQueue)
	_outstanding: int = 0
	_submitted_at: float = 0.0

	def start(self) -> None:
		"""Begin to wait for jobs."""
		threading.Thread(target=self._run, name="platform", daemon=True).start()

	@property
	def busy(self) -> bool:
		"""Whether a job is under way, or its report not collected."""
		return self._outstanding > 0

	def submit(self, job: Job) -> None:
		"""Hand over a job; its report comes later."""
		self._outstanding += 1
		self._submitted_at = time.monotonic()
		self._jobs.put(job)

	def collect(self) -> Report | None:
		"""The report of a finished job, if there is one. Raises what the thread did not foresee, and Stuck."""
		try:
			report = self._reports.get_nowait()
		except queue.Empty:
			if self.busy and time.monotonic() - self._submitted_at > STUCK_SECONDS:
				raise Stuck(f"no end of a delivery after {STUCK_SECONDS:g} seconds") from None
			return None
		self._outstanding -= 1
		if report.bug:
			raise report.bug
		return report

	def _run(self) -> None:
		while True:
			self._reports.put(self._report(self._jobs.get()))
			self.wake()

	def _report(self, job: Job) -> Report:
		started = time.monotonic()
		try:
			if job.messages:
				return self._deliver(job, started)
			return Report(job, fault=health_fault(self.platform))
		except Exception as bug:  # noqa: BLE001 - raised again in the main thread, which ends the program
			return Report(job, bug=bug)

	def _deliver(self, job: Job, started: float) -> Report:
		groups = _distinct(job.messages)
		courier = Courier(self.platform, notify=True)
		known = {entry.digest for entry, copies in groups if attempts_before(copies[0].headers)}
		entries = [entry for entry, _ in groups]
		results = courier.deliver(entries, suspicious=job.suspicious, known=known)
		if any(result.settled and result.settled.outcome is Outcome.APPLIED for result in results):
			self.last_rung.applied()
		judged = [
			self.last_rung.judge(copies[0], entry, result) if result.fate is Fate.BLAMED else result
			for (entry, copies), result in zip(groups, results, strict=True)
		]
		failed = [
			Failed(copies[0], result.fault, park=result.fate is Fate.GIVEN_UP)
			for (_, copies), result in zip(groups, judged, strict=True)
			if result.fate in _SET_ASIDE and result.fault
		]
		asides = iter(self.siding.put(failed))
		handled = tuple(
			Handled(copies, entry, result, next(asides) if result.fate in _SET_ASIDE else None)
			for (entry, copies), result in zip(groups, judged, strict=True)
		)
		return Report(job, handled, seconds=time.monotonic() - started)


def _distinct(messages: Sequence[Received]) -> list[tuple[Entry, tuple[Received, ...]]]:
	"""Each distinct body once, with all its copies: a repeat in one batch is not sent twice."""
	groups: dict[str, tuple[Entry, list[Received]]] = {}
	day = today()
	for message in messages:
		entry = entry_of(message.body, day)
		groups.setdefault(entry.digest, (entry, []))[1].append(message)
	return [(entry, tuple(copies)) for entry, copies in groups.values()]
