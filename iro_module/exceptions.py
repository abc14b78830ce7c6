"""One exception for each rule that a person or a feed can break, so that callers tell them apart by class.

The message names the field and what to do next; Frappe shows it as it is.
"""

import frappe


class UnsupportedFrappe(frappe.ValidationError):
	"""The app runs on Frappe 15 and 16."""


class KeptByTheFeed(frappe.ValidationError):
	"""Records that the council's system keeps cannot be written on the desk."""


class NothingIsDeleted(frappe.ValidationError):
	"""Case records are cancelled with a reason, never deleted."""


class SharingRefused(frappe.PermissionError):
	"""A share would open a document to somebody whom the permissions keep out."""


class PrintingRefused(frappe.PermissionError):
	"""Reading a case record is one right, taking it out on paper another."""


class FormatNotOurs(frappe.PermissionError):
	"""A case document is printed in the formats made for it: others print names and fields of other children."""


class AssigneeHasNoAccess(frappe.ValidationError):
	"""A task about a record goes only to somebody who reaches the record."""


class CaseFileNotPrivate(frappe.ValidationError):
	"""A public file is open to the whole internet."""


class AnswersOwnChallenge(frappe.ValidationError):
	"""Nobody answers an escalation that they raised (IRO Handbook, chapter 6)."""


class LockedSetting(frappe.ValidationError):
	"""Tracking of changes and views stays on for case records."""


class LooserThanShipped(frappe.ValidationError):
	"""A council's limits may be tighter than those shipped, never looser."""


class LimitRefused(frappe.ValidationError):
	"""A limit is a number that dates can be counted with."""


class NotAnAreaCode(frappe.ValidationError):
	"""An area authority is named by its ONS code, as in the records."""


class NotIndependent(frappe.ValidationError):
	"""The child's social worker cannot be the child's reviewing officer (IRO Handbook, chapter 2)."""


class NotAReviewingOfficer(frappe.ValidationError):
	"""Only an enabled user with the role can be allocated."""


class IncompatiblePairRefused(frappe.ValidationError):
	"""A reviewing officer and somebody of the child's case who are not to work on the same child."""


class ParentAndChildTogether(frappe.ValidationError):
	"""A young parent and the child, both looked after, have different reviewing officers."""


class SiblingsApart(frappe.ValidationError):
	"""Brothers and sisters have the same reviewing officer, or there is a reason."""


class AnotherThanBefore(frappe.ValidationError):
	"""On return to care the child has the reviewing officer of before, or there is a reason."""


class AllocationDateWrong(frappe.ValidationError):
	"""An allocation begins today or earlier, and not before the one that it ends."""


class PairIncomplete(frappe.ValidationError):
	"""An incompatible pair names a reviewing officer and somebody else."""


class WorkingTimeWrong(frappe.ValidationError):
	"""Working time is a share of a full-time post."""


class TeamNameTaken(frappe.ValidationError):
	"""A name of a team in the council's records stands for one team."""


class OversightReasonMissing(frappe.ValidationError):
	"""Closer oversight has a reason."""


class OversightIntervalWrong(frappe.ValidationError):
	"""The intervals of closer oversight are numbers that dates can be counted with."""


class AbsenceWrongWayRound(frappe.ValidationError):
	"""An absence ends on or after the day on which it begins."""


class CoversThemselves(frappe.ValidationError):
	"""Nobody covers for themselves."""


class CoverIsAway(frappe.ValidationError):
	"""Whoever covers is there."""


class CoversSomebody(frappe.ValidationError):
	"""Whoever is away covers for nobody."""


class AbsenceOverlaps(frappe.ValidationError):
	"""On one day one person covers for a reviewing officer."""


class CoverNotIndependent(frappe.ValidationError):
	"""Whoever covers is independent of each of the children, too."""


class RelatedToItself(frappe.ValidationError):
	"""A relationship is between two children."""


class RelationshipExists(frappe.ValidationError):
	"""Two children are linked once, whichever stands first."""


class TiedToTheCase(frappe.PermissionError):
	"""Who works on a child's case, or manages it, does not act for that child as reviewing service."""


class NotActingForChild(frappe.PermissionError):
	"""What the reviewing service does for a child is done by the child's IRO, whoever covers, or an IRO Manager."""


