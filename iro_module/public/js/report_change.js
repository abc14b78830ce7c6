// "Report a change" on the child's page: kind, day and a few words; what a kind asks for besides appears with it.

frappe.provide("iro_module");
iro_module.changes = iro_module.changes || {};

iro_module.changes.KINDS = [
	"Planned move or end of placement",
	"Contact suspended or changed",
	"Missing or away without authorisation",
	"Change of school",
	"Exclusion from school",
	"Serious health event",
	"Allegation or section 47 enquiry",
	"End of care proposed",
	"Change of social worker",
	"Change of care plan proposed",
	"Significant change in the birth family",
	"Charge or youth justice referral",
	"Panel decision on permanence",
	"A visit found that the placement does not safeguard the child",
	"Deprivation of liberty order",
	"Release from custody",
	"Sentenced to custody",
	"Detained under the Mental Health Act",
	"Adoptive placement ended",
	"Suitability of parents assessed",
	"Asylum-seeking status ended",
	"Age reassessed",
	"Complaint",
	"Advocate asked for",
];
iro_module.changes.LASTING = [
	"Missing or away without authorisation",
	"Exclusion from school",
	"Deprivation of liberty order",
];

iro_module.changes.fields = (values = {}) => [
	{
		fieldname: "kind",
		fieldtype: "Select",
		label: __("What changed, or is planned"),
		options: ["", ...iro_module.changes.KINDS].map((kind) => ({ value: kind, label: __(kind) })),
		default: values.kind,
		read_only: values.kind ? 1 : 0,
		reqd: 1,
	},
	{
		fieldname: "happened_on",
		fieldtype: "Date",
		label: __("On which day"),
		description: __("The day it happened, or is planned for."),
		default: values.happened_on,
		reqd: 1,
	},
	{
		fieldname: "move_to",
		fieldtype: "Select",
		label: __("Where the move leads"),
		options: ["", "To other carers or another home", "Placement for adoption", "With parents"].map((one) => ({
			value: one,
			label: one ? __(one) : __("Not known yet"),
		})),
		default: values.move_to,
		depends_on: "eval: doc.kind === 'Planned move or end of placement'",
	},
	{
		fieldname: "to_parents",
		fieldtype: "Select",
		label: __("Where the child will live"),
		options: ["", "With parents or others with parental responsibility", "Elsewhere"].map((one) => ({
			value: one,
			label: one ? __(one) : __("Not known yet"),
		})),
		default: values.to_parents,
		depends_on: "eval: doc.kind === 'End of care proposed'",
	},
	{
		fieldname: "until",
		fieldtype: "Date",
		label: __("Until"),
		description: __("Leave it empty while it goes on."),
		default: values.until,
		depends_on: `eval: ${JSON.stringify(iro_module.changes.LASTING)}.includes(doc.kind)`,
	},
	{
		fieldname: "details",
		fieldtype: "Small Text",
		label: __("In a few words"),
		description: __("What the reviewing officer needs to know. Facts, no judgement of people."),
		default: values.details,
	},
];

// Without a child the dialog asks whose change it is.
iro_module.changes.report = (child, title) => {
	const whose = { fieldname: "child", fieldtype: "Link", options: "Looked After Child", label: __("Child"), reqd: 1 };
	const dialog = new frappe.ui.Dialog({
		title: title ? __("Report a change: {0}", [title]) : __("Report a change"),
		fields: [...(child ? [] : [whose]), ...iro_module.changes.fields()],
		primary_action_label: __("Report"),
		async primary_action(values) {
			dialog.disable_primary_action();
			try {
				const doc = { doctype: "Change of Circumstances", ...(child && { child }), ...values };
				const change = await frappe.xcall("frappe.client.insert", { doc });
				dialog.hide();
				frappe.show_alert({ message: __("Reported. The reviewing officer is told."), indicator: "green" });
				frappe.set_route("Form", change.doctype, change.joined_to || change.name);
			} finally {
				dialog.enable_primary_action();
			}
		},
	});
	dialog.show();
};

if (!iro_module.changes.is_set_up) {
	iro_module.changes.is_set_up = true;
	frappe.ui.form.on("Looked After Child", {
		refresh(frm) {
			if (frm.is_new() || !frappe.model.can_create("Change of Circumstances")) return;
			frm.add_custom_button(__("Report a change"), () =>
				iro_module.changes.report(frm.doc.name, frm.doc.full_name)
			);
		},
	});
}
