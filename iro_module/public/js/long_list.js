// Lists of the set-up: all rows on one page, and room for their titles. Loaded with them (hooks: doctype_list_js).

frappe.provide("iro_module");

iro_module.long_list = {
	onload(list) {
		list.page_length = list.selected_page_count = 100;
	},
	refresh(list) {
		for (const [part, room] of [
			[".level-left", "8"],
			[".list-subject", "3.5"],
			[".list-row-col.text-right", "1.3"],
		]) {
			list.$result.find(part).css("flex", room);
		}
	},
};

iro_module.plural = (number, unit) => {
	const one = unit === "children" ? __("child") : unit.replace(/s$/, "");
	return `${cint(number)} ${cint(number) === 1 ? one : unit}`;
};
