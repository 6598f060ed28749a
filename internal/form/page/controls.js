// Builds the controls in which a plan is typed, from the schema.
//
// Text is only ever set as text, never as markup: what policies say and what
// people type cannot become part of the page.

// element makes an element; what is null or undefined among its children is left out.
function element(name, attributes, ...children) {
	const e = document.createElement(name);
	for (const [key, value] of Object.entries(attributes || {})) {
		if (key.startsWith("on")) {
			e.addEventListener(key.slice(2), value);
		} else if (value === true) {
			e.setAttribute(key, "");
		} else if (value !== false && value !== undefined && value !== null) {
			e.setAttribute(key, value);
		}
	}
	e.append(...children.filter(c => c !== null && c !== undefined));
	return e;
}

// Form is the form in one language over what was typed, which it changes.
class Form {
	constructor(model, typed, lang, changed) {
		Object.assign(this, {model, typed, lang, changed, controls: [], groups: [], lists: 0});
	}

	t(name, ...args) {
		return said(this.model.texts[name], ...args)[this.lang];
	}

	in(text) {
		return text[this.lang];
	}

	// label of a field, as the start of a line.
	label(entry) {
		const text = this.in(entry.label);
		return text.charAt(0).toUpperCase() + text.slice(1);
	}

	// help is what a description says besides its label.
	help(entry) {
		const text = entry.text ? this.in(entry.text).slice(this.in(entry.label).length).replace(/^[:：]\s*/, "") : "";
		return text;
	}

	words(key) {
		return key && this.model.words[key] ? this.model.words[key] : null;
	}

	// control registers an element in which one value is typed. at tells its place in
	// the plan, which changes with the rows before it.
	control(e, at, label) {
		const c = {e, at, label, touched: false, error: element("p", {class: "error", id: e.id + "-error", hidden: true})};
		e.addEventListener("blur", () => {
			c.touched = true;
			this.changed();
		});
		this.controls.push(c);
		return c;
	}

	forget(inside) {
		this.controls = this.controls.filter(c => !inside.contains(c.e));
		this.groups = this.groups.filter(g => !inside.contains(g.e));
	}

	id(at) {
		return "f-" + at.join("-").replace(/[^A-Za-z0-9-]/g, "_") + "-" + (this.lists++);
	}

	// field is a label, its control and what is wrong with it.
	field(entry, holder, key, at, place) {
		const node = entry.value;
		switch (node.kind) {
		case "map":
			return this.group(entry, node, holder[key] || (holder[key] = {}), at);
		case "list":
			return this.list(entry, node, holder[key] || (holder[key] = []), at);
		case "text":
		case "whole":
		case "number":
		case "truth":
			break;
		default:
			return element("p", {class: "help"}, this.t("byHand", this.label(entry)));
		}
		const id = this.id(at), help = this.help(entry);
		const e = this.input(entry, node, id, holder, key);
		const c = this.control(e, place || (() => at), entry.label);
		const described = [help && !entry.bare ? id + "-help" : "", c.error.id].filter(Boolean).join(" ");
		e.setAttribute("aria-describedby", described);
		if (entry.required) {
			e.setAttribute("aria-required", "true");
		}
		const label = element("label", {for: id}, this.label(entry));
		if (node.kind === "truth") {
			return element("div", {class: "field truth"}, e, label, help && !entry.bare ? element("p", {class: "help", id: id + "-help"}, help) : null, c.error);
		}
		return element("div", {class: "field " + (node.moment || node.kind) + (entry.long ? " long" : "")}, label,
			help && !entry.bare ? element("p", {class: "help", id: id + "-help"}, help) : null, e, c.list || null, c.error);
	}

	input(entry, node, id, holder, key) {
		const set = value => {
			holder[key] = value;
			this.changed();
		};
		if (node.kind === "truth") {
			const e = element("input", {id, type: "checkbox", onchange: () => set(e.checked)});
			e.checked = holder[key] === true;
			return e;
		}
		const offered = this.words(entry.words);
		if (node.choices || offered && offered.only) {
			return this.select(entry, node, offered, id, holder[key] || "", set);
		}
		if (node.moment) {
			// The browser's own picker; it knows the form and the days of a month.
			const time = node.moment === "time";
			const e = element("input", {id, type: time ? "datetime-local" : "date", min: time ? "2000-01-01T00:00" : "2000-01-01", max: time ? "2099-12-31T23:59" : "2099-12-31"});
			e.value = (holder[key] || "").replace(" ", "T");
			e.addEventListener("input", () => set(e.validity.badInput ? "?" : e.value.replace("T", " ")));
			return e;
		}
		const e = entry.long ? element("textarea", {id, rows: 2}) :
			element("input", {id, type: "text", autocomplete: "off", inputmode: node.kind === "whole" ? "numeric" : node.kind === "number" ? "decimal" : undefined});
		e.value = holder[key] || "";
		e.addEventListener("input", () => set(e.value));
		if (offered) {
			e.setAttribute("list", "words-" + entry.words.replace(/\W/g, "_"));
		}
		return e;
	}

	select(entry, node, offered, id, value, set) {
		const about = new Map((offered ? offered.words : []).map(w => [w.id, this.in(w.text)]));
		const choices = node.choices || offered.words.map(w => w.id);
		const name = choice => about.has(choice) && about.get(choice) !== choice ? choice + " · " + about.get(choice) : choice;
		const e = element("select", {id}, element("option", {value: ""}, entry.standard !== undefined ? this.t("standard", String(entry.standard)) : this.t("choose")),
			...choices.map(c => element("option", {value: c}, name(c))));
		e.value = choices.includes(value) ? value : "";
		e.addEventListener("change", () => set(e.value));
		return e;
	}

