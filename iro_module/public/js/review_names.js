// Names of brothers and sisters in the text of a review: where they stand, and whether they may stay. Loaded with the form
// (hooks: doctype_js); offered to whoever acts for the child.

(() => {
	frappe.ui.form.on("IRO Review", {
		async refresh(frm) {
			const { acts_for_child } = frm.doc.__onload || {};
			if (frm.is_new() || !acts_for_child) return;
			const { name } = frm.doc;
			const found = await frappe.xcall("iro_module.iro_reviews.names_of_others.in_review", { review: name });
			if (frm.doc.name !== name || !found.length) return;
			const waiting = found.filter((row) => !row.choice).length;
			const words = waiting
				? __("Names of brothers and sisters ({0} to look at)", [waiting])
				: __("Names of brothers and sisters");
			frm.add_custom_button(words, () => look(frm, found), waiting ? null : __("More"));
		},
	});

	function look(frm, found) {
		const dialog = new frappe.ui.Dialog({
			title: __("Names of brothers and sisters"),
			size: "large",
			fields: [{ fieldname: "names_html", fieldtype: "HTML" }],
			primary_action_label: __("Save"),
			async primary_action() {
				const choices = {};
				dialog.$wrapper.find("select").each((_index, one) => {
					if (one.value) choices[one.dataset.of] = one.value;
				});
				await frappe.xcall("iro_module.iro_reviews.names_of_others.decide", { review: frm.doc.name, choices });
				dialog.hide();
				frm.reload_doc();
			},
		});
		const help = __(
			"This child's copy goes to people who may not know of the others. Nothing is printed or sent until each is decided."
		);
		dialog.fields_dict.names_html.$wrapper.append($("<p class='text-muted'>").text(help), table_of(found));
		dialog.show();
	}

	function table_of(found) {
		const head = [__("Where"), __("In the text"), __("Decision")].map((word) => $("<th>").text(word));
		const table = $("<table class='table table-sm'>").append($("<tr>").append(head));
		for (const row of found) {
			const passage = $("<td>").append($("<div>").text(row.passage), $("<b>").text(row.name));
			const decided = row.choice
				? $("<div class='text-muted small'>").text(__("{0}, {1}", [row.by, row.on]))
				: null;
			table.append(
				$("<tr>").append($("<td>").text(row.where), passage, $("<td>").append(choice_of(row), decided))
			);
		}
		return table;
	}

	function choice_of(row) {
		const offered = [
			["", __("not looked at yet")],
			["may stay", __("may stay")],
			["leave out", __("leave out of prints")],
		];
		const label = __("{0}, {1}: may the name stay?", [row.where, row.name]);
		const select = $("<select class='form-control input-sm'>").attr({ "data-of": row.of, "aria-label": label });
		for (const [value, words] of offered) {
			if (value || !row.choice) select.append($("<option>").val(value).text(words));
		}
		return select.val(row.choice || "");
	}
})();
