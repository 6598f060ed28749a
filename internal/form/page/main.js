const usher = {
	model: JSON.parse(document.getElementById("model").textContent),
	judge, findPersonal, yamlText, latest, matches,
};

usher.page = new Page(usher.model, document.getElementById("page"));
