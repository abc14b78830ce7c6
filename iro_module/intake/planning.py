"""Plan children again: their rows locked, everything loaded in sets, the plan compared with what is on file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import frappe

from iro_module.domain.care_events import Held
from iro_module.domain.care_history import CareHistory, history_of
from iro_module.domain.circumstances.joining import Key, considering, standing
from iro_module.domain.intake import StoredRecord
from iro_module.domain.oversight import oversight_notices
from iro_module.domain.policy import Policy
from iro_module.domain.review_plan import ChildFacts, EarlyRequest, Plan, plan
from iro_module.intake import (
	allocations_on_file,
	changes_on_file,
	children_on_file,
	decisions_on_file,
	facts_on_file,
	midways_on_file,
	oversight_on_file,
	prompts_on_file,
	reviews_on_file,
	rulings_on_file,
)
from iro_module.intake.stored import load_by_child
from iro_module.iro_reviews.decisions import FiledDecision
from iro_module.iro_reviews.permanence_record import Answer
from iro_module.iro_setup.child_lock import lock_children
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.policy import policy_in_force


@dataclass(slots=True)
class Loaded:
	"""What is on file of some children (by name), read while their rows are locked."""

	children: dict[str, frappe._dict]
	records: dict[str, list[StoredRecord]]
	reviews: dict[str, list[frappe._dict]]
	prompts: dict[str, list[frappe._dict]]
	changes: dict[str, list[frappe._dict]]
	desk_reviews: dict[str, list[Held]]
	allocations: dict[str, list[frappe._dict]]
	looks: dict[str, list[date]]
	decisions: dict[str, list[FiledDecision]]
	permanence: dict[str, list[Answer]]
	midways: dict[str, list[frappe._dict]]


@dataclass(slots=True)
class Effects:
	"""What planning changed, for the inbox and for whom to ping after the commit."""

	reviews: list[str] = field(default_factory=list)
	told: set[str] = field(default_factory=set)

	def add(self, other: "Effects") -> None:
		self.reviews.extend(other.reviews)
		self.told |= other.told


def replan_children(names: Iterable[str], notify: bool = True) -> Effects:
	"""Plan children again after a change on the desk. The caller's transaction commits."""
	wanted = sorted(set(names))
	lock_children(wanted)
	effects = replan_locked(load(wanted), today(), policy_in_force(), notify=notify)
	ping(effects.told)
	return effects


def load(names: Sequence[str]) -> Loaded:
	"""Everything on file of the children; one query for each kind of thing."""
	return Loaded(
		children=children_on_file.load(names),
		records=load_by_child(names),
		reviews=reviews_on_file.load_open(names),
		prompts=prompts_on_file.load(names),
		changes=changes_on_file.load(names),
		desk_reviews=reviews_on_file.load_held(names),
		allocations=allocations_on_file.load(names),
		looks=oversight_on_file.load_looks(names),
		decisions=decisions_on_file.load(names),
		permanence=decisions_on_file.load_permanence(names),
		midways=midways_on_file.load(names),
	)


def replan_locked(loaded: Loaded, on: date, policy: Policy, *, notify: bool) -> Effects:
	"""Plan each loaded child and save what differs from the file; nothing is written where nothing changed."""
	effects = Effects()
	for name, child in sorted(loaded.children.items()):
		effects.add(_replan(loaded, name, child, on, policy, notify=notify))
	return effects


@dataclass(frozen=True, slots=True)
class Composed:
	"""A plan, what it was made from, and which reports of staff are one with which changes of the records."""

	plan: Plan
	history: CareHistory
	facts: ChildFacts
	joined: Mapping[str, Key]


def compose(loaded: Loaded, name: str, on: date, policy: Policy) -> Composed:
	"""The plan of one loaded child, saved nowhere.

	Where staff reported something, the records are looked at by themselves first: what they show too is one change.
	"""
	child_id, changes = loaded.children[name].child_id, loaded.changes.get(name, [])
	records, held = loaded.records.get(name, []), loaded.desk_reviews.get(name, [])
	history = history_of(child_id, records, held)
	reports = facts_on_file.reports(changes)
	joined: Mapping[str, Key] = {}
	decisions = rulings_on_file.decisions(changes, joined, ())
	if reports:
		shown = plan(history, _facts(loaded, name, history, on, policy), on, policy)
		joined = facts_on_file.joined(changes, None if shown.left_care_on else shown.changes, policy)
		history = history_of(child_id, records, considering(held, joined), standing(reports, joined))
		decisions = rulings_on_file.decisions(changes, joined, shown.changes)
	facts = replace(_facts(loaded, name, history, on, policy), decisions=decisions)
	return Composed(plan(history, facts, on, policy), history, facts, joined)


def _replan(
	loaded: Loaded, name: str, child: frappe._dict, on: date, policy: Policy, *, notify: bool
) -> Effects:
	children_on_file.save_details(child, loaded.records.get(name, []))
	composed = compose(loaded, name, on, policy)
	planned, joined = composed.plan, composed.joined
	children_on_file.restrict_after_death(child, composed.history, on, policy)
	reviews = reviews_on_file.save(child, planned, loaded.reviews.get(name, []))
	led_to = reviews_on_file.led_to(child, planned)
	telling = changes_on_file.Telling(policy, on, notify)
	changes_on_file.save(child, planned, joined, loaded.changes.get(name, []), led_to, telling)
	prompts = loaded.prompts.get(name, [])
	told = prompts_on_file.save(child, planned.notices, prompts, joined, policy, notify=notify)
	allocations_on_file.save(composed.history, loaded.allocations.get(name, []), policy, on)
	oversight_on_file.save(child, _looked_on(loaded, name), on)
	decisions_on_file.save(loaded.decisions.get(name, ()), on)
	midway_due_on = midways_on_file.save(
		child,
		composed.history,
		planned,
		loaded.midways.get(name, []),
		loaded.decisions.get(name, ()),
		on,
		policy,
	)
	children_on_file.save_computed(child, planned)
	children_on_file.save_midway(child, midway_due_on)
	return Effects(reviews, told)


def _facts(loaded: Loaded, name: str, history: CareHistory, on: date, policy: Policy) -> ChildFacts:
	"""What the desk knows of one loaded child and the records do not."""
	child = loaded.children[name]
	oversight = oversight_on_file.oversight_of(child)
	asked = [
		EarlyRequest(row.early_requested_on, row.early_due_on)
		for row in loaded.reviews.get(name, [])
		if row.early_requested_on and row.early_due_on
	]
	return ChildFacts(
		iro_allocated=bool(child.iro),
		early_requests=tuple(asked),
		prompts=(
			*oversight_notices(child.child_id, oversight, _looked_on(loaded, name), on),
			*decisions_on_file.prompts(
				history, loaded.decisions.get(name, ()), loaded.permanence.get(name, []), on, policy
			),
		),
		oversight=oversight,
	)


def _looked_on(loaded: Loaded, name: str) -> list[date]:
	"""The days on which the reviewing service looked at the record: visits and reviews."""
	return [*loaded.looks.get(name, []), *(held.completed_on for held in loaded.desk_reviews.get(name, []))]


def ping(users: Iterable[str]) -> None:
	"""Let open desks fetch their notifications once the transaction is committed; never inside a savepoint."""
	for user in sorted(set(users)):
		frappe.publish_realtime("notification", user=user, after_commit=True)
