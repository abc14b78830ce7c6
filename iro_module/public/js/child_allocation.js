// Allocating a reviewing officer, closer oversight and the child's family, on the child's page.

frappe.provide("iro_module");
iro_module.allocation = iro_module.allocation || {};

iro_module.allocation.is_manager = () => frappe.user.has_role("IRO Manager");

iro_module.allocation.officer_line = (officer) => {
	const parts = [
		__("{0} children", [officer.children]),
		officer.per_full_time === null
			? __("no working time")
			: __("{0} for a full-time post ({1})", [officer.per_full_time, officer.against]),
		...officer.notes,
	];
	return officer.refused || parts.join(" · ");
};

iro_module.allocation.list_officers = (wrapper, officers, choose) => {
	const table = $('<table class="table table-sm small"></table>').appendTo(wrapper);
	for (const officer of officers) {
		const row = $("<tr></tr>").appendTo(table);
		$("<td></td>").text(officer.name).appendTo(row);
		$("<td></td>").text(iro_module.allocation.officer_line(officer)).appendTo(row);
		const cell = $('<td class="text-right"></td>').appendTo(row);
		if (officer.refused) {
			row.addClass("text-muted");
		} else {
			$('<button type="button" class="btn btn-xs btn-default"></button>')
				.text(__("Choose"))
				.attr("aria-label", __("Choose {0}", [officer.name]))
				.on("click", () => choose(officer.user))
				.appendTo(cell);
		}
	}
};

iro_module.allocation.open = async (frm) => {
	const proposal = await frappe.xcall("iro_module.iro_records.allocation.proposal", {
		child: frm.doc.name,
	});
	const dialog = new frappe.ui.Dialog({
		title: __("Allocate a reviewing officer"),
		size: "large",
		fields: [
			{ fieldname: "proposed", fieldtype: "HTML" },
			{
				fieldname: "iro",
				fieldtype: "Link",
				options: "User",
				label: __("Reviewing officer"),
				reqd: 1,
				default: proposal.proposed,
				get_query: () => ({
					query: "iro_module.iro_records.allocation.reviewing_officers",
				}),
			},
			{
				fieldname: "from_on",
				fieldtype: "Date",
				label: __("From"),
				default: frappe.datetime.get_today(),
				reqd: 1,
			},
			{
				fieldname: "because",
				fieldtype: "Small Text",
				label: __("Why this reviewing officer"),
				description: __(
					"Asked for where brothers and sisters have another one, or the child had another before."
				),
			},
			{ fieldname: "officers", fieldtype: "HTML" },
		],
		primary_action_label: __("Allocate"),
		async primary_action(values) {
			await frappe.xcall("iro_module.iro_records.allocation.allocate", {
				child: frm.doc.name,
				iro: values.iro,
				because: values.because,
				from_on: values.from_on,
			});
			dialog.hide();
			frm.reload_doc();
		},
	});
	$('<p class="text-muted"></p>')
		.text(proposal.because)
		.appendTo(dialog.fields_dict.proposed.$wrapper);
	iro_module.allocation.list_officers(
		dialog.fields_dict.officers.$wrapper,
		proposal.officers,
		(user) => dialog.set_value("iro", user)
	);
	dialog.show();
};

iro_module.allocation.show_family = async (frm) => {
	const field = frm.fields_dict.family_html;
	if (!field || frm.is_new()) return;
	const shown_for = frm.doc.name;
	const family = await frappe.xcall("iro_module.iro_records.relationships.family_of", {
		child: shown_for,
	});
	if (frm.doc.name !== shown_for) return;
	const wrapper = $(field.wrapper).empty();
	if (!family.length) {
		$('<p class="text-muted"></p>').text(__("Nobody is recorded.")).appendTo(wrapper);
	}
	const list = $('<ul class="list-unstyled"></ul>').appendTo(wrapper);
	for (const one of family) {
		const item = $("<li></li>").appendTo(list);
		item.append(document.createTextNode(`${one.relation}: `));
		if (one.child) {
			$("<a></a>")
				.attr("href", `/app/looked-after-child/${encodeURIComponent(one.child)}`)
				.text(one.title)
				.appendTo(item);
			const more = one.left_care_on
				? __("left care")
				: one.iro
				? __("reviewing officer {0}", [one.iro])
				: __("no reviewing officer yet");
			item.append(document.createTextNode(` (${more})`));
		} else {
			$('<span class="text-muted"></span>').text(one.title).appendTo(item);
		}
	}
};

frappe.ui.form.on("Looked After Child", {
	refresh(frm) {
		if (frm.is_new()) return;
		if (iro_module.allocation.is_manager()) {
			frm.add_custom_button(frm.doc.iro ? __("Allocate another") : __("Allocate"), () =>
				iro_module.allocation.open(frm)
			);
			frm.add_custom_button(
				__("Allocations"),
				() => frappe.set_route("List", "IRO Allocation", { child: frm.doc.name }),
				__("See")
			);
		}
		iro_module.allocation.show_family(frm);
	},
});