	// group is the fields of a mapping: those that are required, then the others,
	// which open on demand where there are both.
	group(entry, node, holder, at, remove) {
		const box = element("fieldset", {class: "group"}, element("legend", {tabindex: "-1"}, this.label(entry)));
		const help = this.help(entry);
		if (help) {
			box.append(element("p", {class: "help"}, help));
		}
		this.groups.push({e: box, at: () => at});
		if (node.keys) {
			box.append(...this.pairs(node, holder.pairs || (holder.pairs = []), at));
		}
		this.fields(box, node, holder, () => at);
		if (remove) {
			box.append(remove);
		}
		return box;
	}

	fields(box, node, holder, at) {
		const entries = node.entries || [], required = entries.filter(e => e.required), others = entries.filter(e => !e.required);
		const place = e => () => [...at(), e.name];
		const make = e => this.field(e, holder, e.name, [...at(), e.name], place(e));
		const filled = e => holder[e.name] !== undefined && holder[e.name] !== "" && holder[e.name] !== false && !(Array.isArray(holder[e.name]) && holder[e.name].length === 0);
		if (required.length > 0) {
			box.append(element("div", {class: "fields"}, ...required.map(make)));
		}
		if (others.length === 0) {
			return;
		}
		const rest = element("div", {class: "fields"}, ...others.map(make));
		if (required.length === 0) {
			box.append(rest);
			return;
		}
		box.append(element("details", {open: others.some(filled)}, element("summary", {}, this.t("more", others.map(e => this.in(e.label)).join(this.t("pause")))), rest));
	}

	// rows is a list whose rows can be added and removed; row makes what stands in one.
	rows(name, list, fresh, row) {
		const box = element("div", {class: "rows"});
		const add = element("button", {type: "button", class: "add", onclick: () => {
			list.push(fresh());
			draw(list.length - 1);
			this.changed(this.t("added", name, list.length));
		}}, this.t("add", name));
		const draw = focus => {
			this.forget(box);
			box.replaceChildren(...list.map((_, i) => {
				const remove = element("button", {type: "button", class: "remove", "aria-label": this.t("remove", name, i + 1), onclick: () => {
					list.splice(i, 1);
					draw(Math.min(i, list.length - 1));
					this.changed(this.t("removed", name, i + 1));
				}}, this.t("removeShort"));
				return row(i, remove);
			}));
			if (focus === undefined) {
				return;
			}
			const to = box.children[focus];
			const first = to && to.querySelector("input, select, textarea");
			(first || add).focus();
		};
		draw();
		return [box, add];
	}

	// list is a list of mappings or of single values.
	list(entry, node, list, at) {
		const box = element("fieldset", {class: "list", "data-at": at.join("/")}, element("legend", {tabindex: "-1"}, this.label(entry)));
		const help = this.help(entry);
		if (help) {
			box.append(element("p", {class: "help"}, help));
		}
		this.groups.push({e: box, at: () => at});
		const one = this.in(entry.label), nth = i => {
			const text = this.t("item", one, i + 1);
			return text.charAt(0).toUpperCase() + text.slice(1);
		};
		if (node.item.kind === "map") {
			if (list.length === 0 && entry.required) {
				list.push({});
			}
			box.append(...this.rows(one, list, () => this.prefilled(node.item, entry.name, list), (i, remove) => {
				const inner = element("fieldset", {class: "row"}, element("legend", {}, nth(i)));
				this.groups.push({e: inner, at: () => [...at, i]});
				this.fields(inner, node.item, list[i], () => [...at, i]);
				inner.append(remove);
				return inner;
			}));
			return box;
		}
		const item = {...entry, value: node.item, required: true, bare: true};
		box.append(...this.rows(one, list, () => "", (i, remove) => {
			item.label = same(nth(i));
			// Rows that are left empty are not in the plan.
			const place = () => [...at, list.slice(0, i).filter(v => v.trim() !== "").length];
			return element("div", {class: "line"}, this.field({...item}, list, i, [...at, i], place), remove);
		}));
		return box;
	}

	// pairs is a mapping whose keys are typed, such as who fills which role.
	pairs(node, list, at) {
		const keys = node.keys, one = this.in(keys.label);
		return this.rows(one, list, () => ["", ""], (i, remove) => {
			const entry = {label: keys.label, value: {kind: "text"}, words: keys.words, required: true, bare: true};
			const value = {label: keys.valueLabel, value: keys.value, words: keys.valueWords, required: true, bare: true};
			const place = () => [...at, list[i][0].trim()];
			return element("div", {class: "line"}, this.field(entry, list[i], 0, [...at, i, "key"], place), this.field(value, list[i], 1, [...at, i], place), remove);
		});
	}

	// prefilled is a new row, with the times that most likely will do.
	prefilled(node, name, list) {
		const row = {}, arrive = this.typed.arrive || "", depart = this.typed.depart || "", last = list[list.length - 1];
		for (const e of node.entries || []) {
			if (e.value.kind === "list" && e.value.item.kind === "map") {
				row[e.name] = [];
			}
			if (!e.required || !e.value.moment) {
				continue;
			}
			const day = e.value.moment === "date";
			if (e.name === "at") {
				row.at = last && (last.until || last.at) || arrive;
			} else if (day && e.name === "from") {
				row.from = arrive.slice(0, 10);
			} else if (day && e.name === "until") {
				row.until = depart.slice(0, 10);
			}
		}
		return row;
	}

	// dataLists are what the browser offers while one types.
	dataLists() {
		return Object.entries(this.model.words).filter(([, o]) => !o.only).map(([key, o]) =>
			element("datalist", {id: "words-" + key.replace(/\W/g, "_")}, ...o.words.map(w => element("option", {value: w.id, label: this.in(w.text)}))));
	}
}
