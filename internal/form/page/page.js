// The page: the form, what is wrong with it, and the plan to take away.

// Beyond this many characters forges cut an address off or refuse it.
const LONGEST_ADDRESS = 8000;

const SHOWN_ONLY_WHEN_TOUCHED = ["missing-field"];

class Page {
	constructor(model, root) {
		Object.assign(this, {model, root, lang: model.lang, attempted: false, typed: {}, open: [], name: "", copied: ""});
		this.restore();
		this.draw();
	}

	// What was typed outlives a reload of the page, in this tab alone.
	restore() {
		try {
			const kept = JSON.parse(sessionStorage.getItem(this.model.digest) || "null");
			if (kept) {
				Object.assign(this, kept);
			}
		} catch {
			// Without storage nothing is kept.
		}
	}

	keep() {
		try {
			sessionStorage.setItem(this.model.digest, JSON.stringify({typed: this.typed, open: this.open, name: this.name, lang: this.lang}));
		} catch {
			// As above.
		}
	}

	t(name, ...args) {
		return said(this.model.texts[name], ...args)[this.lang];
	}

	// draw makes the whole page anew, as when the language changes.
	draw() {
		document.documentElement.lang = this.lang === "zh" ? "zh-CN" : "en";
		document.title = this.t("title") + " · " + this.model.company.name[this.lang];
		this.form = new Form(this.model, this.typed, this.lang, talk => this.changed(talk));
		this.parts = element("div", {id: "parts"});
		this.offer = element("div", {class: "offer"});
		this.status = element("p", {class: "status", role: "status"});
		this.summary = element("div", {});
		this.known = element("div", {class: "known"});
		this.yaml = element("pre", {tabindex: "0", role: "region", "aria-label": this.t("yaml")});
		this.file = element("code", {});
		this.took = element("p", {class: "took", role: "status"});
		this.bar = element("a", {class: "bar", href: "#result", onclick: event => {
			event.preventDefault();
			this.heading.focus();
			this.heading.scrollIntoView();
		}});
		this.heading = element("h2", {id: "result", tabindex: "-1"}, this.t("check"));
		const language = (lang, name) => element("button", {
			type: "button", lang: lang === "zh" ? "zh-CN" : "en", "aria-pressed": String(this.lang === lang), id: "lang-" + lang,
			onclick: () => {
				this.lang = lang;
				this.draw();
				document.getElementById("lang-" + lang).focus();
			},
		}, name);
		const forge = this.model.newURL;
		this.root.replaceChildren(
			element("header", {},
				element("div", {}, element("p", {class: "company"}, this.model.company.name[this.lang]), element("h1", {}, this.t("title"))),
				element("div", {class: "languages", role: "group", "aria-label": this.t("language")}, language("en", "English"), language("zh", "中文"))),
			element("main", {},
				element("form", {novalidate: true, autocomplete: "off", onsubmit: event => event.preventDefault()},
					element("p", {class: "lead"}, this.t("lead")), this.parts, this.offer, this.fileField(), ...this.form.dataLists()),
				element("section", {class: "result", "aria-labelledby": "result"},
					this.heading, this.status, this.summary, this.known,
					element("h2", {}, this.t("yaml")), element("p", {class: "path"}, this.file), this.yaml,
					element("div", {class: "actions"},
						forge ? element("button", {type: "button", class: "main", id: "open", onclick: () => this.take("open")}, this.t("openForge")) : null,
						element("button", {type: "button", class: forge ? "" : "main", id: "copy", onclick: () => this.take("copy")}, this.t("copy")),
						element("button", {type: "button", id: "download", onclick: () => this.take("download")}, this.t("download"))),
					this.took,
					element("p", {class: "help"}, this.t("next")),
					this.scope(),
					element("button", {type: "button", class: "over", id: "over", onclick: () => this.startOver()}, this.t("startOver")))),
			this.bar);
		this.drawParts();
		this.changed();
	}

	entries() {
		return this.model.schema.entries;
	}

