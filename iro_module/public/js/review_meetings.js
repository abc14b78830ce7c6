// A review while it is held: the meetings of the series, who came, and adjourning it.

(() => {
	const OPEN = ["Planned", "Booked", "In Progress", "Adjourned"];

	frappe.ui.form.on("IRO Review", {
		setup(frm) {
			frm.set_query("chaired_by", "meetings", () => ({
				query: "iro_module.iro_records.allocation.reviewing_officers",
			}));
		},

		async refresh(frm) {
			if (frm.is_new()) return;
			if (OPEN.includes(frm.doc.status) && frm.perm[1]?.write) {
				frm.add_custom_button(__("Record a meeting"), () => record(frm));
			}
			const asked = frm.preparation;
			const found = await asked;
			if (frm.preparation !== asked) return;
			if (found.may.adjourn) frm.add_custom_button(__("Adjourn"), () => adjourn(frm), __("More"));
			if (found.proposals_wait) {
				const by = __("To be completed by {0}.", [iro_module.long_date(frm.doc.complete_by)]);
				frm.set_intro(frappe.utils.escape_html(`${by} ${found.proposals_wait}`), "yellow");
			}
		},
	});

	function last_meeting(frm) {
		const meetings = frm.doc.meetings || [];
		return meetings[meetings.length - 1];
	}

	function who_is_expected(frm) {
		const last = last_meeting(frm);
		const came = (frm.doc.attendance || []).filter((row) => last && row.meeting_on === last.held_on);
		if (came.length) {
			return came.map(({ person, person_role }) => ({ person, person_role, attended: "Throughout" }));
		}
		return [{ person: frm.doc.child_title, person_role: "Child", attended: "Throughout" }];
	}

	function columns(doctype, names) {
		return names.map((name) => {
			const field = frappe.meta.get_docfield(doctype, name);
			const { fieldname, fieldtype, label, options, reqd } = field;
			return { fieldname, fieldtype, label, options, reqd, default: field.default, in_list_view: 1, columns: field.columns };
		});
	}

	async function record(frm) {
		await frappe.model.with_doctype("IRO Review Attendance");
		const today = frappe.datetime.get_today();
		const booked = frm.doc.booked_on;
		const first = !last_meeting(frm);
		const rows = who_is_expected(frm);
		const dialog = new frappe.ui.Dialog({
			title: first ? __("Record the first meeting") : __("Record another meeting"),
			size: "large",
			fields: [
				{
					fieldname: "held_on",
					fieldtype: "Date",
					label: __("Held on"),
					reqd: 1,
					default: first && booked && booked <= today ? booked : today,
				},
				{
					fieldname: "mode",
					fieldtype: "Select",
					label: __("How"),
					reqd: 1,
					options: (frm.fields_dict.mode.df.options || "").trim(),
					default: (first && frm.doc.mode) || "In person",
				},
				{ fieldtype: "Column Break" },
				{
					fieldname: "chaired_by",
					fieldtype: "Link",
					options: "User",
					label: __("Chaired by"),
					reqd: 1,
					default: frappe.session.user,
					get_query: () => ({ query: "iro_module.iro_records.allocation.reviewing_officers" }),
				},
				{ fieldname: "covered", fieldtype: "Small Text", label: __("What it covered"), max_height: "60px" },
				{ fieldtype: "Section Break" },
				{
					fieldname: "attendance",
					fieldtype: "Table",
					label: __("Who came, and who sent apologies"),
					data: rows,
					get_data: () => rows,
					in_place_edit: false,
					fields: columns("IRO Review Attendance", ["person", "person_role", "attended", "note"]),
				},
			],
			primary_action_label: __("Record"),
			primary_action({ attendance, ...meeting }) {
				dialog.hide();
				frm.add_child("meetings", meeting);
				for (const { person, person_role, attended, note } of attendance || []) {
					if (person) frm.add_child("attendance", { person, person_role, attended, note, meeting_on: meeting.held_on });
				}
				frm.refresh_fields(["meetings", "attendance"]);
				frm.dirty();
				frm.save();
			},
		});
		dialog.show();
	}

	function adjourn(frm) {
		const dialog = new frappe.ui.Dialog({
			title: __("Adjourn the review"),
			fields: [
				{
					fieldname: "missing",
					fieldtype: "Small Text",
					label: __("Which information was missing"),
					reqd: 1,
				},
				{ fieldname: "resumes_on", fieldtype: "Date", label: __("Resumes on") },
				{
					fieldtype: "HTML",
					options: `<p class="text-muted small">${__(
						"A review is adjourned once. Nothing proposed is carried out until it is completed; the due date stays."
					)}</p>`,
				},
			],
			primary_action_label: __("Adjourn"),
			async primary_action(answers) {
				await frappe.xcall("iro_module.iro_reviews.adjourning.adjourn", { review: frm.doc.name, ...answers });
				dialog.hide();
				frm.reload_doc();
			},
		});
		dialog.show();
	}
})();
