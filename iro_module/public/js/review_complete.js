// Completing a review: one dialog that asks for whatever is missing. Loaded with the form (hooks: doctype_js).

frappe.provide("iro_module");

iro_module.review_is_panel = (frm) => frm.doc.track === "secure_panel";
iro_module.review_is_open = (frm) =>
	!frm.is_new() && ["Planned", "Booked", "In Progress", "Adjourned"].includes(frm.doc.status);
iro_module.may_write_review = (frm) => Boolean(frm.perm[1] && frm.perm[1].write);

frappe.ui.form.on("IRO Review", {
	refresh(frm) {
		if (!iro_module.review_is_open(frm) || !iro_module.may_write_review(frm)) return;
		frm.add_custom_button(__("Complete"), () => complete_review(frm)).addClass("btn-primary-light");
	},
});

async function complete_review(frm) {
	const basis = await frappe.db.get_single_value("IRO Settings", "review_date_basis");
	iro_module.review_counts_by_first = basis === "First meeting";
	const panel = iro_module.review_is_panel(frm);
	const meeting = await meeting_fields(frm);
	const looks = panel ? [] : (frm.doc.looked_at || []).filter((row) => !is_answered(row));
	const dialog = new frappe.ui.Dialog({
		title: __("Complete the review"),
		size: "large",
		fields: [
			...day_fields(frm),
			...meeting,
			...(panel ? [] : iro_module.child_fields(frm)),
			...looks.flatMap(look_fields),
			...(panel ? [] : permanence_fields(frm)),
			...lateness_fields(frm),
			...(panel ? [] : next_fields(frm)),
		],
		primary_action_label: __("Complete"),
		primary_action: (answers) => save_completed(frm, dialog, looks, answers),
	});
	dialog.show();
	if (panel) return;
	const look_again = frappe.utils.debounce(() => iro_module.show_suggestion(frm, dialog), 300);
	for (const fieldname of [...iro_module.EVIDENCE_OF_PART, "participation_code"]) {
		if (dialog.fields_dict[fieldname]) dialog.fields_dict[fieldname].df.onchange = look_again;
	}
	dialog.fields_dict.completed_on.df.onchange = () => {
		show_next_due(frm, dialog);
		show_lateness(frm, dialog);
		look_again();
	};
	dialog.fields_dict.change_only.df.onchange = () => show_next_due(frm, dialog);
	iro_module.show_suggestion(frm, dialog);
	show_next_due(frm, dialog);
	show_lateness(frm, dialog);
}

// The meeting of the day, where it is not on record yet: recorded with the completion.
async function meeting_fields(frm) {
	const held = JSON.stringify((frm.doc.meetings || []).map((row) => row.held_on));
	const wanted = `eval: doc.completed_on && !${held}.includes(doc.completed_on)`;
	const fields = await iro_module.meeting_fields(frm, { depends_on: wanted, mandatory_depends_on: wanted });
	if (iro_module.review_is_panel(frm)) {
		delete fields.find((field) => field.fieldname === "meeting_chaired_by").mandatory_depends_on;
	}
	return [{ fieldtype: "Section Break", label: __("The meeting of that day"), depends_on: wanted }, ...fields];
}

function day_fields(frm) {
	const held = (frm.doc.meetings || []).map((row) => row.held_on).filter(Boolean).sort();
	const past = (day) => day && day <= frappe.datetime.get_today();
	const booked = past(frm.doc.booked_on) ? frm.doc.booked_on : null;
	return [
		{
			fieldname: "completed_on",
			fieldtype: "Date",
			reqd: 1,
			label: __("Day of the last meeting"),
			default: held[held.length - 1] || booked || frm.doc.first_meeting_on,
		},
		{
			fieldname: "change_only",
			fieldtype: "Check",
			hidden: iro_module.review_is_panel(frm),
			label: __("Looked only at the change"),
			description: __("It then starts no new interval."),
			default: frm.doc.change_only,
		},
	];
}

function look_fields(row, place) {
	const because = `eval: ["superseded", "not discussed"].includes(doc.outcome_${place})`;
	return [
		{
			fieldtype: "Section Break",
			label: place === 0 ? __("Decisions of earlier reviews not looked at yet") : "",
			hide_border: place > 0,
		},
		{
			fieldname: `outcome_${place}`,
			fieldtype: "Select",
			reqd: 1,
			label: frappe.utils.escape_html(row.decision_text || ""),
			options: ["", "on track", "done", "not done", "superseded", "not discussed"].join("\n"),
			default: row.outcome,
		},
		{ fieldtype: "Column Break" },
		{
			fieldname: `because_${place}`,
			fieldtype: "Small Text",
			label: __("Because"),
			max_height: "3rem",
			mandatory_depends_on: because,
			default: row.because,
		},
	];
}

