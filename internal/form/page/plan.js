// Reads what was typed: the plan that it makes, and what the schema says of it.
//
// What was typed is a tree in the shape of the schema: a mapping is an object, a
// list an array, all else text or true. Text that is empty was not filled in.

// WRONG stands where a plan says something that cannot be used.
const WRONG = Symbol("wrong");

// said fills the verbs of a text, in both languages.
function said(text, ...args) {
	const fill = lang => text[lang].replace(/%\[(\d)\][sd]/g, (_, i) => {
		const a = args[i - 1];
		return a !== null && typeof a === "object" ? a[lang] : String(a);
	});
	return {en: fill("en"), zh: fill("zh")};
}

const same = text => ({en: text, zh: text});

// narrow makes ASCII of full-width digits and signs, as a Chinese keyboard types them.
const narrow = text => text.replace(/[！-～]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xFEE0)).replace(/[。．]/g, ".").replace(/\u3000/g, " ").trim();

const compiled = new Map();

function matches(pattern, text) {
	if (!compiled.has(pattern)) {
		compiled.set(pattern, new RegExp(pattern, "u"));
	}
	return compiled.get(pattern).test(text);
}

const holds = {">=": (a, b) => a >= b, ">": (a, b) => a > b, "<=": (a, b) => a <= b, "<": (a, b) => a < b, "!=": (a, b) => a !== b};

const limits = {">=": "atLeast", ">": "moreThan", "<=": "atMost", "<": "less", "!=": "not"};

// readPlan returns
//   entries  the plan as yaml.js writes it
//   plan     the values that can be used
//   wrong    the paths of those that cannot, joined by "/"
//   findings what the schema finds fault with
function readPlan(model, typed) {
	const r = {wrong: new Set(), findings: []};
	const t = model.texts;

	function fault(rule, at, message) {
		r.wrong.add(at.join("/"));
		r.findings.push({rule, severity: "error", clause: "", at, message, hint: null});
		return WRONG;
	}

	// Each reader returns [what is written, what can be used]; nothing where
	// nothing was filled in.
	function value(node, given, at, entry) {
		switch (node.kind) {
		case "map":
			return mapping(node, given || {}, at);
		case "list":
			return list(node, given || [], at, entry);
		case "truth":
			return given === true ? [true, true] : null;
		case "text":
			return text(node, given, at, entry);
		case "whole":
		case "number":
			return number(node, given, at, entry);
		}
		return null;
	}

	function mapping(node, given, at) {
		const written = [], usable = {};
		for (const e of node.entries || []) {
			const path = [...at, e.name], before = r.findings.length;
			const got = value(e.value, given[e.name], path, e);
			if (got && !(e.value.kind === "map" && got[0].length === 0 && !e.required)) {
				written.push([e.name, got[0]]);
				if (got[1] !== WRONG) {
					usable[e.name] = got[1];
				}
			} else if (got) {
				r.findings.length = before; // nothing of it was filled in, so nothing of it is missing
				for (const w of [...r.wrong]) {
					if (w.startsWith(path.join("/") + "/")) {
						r.wrong.delete(w);
					}
				}
			} else if (e.required) {
				fault("missing-field", path, said(t.missing, e.label));
			}
		}
		for (const [key, v] of node.keys ? given.pairs || [] : []) {
			const name = key.trim();
			if (name === "" && v.trim() === "") {
				continue;
			}
			const path = [...at, name];
			if (name === "") {
				fault("missing-field", path, said(t.missing, node.keys.label));
				continue;
			}
			const got = text(node.keys.value, v, path, {label: node.keys.valueLabel, words: node.keys.valueWords});
			const again = written.some(([key]) => key === name);
			written.push([name, got ? got[0] : {text: ""}]);
			if (again) { // the first holds until one of them is taken out
				r.findings.push({rule: "duplicate-key", severity: "error", clause: "", at: path, message: said(t.twice, name), hint: null});
			}
			if (!got) {
				fault("wrong-value", path, said(t.missing, node.keys.valueLabel));
			} else if (got[1] !== WRONG && !again) {
				usable[name] = got[1];
			}
		}
		return [written, usable];
	}

	function list(node, given, at, entry) {
		const written = [], usable = [];
		written.list = true;
		for (const item of given) {
			const got = value(node.item, item, [...at, written.length], entry);
			if (got) { // a row of a list of words that was left empty is no entry
				written.push(got[0]);
				usable.push(got[1]);
			}
		}
		if (written.length === 0) {
			return null;
		}
		if (node.max >= 0 && written.length > node.max) {
			fault("wrong-value", at, said(t.tooMany, entry.label, node.max));
		}
		return [written, usable];
	}

	function text(node, given, at, entry) {
		given = given || "";
		if (entry.words || node.moment || node.choices) {
			given = given.trim();
		}
		if (/^[\t\n\f\r \u00A0\u3000]*$/.test(given)) {
			return null;
		}
		given = given.replace(/\r\n?/g, "\n").replace(/\p{Cs}/gu, "\uFFFD");
		if (node.choices && !node.choices.includes(given) || (node.patterns || []).some(p => !matches(p, given))) {
			fault("wrong-value", at, said(node.moment ? t.moment : t.cannotBe, entry.label, given));
			return [{text: given}, WRONG];
		}
		return [node.moment ? {bare: given} : {text: given}, given];
	}

	function number(node, given, at, entry) {
		given = narrow(given || "");
		if (given === "") {
			return null;
		}
		const whole = node.kind === "whole";
		if (!(whole ? /^-?\d{1,15}$/ : /^-?\d{1,15}(\.\d{1,6})?$/).test(given)) {
			fault("wrong-value", at, said(whole ? t.needsWhole : t.needsNumber, entry.label, given));
			return [{text: given}, WRONG];
		}
		const n = Number(given);
		for (const [op, limit] of node.bounds || []) {
			if (!holds[op](n, limit)) {
				fault("wrong-value", at, said(t[limits[op]], entry.label, n, limit));
				return [{bare: String(n)}, WRONG];
			}
		}
		return [{bare: String(n === 0 ? 0 : n)}, n === 0 ? 0 : n];
	}

	[r.entries, r.plan] = mapping(model.schema, typed, []);
	return r;
}

// shaped gives a plan the shape in which rules read it: lists, maps and true or
// false are always there; a text or a number that was left out is not.
function shaped(shape, value, wrong, at) {
	if (at !== "" && wrong.has(at)) {
		return WRONG;
	}
	const below = name => at === "" ? String(name) : at + "/" + name;
	if (typeof shape === "string") {
		switch (shape) {
		case "truth":
			return value === true;
		case "number": // zero stands for what was left out
			return value === 0 ? undefined : value;
		}
		return value; // a text, or a number of which zero says something
	}
	if (shape.list) {
		return (value || []).map((v, i) => shaped(shape.list, v, wrong, below(i)));
	}
	if (shape.map) {
		const out = {};
		for (const [k, v] of Object.entries(value || {})) {
			out[k] = shaped(shape.map, v, wrong, below(k));
		}
		for (const w of wrong) {
			if (w.startsWith(at + "/") && !w.slice(at.length + 1).includes("/")) {
				out[w.slice(at.length + 1)] = WRONG;
			}
		}
		return out;
	}
	if (shape.optional && value === undefined && ![...wrong].some(w => w.startsWith(at + "/"))) {
		return undefined;
	}
	const out = {};
	for (const [k, s] of Object.entries(shape.fields)) {
		out[k] = shaped(s, (value || {})[k], wrong, below(k));
	}
	return out;
}
