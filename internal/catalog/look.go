package catalog

// A company's own templates, words, logo and sheets.
var (
	ErrTemplate   = Text{EN: "%[1]s: the template cannot be used: %[2]s", ZH: "%[1]s：模板无法使用：%[2]s"}
	TemplateSteps = Text{EN: "it repeats or includes without an end", ZH: "循环或引用没有尽头"}
	TemplateText  = Text{EN: "it makes a text that is too long", ZH: "拼出的文本过长"}
	TemplateSheet = Text{EN: "it makes a sheet that is too large", ZH: "生成的单据过大"}
	ErrNoTemplate = Text{EN: "the sheet “%[1]s” has no template: write templates/%[1]s.html", ZH: "单据“%[1]s”没有模板：请编写 templates/%[1]s.html"}
	ErrNoSheetFor = Text{EN: "templates/%[1]s belongs to no sheet: declare the sheet “%[2]s” in templates/sheets.cue, or name the file as the one that it replaces", ZH: "templates/%[1]s 不属于任何单据：请在 templates/sheets.cue 里声明单据“%[2]s”，或改用要替换的文件名"}
	ErrStyle      = Text{EN: "templates/%[1]s: a style cannot hold “</”", ZH: "templates/%[1]s：样式里不能有“</”"}
	ErrLogo       = Text{EN: "templates/%[1]s cannot be used as the logo", ZH: "templates/%[1]s 不能用作标志"}
	ErrLogoLarge  = Text{EN: "templates/%[1]s is larger than %[2]d KB, and it goes into every sheet", ZH: "templates/%[1]s 超过 %[2]d KB，而每张单据都要带上它"}

	PolicyWordBlanks   = Text{EN: "“%[1]s” must have the same places for values as the text that it replaces", ZH: "“%[1]s”里填入内容的位置，必须与原来的文字相同"}
	PolicyWordWas      = Text{EN: "that is: en “%[1]s”, zh “%[2]s”", ZH: "原文：en “%[1]s”，zh “%[2]s”"}
	PolicyOwnSheet     = Text{EN: "“%[1]s” is a sheet of your own only with all of code, title and scope", ZH: "自定义单据“%[1]s”必须同时写明 code、title、scope"}
	PolicyOwnSheetHint = Text{EN: "without these it says who gets a sheet that there is", ZH: "三项都不写，则只是规定已有单据给谁"}
)
