// Writes a plan as YAML: the same text comes back, whatever was typed.

// The words that YAML readers take for something else than text.
const reserved = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;

// What stands as it is: words of letters and digits with single blanks and a few
// signs between them. Everything else is quoted.
const plain = /^[A-Za-z\u4E00-\u9FFF][A-Za-z0-9\u4E00-\u9FFF]*(?:[ .\/·、-][A-Za-z0-9\u4E00-\u9FFF]+)*$/u;

const escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"};

// Whatever has no picture of its own is written by its number, so that it can be
// seen and no reader takes it for a line break or for nothing.
const unseen = /["\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cn}\p{Co}\uFFFE\uFFFF]|(?! )\p{Zs}/gu;

function yamlText(text) {
	text = text.replace(/\p{Cs}/gu, "\uFFFD"); // half a character cannot be saved in a file
	if (plain.test(text) && !reserved.test(text)) {
		return text;
	}
	return '"' + text.replace(unseen, c => {
		const n = c.codePointAt(0), hex = n.toString(16).toUpperCase();
		return escapes[c] || (n > 0xFFFF ? "\\U" + hex.padStart(8, "0") : n > 0xFF ? "\\u" + hex.padStart(4, "0") : "\\x" + hex.padStart(2, "0"));
	}) + '"';
}

// A scalar is {text}, {bare}, or true. What is bare is a number or a moment, whose
// form has been looked at.
function yamlScalar(v) {
	if (v === true) {
		return "true";
	}
	return v.bare !== undefined ? v.bare : yamlText(v.text);
}

// yamlLines writes a mapping, an array of [key, value], with two blanks a level.
function yamlLines(entries, indent, out) {
	for (const [key, value] of entries) {
		const head = indent + yamlText(key) + ":";
		if (!Array.isArray(value)) {
			out.push(head + " " + yamlScalar(value));
		} else if (value.length === 0) {
			out.push(head + (value.list ? " []" : " {}"));
		} else if (!value.list) {
			out.push(head);
			yamlLines(value, indent + "  ", out);
		} else {
			out.push(head);
			for (const item of value) {
				yamlItem(item, indent + "  ", out);
			}
		}
	}
}

function yamlItem(item, indent, out) {
	if (!Array.isArray(item)) {
		out.push(indent + "- " + yamlScalar(item));
		return;
	}
	if (item.length === 0) {
		out.push(indent + "- {}");
		return;
	}
	const lines = [];
	yamlLines(item, indent + "  ", lines);
	lines[0] = indent + "- " + lines[0].slice(indent.length + 2);
	out.push(...lines);
}

function yamlPlan(entries) {
	const out = [];
	yamlLines(entries, "", out);
	return out.join("\n") + "\n";
}
