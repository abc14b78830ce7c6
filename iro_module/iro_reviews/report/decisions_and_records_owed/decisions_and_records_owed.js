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
};
