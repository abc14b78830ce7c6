frappe.query_reports["Awaiting My Answer"] = {
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (data && column.fieldname === "what") {
			return `<a href="${frappe.utils.get_form_link(data.doctype, data.name)}">${shown}</a>`;
		}
		if (data && data.by && column.fieldname === "by" && data.by < frappe.datetime.get_today()) {
			return `<span class="text-danger">${shown}</span>`;
		}
		return shown;
	},
};
