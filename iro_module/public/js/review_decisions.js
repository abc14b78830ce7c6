// The decisions of a review, its agenda and its plan for permanence. Loaded with the form (hooks: doctype_js).

frappe.provide("iro_module");

iro_module.decision_colours = {
	"open": "blue",
	"on track": "green",
	"done": "gray",
	"overdue": "red",
	"superseded": "gray",
	"not done": "orange",
};

frappe.ui.form.on("IRO Review", {
	refresh(frm) {
		if (frm.is_new()) return;
		show_decisions(frm);
		show_about(frm);
		frm.set_df_property("looked_at", "cannot_add_rows", 1);
		frm.set_df_property("looked_at", "cannot_delete_rows", 1);
		if (iro_module.review_is_open(frm) && iro_module.may_write_review(frm)) {
			frm.fields_dict.agenda.grid.add_custom_button(__("Set out the agenda"), () => set_out(frm));
		}
	},
});

async function set_out(frm) {
	if (frm.is_dirty()) await frm.save();
	const { message } = await frappe.call("iro_module.iro_reviews.agenda_template.set_out", {
		review: frm.doc.name,
	});
	if (!message) frappe.show_alert(__("Every section that fits the child's age is there already."));
	await frm.reload_doc();
}

async function show_decisions(frm) {
	const wrapper = frm.fields_dict.decisions_html.$wrapper.empty();
	const rows = await frappe.db.get_list("Review Decision", {
		filters: { review: frm.doc.name },
		fields: [
			"name", "decision_text", "child_text", "owner_role", "owner_name", "due_on", "status", "made_on",
			"section", "closed_because", "manager_response", "manager_responded_on",
		],
		order_by: "creation asc",
		limit: 100,
	});
	wrapper.empty();
	const open = iro_module.review_is_open(frm);
	const writes = open && iro_module.may_write_review(frm);
	if (open) {
		const wait = __("Proposals: not to be carried out until the review is completed.");
		wrapper.append($("<p class='text-muted'>").text(wait));
	}
	if (rows.length) wrapper.append(decision_table(rows, frm.doc.decisions_sent_on));
	else wrapper.append($("<p class='text-muted'>").text(__("No decision yet.")));
	if (!writes) return;
	const add = $("<button class='btn btn-sm btn-default'>").text(__("Add a decision"));
	wrapper.append(add.on("click", () => decide(frm)));
	for (const row of undecided(frm, rows)) {
		const make = $("<button class='btn btn-xs btn-default ml-2'>").text(__("Make it a decision"));
		make.on("click", () => decide(frm, { decision_text: row.decision, section: row.section }));
		const words = __("From the agenda, {0}: {1}", [row.section, row.decision]);
		wrapper.append($("<p class='mt-3 mb-0'>").text(words).append(make));
	}
}

function undecided(frm, rows) {
	const said = rows.map((row) => (row.decision_text || "").trim());
	return (frm.doc.agenda || []).filter((row) => row.decision && !said.includes(row.decision.trim()));
}

function response_words({ manager_response, manager_responded_on }) {
	if (!manager_response) return __("no reply");
	return __("{0} on {1}", [__(manager_response), iro_module.long_date(manager_responded_on)]);
}

function decision_table(rows, sent_on) {
	const columns = [__("What"), __("Who"), __("By"), __("Status"), ...(sent_on ? [__("Manager")] : [])];
	const head = columns.map((word) => $("<th>").text(word));
	const table = $("<table class='table table-sm'>").append($("<tr>").append(head));
	for (const row of rows) {
		const link = $("<a>").attr("href", `/app/review-decision/${encodeURIComponent(row.name)}`);
		const what = $("<td>").append(link.text(row.decision_text));
		if (row.child_text) what.append($("<div class='text-muted small'>").text(row.child_text));
		const proposal = row.status === "superseded" ? __("taken back") : __("proposed");
		const words = row.made_on ? __(row.status) : proposal;
		const colour = row.made_on ? iro_module.decision_colours[row.status] : "gray";
		const lacking = !row.owner_name && !row.owner_role;
		table.append(
			$("<tr>").append(
				what,
				$("<td>").text(row.owner_name || __(row.owner_role || "")).toggleClass("text-danger", lacking),
				$("<td class='text-nowrap'>").text(iro_module.long_date(row.due_on) || "–"),
				$("<td class='text-nowrap'>").append($(`<span class="indicator-pill ${colour}">`).text(words)),
				sent_on ? $("<td>").text(response_words(row)) : null
			)
		);
	}
	return table;
}

async function decide(frm, given = {}) {
	if (frm.is_dirty()) await frm.save();
	await frappe.model.with_doctype("Review Decision");
	const wanted = [
		"decision_text", "child_text", "section", null, "owner_role", "owner_name", "owner_user", "due_on",
		"in_care_plan",
	];
	const fields = wanted.map((fieldname) => {
		if (!fieldname) return { fieldtype: "Column Break" };
		const { fieldtype, label, options, description } = frappe.meta.get_docfield("Review Decision", fieldname);
		const field = { fieldname, fieldtype, label, options, description, default: given[fieldname] };
		if (fieldname === "decision_text") field.reqd = 1;
		if (fieldname === "section") field.get_query = () => ({ filters: { enabled: 1 } });
		return field;
	});
	const dialog = new frappe.ui.Dialog({
		title: __("A decision of this review"),
		size: "large",
		fields,
		primary_action_label: __("Add"),
		async primary_action(answers) {
			const { child, name: review } = frm.doc;
			await frappe.db.insert({ doctype: "Review Decision", child, review, ...answers });
			dialog.hide();
			show_decisions(frm);
		},
	});
	const { child_text } = dialog.fields_dict;
	child_text.df.onchange = () => iro_module.hint_plain_words(child_text);
	dialog.show();
}

// --- the plan for permanence, and the dates of a held review --------------------------------------------------------

const PERMANENCE = { "in time": "green", "late": "orange", "absent": "red" };

async function show_about(frm) {
	const { message } = await frappe.call("iro_module.intake.review_view.about", { review: frm.doc.name });
	const wrapper = frm.fields_dict.permanence_html.$wrapper.empty();
	const { permanence, held, lateness } = message || {};
	frm.permanence_stands = permanence && permanence.state;
	if (permanence) {
		const pill = $(`<span class="indicator-pill ${PERMANENCE[permanence.state] || "blue"} mr-2">`);
		wrapper.append($("<p>").append(pill.text(__(permanence.state)), $("<span>").text(permanence.words)));
	}
	if (held) show_held(frm, held);
	if (lateness) {
		const words = `${lateness.words} ${__("This is offered as the reason when the review is completed.")}`;
		frm.set_intro(frappe.utils.escape_html(words), "orange");
	}
}

function show_held(frm, held) {
	const late = held.days_late || held.days_late_when_held;
	const words = [
		held.days_late ? __("Held {0} days after the date by law.", [held.days_late]) : __("Held in time by law."),
	];
	if (held.other_day) words.push(__("First meeting {0}.", [held.other_day]));
	if (!held.days_late && held.days_past_local) words.push(__("The local target was missed."));
	if (held.by_law_today) {
		const dates = [held.by_law_then, held.by_law_today];
		words.push(__("As known when it was held, due by law on {0}; from today's records, on {1}.", dates));
	}
	for (const more of [held.reason, held.note]) if (more) words.push(`${more[0].toUpperCase()}${more.slice(1)}.`);
	const text = frappe.utils.escape_html(words.join(" "));
	frm.dashboard.set_headline_alert(text, late ? "orange" : "green");
}
