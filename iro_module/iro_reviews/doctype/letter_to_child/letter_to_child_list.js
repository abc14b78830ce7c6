frappe.listview_settings["Letter to Child"] = {
	add_fields: ["approved_on", "sent_on"],
	hide_name_column: true,
	hide_name_filter: true,
	get_indicator({ approved_on, sent_on }) {
		if (sent_on) return [__("Sent"), "green", "sent_on,is,set"];
		return approved_on
			? [__("Approved"), "blue", "approved_on,is,set|sent_on,is,not set"]
			: [__("Being written"), "orange", "approved_on,is,not set|sent_on,is,not set"];
	},
};
