const KINDS = {
	first: __("First review"),
	second: __("Second review"),
	subsequent: __("Next review"),
	change_of_circumstances: __("Change of circumstances"),
	adoption: __("Adoption review"),
	short_break: __("Short break review"),
	early: __("Early review"),
	secure_panel: __("Secure accommodation panel"),
};
const STATES = {
	overdue: [__("Overdue by law"), "red"],
	late: [__("Booked after it is due"), "orange"],
	local: [__("Local target missed"), "orange"],
	booked: [__("Booked"), "green"],
	planned: [__("Planned"), "blue"],
};

const find = (selector) => root_element.querySelector(selector);

function cell(row, content) {
	const td = document.createElement("td");
	td.append(content);
	row.append(td);
}

function link(review) {
	const a = document.createElement("a");
	a.href = `/app/iro-review/${encodeURIComponent(review.name)}`;
	a.textContent = review.child_title || __("Child");
	return a;
}

function pill(review) {
	const [words, colour] = STATES[review.standing];
	const span = document.createElement("span");
	span.className = `indicator-pill ${colour}`;
	const booked = review.booked_on && __("Booked for {0}", [review.booked_on]);
	if (!booked) span.textContent = words;
	else if (["booked", "late"].includes(review.standing)) span.textContent = booked;
	else span.textContent = `${words}. ${booked}`;
	return span;
}

frappe.xcall("iro_module.iro_reviews.agenda.next_reviews").then((reviews) => {
	find(".waiting").hidden = true;
	find(".none").hidden = reviews.length > 0;
	find("table").hidden = reviews.length === 0;
	for (const review of reviews) {
		const row = document.createElement("tr");
		cell(row, link(review));
		cell(row, KINDS[review.kind] || review.kind || "");
		cell(row, review.due_on);
		cell(row, review.statutory_due_on || "–");
		cell(row, pill(review));
		find("tbody").append(row);
	}
});