	drawParts() {
		this.form.forget(this.parts);
		const parts = [];
		const plainBox = element("fieldset", {class: "group"}, element("legend", {tabindex: "-1"}, this.t("basics")));
		const basics = element("div", {class: "fields"});
		plainBox.append(basics);
		parts.push(plainBox);
		for (const e of this.entries()) {
			if (e.required) {
				const f = this.form.field(e, this.typed, e.name, [e.name]);
				if (e.value.kind === "map" || e.value.kind === "list") {
					parts.push(f);
				} else {
					basics.append(f);
				}
			}
		}
		for (const e of this.entries()) {
			if (!e.required && this.open.includes(e.name)) {
				parts.push(this.part(e));
			}
		}
		this.parts.replaceChildren(...parts);
		this.drawOffer();
	}

	// part is a part of the plan that was asked for.
	part(e) {
		const remove = element("button", {type: "button", class: "remove", "aria-label": this.t("removePart", this.form.label(e)), onclick: () => {
			this.open = this.open.filter(name => name !== e.name);
			delete this.typed[e.name];
			this.form.forget(box);
			box.remove();
			this.drawOffer();
			document.getElementById("part-" + e.name).focus();
			this.changed(this.t("removedPart", this.form.label(e)));
		}}, this.t("removeShort"));
		const inner = this.form.field(e, this.typed, e.name, [e.name]);
		const box = element("div", {class: "part", id: "has-" + e.name}, inner, remove);
		return box;
	}

	drawOffer() {
		const closed = this.entries().filter(e => !e.required && !this.open.includes(e.name));
		this.offer.replaceChildren();
		if (closed.length === 0) {
			return;
		}
		this.offer.append(element("h2", {}, this.t("addPart")), element("div", {class: "buttons"}, ...closed.map(e =>
			element("button", {type: "button", id: "part-" + e.name, title: this.form.help(e), onclick: () => this.openPart(e)}, this.form.label(e)))));
	}

	openPart(e) {
		this.open.push(e.name);
		if (e.value.kind === "truth") {
			this.typed[e.name] = true;
		} else if (e.value.kind === "list") {
			this.typed[e.name] = [e.value.item.kind === "map" ? this.form.prefilled(e.value.item, e.name, []) : ""];
		} else if (e.value.kind === "map" && e.value.keys) {
			this.typed[e.name] = {pairs: [["", ""]]};
		} else if (e.name === "refreshments") {
			this.typed[e.name] = this.seasonal();
		}
		const box = this.part(e), order = this.entries().map(x => x.name);
		const after = [...this.parts.querySelectorAll(".part")].find(p => order.indexOf(p.id.slice(4)) > order.indexOf(e.name));
		this.parts.insertBefore(box, after || null);
		this.drawOffer();
		const first = box.querySelector("input, select, textarea");
		if (first) {
			first.focus();
		}
		this.changed(this.t("addedPart", this.form.label(e)));
	}

	// seasonal is what the season of arrival calls for (R4.3).
	seasonal() {
		const f = this.verdict.facts;
		return f.season === undefined ? {} : {"fruit": String(f.refreshments["due-fruit"]), "dried-fruit": String(f.refreshments["due-dried-fruit"])};
	}

	fileField() {
		const e = element("input", {id: "file-name", type: "text", autocomplete: "off", autocapitalize: "none", spellcheck: "false", "aria-describedby": "file-help file-name-error"});
		e.value = this.name;
		e.addEventListener("input", () => {
			this.name = e.value.trim();
			this.changed();
		});
		this.nameInput = e;
		const c = this.form.control(e, () => ["\0id"], {en: "", zh: ""});
		return element("fieldset", {class: "group"}, element("legend", {}, this.t("file")),
			element("div", {class: "field long"}, element("label", {for: "file-name"}, this.t("fileName")), element("p", {class: "help", id: "file-help"}, this.t("fileHelp")), e, c.error));
	}

