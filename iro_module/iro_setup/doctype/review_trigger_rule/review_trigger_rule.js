const ASKED_FOR_BY = {
	must: __("The law"),
	should: __("The IRO Handbook or guidance"),
	local: __("A setting of this council"),
};

frappe.ui.form.on("Review Trigger Rule", {
	setup(frm) {
		frm.get_docfield("authority").formatter = (value) => ASKED_FOR_BY[value];
	},
});
