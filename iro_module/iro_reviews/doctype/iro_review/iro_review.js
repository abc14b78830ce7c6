const OPEN_STATES = ["Planned", "Booked", "In Progress", "Adjourned"];
const PANEL = "secure_panel";

frappe.ui.form.on("IRO Review", {
	setup(frm) {
		frm.set_query("chaired_by", () => ({
			query: "iro_module.iro_records.allocation.reviewing_officers",
		}));
	},

	refresh(frm) {
		if (frm.doc.track === PANEL) {
			frm.set_df_property("sequence", "label", __("Number in this placement"));
		}
		show_standing(frm);
		show_reasons(frm);
		show_changes(frm);
		lock_when_closed(frm);
		if (!frm.is_new() && OPEN_STATES.includes(frm.doc.status) && frm.perm[1]?.write) {
			frm.add_custom_button(__("Cancel the review"), () => cancel(frm), __("More"));
		}
	},

	after_save(frm) {
		// The timetable has looked at the child again and may have changed this review.
		frm.reload_doc();
	},
});

function is_past(day) {
	return day && day < frappe.datetime.get_today();
}

function show_standing(frm) {
	const { doc } = frm;
	if (frm.is_new() || !OPEN_STATES.includes(doc.status)) return;
	const law = iro_module.long_date(doc.statutory_due_on);
	if (is_past(doc.statutory_due_on)) {
		frm.dashboard.set_headline_alert(__("Overdue by law since {0}.", [law]), "red");
	} else if (is_past(doc.due_on)) {
		const due = iro_module.long_date(doc.due_on);
		const rest = law ? " " + __("In time by law until {0}.", [law]) : "";
		frm.dashboard.set_headline_alert(__("The local target of {0} was missed.", [due]) + rest, "orange");
	} else if (doc.booking_note) {
		frm.dashboard.set_headline_alert(frappe.utils.escape_html(doc.booking_note), "orange");
	}
}

// --- why this review: every reason with its day, where it comes from and how the days were counted ------------------

const AUTHORITIES = {
	must: [__("By law"), "red"],
	should: [__("Guidance"), "blue"],
	local: [__("Local limit"), "orange"],
};

function show_reasons(frm) {
	const wrapper = frm.fields_dict.reasons_html.$wrapper.empty();
	const reasons = JSON.parse(frm.doc.basis || "[]");
	if (!reasons.length) {
		wrapper.append($("<p>").text(frm.doc.explanation || ""));
		return;
	}
	const table = $("<table class='table table-sm'>").css("margin-bottom", "var(--margin-sm)");
	for (const reason of reasons) {
		const [words, colour] = AUTHORITIES[reason.authority];
		const pill = $(`<span class="indicator-pill no-indicator-dot ${colour}">`).text(words);
		const counted = $("<div class='text-muted small'>").text(`${reason.counted} (${reason.rule})`);
		table.append(
			$("<tr>").append(
				$("<td class='text-nowrap'>").append($("<b>").text(iro_module.long_date(reason.due_on))),
				$("<td>").text(reason.reason).append(counted),
				$("<td class='text-right text-nowrap'>").append(pill)
			)
		);
	}
	wrapper.append(table);
}

function lock_when_closed(frm) {
	// What may still be written on a completed review is said in review_after.js.
	if (!frm.is_new() && ["Cancelled", "No Longer Needed"].includes(frm.doc.status)) {
		frm.disable_form();
	}
}

function cancel(frm) {
	const why = { fieldname: "withdrawn_because", fieldtype: "Small Text", label: __("Why"), reqd: 1 };
	why.description = __("The due date stays: if the law still calls for a review, another one is planned.");
	ask(frm, __("Cancel the review"), __("Cancel the review"), [why], { status: "Cancelled" });
}

function date_field(fieldname, label) {
	return { fieldname, fieldtype: "Date", label, reqd: 1 };
}

function ask(frm, title, action, fields, values) {
	const dialog = new frappe.ui.Dialog({
		title,
		fields,
		primary_action_label: action,
		primary_action(answers) {
			dialog.hide();
			frm.set_value({ ...answers, ...values }).then(() => frm.save());
		},
	});
	dialog.show();
}

// --- changes considered: the open and planned changes of the child, each with a box to tick -------------------------

async function show_changes(frm) {
	const field = frm.fields_dict.considered_html;
	const shown = frappe.model.can_read("Change of Circumstances");
	if (frm.is_new() || !shown || !OPEN_STATES.includes(frm.doc.status)) {
		field.$wrapper.empty();
		return;
	}
	const changes = await frappe.db.get_list("Change of Circumstances", {
		filters: { child: frm.doc.child, status: "Open" },
		fields: ["subject", "aspect", "description"],
		order_by: "happened_on asc",
		limit: 50,
	});
	const ticked = chosen(frm);
	field.$wrapper.empty();
	if (!changes.length) {
		field.$wrapper.append($("<p class='text-muted'>").text(__("No open change for this child.")));
		return;
	}
	const help = __("Tick what this review looked at: a change that was considered beforehand needs no review of its own.");
	field.$wrapper.append($("<p class='text-muted small'>").text(help));
	for (const change of changes) {
		// One record may show several changes, each considered by itself; the name of a record alone stands for all.
		const name = `${change.subject}/${change.aspect || ""}`;
		field.$wrapper.append(change_box(frm, name, change, ticked.includes(name) || ticked.includes(change.subject)));
	}
}

function chosen(frm) {
	return JSON.parse(frm.doc.considered_changes || "[]");
}

function change_box(frm, name, change, ticked) {
	const box = $("<input type='checkbox'>").prop("checked", ticked).prop("disabled", !frm.perm[0].write);
	box.on("change", () => {
		const rest = chosen(frm).filter((one) => one !== name && one !== change.subject);
		const now = box.prop("checked") ? [...rest, name] : rest;
		frm.set_value("considered_changes", JSON.stringify(now));
	});
	const words = $("<span>").text(change.description).css("margin-left", "var(--margin-xs)");
	return $("<div class='checkbox'>").append($("<label>").append(box, words));
}
