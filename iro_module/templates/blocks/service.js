const find = (selector) => root_element.querySelector(selector);

frappe.xcall("iro_module.iro_setup.health.on_workspace").then(({ problems, nightly_run_at }) => {
	find(".waiting").hidden = true;
	find(".well").hidden = problems.length > 0;
	find(".ill").hidden = problems.length === 0;
	find(".said").textContent = nightly_run_at
		? __("The last nightly run finished on {0}.", [nightly_run_at])
		: __("The first nightly run is still to come.");
	for (const problem of problems) {
		const item = document.createElement("li");
		const what = document.createElement("strong");
		what.textContent = problem.what;
		item.append(what, " ", problem.do);
		find("ul").append(item);
	}
});
