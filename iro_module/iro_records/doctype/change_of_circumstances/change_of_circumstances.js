// A change: when it happened and when it was told, and what the reviewing officer decides about it in one action.

frappe.ui.form.on("Change of Circumstances", {
	refresh(frm) {
		if (frm.is_new()) {
			report_instead(frm.doc.child);
			return;
		}
		frm.disable_save();
		say_when(frm);
		note_that_it_was_read(frm);
		offer_to_decide(frm);
		offer_to_correct(frm);
	},
});

// A change is reported in the dialog: whoever reports one does not write the form.
async function report_instead(child) {
	const doctype = "Looked After Child";
	await (child ? frappe.set_route("Form", doctype, child) : frappe.set_route("List", "Change of Circumstances"));
	iro_module.changes.report(child, child && (await frappe.utils.fetch_link_title(doctype, child)));
}

// --- what the form says at the top ----------------------------------------------------------------------------------

function say_when(frm) {
	const doc = frm.doc;
	frm.set_intro("");
	if (doc.joined_to) {
		frm.set_intro(__("On record as one change with another entry, which says what follows."), "blue");
		frm.add_custom_button(__("Open that entry"), () => frappe.set_route("Form", frm.doctype, doc.joined_to));
		return;
	}
	const words = when(doc);
	if (words) frm.set_intro(words, doc.told_late ? "orange" : "blue");
	if (doc.decision_lapsed) {
		frm.set_intro(__("The decision no longer holds. {0}", [frappe.utils.escape_html(doc.decision_lapsed)]), "orange");
	}
}

function when(doc) {
	const day = iro_module.long_date;
	if (!doc.told_on) {
		return doc.planned ? __("Planned for {0}.", [day(doc.happened_on)]) : __("Happened {0}.", [day(doc.happened_on)]);
	}
	if (doc.planned || doc.told_on < doc.happened_on) {
		const happened = doc.planned ? __("Planned for {0}", [day(doc.happened_on)]) : __("Happened {0}", [day(doc.happened_on)]);
		return __("{0}, told {1}.", [happened, day(doc.told_on)]);
	}
	const days = doc.working_days_until_told;
	return __("Happened {0}, told {1}: {2}.", [
		day(doc.happened_on),
		day(doc.told_on),
		days === 1 ? __("1 working day") : __("{0} working days", [days]),
	]);
}

async function note_that_it_was_read(frm) {
	if (frm.doc.read_on || frm.doc.joined_to || !frappe.user.has_role("Independent Reviewing Officer")) return;
	if (await frappe.xcall("iro_module.intake.deciding.mark_read", { change: frm.doc.name })) {
		frm.doc.read_on = frappe.datetime.now_datetime();
		frm.refresh_field("read_on");
		frm.layout.refresh_dependency();
	}
}

// --- deciding -------------------------------------------------------------------------------------------------------

async function offer_to_decide(frm) {
	const deciding = ["Independent Reviewing Officer", "IRO Manager"].some((role) => frappe.user.has_role(role));
	if (!deciding || frm.doc.status === "Withdrawn") return;
	const offered = await frappe.xcall("iro_module.intake.deciding.choices", { change: frm.doc.name });
	if (!offered.may_decide) return;
	const group = __("Decide");
	if (offered.reviews.length) {
		frm.add_custom_button(__("Considered at a review"), () => of_a_review(frm, offered, "considered at a review"), group);
		frm.add_custom_button(
			__("Was not considered"),
			() => of_a_review(frm, offered, "not considered at the review"),
			group
		);
	}
	if (!offered.asked_by_law) {
		frm.add_custom_button(__("No separate review"), () => no_review(frm), group);
		frm.add_custom_button(__("Review by a day"), () => by_a_day(frm, offered), group);
	}
	if (frm.doc.ruling) {
		frm.add_custom_button(__("Take the decision back"), () => decide(frm, "iro_module.intake.deciding.reset", {}), group);
	}
}

async function decide(frm, method, values) {
	await frappe.xcall(method, { change: frm.doc.name, ...values });
	frappe.show_alert({ message: __("Decided. The review timetable is counted again."), indicator: "green" });
	frm.reload_doc();
}

function of_a_review(frm, offered, ruling) {
	const considered = ruling === "considered at a review";
	ask(frm, considered ? __("Considered at the review of …") : __("Was not considered at the review of …"), ruling, [
		{
			fieldname: "review_on",
			fieldtype: "Select",
			label: __("The review of"),
			options: offered.reviews,
			default: offered.reviews[0].value,
			reqd: 1,
		},
		{ fieldname: "because", fieldtype: "Small Text", label: __("In a few words") },
	]);
}

function no_review(frm) {
	ask(frm, __("No separate review, because …"), "no separate review", [
		{
			fieldname: "reason",
			fieldtype: "Select",
			label: __("Reason"),
			options: frappe.meta.get_docfield(frm.doctype, "decided_reason").options,
			reqd: 1,
		},
		{ fieldname: "because", fieldtype: "Small Text", label: __("In a few words") },
	]);
}

function by_a_day(frm, offered) {
	const last = offered.last_day_in_words;
	ask(frm, __("Review by …"), "review by a day", [
		{
			fieldname: "by",
			fieldtype: "Date",
			label: __("Review by"),
			description: last ? __("Not after {0}, the date by law.", [last]) : "",
			reqd: 1,
		},
		{ fieldname: "because", fieldtype: "Small Text", label: __("In a few words") },
	]);
}

function ask(frm, title, ruling, fields) {
	const dialog = new frappe.ui.Dialog({
		title,
		fields,
		primary_action_label: __("Decide"),
		async primary_action(values) {
			await decide(frm, "iro_module.intake.deciding.decide", { ruling, ...values });
			dialog.hide();
		},
	});
	dialog.show();
}

// --- a report: corrected by who made it, withdrawn with a reason ----------------------------------------------------

function offer_to_correct(frm) {
	const doc = frm.doc;
	if (!doc.hand_report || doc.joined_to || doc.withdrawn_by) return;
	const own = doc.reported_by === frappe.session.user;
	if (own && !doc.ruling) frm.add_custom_button(__("Correct"), () => correct(frm));
	const service = ["Independent Reviewing Officer", "IRO Manager"].some((role) => frappe.user.has_role(role));
	if (own || service) frm.add_custom_button(__("Withdraw"), () => withdraw(frm));
}

function correct(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Correct what was reported"),
		fields: iro_module.changes.fields(frm.doc),
		primary_action_label: __("Save"),
		async primary_action({ kind, ...values }) {
			await frappe.xcall("iro_module.intake.reporting.correct", { change: frm.doc.name, ...values });
			dialog.hide();
			frm.reload_doc();
		},
	});
	dialog.show();
}

function withdraw(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Withdraw this report"),
		fields: [
			{
				fieldname: "because",
				fieldtype: "Small Text",
				label: __("Withdrawn because"),
				description: __("It is kept, and shown as withdrawn."),
				reqd: 1,
			},
		],
		primary_action_label: __("Withdraw"),
		async primary_action({ because }) {
			await frappe.xcall("iro_module.intake.reporting.withdraw", { change: frm.doc.name, because });
			dialog.hide();
			frm.reload_doc();
		},
	});
	dialog.show();
}