class ReviewClosed(frappe.ValidationError):
	"""A completed, cancelled or withdrawn review is not written over."""


class ReviewAlreadyOpen(frappe.ValidationError):
	"""A child has at most one review planned at a time."""


class SetByThePlan(frappe.ValidationError):
	"""A state that only the timetable sets."""


class BookingDateMissing(frappe.ValidationError):
	"""A booked review has a date."""


class CompletionDateWrong(frappe.ValidationError):
	"""A completed review has a date, which is not in the future nor before its first meeting."""


class LatenessReasonMissing(frappe.ValidationError):
	"""A review held after the date by law says why."""


class CancellationReasonMissing(frappe.ValidationError):
	"""A review is cancelled with a reason."""


class StatusChangeRefused(frappe.ValidationError):
	"""A review goes through its states in order, and not back to planned once a meeting was held."""


class BookingStays(frappe.ValidationError):
	"""Once a meeting was held, the booking stays as it was: the papers are counted from it."""


class PostponementNeeded(frappe.ValidationError):
	"""A booking is moved to a later day, or given up, only with the IRO Manager's agreement (a setting)."""


class PostponementRefused(frappe.ValidationError):
	"""A request to put off a review that cannot be made or answered as it stands."""


class NotYoursToAnswer(frappe.PermissionError):
	"""A request to put off a review is answered by an IRO Manager who did not ask and is not social work's."""


class NotSpokenReasonMissing(frappe.ValidationError):
	"""A child who was not spoken to in private before the review: why not, and in words."""


class MeetingWrong(frappe.ValidationError):
	"""A meeting has a day that is not to come; who came belongs to a day on which there was one."""


class MeetingsKept(frappe.ValidationError):
	"""A review that has begun keeps at least one meeting."""


class AdjournmentRefused(frappe.ValidationError):
	"""A review is adjourned once, within the limit, by the reviewing officer who chairs."""


class ParticipationRefused(frappe.ValidationError):
	"""A participation code that the 903 return refuses."""


class ParticipationNoteMissing(frappe.ValidationError):
	"""A participation code that goes against the evidence says why."""


class JointBookingRefused(frappe.ValidationError):
	"""Reviews that cannot be booked together as asked."""


class NamesAnotherChild(frappe.ValidationError):
	"""Text that names one child is not copied to another's record."""


class NamesNotLookedAt(frappe.ValidationError):
	"""Text that names a brother or sister is not printed or sent until somebody has said whether it may stay."""


class DecisionMade(frappe.ValidationError):
	"""A decision in force is not rewritten, and one not yet in force is not carried out."""


class OutcomeReasonMissing(frappe.ValidationError):
	"""A decision is closed as done, or as superseded with a reason."""


class KeptAsWritten(frappe.ValidationError):
	"""What was written down stays; more is added to it."""


class ProgressIncomplete(frappe.ValidationError):
	"""Progress has its day, and a delay outside anybody's control its reason and the next look."""


class MeetingMissing(frappe.ValidationError):
	"""A review is completed once it was held: a meeting with its day, how it was held and who chaired."""


class WhoCameMissing(frappe.ValidationError):
	"""A completed review says for each meeting who came, and of everybody invited whether they did."""


class NotInvitedReasonMissing(frappe.ValidationError):
	"""Somebody whom others than the child do not want at a review is left out with a reason."""


class ParticipationEvidenceMissing(frappe.ValidationError):
	"""A code for how the child took part rests on evidence: whether the child was there, and how views came."""


class ObservationMissing(frappe.ValidationError):
	"""Of a child under 4 the record says what was seen."""


class ParticipationCodeMissing(frappe.ValidationError):
	"""A completed review says how the child took part."""


class PrivateTalkNotAnswered(frappe.ValidationError):
	"""Whether the child was spoken to in private before the review, and why not (CPPCR 2010 Part 6)."""


class PermanenceNotAnswered(frappe.ValidationError):
	"""From the second review on, a review says how the plan for permanence stands."""


class NextReviewDateMissing(frappe.ValidationError):
	"""Completing a review asks for the day of the next."""


