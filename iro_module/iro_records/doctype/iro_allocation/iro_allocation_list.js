frappe.listview_settings["IRO Allocation"] = {
	add_fields: ["child", "until_on", "told_child_on"],
	hide_name_column: true,
	hide_name_filter: true,

	formatters: {
		child: (name, df, doc) => doc.child_full_name || name, // set as text
	},

	get_indicator(doc) {
		if (doc.until_on) return [__("Ended"), "gray", "until_on,is,set"];
		if (!doc.told_child_on) return [__("Child not told yet"), "orange", "told_child_on,is,not set"];
		return [__("Now"), "green", "until_on,is,not set"];
	},
};
