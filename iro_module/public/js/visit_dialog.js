// Recording a visit or conversation in three clicks from the child: the button, how the child was spoken to, Save.

frappe.provide("iro_module");

const KINDS = [
	"Visit",
	"Phone or video call",
	"Message",
	"Observation",
	"Panel or key meeting",
	"Reading the record",
];
const WITH_THE_CHILD = ["Visit", "Phone or video call", "Observation"];
const HOW_SEEN = ["Spoken to alone", "Spoken to with others", "Seen, not spoken to", "Not seen"];
const PRIVATE_KINDS = ["What the child asked not to be shared", "Note", "Draft challenge", "Legal advice"];

iro_module.record_visit = async (frm) => {
	const child = frm.doc.name;
	const offered = await frappe.xcall("iro_module.iro_reviews.visits.offered", { child });
	const dialog = new frappe.ui.Dialog({
		title: __("Visit or conversation"),
		size: "large",
		fields: visit_fields(frm.doc, offered),
		primary_action_label: __("Save"),
		async primary_action(answers) {
			const saved = await frappe.xcall("iro_module.iro_reviews.visits.record", {
				child,
				visit: { ...answers, review: answers.for_review ? offered.review.name : null },
				also: offered.siblings.filter(({ name }) => answers[`also_${name}`]).map(({ name }) => name),
				private_words: answers.private_words,
				private_kind: answers.private_kind,
			});
			dialog.hide();
			say_saved(saved);
			frm.reload_doc();
		},
	});
	pills(dialog, "kind", KINDS);
	pills(dialog, "with_child", HOW_SEEN);
	dialog.$wrapper.find("textarea").css("height", "6em");
	dialog.show();
};

function say_saved({ others }) {
	const words = others.length
		? __("Saved, and a record to fill in for each brother or sister also seen.")
		: __("Saved.");
	frappe.show_alert({ message: words, indicator: "green" });
}

function visit_fields(doc, { review, siblings }) {
	const few_words = under_five(doc.birth_date) || doc.communication_needs;
	const with_the_child = `eval: ${JSON.stringify(WITH_THE_CHILD)}.includes(doc.kind)`;
	const with_others = "eval: doc.with_child === 'Spoken to with others'";
	return [
		{ fieldname: "kind", fieldtype: "Data", label: __("Kind"), default: "Visit", reqd: 1 },
		{
			fieldname: "with_child",
			fieldtype: "Data",
			label: __("The child"),
			mandatory_depends_on: with_the_child,
		},
		{
			fieldname: "not_alone_because",
			fieldtype: "Data",
			label: __("Why not alone"),
			depends_on: with_others,
			mandatory_depends_on: with_others,
		},
		{ fieldtype: "Section Break" },
		{ fieldname: "happened_on", fieldtype: "Date", label: __("On"), default: frappe.datetime.get_today(), reqd: 1 },
		{ fieldtype: "Column Break" },
		{ fieldname: "place", fieldtype: "Data", label: __("Where") },
		{ fieldtype: "Section Break" },
		{ fieldname: "views", fieldtype: "Small Text", label: __("What the child said and wants") },
		{ fieldname: "worries", fieldtype: "Small Text", label: __("Worries") },
		{ fieldtype: "Column Break" },
		{
			fieldname: "observed",
			fieldtype: "Small Text",
			label: __("What was observed"),
			description: few_words
				? __("This child may not say much in words: how the child behaved, what the carer told.")
				: "",
		},
		...(review
			? [
					{
						fieldname: "for_review",
						fieldtype: "Check",
						label: __("Belongs to the review {0}", [review.words]),
						default: 1,
					},
			  ]
			: []),
		...also_seen(siblings),
		{
			fieldtype: "Section Break",
			label: __("Private to the reviewing service"),
			description: __("Kept apart from the visit: social work staff never see it, and it is not printed."),
		},
		{
			fieldname: "private_kind",
			fieldtype: "Select",
			label: __("What it is"),
			options: PRIVATE_KINDS.map((kind) => ({ value: kind, label: __(kind) })),
			default: PRIVATE_KINDS[0],
		},
		{ fieldname: "private_words", fieldtype: "Small Text", label: __("In words") },
	];
}

function also_seen(siblings) {
	if (!siblings.length) return [];
	const boxes = siblings.map(({ name, full_name }) => ({
		fieldname: `also_${name}`,
		fieldtype: "Check",
		label: frappe.utils.escape_html(full_name),
	}));
	const description = __("Each has a record of their own. Only the kind, the day and the place are shared.");
	return [{ fieldtype: "Section Break", label: __("Also seen: brothers and sisters"), description }, ...boxes];
}

function under_five(birth_date) {
	return birth_date && moment().diff(moment(birth_date), "years") < 5;
}

// A field whose few values stand side by side, each one click away.
function pills(dialog, fieldname, values) {
	const field = dialog.fields_dict[fieldname];
	const box = $("<div class='d-flex flex-wrap' role='group'>").css("gap", "var(--margin-xs)");
	const show = () => {
		for (const pill of box.children().toArray()) {
			const on = $(pill).attr("data-value") === field.get_value();
			$(pill).toggleClass("btn-primary", on).toggleClass("btn-default", !on).attr("aria-pressed", String(on));
		}
	};
	for (const value of values) {
		const pill = $("<button type='button' class='btn btn-sm'>").attr("data-value", value).text(__(value));
		box.append(pill.on("click", () => dialog.set_value(fieldname, value).then(show)));
	}
	box.attr("aria-label", field.df.label);
	$(field.input_area).addClass("hidden"); // Frappe shows it again when it marks a missing answer
	field.$wrapper.find(".control-input-wrapper").append(box);
	dialog.$wrapper.on("shown.bs.modal", show);
}
