// How many decisions of each kind, and why. Nobody's name stands beside a number.
frappe.query_reports["Decisions on Changes"] = {
	filters: [
		{
			fieldname: "from_on",
			label: __("Decided from"),
			fieldtype: "Date",
			default: frappe.datetime.add_months(frappe.datetime.get_today(), -12),
		},
		{ fieldname: "to_on", label: __("Decided until"), fieldtype: "Date" },
	],
};
