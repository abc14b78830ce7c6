frappe.query_reports["Access to a Child"] = {
	filters: [
		{ fieldname: "child", label: __("Child"), fieldtype: "Link", options: "Looked After Child", reqd: 1 },
		{
			fieldname: "from_on",
			label: __("From"),
			fieldtype: "Date",
			default: frappe.datetime.add_months(frappe.datetime.get_today(), -12),
		},
		{ fieldname: "to_on", label: __("To"), fieldtype: "Date" },
	],
};
