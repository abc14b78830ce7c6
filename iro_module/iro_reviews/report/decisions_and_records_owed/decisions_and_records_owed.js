frappe.query_reports["Decisions and Records Owed"] = {
	filters: [
		{
			fieldname: "show",
			label: __("Show"),
			fieldtype: "Select",
			options: ["Everything", "The reviewing service's", "The manager's"].join("\n"),
			default: "Everything",
		},
		{ fieldname: "iro", label: __("Reviewing officer"), fieldtype: "Link", options: "User" },
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (data && column.fieldname === "child_title") {
			return `<a href="/app/iro-review/${encodeURIComponent(data.name)}">${shown}</a>`;
		}
		return shown;
	},
};
