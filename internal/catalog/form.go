package catalog

// The verb form.
var (
	ShortForm = Text{EN: "write the form for planning a visit in a browser", ZH: "生成在浏览器里填写的来访计划表单"}
	HelpForm  = Text{
		EN: `Writes form.html, one page for planning a visit in a browser: it is made of the
schema and the policies in force, so that it offers the company's own rooms, roles
and people, and says at once what is wrong. It loads nothing and sends nothing: it
works from a file, from an intranet, from GitHub or GitLab Pages. The plan is
copied, downloaded, or opened in the forge's page for a new file.

That page's address is new-url in the policies, or --new-url: {folder}, {name} and
{text} in it stand for the plan's folder, file name and text.

  GitHub   https://github.com/ORG/REPO/new/main/{folder}?filename={name}&value={text}
  GitLab   https://gitlab.com/ORG/REPO/-/new/main/{folder}?file_name={name}
  Gitea    https://git.example.com/ORG/REPO/_new/main/{folder}?filename={name}&value={text}

Without {text}, and where the plan is too long for an address, it is copied to the
clipboard, to be pasted there.

With --issue-form it prints a GitHub issue form instead, for
.github/ISSUE_TEMPLATE/visit.yml; “usher intake” makes a plan of such an issue.

Names and posts of staff are in what is written, phone numbers are not.

Exit status: 0 written, 2 the form could not be written.`,
		ZH: `生成 form.html，一个在浏览器里填写来访计划的网页。它按现行 schema 和政策生成，
因此列出的是公司自己的会议室、岗位和人员，填错的当场指出。网页不加载任何外部内容，
也不发送任何内容，本机打开、放在内网、GitHub Pages 或 GitLab Pages 都能用。
填好的计划可以复制、下载，也可以直接打开代码平台的“新建文件”页面。

“新建文件”页面的地址写在政策的 new-url 里，或用 --new-url 给出。其中 {folder}、{name}、
{text} 代表计划的文件夹、文件名和内容。

  GitHub   https://github.com/ORG/REPO/new/main/{folder}?filename={name}&value={text}
  GitLab   https://gitlab.com/ORG/REPO/-/new/main/{folder}?file_name={name}
  Gitea    https://git.example.com/ORG/REPO/_new/main/{folder}?filename={name}&value={text}

地址里没有 {text}，或计划太长放不进地址时，内容会复制到剪贴板，到那边粘贴即可。

加 --issue-form 时改为输出 GitHub 的 issue 表单，保存为
.github/ISSUE_TEMPLATE/visit.yml；用“usher intake”可以把这样的 issue 变成计划。

写出的内容里有员工的姓名和职务，没有电话号码。

退出码：0 已生成；2 无法生成。`,
	}
	ExampleForm = Text{
		EN: `  usher form
  usher form -o public --lang zh
  usher form --issue-form > .github/ISSUE_TEMPLATE/visit.yml`,
		ZH: `  usher form
  usher form -o public --lang zh
  usher form --issue-form > .github/ISSUE_TEMPLATE/visit.yml`,
	}
	FlagFormOut   = Text{EN: "write into `DIR`", ZH: "写入 `DIR`"}
	FlagNewURL    = Text{EN: "`ADDRESS` of the forge's page for a new file, instead of the policies' new-url", ZH: "代码平台“新建文件”页面的 `ADDRESS`（地址），代替政策里的 new-url"}
	FlagIssueForm = Text{EN: "print a GitHub issue form instead", ZH: "改为输出 GitHub 的 issue 表单"}
	FormWritten   = Text{EN: "wrote %[1]s; open it in a browser", ZH: "已写入 %[1]s，请用浏览器打开"}
	ErrNewURL     = Text{
		EN: "“%[1]s” is no address of a page: write one that begins with https:// and may have {folder}, {name} and {text} in it",
		ZH: "“%[1]s”不是网页地址：应以 https:// 开头，可以包含 {folder}、{name}、{text}",
	}
)

