// Open decisions, those overdue first: sorted by their date.
frappe.listview_settings["Review Decision"] = {
	add_fields: ["status", "made_on", "owner_role", "owner_name", "due_on"],
	filters: [["status", "not in", ["done", "superseded"]]],
	hide_name_column: true,
	hide_name_filter: true,

	get_indicator(doc) {
		const colours = {
			"open": "blue",
			"on track": "green",
			"done": "gray",
			"overdue": "red",
			"superseded": "gray",
			"not done": "orange",
		};
		if (!doc.made_on) return [__("proposed"), "gray", "made_on,is,not set"];
		return [__(doc.status), colours[doc.status], `status,=,${doc.status}`];
	},

	formatters: {
		owner_name: (value, _field, doc) => frappe.utils.escape_html(value || __(doc.owner_role || "")),
	},

	refresh(list) {
		// A decision is made at its review.
		list.page.clear_primary_action();
	},

	onload(list) {
		list.page.add_inner_button(__("My decisions"), () => {
			list.filter_area.clear().then(() =>
				list.filter_area.add([
					["Review Decision", "owner_user", "=", frappe.session.user],
					["Review Decision", "status", "not in", ["done", "superseded"]],
				])
			);
		});
		list.page.add_inner_button(__("Overdue"), () => {
			list.filter_area.clear().then(() =>
				list.filter_area.add([["Review Decision", "status", "=", "overdue"]])
			);
		});
	},
};
