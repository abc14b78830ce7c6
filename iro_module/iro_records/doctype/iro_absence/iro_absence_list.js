frappe.listview_settings["IRO Absence"] = {
	add_fields: ["cancelled", "covering_iro", "from_on", "to_on"],
	hide_name_column: true,
	hide_name_filter: true,

	get_indicator(doc) {
		const today = frappe.datetime.get_today();
		if (doc.cancelled) return [__("Cancelled"), "gray", "cancelled,=,1"];
		if (doc.to_on && doc.to_on < today) {
			return [__("Over"), "gray", `cancelled,=,0|to_on,is,set|to_on,<,${today}`];
		}
		if (!doc.covering_iro) return [__("Not covered"), "orange", "cancelled,=,0|covering_iro,is,not set"];
		if (doc.from_on > today) return [__("To come"), "blue", `cancelled,=,0|from_on,>,${today}`];
		const not_over = doc.to_on ? `to_on,>=,${today}` : "to_on,is,not set";
		return [__("Away now"), "green", `cancelled,=,0|from_on,<=,${today}|${not_over}`];
	},
};