// What the form says. %[1]s of an entry is its name.
var (
	FormTitle    = Text{EN: "Plan a visit", ZH: "填写来访计划"}
	FormLead     = Text{EN: "Fill in what is particular to this visit. Who is on duty and what the season calls for is filled in by the company's rules. What you type stays in this page until you take the plan away.", ZH: "只填写本次来访特有的内容，值班人员和季节果品按公司规定自动安排。取走计划之前，填写的内容不会离开本页。"}
	FormNoScript = Text{EN: "This form needs JavaScript. Without it, write the plan in a text file: see the plans in visits/.", ZH: "本表单需要启用 JavaScript。未启用时请用文本文件编写计划，可参照 visits/ 里的计划。"}
	FormLanguage = Text{EN: "Language", ZH: "语言"}
	FormBasics   = Text{EN: "The visit", ZH: "来访"}
	FormChoose   = Text{EN: "choose …", ZH: "请选择……"}
	FormStandard = Text{EN: "left out: %[1]s", ZH: "不填即为 %[1]s"}
	FormMore     = Text{EN: "More: %[1]s", ZH: "更多：%[1]s"}
	FormPause    = Text{EN: ", ", ZH: "、"}
	FormColon    = Text{EN: ": ", ZH: "："}
	FormItem     = Text{EN: "%[1]s, no. %[2]d", ZH: "%[1]s 第 %[2]d 项"}
	FormAdd      = Text{EN: "Add a line to %[1]s", ZH: "在%[1]s中添加一项"}
	FormAdded    = Text{EN: "No. %[2]d was added to %[1]s", ZH: "已添加%[1]s第 %[2]d 项"}
	FormRemove   = Text{EN: "Remove no. %[2]d of %[1]s", ZH: "删除%[1]s第 %[2]d 项"}
	FormRemoved  = Text{EN: "No. %[2]d of %[1]s was removed", ZH: "已删除%[1]s第 %[2]d 项"}
	FormShort    = Text{EN: "Remove", ZH: "删除"}
	FormAddPart  = Text{EN: "Add to the plan", ZH: "添加内容"}
	FormPartIn   = Text{EN: "%[1]s was added", ZH: "已添加：%[1]s"}
	FormPartOff  = Text{EN: "Remove: %[1]s", ZH: "删除：%[1]s"}
	FormPartOut  = Text{EN: "%[1]s was removed", ZH: "已删除：%[1]s"}
	FormByHand   = Text{EN: "%[1]s cannot be filled in here; add it to the file.", ZH: "%[1]s不能在这里填写，请在文件里补充。"}

	FormFile     = Text{EN: "The file", ZH: "文件"}
	FormFileName = Text{EN: "File name", ZH: "文件名"}
	FormFileHelp = Text{EN: "without .yaml: lower-case letters, digits and hyphens; left empty, the one shown", ZH: "不带 .yaml，只用小写字母、数字和连字符；不填就用显示的名称"}
	FormBadID    = Text{EN: "the file's name takes lower-case letters, digits, and single hyphens between them", ZH: "文件名只能用小写字母、数字，中间可用单个连字符"}

	FormCheck      = Text{EN: "Check", ZH: "检查"}
	FormFine       = Text{EN: "Nothing is wrong, as far as this page can tell", ZH: "本页能检查的内容没有问题"}
	FormError      = Text{EN: "1 mistake", ZH: "1 处错误"}
	FormErrors     = Text{EN: "%[1]d mistakes", ZH: "%[1]d 处错误"}
	FormWarning    = Text{EN: "1 warning", ZH: "1 处警告"}
	FormWarnings   = Text{EN: "%[1]d warnings", ZH: "%[1]d 处警告"}
	FormOneMissing = Text{EN: "1 field to fill in", ZH: "还有 1 项未填"}
	FormMissing    = Text{EN: "%[1]d fields to fill in", ZH: "还有 %[1]d 项未填"}
	FormMendFirst  = Text{EN: "Please mend these first", ZH: "请先改正以上内容"}
	FormOnDuty     = Text{EN: "On duty", ZH: "负责人员"}
	FormDuty       = Text{EN: "%[1]s: %[2]s", ZH: "%[1]s：%[2]s"}
	FormNobody     = Text{EN: "nobody yet", ZH: "尚未确定"}
	FormDeadline   = Text{EN: "Notice", ZH: "提前告知"}
	FormMergeBy    = Text{EN: "to be merged by %[1]s: %[3]s are asked for because %[2]s", ZH: "最迟应在 %[1]s 合并：因为%[2]s，须提前 %[3]s"}
	FormFruit      = Text{EN: "Fruit", ZH: "果品"}
	FormSeason     = Text{EN: "%[1]s: %[2]d of fresh fruit, %[3]d of dried", ZH: "%[1]s：水果 %[2]d 份，干果 %[3]d 份"}

	FormYAML       = Text{EN: "The plan", ZH: "计划"}
	FormOpen       = Text{EN: "Open as a new file", ZH: "打开新建文件页面"}
	FormCopy       = Text{EN: "Copy", ZH: "复制"}
	FormDownload   = Text{EN: "Download", ZH: "下载"}
	FormNext       = Text{EN: "Propose the file as a pull request. The check there sees the other visits and the history, and has the last word.", ZH: "请把文件提交为合并请求。那里的检查能看到其他来访和历史记录，以它的结论为准。"}
	FormOpened     = Text{EN: "Opened in a new tab", ZH: "已在新标签页打开"}
	FormTooLong    = Text{EN: "The plan is too long for an address: it was copied, paste it in the new tab", ZH: "计划太长，放不进网址：已复制，请在新标签页中粘贴"}
	FormPaste      = Text{EN: "Copied: paste it in the new tab", ZH: "已复制，请在新标签页中粘贴"}
	FormCopied     = Text{EN: "Copied; it belongs into %[1]s", ZH: "已复制，请保存为 %[1]s"}
	FormDownloaded = Text{EN: "Downloaded; the file belongs into %[1]s", ZH: "已下载，请放到 %[1]s"}
	FormCopyByHand = Text{EN: "The browser does not allow copying; the plan is marked, copy it with the keyboard", ZH: "浏览器不允许复制；内容已选中，请用键盘复制"}
	FormStartOver  = Text{EN: "Start over", ZH: "重新填写"}

	FormScope       = Text{EN: "What is checked here, and what is not", ZH: "本页检查哪些内容"}
	FormHere        = Text{EN: "Checked here, as in the pull request", ZH: "本页检查的规则，与合并请求里的检查一致"}
	FormLeft        = Text{EN: "Left to the check of the pull request", ZH: "留给合并请求检查的规则"}
	FormWhyOthers   = Text{EN: "needs the other visits", ZH: "需要对照其他来访"}
	FormWhyHistory  = Text{EN: "needs the history", ZH: "需要历史记录"}
	FormWhyAfter    = Text{EN: "is about a visit that is over", ZH: "针对已结束的来访"}
	FormWhyVerdict  = Text{EN: "needs the verdict of all rules", ZH: "需要全部规则的结论"}
	FormWhyFile     = Text{EN: "cannot happen here: this page writes the file", ZH: "文件由本页生成，不会出现"}
	FormWhyLanguage = Text{EN: "uses something that only usher can work out", ZH: "用到了只有 usher 才能计算的内容"}
)

