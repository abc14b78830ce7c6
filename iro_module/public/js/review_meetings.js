// A review while it is held: the meetings of the series, who came, and adjourning it.

frappe.provide("iro_module");

(() => {
	const CAME = ["Throughout", "In part"];
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

	// Those invited and not answered for yet; else those who came last time; else the child alone.
	function who_is_expected(frm) {
		const rows = frm.doc.attendance || [];
		const invited = rows.filter((row) => row.attended === "Invited");
		if (invited.length) {
			return invited.map(({ name, person, person_role, note }) => ({
				row: name,
				person,
				person_role,
				note,
				attended: "Throughout",
			}));
		}
		const last = last_meeting(frm);
		const came = rows.filter((row) => last && row.meeting_on === last.held_on && CAME.includes(row.attended));
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

	// How, who chaired and who came: asked when a meeting is recorded, and when a review is completed with one.
	iro_module.meeting_fields = async (frm, mandatory = {}) => {
		await frappe.model.with_doctype("IRO Review Attendance");
		const first = !last_meeting(frm);
		const rows = who_is_expected(frm);
		return [
			{
				fieldname: "meeting_mode",
				fieldtype: "Select",
				label: __("How"),
				options: (frm.fields_dict.mode.df.options || "").trim(),
				default: (first && frm.doc.mode) || "In person",
				...mandatory,
			},
			{
				fieldname: "meeting_chaired_by",
				fieldtype: "Link",
				options: "User",
				label: __("Chaired by"),
				default: frappe.session.user,
				get_query: () => ({ query: "iro_module.iro_records.allocation.reviewing_officers" }),
				...mandatory,
			},
			{ fieldtype: "Column Break" },
			{ fieldname: "meeting_covered", fieldtype: "Small Text", label: __("What it covered"), max_height: "60px" },
			{ fieldtype: "Section Break", hide_border: 1, ...(mandatory.depends_on ? { depends_on: mandatory.depends_on } : {}) },
			{
				fieldname: "meeting_people",
				fieldtype: "Table",
				label: __("Who came, and who sent apologies"),
				data: rows,
				get_data: () => rows,
				in_place_edit: false,
				fields: columns("IRO Review Attendance", ["person", "person_role", "attended", "note"]),
			},
		];
	};

	// Puts a meeting and who came on the form; returns how to take it off again, where the save is refused.
	iro_module.add_meeting = (frm, held_on, answers) => {
		const before = (frm.doc.attendance || []).map(({ name, attended, note, meeting_on }) => ({ name, attended, note, meeting_on }));
		const known = before.map((row) => row.name);
		const meeting = frm.add_child("meetings", {
			held_on,
			mode: answers.meeting_mode,
			chaired_by: answers.meeting_chaired_by,
			covered: answers.meeting_covered,
		});
		for (const { row, person, person_role, attended, note } of answers.meeting_people || []) {
			if (!person) continue;
			const told = { person, person_role, attended, note, meeting_on: held_on };
			const invited = (frm.doc.attendance || []).find((one) => row && one.name === row);
			if (invited) Object.assign(invited, told);
			else frm.add_child("attendance", told);
		}
		frm.refresh_fields(["meetings", "attendance"]);
		frm.dirty();
		return () => {
			frm.doc.meetings = frm.doc.meetings.filter((one) => one !== meeting && one.name !== meeting.name);
			frm.doc.attendance = frm.doc.attendance.filter((one) => known.includes(one.name));
			for (const row of before) Object.assign(frm.doc.attendance.find((one) => one.name === row.name) || {}, row);
			frm.refresh_fields(["meetings", "attendance"]);
		};
	};

	async function record(frm) {
		const today = frappe.datetime.get_today();
		const booked = frm.doc.booked_on;
		const first = !last_meeting(frm);
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
				...(await iro_module.meeting_fields(frm, { reqd: 1 })),
			],
			primary_action_label: __("Record"),
			primary_action({ held_on, ...answers }) {
				dialog.hide();
				iro_module.add_meeting(frm, held_on, answers);
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
