"""What the consumer tells its operator about batches, waits and refusals; ids, counts and codes only."""

import logging

from integration_service import topology
from integration_service.outcomes import DeliveryFault, Trouble
from integration_service.telemetry import Counts, log
from integration_service.worker import Handled, Report
from iro_module.domain.intake import Outcome


def report_batch(report: Report, counts: Counts) -> None:
	"""One line for the batch, and one for each message that the platform refused or failed on."""
	batch = Counts()
	for one in report.handled:
		if one.delivered.settled:
			batch[one.delivered.settled.outcome.value] += 1
			batch["repeated"] += len(one.copies) - 1
			_report_refused(one)
		elif one.aside and one.aside.queue:
			parked = one.aside.queue == topology.PARKED_QUEUE
			batch["parked" if parked else "waiting"] += 1
			_report_aside(one, parked)
	counts.update(batch)
	log(
		"batch",
		messages=len(report.job.messages),
		milliseconds=round(report.seconds * 1000),
		**{name: count for name, count in batch.items() if count},
	)


def _report_refused(one: Handled) -> None:
	settled = one.delivered.settled
	if settled and settled.outcome is Outcome.REFUSED:
		fault = one.delivered.fault
		failed = _fault(fault) if fault else {}
		log("message_refused", logging.WARNING, **_ids(one), paths=sorted(settled.faults)[:20], **failed)


def _report_aside(one: Handled, parked: bool) -> None:
	if one.aside:
		log(
			"message_parked" if parked else "message_waits",
			logging.ERROR if parked else logging.WARNING,
			**_ids(one),
			queue=one.aside.queue,
			attempts=one.aside.attempts,
			**_fault(one.aside.fault),
		)


def report_hold(fault: DeliveryFault, messages: int, wait: float) -> None:
	"""The platform does not take the batch for now."""
	log(
		"platform_does_not_take",
		logging.WARNING,
		messages=messages,
		wait_seconds=round(wait, 2),
		**_fault(fault),
	)


def report_suspended(fault: DeliveryFault) -> None:
	"""Nothing is taken from the broker until the platform is well; an alarm where waiting alone will not help."""
	if fault.trouble is Trouble.OURS:
		advice = "run iro-sync check; look at the address, the key and secret, and the role of their user"
		log("platform_refuses_us", logging.CRITICAL, **_fault(fault), advice=advice)
	else:
		log("platform_down", logging.ERROR, **_fault(fault))


def _ids(one: Handled) -> dict[str, str | None]:
	return {
		"source": one.entry.source,
		"id": one.entry.id,
		"digest": None if one.entry.id else one.entry.digest,
	}


def _fault(fault: DeliveryFault) -> dict[str, str | int | None]:
	return {
		"trouble": fault.trouble.value, "fault": fault.summary, "status": fault.status, "exception": fault.exc_type
	}  # fmt: skip
