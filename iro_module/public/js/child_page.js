// The top of a child's page: what is due next and why, each with where to go. Loaded with the form (hooks: doctype_js).

frappe.provide("iro_module");

iro_module.standings = {
	overdue: ["red", __("overdue")],
	local: ["orange", __("local target missed")],
	planned: ["blue", ""],
};

iro_module.show_due_next = async (frm) => {
	const field = frm.fields_dict.due_next_html;
	if (!field || frm.is_new()) return;
	const { name } = frm.doc;
	const parts = await frappe.xcall("iro_module.iro_reviews.child_page.due_next", { child: name });
	if (frm.doc.name !== name) return;
	const wrapper = field.$wrapper.empty();
	wrapper.append(...parts.map(due_part));
	if (!parts.length) {
		wrapper.append($("<p class='text-muted'>").text(__("Nothing is due.")));
	}
	// The same dates as fields: kept for lists, reports and prints.
	const dates = ["section_dates", "next_review_due_on", "next_review_statutory_on", "next_midway_due_on"];
	frm.toggle_display(dates, false);
};

function due_part(part) {
	const [colour, words] = iro_module.standings[part.standing] || [];
	const head = $("<div class='d-flex flex-wrap align-items-baseline'>").css("gap", "var(--margin-sm)");
	head.append(due_title(part));
	if (part.day) head.append($(`<span class="indicator-pill ${colour || "gray"}">`).text(part.day));
	const notes = [...(words ? [words] : []), ...(part.notes || [])];
	if (notes.length) head.append($("<span class='text-muted small'>").text(notes.join(" · ")));
	const box = $("<div class='due-part'>").attr("data-part", part.key).append(head);
	box.css({ padding: "var(--padding-sm) 0", "border-bottom": "1px solid var(--border-color)" });
	if (part.attention) box.append($("<div class='text-danger small'>").text(part.attention));
	for (const reason of part.reasons || []) {
		box.append($("<div class='text-muted small'>").text(reason));
	}
	return box;
}

function due_title(part) {
	if (!part.link) return $("<b>").text(part.title);
	const { doctype, name, filters } = part.link;
	const link = $("<a>").append($("<b>").text(part.title));
	if (name) return link.attr("href", frappe.utils.get_form_link(doctype, name));
	return link.attr("href", `/app/${frappe.router.slug(doctype)}`).on("click", (event) => {
		event.preventDefault();
		frappe.route_options = filters;
		frappe.set_route("List", doctype, "List");
	});
}
