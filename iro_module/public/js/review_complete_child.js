// Completing a review, the child's part: what is asked where it is not on the form yet, and the code it suggests.

frappe.provide("iro_module");

(() => {
	// A field of the review, asked for in a dialog.
	iro_module.copy_of = (frm, fieldname, more = {}) => {
		const { fieldtype, label, options } = frm.fields_dict[fieldname].df;
		return { fieldname, fieldtype, label, options, default: frm.doc[fieldname], ...more };
	};

	const IN_THE_MEETING = ["child_spoke", "child_used_symbols", "advocate_spoke", "iro_spoke", "nothing_conveyed"];
	const BEFOREHAND = [
		"advocate_briefed", "iro_briefed", "sent_text", "sent_writing", "sent_phone", "sent_audio", "sent_video", "sent_app",
	];
	const EVIDENCE = ["child_attendance", ...IN_THE_MEETING, ...BEFOREHAND];
	const UNDER_4 = ["observation_note", "carer_account"];

	iro_module.child_fields = (frm) => {
		const field = (fieldname, more) => iro_module.copy_of(frm, fieldname, more);
		const told = Boolean(frm.doc.spoken_to_privately);
		const shown = Boolean(frm.doc.child_attendance) && [...IN_THE_MEETING, ...BEFOREHAND].some((name) => frm.doc[name]);
		const no = "eval: doc.spoken_to_privately === 'No'";
		const from_4 = { depends_on: "eval: doc.participation_code !== 'PN0'", hidden: shown };
		const under_4 = { depends_on: "eval: doc.participation_code === 'PN0'" };
		return [
			{ fieldtype: "Section Break", label: __("The child") },
			field("child_attendance", from_4),
			...IN_THE_MEETING.map((name) => field(name, from_4)),
			...UNDER_4.map((name) => field(name, under_4)),
			{ fieldtype: "Column Break" },
			...BEFOREHAND.map((name) => field(name, from_4)),
			{ fieldtype: "Column Break" },
			field("participation_code", { reqd: 1 }),
			field("participation_note", { hidden: 1 }),
			{ fieldname: "participation_words", fieldtype: "HTML" },
			field("spoken_to_privately", { reqd: 1, hidden: told }),
			field("not_spoken_because", { depends_on: no, mandatory_depends_on: no, hidden: told }),
			field("not_spoken_why", { depends_on: no, mandatory_depends_on: no, hidden: told }),
		];
	};

	iro_module.EVIDENCE_OF_PART = EVIDENCE;

	iro_module.show_suggestion = async (frm, dialog) => {
		const method = "iro_module.iro_reviews.participation_record.suggested";
		const { fields_dict } = dialog;
		const said = (name) => (fields_dict[name] && !fields_dict[name].df.hidden ? dialog.get_value(name) : frm.doc[name]);
		const evidence = Object.fromEntries(
			["completed_on", "participation_code", ...EVIDENCE].map((name) => [name, said(name) ?? null])
		);
		const { message } = await frappe.call(method, { review: frm.doc.name, evidence });
		const wrapper = fields_dict.participation_words.$wrapper.empty();
		if (!message) return;
		const code = dialog.get_value("participation_code");
		if (message.code && (!code || code === dialog.suggested)) {
			dialog.suggested = message.code;
			if (code !== message.code) return dialog.set_value("participation_code", message.code);
		}
		dialog.set_df_property("participation_note", "hidden", message.against ? 0 : 1);
		for (const words of [message.needs, message.against, message.reason].filter(Boolean).slice(0, 1)) {
			wrapper.append($("<p class='text-muted small'>").text(words));
		}
	};
})();
