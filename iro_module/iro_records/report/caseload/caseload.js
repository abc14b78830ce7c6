// Nothing here is in order of size, and no total stands under it: the report shares work out, it ranks nobody.
frappe.query_reports["Caseload"] = {
	filters: [],
	formatter(value, row, column, data, default_formatter) {
		if (column.fieldname === "per_full_time" && data && data.per_full_time === null) return "";
		return default_formatter(value, row, column, data);
	},
};
