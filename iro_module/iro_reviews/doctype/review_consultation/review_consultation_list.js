frappe.listview_settings["Review Consultation"] = {
	add_fields: ["sent_on", "returned_on", "for_whom", "channel"],
	hide_name_column: true,
	hide_name_filter: true,
	get_indicator({ sent_on, returned_on }) {
		if (returned_on) return [__("Returned"), "green", "returned_on,is,set"];
		return sent_on
			? [__("Sent"), "orange", "sent_on,is,set|returned_on,is,not set"]
			: [__("Not sent"), "gray", "sent_on,is,not set|returned_on,is,not set"];
	},
};
