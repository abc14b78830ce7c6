// "Query this date" on the records that the feed keeps, and the open queries on each record and on the child.

frappe.provide("iro_module");
iro_module.queries = iro_module.queries || {};

iro_module.queries.show = async (frm) => {
	if (frm.is_new() || !frappe.model.can_read("Record Query")) return;
	const open = await frappe.xcall("iro_module.iro_records.querying.open_queries", {
		doctype: frm.doctype,
		name: frm.doc.name,
	});
	frm.layout.wrapper.find(".iro-record-queries").remove();
	if (!open.length) return;
	const box = $('<div class="iro-record-queries form-message orange"></div>').attr("role", "status");
	const words =
		open.length === 1
			? __("One open query about the records: it stays until a new version arrives.")
			: __("{0} open queries about the records: they stay until new versions arrive.", [open.length]);
	$("<div></div>").text(words).appendTo(box);
	for (const query of open) {
		const about = query.shown_value ? `${query.field_label}: ${query.shown_value}` : query.field_label;
		$("<div></div>")
			.append($("<a></a>").attr("href", `/app/record-query/${encodeURIComponent(query.name)}`).text(about))
			.append(document.createTextNode(` · ${query.question} (${query.asked_on})`))
			.appendTo(box);
	}
	frm.layout.wrapper.prepend(box);
};

iro_module.queries.ask = async (frm) => {
	const labels = await frappe.xcall("iro_module.iro_records.querying.fields_of", {
		record_type: frm.doctype,
		record: frm.doc.name,
	});
	const dialog = new frappe.ui.Dialog({
		title: __("Query this date"),
		fields: [
			{
				fieldname: "field_label",
				fieldtype: "Select",
				label: __("What is in question"),
				options: labels.map((label) => ({ value: label, label: __(label) })),
				default: labels[0],
				reqd: 1,
			},
			{
				fieldname: "question",
				fieldtype: "Small Text",
				label: __("What seems wrong, and why"),
				description: __("The data officer reads it. It stays open until a new version of this record arrives."),
				reqd: 1,
			},
		],
		primary_action_label: __("Ask"),
		async primary_action(values) {
			await frappe.xcall("iro_module.iro_records.querying.ask", {
				record_type: frm.doctype,
				record: frm.doc.name,
				...values,
			});
			dialog.hide();
			frappe.show_alert({ message: __("The data officer has your query."), indicator: "green" });
			iro_module.queries.show(frm);
		},
	});
	dialog.show();
};

if (!iro_module.queries.is_set_up) {
	iro_module.queries.is_set_up = true;
	for (const doctype of [
		"Child Details",
		"Period of Care",
		"Care Placement",
		"Care Legal Status",
		"Review Held Elsewhere",
	]) {
		frappe.ui.form.on(doctype, {
			refresh(frm) {
				iro_module.queries.show(frm);
				if (!frm.is_new() && frappe.model.can_create("Record Query")) {
					frm.add_custom_button(__("Query this date"), () => iro_module.queries.ask(frm));
				}
			},
		});
	}
	frappe.ui.form.on("Looked After Child", { refresh: iro_module.queries.show });
}
