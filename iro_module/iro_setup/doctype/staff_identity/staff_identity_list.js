frappe.listview_settings["Staff Identity"] = {
	add_fields: ["user"],
	hide_name_column: true,
	hide_name_filter: true,

	get_indicator(staff) {
		return staff.user
			? [__("User named"), "green", "user,is,set"]
			: [__("No user yet"), "orange", "user,is,not set"];
	},
};
