const COLOURS = {
	"open": "blue",
	"on track": "green",
	"done": "gray",
	"overdue": "red",
	"superseded": "gray",
	"not done": "orange",
};
const CLOSED = ["done", "superseded"];

frappe.ui.form.on("Review Decision", {
	setup(frm) {
		frm.set_query("section", () => ({ filters: { enabled: 1 } }));
	},

	child_text(frm) {
		iro_module.hint_plain_words(frm.fields_dict.child_text);
	},

	refresh(frm) {
		if (frm.is_new()) return;
		frm.page.set_indicator(__(frm.doc.status), COLOURS[frm.doc.status]);
		if (frm.doc.proposal_note) {
			frm.dashboard.set_headline_alert(frappe.utils.escape_html(frm.doc.proposal_note), "orange");
		}
		say_whose(frm);
		keep_progress(frm);
		if (CLOSED.includes(frm.doc.status)) return;
		if (frm.doc.made_on && frm.perm[0].write) {
			frm.add_custom_button(__("Tell progress"), () => tell(frm)).addClass("btn-primary-light");
		}
		if (frm.perm[1] && frm.perm[1].write) {
			frm.add_custom_button(frm.doc.made_on ? __("Close") : __("Take back"), () => close(frm));
		}
		if (frm.doc.made_on) {
			for (const field of ["decision_text", "child_text", "owner_role", "due_on", "section"]) {
				frm.set_df_property(field, "read_only", 1);
			}
		}
	},
});

// Whoever carries a decision out need not reach the child's record: they are told whose decision it is.
function say_whose(frm) {
	const { out_of_reach } = frm.doc.__onload || {};
	frm.toggle_display(["child", "review"], !out_of_reach);
	frm.set_intro("");
	if (out_of_reach) frm.set_intro(frappe.utils.escape_html(__("A decision about {0}.", [out_of_reach])), "blue");
}

function keep_progress(frm) {
	// Rows are added by the button; what was told stays as it was told.
	frm.set_df_property("progress", "cannot_add_rows", 1);
	frm.set_df_property("progress", "cannot_delete_rows", 1);
	frm.set_df_property("progress", "read_only", 1);
}

function tell(frm) {
	const delayed = "eval: doc.progress === 'Delayed, outside our control'";
	const copy = (fieldname, more) => {
		const { fieldtype, label, options } = frappe.meta.get_docfield("Review Decision Progress", fieldname);
		return { fieldname, fieldtype, label, options, ...more };
	};
	frappe.prompt(
		[
			copy("on_day", { reqd: 1, default: frappe.datetime.get_today() }),
			copy("progress", { reqd: 1 }),
			copy("words", { mandatory_depends_on: delayed }),
			copy("look_again_on", { depends_on: "eval: (doc.progress || '').startsWith('Delayed')", mandatory_depends_on: delayed }),
		],
		(answers) => {
			frm.add_child("progress", answers);
			frm.save(undefined, undefined, undefined, () => frm.reload_doc());
		},
		__("Tell progress"),
		__("Add")
	);
}

function close(frm) {
	const made = frm.doc.made_on;
	const superseded = "eval: doc.outcome === 'superseded'";
	frappe.prompt(
		[
			{
				fieldname: "outcome",
				fieldtype: "Select",
				label: __("What became of it"),
				options: made ? "done\nsuperseded" : "superseded",
				default: made ? "done" : "superseded",
				hidden: !made,
				reqd: 1,
			},
			{
				fieldname: "because",
				fieldtype: "Small Text",
				label: __("Because"),
				mandatory_depends_on: superseded,
			},
		],
		async (answers) => {
			const method = "iro_module.iro_reviews.decision_rules.close";
			await frappe.call(method, { decision: frm.doc.name, ...answers });
			frm.reload_doc();
		},
		made ? __("Close the decision") : __("Take the proposal back"),
		made ? __("Close") : __("Take back")
	);
}
