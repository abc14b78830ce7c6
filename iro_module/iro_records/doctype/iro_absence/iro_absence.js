frappe.ui.form.on("IRO Absence", {
	setup(frm) {
		for (const field of ["iro", "covering_iro"]) {
			frm.set_query(field, () => ({
				query: "iro_module.iro_records.allocation.reviewing_officers",
			}));
		}
	},

	refresh(frm) {
		const { doc } = frm;
		if (!doc.cancelled && !doc.covering_iro && !frm.is_new()) {
			frm.dashboard.set_headline_alert(__("Nobody covers yet."), "orange");
		}
		frm.events.show_still_to_be_told(frm);
	},

	async show_still_to_be_told(frm) {
		const wrapper = $(frm.fields_dict.still_to_be_told_html.wrapper).empty();
		if (frm.is_new() || frm.doc.cancelled) return;
		const { children, more } = await frappe.xcall(
			"iro_module.iro_records.cover.still_to_be_told",
			{ absence: frm.doc.name }
		);
		wrapper.empty();
		if (!children.length && !more) {
			$('<p class="text-muted"></p>').text(__("Every child has been told.")).appendTo(wrapper);
			return;
		}
		const list = $('<ul class="list-unstyled"></ul>').appendTo(wrapper);
		for (const child of children) {
			const item = $('<li class="mb-1"></li>').appendTo(list);
			$("<a></a>")
				.attr("href", `/app/looked-after-child/${encodeURIComponent(child.child)}`)
				.text(child.title)
				.appendTo(item);
			if (frm.perm[0].write) {
				$('<button type="button" class="btn btn-xs btn-default ml-2"></button>')
					.text(__("Told today"))
					.on("click", () => {
						const row = frm.add_child("children_told", {
							child: child.child,
							told_on: frappe.datetime.get_today(),
						});
						frm.refresh_field("children_told");
						frappe.utils.scroll_to(frm.fields_dict.children_told.wrapper);
						item.remove();
						return row;
					})
					.appendTo(item);
			}
		}
		if (more) {
			$('<p class="text-muted"></p>')
				.text(__("And {0} whose record is not open to you.", [more]))
				.appendTo(wrapper);
		}
	},

	after_save(frm) {
		frm.events.show_still_to_be_told(frm);
	},
});
