"""One refusal for each rule of escalation that a person can break; the text says what to do instead."""


class EscalationRefusedError(ValueError):
	"""A step of an escalation cannot be taken."""


class OnlyTheIROError(EscalationRefusedError):
	"""The duty is the IRO's own, in person (IRO Handbook 2010, 6.4)."""


class OwnEscalationError(EscalationRefusedError):
	"""Nobody answers an escalation of their own, nor accepts an answer of their own."""


class EscalationClosedError(EscalationRefusedError):
	"""Nothing is added to a closed escalation but a referral to Cafcass."""


class StageNotAboveError(EscalationRefusedError):
	"""An escalation goes up: sending a stage again would start its clock anew."""


class StageNotSentError(EscalationRefusedError):
	"""A stage that was never sent cannot be answered."""


class NothingToDecideError(EscalationRefusedError):
	"""There is no answer that the IRO could accept or refuse."""


class NotMovingByItselfError(EscalationRefusedError):
	"""It does not move up by itself, or not yet."""


class DateOutOfOrderError(EscalationRefusedError):
	"""A step cannot be dated before the step it follows."""


class CafcassNotReadyError(EscalationRefusedError):
	"""Something asked for before a referral to Cafcass is missing."""


class OutcomeDoesNotFitError(EscalationRefusedError):
	"""The outcome contradicts what is on record."""


class DifferenceMissingError(EscalationRefusedError):
	"""An escalation is closed with what changed for the child."""