// What the form finds fault with, besides what the check says in the same words.
var (
	FormFillIn    = Text{EN: "%[1]s: to be filled in", ZH: "请填写%[1]s"}
	FormTwice     = Text{EN: "“%[1]s” is there twice", ZH: "“%[1]s”写了两次"}
	FormMoment    = Text{EN: "%[1]s: this is no date that exists, from 2000 to 2099", ZH: "%[1]s应是 2000 至 2099 年间真实存在的日期"}
	FormCannotBe  = Text{EN: "%[1]s cannot be “%[2]s”", ZH: "%[1]s不能填“%[2]s”"}
	FormWhole     = Text{EN: "%[1]s needs a whole number, not “%[2]s”", ZH: "%[1]s要填整数，不能填“%[2]s”"}
	FormNumber    = Text{EN: "%[1]s needs a number, not “%[2]s”", ZH: "%[1]s要填数字，不能填“%[2]s”"}
	FormAtLeast   = Text{EN: "%[1]s must be at least %[3]s, not %[2]s", ZH: "%[1]s不能小于 %[3]s，现在是 %[2]s"}
	FormAtMost    = Text{EN: "%[1]s must be at most %[3]s, not %[2]s", ZH: "%[1]s不能大于 %[3]s，现在是 %[2]s"}
	FormMoreThan  = Text{EN: "%[1]s must be more than %[3]s, not %[2]s", ZH: "%[1]s要大于 %[3]s，现在是 %[2]s"}
	FormLessThan  = Text{EN: "%[1]s must be less than %[3]s, not %[2]s", ZH: "%[1]s要小于 %[3]s，现在是 %[2]s"}
	FormNot       = Text{EN: "%[1]s must not be %[3]s", ZH: "%[1]s不能是 %[3]s"}
	FormTooMany   = Text{EN: "%[1]s takes at most %[2]d items", ZH: "%[1]s最多 %[2]d 项"}
	FormRoleLabel = Text{EN: "role", ZH: "岗位"}
)
