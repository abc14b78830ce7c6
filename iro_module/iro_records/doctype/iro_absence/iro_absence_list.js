frappe.listview_settings["IRO Absence"] = {
	add_fields: ["cancelled", "covering_iro", "from_on", "to_on"],
	hide_name_column: true,
	hide_name_filter: true,

	get_indicator(doc) {
		const today = frappe.datetime.get_today();
		if (doc.cancelled) return [__("Cancelled"), "gray", "cancelled,=,1"];
		if (doc.to_on && doc.to_on < today) return [__("Over"), "gray", `to_on,<,${today}`];
		if (!doc.covering_iro) return [__("Not covered"), "orange", "covering_iro,is,not set"];
		if (doc.from_on > today) return [__("To come"), "blue", `from_on,>,${today}`];
		return [__("Away now"), "green", `from_on,<=,${today}`];
	},
};
