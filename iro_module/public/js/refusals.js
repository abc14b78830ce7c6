// Refused messages of the feed: taken in again, or discarded with a reason; one or many, 200 at a time.

frappe.provide("iro_module");

(() => {
	const RETRY = "iro_module.intake.refusals.retry";
	const DISCARD = "iro_module.intake.refusals.discard";
	const REOPEN = "iro_module.intake.refusals.reopen";
	const MOST_AT_ONCE = 200;

	const retry = (messages, after) => {
		frappe.confirm(
			__("Take {0} in again as received? Do this once the cause of the refusal is mended.", [counted(messages)]),
			() => run(RETRY, __("Retrying"), messages, {}, after)
		);
	};

	const discard = (messages, after) => {
		frappe.prompt(
			[{ fieldname: "because", fieldtype: "Small Text", label: __("Why nothing is to come of it"), reqd: 1 }],
			({ because }) => run(DISCARD, __("Discarding"), messages, { because }, after),
			__("Discard {0}", [counted(messages)]),
			__("Discard")
		);
	};

	const reopen = (message, after) => {
		frappe.prompt(
			[{ fieldname: "because", fieldtype: "Small Text", label: __("Why it is opened again"), reqd: 1 }],
			async ({ because }) => {
				await frappe.xcall(REOPEN, { message, because });
				after();
			},
			__("Open the refusal again"),
			__("Open again")
		);
	};

	iro_module.refusals = { retry, discard, reopen };

	async function run(method, title, messages, values, after) {
		const outcomes = {};
		const left = [];
		for (let done = 0; done < messages.length; done += MOST_AT_ONCE) {
			if (messages.length > MOST_AT_ONCE) frappe.show_progress(title, done, messages.length);
			const part = messages.slice(done, done + MOST_AT_ONCE);
			const told = await frappe.xcall(method, { messages: part, ...values });
			for (const [outcome, times] of Object.entries(told.outcomes)) {
				outcomes[outcome] = (outcomes[outcome] || 0) + times;
			}
			left.push(...told.left);
		}
		frappe.hide_progress();
		show(outcomes, left);
		after();
	}

	function show(outcomes, left) {
		const words = {
			applied: __("Applied"),
			duplicate: __("On file already"),
			stale: __("Out of date: a later version is on file"),
			refused: __("Refused again"),
			discarded: __("Discarded"),
		};
		const escape = frappe.utils.escape_html;
		const lines = Object.entries(outcomes)
			.filter(([, times]) => times)
			.map(([outcome, times]) => `<li>${escape(words[outcome] || outcome)}: ${times}</li>`);
		const reasons = left.map(({ message, why }) => `<li><code>${escape(message)}</code> ${escape(why)}</li>`);
		frappe.msgprint({
			title: __("What came of it"),
			message: `<ul>${lines.join("")}</ul>${
				reasons.length ? `<p>${__("Left as they were:")}</p><ul>${reasons.join("")}</ul>` : ""
			}`,
			indicator: outcomes.refused || left.length ? "orange" : "green",
		});
	}

	function counted(messages) {
		return messages.length === 1 ? __("one message") : __("{0} messages", [messages.length]);
	}
})();
