const ASKED_FOR_BY = {
	must: __("The law or statutory guidance"),
	should: __("Guidance"),
	local: __("A default, from the practice of councils"),
};
const MAY_BE_SET = {
	must: __("Set by law or statutory guidance. This council's own limit may be tighter, never looser."),
	should: __("From guidance, not from the law. Set it as this council's procedures say."),
	local: __("A default from the practice of councils, not a statement of the law. Set it as this council does it."),
};

frappe.ui.form.on("Review Limit", {
	setup(frm) {
		frm.get_docfield("authority").formatter = (value) => ASKED_FOR_BY[value];
	},

	refresh(frm) {
		const { authority, unit } = frm.doc;
		frm.dashboard.set_headline(MAY_BE_SET[authority], authority === "must" ? "blue" : "yellow");
		frm.set_df_property("value", "label", __("In this council ({0})", [__(unit)]));
		frm.set_df_property("shipped_value", "label", __("As shipped ({0})", [__(unit)]));
	},
});
