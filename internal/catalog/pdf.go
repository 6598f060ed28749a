package catalog

// What render says of PDFs.
var (
	FlagPDF     = Text{EN: "also print each sheet to a PDF, through an installed Chrome, Edge or Chromium", ZH: "同时把每份单据打印成 PDF（使用已安装的 Chrome、Edge 或 Chromium）"}
	FlagBrowser = Text{EN: "the browser that --pdf prints through, by `PATH` or name", ZH: "--pdf 使用的浏览器的路径或名称 `PATH`"}

	PrintingPDF = Text{EN: "printing PDFs: %[1]d of %[2]d", ZH: "正在打印 PDF：%[1]d／%[2]d"}
	PrintedPDF  = Text{EN: "%[1]d PDFs printed", ZH: "已打印 %[1]d 份 PDF"}

	ErrBrowserAlone = Text{EN: `--browser says what --pdf prints through: add --pdf`, ZH: `--browser 用于指定 --pdf 使用的浏览器，请同时加上 --pdf`}
	ErrNoBrowser    = Text{
		EN: `no browser was found to print PDFs through: install Chrome, Edge or Chromium (on Debian and Ubuntu: apt install chromium), or name yours with --browser PATH; the HTML sheets are written and print from any browser`,
		ZH: `没有找到可用来打印 PDF 的浏览器：请安装 Chrome、Edge 或 Chromium（Debian、Ubuntu 可执行 apt install chromium），或用 --browser PATH 指定；网页单据已生成，可用任何浏览器打印`,
	}
	ErrBrowserNotThere = Text{
		EN: `--browser: there is no program %[1]q; name Chrome, Edge or Chromium by its path; the HTML sheets are written and print from any browser`,
		ZH: `--browser：没有“%[1]s”这个程序；请给出 Chrome、Edge 或 Chromium 的路径；网页单据已生成，可用任何浏览器打印`,
	}
	ErrBrowserFailed = Text{
		EN: `printing PDFs through %[1]s failed; the HTML sheets are written and print from any browser; another browser can be named with --browser PATH`,
		ZH: `使用 %[1]s 打印 PDF 失败；网页单据已生成，可用任何浏览器打印；也可用 --browser PATH 指定其他浏览器`,
	}
	ErrInterrupted = Text{EN: `interrupted: nothing was written`, ZH: `已中断，没有写入任何文件`}

	// A character without a font: where it is, which, and what to do.
	NoFont         = Text{EN: "%[1]s: no font on this computer has the character %[2]s, which would print as a box", ZH: "%[1]s：本机没有任何字体包含字符%[2]s，打印出来会是方框"}
	NoFontAnywhere = Text{EN: "the policies or templates", ZH: "制度或模板"}
	NoFontHint     = Text{EN: "  install %[1]s and print again; not printed: %[2]s", ZH: "  请安装%[1]s后重新打印；未打印：%[2]s"}
	FontHan        = Text{EN: "a font with rare Chinese characters (such as SimSun-ExtB, Noto Serif CJK or BabelStone Han)", ZH: "收有生僻字的字体（如宋体扩展 SimSun-ExtB、思源宋体或 BabelStone Han）"}
	FontEmoji      = Text{EN: "an emoji font (such as Noto Color Emoji)", ZH: "表情符号字体（如 Noto Color Emoji）"}
	FontScript     = Text{EN: "a font for the %[1]s script (such as Noto Sans %[1]s)", ZH: "支持 %[1]s 文字的字体（如 Noto Sans %[1]s）"}
	FontOther      = Text{EN: "a font that has it", ZH: "包含该字符的字体"}
	FontPrivate    = Text{EN: "the font that this private-use character was made for, or write the standard character in its place,", ZH: "这个造字（私用区字符）所属的字体，或改用对应的标准字符"}
	ErrNoFont      = Text{
		EN: "for want of a font, not printed to PDF: %[1]d of the sheets; the HTML sheets are written",
		ZH: "因缺少字体，有 %[1]d 份单据未打印成 PDF；网页单据已生成",
	}
)
