frappe.listview_settings["Practice Commendation"] = {
	add_fields: ["given_on"],
	hide_name_column: true,
	get_indicator() {
		return [__("Good practice"), "green", ""];
	},
};
