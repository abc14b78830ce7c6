frappe.listview_settings["Change of Circumstances"] = {
	add_fields: ["status", "planned", "reviewed_before"],
	hide_name_column: true,
	hide_name_filter: true,

	get_indicator(change) {
		const of_status = `status,=,${change.status}`;
		if (change.status === "Open" && !change.planned && change.reviewed_before === "No") {
			return [__("No review before it"), "red", "reviewed_before,=,No"];
		}
		const colours = { Open: "orange", Settled: "green", Withdrawn: "gray" };
		return [__(change.status), colours[change.status], of_status];
	},
};
