// No filter is mandatory: Frappe would refuse to run before it has read the title of a child given in the address.
frappe.query_reports["Access to a Child"] = {
	filters: [
		{ fieldname: "child", label: __("Child"), fieldtype: "Link", options: "Looked After Child" },
		{
			fieldname: "from_on",
			label: __("From"),
			fieldtype: "Date",
			default: frappe.datetime.add_months(frappe.datetime.get_today(), -12),
		},
		{ fieldname: "to_on", label: __("To"), fieldtype: "Date" },
	],
	onload(report) {
		if (frappe.utils.get_query_params().child) frappe.after_ajax(() => report.refresh());
	},
};