function permanence_fields(frm) {
	const there = ["in time", "late"].includes(frm.permanence_stands);
	if ((frm.doc.sequence || 0) < 2 || there) return [];
	const stands = "eval: doc.permanence_plan && doc.permanence_plan !== 'In place'";
	return [
		{ fieldtype: "Section Break", label: __("Permanence") },
		iro_module.copy_of(frm, "permanence_plan", { mandatory_depends_on: "eval: !doc.change_only" }),
		iro_module.copy_of(frm, "permanence_route"),
		{ fieldtype: "Column Break" },
		iro_module.copy_of(frm, "permanence_plan_on", { depends_on: "eval: doc.permanence_plan === 'In place'" }),
		iro_module.copy_of(frm, "permanence_note", { depends_on: stands }),
	];
}

function lateness_fields(frm) {
	const { due_on, statutory_due_on } = frm.doc;
	// Which day counts is a setting: with "First meeting" a review in several meetings may be in time.
	const first = frm.doc.first_meeting_on || "";
	const counts = iro_module.review_counts_by_first && first ? JSON.stringify(first) : "doc.completed_on";
	const after = (day) => `${counts} > ${JSON.stringify(day)}`;
	const late = statutory_due_on ? `eval: ${after(statutory_due_on)}` : "eval: false";
	const words = statutory_due_on
		? __("Held after {0}; by law it was due on {1}", [iro_module.long_date(due_on), iro_module.long_date(statutory_due_on)])
		: __("Held after {0}", [iro_module.long_date(due_on)]);
	return [
		{ fieldtype: "Section Break", label: words, depends_on: `eval: ${after(due_on)}` },
		iro_module.copy_of(frm, "lateness_kind", {
			label: __("Why"),
			mandatory_depends_on: late,
			get_query: () => ({ filters: { enabled: 1 } }),
		}),
		{ fieldtype: "Column Break" },
		iro_module.copy_of(frm, "lateness_reason", { mandatory_depends_on: late }),
	];
}

// The reason that the records themselves give is chosen beforehand, with why; a person confirms it or takes another.
async function show_lateness(frm, dialog) {
	const { completed_on } = dialog.get_values(true) || {};
	if (!completed_on || completed_on <= frm.doc.due_on) return;
	const method = "iro_module.intake.lateness.offered";
	const { message } = await frappe.call(method, { review: frm.doc.name, completed_on });
	dialog.set_df_property("lateness_kind", "description", message ? frappe.utils.escape_html(message.why) : "");
	if (!message || dialog.get_value("lateness_kind") || dialog.get_value("lateness_reason")) return;
	await dialog.set_values({ lateness_kind: message.kind, lateness_reason: message.words });
}

function next_fields(frm) {
	return [
		{ fieldtype: "Section Break", label: __("The next review") },
		iro_module.copy_of(frm, "next_meeting_on"),
		{ fieldtype: "Column Break" },
		{ fieldname: "next_due", fieldtype: "HTML" },
	];
}

async function show_next_due(frm, dialog) {
	const { completed_on, change_only } = dialog.get_values(true) || {};
	const wrapper = dialog.fields_dict.next_due.$wrapper.empty();
	if (!completed_on) {
		const first = __("The last day for it depends on the day of the last meeting.");
		wrapper.append($("<p class='text-muted'>").text(first));
		return;
	}
	const { message } = await frappe.call("iro_module.intake.next_review.due_after", {
		review: frm.doc.name,
		completed_on,
		change_only: change_only ? 1 : 0,
	});
	wrapper.empty();
	dialog.set_df_property("next_meeting_on", "reqd", message && !change_only ? 1 : 0);
	if (!message) {
		wrapper.append($("<p class='text-muted'>").text(__("No further review is due.")));
		return;
	}
	const day = iro_module.long_date(message.practical_on);
	wrapper.append($("<p>").append($("<b>").text(__("Not after {0}", [iro_module.long_date(message.due_on)]))));
	if (message.practical_on !== message.due_on) {
		wrapper.append($("<p>").text(__("The last working day before that is {0}.", [day])));
	}
	wrapper.append($("<p class='text-muted small'>").text(message.words));
}

function save_completed(frm, dialog, looks, answers) {
	const before = Object.fromEntries(["status", "completed_on"].map((field) => [field, frm.doc[field]]));
	const values = { status: "Completed" };
	for (const [field, value] of Object.entries(answers)) {
		if (frm.fields_dict[field]) values[field] = value;
	}
	looks.forEach((row, place) => {
		frappe.model.set_value(row.doctype, row.name, {
			outcome: answers[`outcome_${place}`],
			because: answers[`because_${place}`],
		});
	});
	const on_record = (frm.doc.meetings || []).some((row) => row.held_on === answers.completed_on);
	const take_off = on_record ? () => {} : iro_module.add_meeting(frm, answers.completed_on, answers);
	frm.set_value(values).then(() =>
		frm.save(
			undefined,
			() => frm.doc.__unsaved || dialog.hide(),
			undefined,
			// What was refused is said in a message; the review is not completed, and the dialog stays open.
			() => {
				take_off();
				frm.set_value(before);
			}
		)
	);
}

function is_answered(row) {
	return row.outcome && (row.because || !["superseded", "not discussed"].includes(row.outcome));
}
