frappe.listview_settings["Child Relationship"] = {
	add_fields: ["child", "mistaken"],
	hide_name_column: true,
	hide_name_filter: true,

	formatters: {
		child: (name, df, doc) => doc.child_full_name || name, // set as text
	},

	get_indicator(doc) {
		return doc.mistaken
			? [__("By mistake"), "gray", "mistaken,=,1"]
			: [__("Related"), "blue", "mistaken,=,0"];
	},
};
