frappe.ui.form.on("Midway Review", {
	refresh(frm) {
		const { doc } = frm;
		frm.set_df_property("looked_at", "cannot_add_rows", true);
		frm.set_df_property("looked_at", "cannot_delete_rows", true);
		show_state(frm);
		if (doc.state !== "Planned") frm.disable_form();
		if (doc.state === "Planned" && frm.perm[0].write) {
			frm.add_custom_button(__("Record as held"), () => record_as_held(frm)).addClass("btn-primary-light");
		}
		if (doc.outcome === "Challenge" && frappe.model.can_create("IRO Escalation")) {
			frm.add_custom_button(__("Draft the challenge"), () => draft_the_challenge(frm));
		}
	},

	after_save(frm) {
		frm.reload_doc();
	},
});

function show_state(frm) {
	const { doc } = frm;
	if (doc.dropped_because) {
		frm.dashboard.set_headline_alert(frappe.utils.escape_html(doc.dropped_because), "gray");
	} else if (doc.state === "Planned" && doc.due_on < frappe.datetime.get_today()) {
		frm.dashboard.set_headline_alert(__("Was due on {0}.", [iro_module.long_date(doc.due_on)]), "orange");
	}
}

async function record_as_held(frm) {
	if (!frm.doc.held_on) await frm.set_value("held_on", frappe.datetime.get_today());
	await frm.set_value("state", "Held");
	try {
		await frm.save();
	} finally {
		// Refused: what is still missing has been said; it stays planned until then.
		if (frm.doc.__unsaved) frm.set_value("state", "Planned");
	}
}

async function draft_the_challenge(frm) {
	if (frm.is_dirty()) await frm.save();
	const method = "iro_module.iro_challenge.drafting.draft_from_midway";
	const name = await frappe.xcall(method, { midway: frm.doc.name });
	frappe.set_route("Form", "IRO Escalation", name);
}