class NextReviewTooLate(frappe.ValidationError):
	"""The next review is not booked after the day on which it is due."""


class DecisionsNotLookedAt(frappe.ValidationError):
	"""A review looks at every decision of the reviews before it (IRO Handbook 2010)."""


class DecisionIncomplete(frappe.ValidationError):
	"""A decision says what, who and by when (CPPCR 2010 Part 6: a named person for each)."""


class DocumentDateWrong(frappe.ValidationError):
	"""Papers after a review go out on a day from the review to today."""


class WithheldWithoutReason(frappe.ValidationError):
	"""A record that is not sent to somebody, or in part, says why."""


class AddendumIncomplete(frappe.ValidationError):
	"""An addendum has words, and is about a day that has come."""


class NotTheChildsManager(frappe.PermissionError):
	"""Decisions are answered by the child's social work manager, never by the reviewing service itself."""


class NothingToReplyTo(frappe.ValidationError):
	"""A reply follows decisions that were sent, a sign-off a record that was distributed."""


class ReplyGiven(frappe.ValidationError):
	"""The manager replies and signs off once."""


class ReplyIncomplete(frappe.ValidationError):
	"""A reply agrees, queries or objects; the latter two say what is meant."""


class NothingToAnswer(frappe.ValidationError):
	"""A query or an objection of the manager is answered once, in words."""


class DismissalReasonMissing(frappe.ValidationError):
	"""A prompt is dismissed with a reason."""


class DemoRefused(frappe.ValidationError):
	"""Demo data only goes on a site made for tests that has no children yet."""


class StillToCome(frappe.ValidationError):
	"""The day on which something happened is not in the future."""


class AnotherChild(frappe.ValidationError):
	"""Documents of one child do not point to those of another."""


class MidwayClosed(frappe.ValidationError):
	"""A midway review that was held, or is no longer needed, is not written over."""


class MidwayDateWrong(frappe.ValidationError):
	"""A midway review held has its day, after the last review and not in the future."""


class MidwayDecisionNotLookedAt(frappe.ValidationError):
	"""A midway review looks at every open decision."""


class MidwayAnswerMissing(frappe.ValidationError):
	"""A midway review says how good the plan is, how things stand, and what was agreed where they do not stand well."""


class SeenHowMissing(frappe.ValidationError):
	"""A visit or conversation says whether the child was spoken to."""


class NotAloneReasonMissing(frappe.ValidationError):
	"""Where the child was spoken to with others, the record says why not alone."""


class NotTheWriter(frappe.ValidationError):
	"""A private note is amended by the person who wrote it."""


class LetterEmpty(frappe.ValidationError):
	"""A letter that was sent says something."""


class EscalationIncomplete(frappe.ValidationError):
	"""A challenge says what is wrong, and a closed one its outcome; only a draft need not."""


class EscalationGoesForward(frappe.ValidationError):
	"""What left the reviewing service is no draft again, and what is over is not written over."""


class PeriodTurnedRound(frappe.ValidationError):
	"""A period ends on or after the day it begins."""


class ReportIncomplete(frappe.ValidationError):
	"""A reported change says whom it is about, what kind it is and on which day."""


class ReportSettled(frappe.ValidationError):
	"""A reported change is corrected or withdrawn only while it stands by itself and nothing was decided."""


class NotYourReport(frappe.PermissionError):
	"""A report is corrected by who made it, and withdrawn by them or the reviewing officer."""


class NotYoursToDecide(frappe.PermissionError):
	"""The child's reviewing officer, the cover or the IRO Manager decides about a change."""


class DecisionRefused(frappe.ValidationError):
	"""The reviewing officer cannot decide so about this change."""


class DecisionReasonMissing(frappe.ValidationError):
	"""That no separate review is held is decided with a reason."""


class QueryRefused(frappe.ValidationError):
	"""A query is about a field of a record of the feed, and says what seems wrong."""


class DiscardReasonMissing(frappe.ValidationError):
	"""Whoever discards a refused message, or takes that back, says why."""


class RefusalNotRetried(frappe.ValidationError):
	"""A refused message could not be taken in again; the words say why and what to do."""


class TooManyAtOnce(frappe.ValidationError):
	"""More rows were chosen than are dealt with in one go."""
