// A review before it is held: its booking, the papers, speaking with the child, and requests to put it off.
// Everything that is not a field comes in one call for each refresh; the other scripts of the review share its answer.

frappe.provide("iro_module");

(() => {
	const DOCTYPE = "IRO Review";
	const NOT_BEGUN = ["Planned", "Booked"];
	const COLOURS = {
		met: "green",
		pending: "blue",
		late: "orange",
		"not started": "gray",
		"short notice": "yellow",
		Asked: "blue",
		Approved: "green",
		Refused: "red",
		Withdrawn: "gray",
	};
	const WORDS = { met: __("in time"), late: __("late"), pending: __("to come"), "not started": __("not booked") };

	frappe.ui.form.on(DOCTYPE, {
		async refresh(frm) {
			if (frm.is_new()) return;
			const asked = frappe.xcall("iro_module.iro_reviews.preparation.preparation", { review: frm.doc.name });
			frm.preparation = asked;
			if (NOT_BEGUN.includes(frm.doc.status) && frm.perm[0].write) {
				frm.add_custom_button(__("Book"), () => book(frm));
			}
			const found = await asked;
			if (frm.preparation !== asked) return;
			show_papers(frm, found);
			show_contacts(frm, found.contacts);
			show_postponements(frm, found.postponements);
			frm.set_df_property("joint_booking", "description", frappe.utils.escape_html(found.together || ""));
			if (found.may.put_off) frm.add_custom_button(__("Put off"), () => put_off(frm));
			if (found.may.book && !frm.doc.joint_booking && frm.doc.track !== "secure_panel") {
				frm.add_custom_button(__("Book with brothers and sisters"), () => book_together(frm), __("More"));
			}
			if (frm.doc.joint_booking && frm.perm[1]?.write && (frm.doc.agenda || []).length) {
				frm.add_custom_button(__("Copy agenda text to brothers and sisters"), () => copy_text(frm), __("More"));
			}
		},
	});

	// --- small pieces of the page ------------------------------------------------------------------------------------

	iro_module.pill = (words, colour) =>
		$(`<span class="indicator-pill no-indicator-dot ${colour}">`).text(words).css("white-space", "nowrap");

	iro_module.quiet = (words) => $("<p class='text-muted small'>").text(words).css("margin", "0 0 var(--margin-sm)");

	iro_module.rows_in = (frm, fieldname) => {
		const wrapper = frm.fields_dict[fieldname].$wrapper.empty();
		const table = $("<table class='table table-sm'>").css("margin-bottom", "var(--margin-sm)");
		return { wrapper, table };
	};

	function small_button(words, action) {
		return $("<button class='btn btn-xs btn-default'>")
			.text(words)
			.css("margin-right", "var(--margin-xs)")
			.on("click", action);
	}

	// --- papers ------------------------------------------------------------------------------------------------------

	function show_papers(frm, found) {
		const { wrapper, table } = iro_module.rows_in(frm, "papers_html");
		for (const paper of found.papers) {
			const by = $("<td class='text-nowrap'>").text(paper.by ? __("by {0}", [paper.by]) : "");
			if (paper.counted) by.attr("title", paper.counted);
			const standing = $("<td>").text(paper.words);
			if (paper.shared && frm.doc.report_received_on) {
				const shared = paper.shared.map((one) => `${one.with}: ${one.words}`).join("; ");
				standing.append($("<div class='text-muted small'>").text(__("Shared with {0}", [shared])));
			}
			table.append(
				$("<tr>").append(
					$("<td>").text(paper.what),
					by,
					standing,
					$("<td class='text-right'>").append(
						iro_module.pill(WORDS[paper.status] || __(paper.status), COLOURS[paper.status])
					)
				)
			);
		}
		wrapper.append(table);
		if (found.consultations) wrapper.append(iro_module.quiet(consulted(found.consultations)));
	}

	function consulted(rows) {
		if (!rows.length) return __("Consultation: nothing sent or returned on record.");
		const each = rows.map((row) => {
			const whom = `${__(row.for_whom)} (${__(row.channel)})`;
			if (row.returned) return __("{0}: returned {1}", [whom, row.returned]);
			return row.sent ? __("{0}: sent {1}, not returned", [whom, row.sent]) : __("{0}: not returned", [whom]);
		});
		return __("Consultation. {0}.", [each.join("; ")]);
	}

	// --- speaking with the child -------------------------------------------------------------------------------------

	function show_contacts(frm, contacts) {
		const { wrapper, table } = iro_module.rows_in(frm, "contacts_html");
		if (!contacts.rows) return;
		wrapper.append(iro_module.quiet(__("Counts as before the review: {0}.", [contacts.window])));
		for (const visit of contacts.rows) {
			const link = $("<a>").attr("href", `/app/iro-visit/${visit.name}`).text(`${visit.on}, ${__(visit.kind)}`);
			table.append(
				$("<tr>").append(
					$("<td>").append(link),
					$("<td>").text(__(visit.with_child || "")),
					$("<td>").text(visit.by || ""),
					$("<td class='text-right'>").append(
						visit.counts ? iro_module.pill(__("counts"), "green") : iro_module.pill(__("earlier"), "gray")
					)
				)
			);
		}
		wrapper.append(contacts.rows.length ? table : iro_module.quiet(__("No visit or conversation on record.")));
		if (!frm.perm[1]?.write || !is_open(frm)) return;
		const buttons = $("<div>").css("margin-bottom", "var(--margin-sm)");
		if (contacts.offer && frm.doc.spoken_to_privately !== "Yes") {
			buttons.append(
				small_button(__("Spoken to in private: yes"), () => frm.set_value("spoken_to_privately", "Yes")),
				$("<span class='text-muted small'>").text(` ${contacts.offer}`).css("margin-right", "var(--margin-sm)")
			);
		}
		wrapper.append(buttons);
		if (frappe.model.can_create("IRO Visit")) {
			buttons.append(
				small_button(__("Add a visit or conversation"), () =>
					frappe.new_doc("IRO Visit", { child: frm.doc.child, review: frm.doc.name })
				)
			);
		}
	}

	function is_open(frm) {
		return ["Planned", "Booked", "In Progress", "Adjourned"].includes(frm.doc.status);
	}

	// --- the booking -------------------------------------------------------------------------------------------------

	function due_in_words({ due_on, practical_on }) {
		const due = __("Due {0}", [iro_module.long_date(due_on)]);
		const practical = practical_on && practical_on !== due_on;
		return practical ? __("{0}; last working day {1}", [due, iro_module.long_date(practical_on)]) : due;
	}

	const booking_fields = (frm) => [
		{
			fieldname: "booked_on",
			fieldtype: "Date",
			label: __("Day of the meeting"),
			description: due_in_words(frm.doc),
			reqd: 1,
			default: frm.doc.booked_on,
		},
		{ fieldname: "booked_at", fieldtype: "Time", label: __("At"), default: frm.doc.booked_at },
		{ fieldtype: "Column Break" },
		{ fieldname: "venue", fieldtype: "Data", label: __("Where"), default: frm.doc.venue },
		{
			fieldname: "mode",
			fieldtype: "Select",
			label: __("How"),
			options: frm.fields_dict.mode.df.options,
			default: frm.doc.mode,
		},
	];

	async function book(frm) {
		const { may } = await frm.preparation;
		const was = frm.doc.status === "Booked" ? frm.doc.booked_on : null;
		const later = `eval: ${JSON.stringify(was || "")} && doc.booked_on > ${JSON.stringify(was || "")}`;
		const asks = Boolean(was && may.later_needs_agreement);
		const dialog = new frappe.ui.Dialog({
			title: was ? __("Change the booking") : __("Book the review"),
			fields: [
				...booking_fields(frm),
				{ fieldtype: "Section Break", hidden: !asks },
				{
					fieldname: "reason",
					fieldtype: "Small Text",
					label: __("Why it is put off"),
					description: __("A later day needs the IRO Manager's agreement. The due date stays."),
					depends_on: later,
					mandatory_depends_on: asks ? later : "",
					hidden: !asks,
				},
			],
			primary_action_label: was ? __("Save") : __("Book"),
			async primary_action({ reason, ...answers }) {
				dialog.hide();
				if (asks && answers.booked_on > was) {
					await request(frm, answers.booked_on, reason);
					return;
				}
				await frm.set_value({ ...answers, status: "Booked" });
				frm.save();
			},
		});
		dialog.show();
	}

	function put_off(frm) {
		const dialog = new frappe.ui.Dialog({
			title: __("Put the review off"),
			fields: [
				{ fieldname: "to_on", fieldtype: "Date", label: __("To"), reqd: 1 },
				{
					fieldname: "reason",
					fieldtype: "Small Text",
					label: __("Why"),
					reqd: 1,
					description: __("The due date stays as it is."),
				},
				...(frm.doc.joint_booking
					? [
							{
								fieldname: "together",
								fieldtype: "Check",
								label: __("All that are booked together for this day"),
								description: __("Each review has its own request and answer."),
							},
						]
					: []),
			],
			primary_action_label: __("Ask"),
			async primary_action({ to_on, reason, together }) {
				await request(frm, to_on, reason, together);
				dialog.hide();
			},
		});
		dialog.show();
	}

	async function request(frm, to_on, reason, together = 0) {
		const asked = await frappe.xcall("iro_module.iro_reviews.postponing.put_off", {
			review: frm.doc.name,
			to_on,
			reason,
			together,
		});
		const words =
			asked.state === "Approved"
				? __("The review is put off.")
				: __("Asked. An IRO Manager answers; until then the booking stays.");
		frappe.show_alert({ message: words, indicator: "blue" });
		frm.reload_doc();
	}

	// --- requests to put it off --------------------------------------------------------------------------------------

	function show_postponements(frm, requests) {
		frm.toggle_display("section_put_off", Boolean(requests));
		if (!requests) return;
		const { wrapper, table } = iro_module.rows_in(frm, "postponements_html");
		if (!requests.length) {
			wrapper.append(iro_module.quiet(__("Not put off so far.")));
			return;
		}
		for (const one of requests) {
			const why = $("<td>").text(one.reason);
			if (one.answer) why.append($("<div class='text-muted small'>").text(one.answer));
			const buttons = $("<td class='text-right text-nowrap'>").append(
				iro_module.pill(__(one.state), COLOURS[one.state]).css("margin-right", "var(--margin-xs)")
			);
			if (one.may_answer) {
				buttons.append(
					small_button(__("Agree"), () => answer(frm, one, 1, "")),
					small_button(__("Refuse"), () => refuse(frm, one))
				);
			}
			if (one.may_withdraw) {
				buttons.append(small_button(__("Take back"), () => take_back(frm, one)));
			}
			table.append(
				$("<tr>").append(
					$("<td>").text(__("{0} to {1}", [one.from, one.to])),
					why,
					$("<td class='text-muted small'>").text(__("asked {0}", [one.asked_on])),
					buttons
				)
			);
		}
		wrapper.append(table);
	}

	async function answer(frm, one, agreed, words) {
		await frappe.xcall("iro_module.iro_reviews.postponing.answer", { postponement: one.name, agreed, words });
		frm.reload_doc();
	}

	function refuse(frm, one) {
		frappe.prompt(
			[{ fieldname: "words", fieldtype: "Small Text", label: __("Why not"), reqd: 1 }],
			({ words }) => answer(frm, one, 0, words),
			__("Refuse to put the review off"),
			__("Refuse")
		);
	}

	async function take_back(frm, one) {
		await frappe.xcall("iro_module.iro_reviews.postponing.withdraw", { postponement: one.name });
		frm.reload_doc();
	}

	// --- brothers and sisters ----------------------------------------------------------------------------------------

	async function book_together(frm) {
		const others = await frappe.xcall("iro_module.iro_reviews.joint_preparing.brothers_and_sisters", {
			review: frm.doc.name,
		});
		if (!others.length) {
			frappe.msgprint(__("No brother or sister on record has a review to be booked that you can see."));
			return;
		}
		const dialog = new frappe.ui.Dialog({
			title: __("Book with brothers and sisters"),
			fields: [
				...booking_fields(frm),
				{ fieldtype: "Section Break" },
				{
					fieldname: "children",
					fieldtype: "MultiCheck",
					label: __("Together with"),
					options: others.map((one) => ({
						label: __("{0}, due {1}", [one.child_title, one.due]),
						value: one.child,
						checked: 1,
					})),
					columns: 1,
				},
			],
			primary_action_label: __("Book"),
			async primary_action(answers) {
				if (!answers.children.length) {
					frappe.msgprint(__("Tick at least one brother or sister."));
					return;
				}
				await frappe.xcall("iro_module.iro_reviews.joint_preparing.book_together", {
					...answers,
					review: frm.doc.name,
				});
				dialog.hide();
				frm.reload_doc();
			},
		});
		dialog.show();
	}

	async function copy_text(frm) {
		const joint = await frappe.db.get_doc("Joint Review Booking", frm.doc.joint_booking);
		const others = joint.children.filter((row) => row.review !== frm.doc.name);
		const names = await frappe.db.get_list(DOCTYPE, {
			filters: { name: ["in", others.map((row) => row.review)] },
			fields: ["name", "child_title"],
		});
		const dialog = new frappe.ui.Dialog({
			title: __("Copy agenda text to brothers and sisters"),
			fields: [
				{
					fieldname: "section",
					fieldtype: "Select",
					label: __("Section"),
					options: frm.doc.agenda.map((row) => row.section),
					reqd: 1,
				},
				{
					fieldname: "to_reviews",
					fieldtype: "MultiCheck",
					label: __("To"),
					options: names.map((one) => ({ label: one.child_title, value: one.name, checked: 1 })),
					columns: 1,
				},
				{
					fieldtype: "HTML",
					options: `<p class="text-muted small">${__(
						"The text is marked as said for all children of the booking. The child's view is never copied, and text that names a child is refused."
					)}</p>`,
				},
			],
			primary_action_label: __("Copy"),
			async primary_action(answers) {
				await frappe.xcall("iro_module.iro_reviews.joint_preparing.copy_agenda_text", {
					...answers,
					review: frm.doc.name,
				});
				dialog.hide();
				frappe.show_alert({ message: __("Copied."), indicator: "green" });
			},
		});
		dialog.show();
	}
})();
