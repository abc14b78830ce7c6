frappe.listview_settings["Child Protection Conference"] = {
	add_fields: ["due_on", "held_on"],
	hide_name_column: true,
	get_indicator({ due_on, held_on }) {
		if (held_on) return [__("Held"), "green", "held_on,is,set"];
		return due_on && due_on < frappe.datetime.get_today()
			? [__("Overdue"), "red", "held_on,is,not set|due_on,is,set|due_on,<,Today"]
			: [__("To be held"), "blue", "held_on,is,not set"];
	},
};