	// id is the plan's: what was typed, else one made of the customer and the time. It
	// is on every list, so that of a confidential visit it says nothing of the customer.
	id() {
		if (this.name !== "") {
			return this.name;
		}
		const latin = this.typed.confidentiality === "confidential" ? "" : ((this.typed.customer || {}).organization || "").normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40).replace(/-+$/, "");
		const when = /^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(this.typed.arrive || "") ? this.typed.arrive.replace(" ", "-").replace(":", "") : "";
		return [latin || "visit", when].filter(Boolean).join("-");
	}

	path() {
		const m = /^(\d{4})-(\d\d)-/.exec(this.verdict.plan.arrive || "");
		return {folder: m ? `visits/${m[1]}/${m[2]}` : "visits", name: this.id() + ".yaml"};
	}

	changed(talk) {
		this.autofill();
		const v = this.verdict = judge(this.model, this.typed, Date.now(), "change");
		if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(this.id())) {
			v.findings.push({rule: "plan-id", severity: "error", clause: "", at: ["\0id"], message: this.model.texts.badID, hint: null});
		}
		this.nameInput.placeholder = this.id();
		const path = this.path();
		this.file.textContent = path.folder + "/" + path.name;
		this.yaml.textContent = v.yaml;
		this.took.textContent = "";
		this.tell(v);
		this.tellKnown(v);
		this.keep();
		if (talk) {
			this.took.textContent = talk;
		}
	}

	// autofill fills in the department of an applicant whom the directory knows.
	autofill() {
		const a = this.typed.applicant, unit = a && !a.department && this.model.company.people.find(p => p.id === (a.name || "").trim());
		if (!unit) {
			return;
		}
		const c = this.form.controls.find(x => x.at().join("/") === "applicant/department");
		if (c) {
			a.department = unit.unit;
			c.e.value = unit.unit;
		}
	}

	// home is the control at which a finding is shown, or the nearest one to it.
	home(f) {
		const at = f.at.join("/");
		const exact = this.form.controls.find(c => c.at().join("/") === at);
		if (exact) {
			return exact;
		}
		for (let n = f.at.length; n > 0; n--) {
			const part = f.at.slice(0, n).join("/");
			const inside = this.form.controls.find(c => c.at().join("/").startsWith(part + "/") || c.at().join("/") === part);
			if (inside) {
				return inside;
			}
		}
		return this.form.controls[0];
	}

	// where names the row or the part that a control stands in, before a message.
	where(c) {
		const inside = c.e.closest("fieldset.row, .part fieldset, fieldset.group");
		return inside ? inside.querySelector("legend").textContent + this.t("colon") : "";
	}

	tell(v) {
		const missing = v.findings.filter(f => f.rule === "missing-field"), errors = v.findings.filter(f => f.severity === "error" && f.rule !== "missing-field");
		const warnings = v.findings.filter(f => f.severity !== "error");
		const status = v.findings.length === 0 ? this.t("fine") : [
			errors.length > 0 ? this.t(errors.length === 1 ? "oneError" : "errors", errors.length) : "",
			warnings.length > 0 ? this.t(warnings.length === 1 ? "oneWarning" : "warnings", warnings.length) : "",
			missing.length > 0 ? this.t(missing.length === 1 ? "oneMissing" : "missingSome", missing.length) : "",
		].filter(Boolean).join(this.t("pause"));
		if (this.status.textContent !== status) { // or it would be read aloud with every key
			this.status.textContent = status;
		}
		this.bar.textContent = status;
		this.bar.classList.toggle("bad", errors.length > 0);
		const shown = new Map();
		const items = [...errors, ...warnings, ...missing].map(f => {
			const c = this.home(f);
			if (this.attempted || c.touched || !SHOWN_ONLY_WHEN_TOUCHED.includes(f.rule)) {
				shown.set(c, [...(shown.get(c) || []), f]);
			}
			const link = element("a", {href: "#" + c.e.id, onclick: event => {
				event.preventDefault();
				const folded = c.e.closest("details");
				if (folded) {
					folded.open = true;
				}
				c.e.focus();
			}}, this.where(c), f.message[this.lang]);
			return element("li", {class: f.rule === "missing-field" && !this.attempted ? "open" : f.severity}, link, f.hint ? element("span", {class: "hint"}, f.hint[this.lang]) : null,
				f.rule === "missing-field" ? null : element("span", {class: "rule"}, [f.rule, f.clause].filter(Boolean).join(" · ")));
		});
		this.summary.replaceChildren(items.length > 0 ? element("ul", {class: "findings"}, ...items) : "");
		for (const c of this.form.controls) {
			const all = shown.get(c) || [];
			c.error.hidden = all.length === 0;
			c.error.replaceChildren(...all.map(f => element("span", {class: f.severity}, f.message[this.lang], f.hint ? element("span", {class: "hint"}, f.hint[this.lang]) : null)));
			c.e.setAttribute("aria-invalid", String(all.some(f => f.severity === "error")));
			const folded = c.e.closest("details");
			if (all.length > 0 && folded) {
				folded.open = true;
			}
		}
	}

	// tellKnown says what follows from the plan: who is on duty, until when it must be
	// merged, what fruit is set out.
	tellKnown(v) {
		const f = v.facts, p = v.plan, rows = [];
		const row = (name, ...texts) => rows.push(element("dt", {}, name), ...texts.map(text => element("dd", {}, text)));
		if (f.needs.length > 0) {
			const team = p.team || {};
			row(this.t("onDuty"), ...f.needs.map(n => {
				const role = this.model.company.roles.find(r => r.id === n.role), who = team[n.role] || role && role.holder || "";
				return this.t("dutyLine", n.name, who || (n.filled ? p.counterpart : this.t("nobody")));
			}));
		}
		if (f.notice.deadline && f.notice.due) {
			row(this.t("deadline"), this.t("deadlineLine", f.notice.deadline, f.notice.because, f.notice.required));
		}
		if (f.season !== undefined) {
			row(this.t("fruit"), this.t("fruitLine", f["season-name"], f.refreshments["due-fruit"], f.refreshments["due-dried-fruit"]));
		}
		this.known.replaceChildren(rows.length > 0 ? element("dl", {}, ...rows) : "");
	}

	// scope lists the rules that are judged here, and those that are left to the check.
	scope() {
		const list = rules => element("ul", {class: "rules"}, ...rules.map(r => element("li", {}, r.title[this.lang], " ", element("span", {class: "rule"}, r.id),
			r.why ? element("span", {class: "hint"}, this.t(r.why)) : null)));
		return element("details", {class: "scope"}, element("summary", {}, this.t("scope")),
			element("h3", {}, this.t("judgedHere")), list(this.model.rules.filter(r => r.here)),
			element("h3", {}, this.t("leftToCheck")), list(this.model.rules.filter(r => !r.here)));
	}

	// take hands the plan out. With errors it shows them instead.
	take(how) {
		const v = this.verdict;
		if (v.findings.some(f => f.severity === "error")) {
			this.attempted = true;
			this.changed();
			this.took.textContent = this.t("mendFirst");
			this.heading.focus();
			this.heading.scrollIntoView();
			return;
		}
		const path = this.path();
		if (how === "download") {
			const url = URL.createObjectURL(new Blob([v.yaml], {type: "application/yaml"}));
			element("a", {href: url, download: path.name}).click();
			setTimeout(() => URL.revokeObjectURL(url), 60000);
			this.took.textContent = this.t("downloaded", path.folder + "/");
		} else if (how === "copy") {
			this.copy(v.yaml, this.t("copied", path.folder + "/" + path.name));
		} else {
			this.openForge(path, v.yaml);
		}
	}

	// openForge opens the forge's page for a new file. A plan that is too long for an
	// address, or a forge that takes none there, gets it from the clipboard.
	openForge(path, yaml) {
		const fill = text => this.model.newURL.replace(/\{(folder|name|text)\}/g, (_, key) => ({
			folder: path.folder.split("/").map(encodeURIComponent).join("/"), name: encodeURIComponent(path.name), text: encodeURIComponent(text),
		})[key]);
		const takes = this.model.newURL.includes("{text}"), whole = fill(yaml);
		const address = takes && whole.length <= LONGEST_ADDRESS ? whole : fill("");
		if (address !== whole || !takes) {
			this.copy(yaml, this.t(takes ? "tooLong" : "pasteThere"));
		} else {
			this.took.textContent = this.t("opened");
		}
		window.open(address, "_blank", "noopener,noreferrer");
	}

	copy(text, told) {
		const selected = () => { // without a clipboard, as from a file in some browsers
			const range = document.createRange();
			range.selectNodeContents(this.yaml);
			getSelection().removeAllRanges();
			getSelection().addRange(range);
			this.took.textContent = document.execCommand("copy") ? told : this.t("copyByHand");
		};
		if (!navigator.clipboard) {
			selected();
			return;
		}
		navigator.clipboard.writeText(text).then(() => {
			this.took.textContent = told;
		}, selected);
	}

	startOver() {
		Object.assign(this, {typed: {}, open: [], name: "", attempted: false});
		this.draw();
		this.parts.querySelector("input, select, textarea").focus();
	}
}
