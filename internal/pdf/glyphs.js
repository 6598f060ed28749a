// Gives, by font family, the characters of the document that a font has ("found")
// and those that none has ("missing"), without the ones that known says were found.
// A character is drawn and compared with characters that no font ever has: where
// the browser finds no font, it draws the same box for both.
((known) => {
	const families = {};
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (texts.nextNode()) {
		const family = getComputedStyle(texts.currentNode.parentElement).fontFamily;
		const seen = families[family] ??= new Set();
		for (const c of texts.currentNode.data) seen.add(c);
	}
	// Marks are part of what they stand on; spaces and controls have nothing to draw.
	const nothing = /[\p{M}\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{DI}]/u;
	const never = ["\u{10FFFF}", "\u{EFFFE}", "\uFFFF"]; // noncharacters (Unicode 23.7)
	const size = 32, cell = 2 * size, columns = 16, batch = 512;
	const canvas = document.createElement("canvas");
	canvas.width = columns * cell;
	canvas.height = Math.ceil((batch + never.length) / columns) * cell;
	const pen = canvas.getContext("2d", {willReadFrequently: true});
	pen.textBaseline = "middle";
	const lacking = (family, some) => {
		const all = [...never, ...some];
		pen.clearRect(0, 0, canvas.width, canvas.height);
		pen.font = `${size}px ${family}`;
		all.forEach((c, i) => pen.fillText(c, i % columns * cell + cell / 4, (Math.floor(i / columns) + 0.5) * cell));
		const rows = Math.ceil(all.length / columns) * cell;
		const pixels = new Uint32Array(pen.getImageData(0, 0, canvas.width, rows).data.buffer);
		const pixel = (i, x, y) => pixels[(Math.floor(i / columns) * cell + y) * canvas.width + i % columns * cell + x];
		const alike = (i, j) => {
			for (let y = 0; y < cell; y++) for (let x = 0; x < cell; x++) if (pixel(i, x, y) !== pixel(j, x, y)) return false;
			return true;
		};
		return some.filter((_, i) => never.some((_, n) => alike(i + never.length, n)));
	};
	const found = {}, missing = new Set();
	for (const [family, seen] of Object.entries(families)) {
		for (const c of known[family] ?? "") seen.delete(c);
		const all = [...seen].filter((c) => !nothing.test(c));
		for (let i = 0; i < all.length; i += batch) {
			const some = all.slice(i, i + batch), without = new Set(lacking(family, some));
			found[family] = (found[family] ?? "") + some.filter((c) => !without.has(c)).join("");
			for (const c of without) missing.add(c);
		}
	}
	return {found, missing: [...missing].join("")};
})
