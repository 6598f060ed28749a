package catalog

// What the command says of itself. Help keeps to 80 columns in English.
var (
	HelpRoot = Text{
		EN: `usher reads the visit plans of a git repository, says what is wrong with them,
and prints what people need on the day.`,
		ZH: `usher 读取 git 仓库里的来访计划，指出其中的问题，并打印接待当天要用的各种单据。`,
	}
	ExampleRoot = Text{
		EN: `  usher check                    judge all plans
  usher render                   check, then print the sheets into out/
  usher explain lead-time        what a rule wants, and why`,
		ZH: `  usher check                    检查全部计划
  usher render                   先检查，再把单据打印到 out/
  usher explain lead-time        某条规则要求什么、为什么`,
	}
	HelpDir  = Text{EN: "start in `DIR` instead of the current folder", ZH: "从文件夹 `DIR` 开始，而不是当前文件夹"}
	HelpLang = Text{EN: "language of messages: `en|zh` (default: USHER_LANG, else the locale)", ZH: "消息语言：`en|zh`（默认取 USHER_LANG，其次取系统语言）"}
	HelpHelp = Text{EN: "help for this command", ZH: "显示本命令的帮助"}

	ShortCheck = Text{EN: "judge the plans", ZH: "检查来访计划"}
	HelpCheck  = Text{
		EN: `Judges all plans against the schema and the company's policies, or reports on
those named (by id or file; the others still count for conflicts). Without --all,
plans are judged that have not ended, are not committed yet, or differ from --base.

Exit status: 0 nothing wrong, 1 errors found, 2 the check could not be made.`,
		ZH: `按格式和公司制度检查全部计划；指定了计划（编号或文件）时只报告这些计划，
其他计划仍参与冲突判断。不加 --all 时，只检查尚未结束、尚未提交或与 --base 不同的计划。

退出码：0 没有问题；1 有错误；2 检查无法进行。`,
	}
	ExampleCheck = Text{
		EN: `  usher check
  usher check hengtai-sales-review
  usher check --at "2026-12-01 09:00"
  usher check --base origin/main --rules-from origin/main
  usher check --format text --format json=report.json`,
		ZH: `  usher check
  usher check hengtai-sales-review
  usher check --at "2026-12-01 09:00"
  usher check --base origin/main --rules-from origin/main
  usher check --format text --format json=report.json`,
	}
	FlagAt        = Text{EN: "judge as of `TIME` (RFC 3339, or YYYY-MM-DD HH:MM in the company's zone)", ZH: "按 `TIME` 这一时刻检查（RFC 3339，或公司时区的 YYYY-MM-DD HH:MM）"}
	FlagAll       = Text{EN: "also judge plans that have ended", ZH: "已经结束的计划也检查"}
	FlagBase      = Text{EN: "report what the change since `REF` brings", ZH: "只报告自 `REF` 以来的改动带来的问题"}
	FlagRulesFrom = Text{EN: "take schema, policies and templates out of commit `REF`", ZH: "使用提交 `REF` 里的格式、制度和模板"}
	FlagFormat    = Text{EN: "output `NAME[=FILE]`, may repeat: %[1]s", ZH: "输出格式 `NAME[=FILE]`，可重复：%[1]s"}
	FlagNoCache   = Text{EN: "judge every plan anew, whatever earlier checks found", ZH: "每份计划都重新检查，不用以前检查的结果"}
	FlagStrict    = Text{EN: "warnings count as errors for the exit status", ZH: "计算退出码时把警告当作错误"}

	ShortRender = Text{EN: "print the sheets", ZH: "打印单据"}
	HelpRender  = Text{
		EN: `Checks the plans, then writes the sheets of all visits that are not cancelled, or
of those named, as HTML that prints on A4: those of each visit, and those of the days
and weeks of all visits that have not ended, with an index by day. A plan with errors
is refused by name; the others are written.

--sheet, --day, --week and --visit choose some of the sheets; then nothing else in the
folder is touched. --list names all sheets. --ics writes calendars
instead, --xlsx registers. --check DIR writes nothing and says what is out of date.

Exit status: 0 all written, 1 a plan was refused, 2 the sheets, or PDFs of them, could
not be made.`,
		ZH: `先检查计划，再把所有未取消的来访（或指定的来访）的单据写成可直接打印的 A4 网页：
每次来访的单据，以及尚未结束的来访涉及的每日、每周汇总表，并按日期生成目录页。
有错误的计划会点名拒绝，其余照常生成。

--sheet、--day、--week、--visit 只选部分单据，此时不改动文件夹里的其他文件。
--list 列出全部单据种类。
--ics 改为生成日历，--xlsx 改为生成电子表格。--check DIR 不写文件，只指出哪些已过时。

退出码：0 全部生成；1 有计划被拒绝；2 无法生成单据或 PDF。`,
	}
	ExampleRender = Text{
		EN: `  usher render
  usher render hengtai-sales-review -o sheets
  usher render --day today --combined
  usher render --week 2026-W49 --sheet run-sheet
  usher render --for driver -o for-driver
  usher render --sheet-lang zh
  usher render --ics
  usher render --xlsx
  usher render --check out`,
		ZH: `  usher render
  usher render hengtai-sales-review -o sheets
  usher render --day today --combined
  usher render --week 2026-W49 --sheet run-sheet
  usher render --for driver -o for-driver
  usher render --sheet-lang zh
  usher render --ics
  usher render --xlsx
  usher render --check out`,
	}
	FlagOut       = Text{EN: "folder to write to", ZH: "输出文件夹"}
	FlagSheetLang = Text{EN: "language of the sheets: zh, en, or both on one sheet", ZH: "单据语言：zh、en，或 both（中英对照）"}

	ShortExplain = Text{EN: "explain a rule", ZH: "解释一条规则"}
	HelpExplain  = Text{
		EN: `Prints what a rule wants and why (the clause of the regulation), the parameters in
force and where they are set, a plan that passes and one that fails with what is
said of it. Without RULE, lists the rules.`,
		ZH: `说明一条规则的要求和依据（制度条款）、现行参数及其出处，
并给出一份合格的计划和一份不合格的计划及其提示。不写 RULE 时列出全部规则。`,
	}
	ExampleExplain = Text{EN: "  usher explain\n  usher explain room-conflict", ZH: "  usher explain\n  usher explain room-conflict"}

	ShortCache = Text{EN: "what checks remember", ZH: "检查记住的结果"}
	HelpCache  = Text{
		EN: `A check remembers what it found of each plan, but for what is to be kept hidden, so
that the next one need not judge it again while it, the schema, the policies and usher
itself are the same and no date in it has passed. This is kept in your cache folder,
signed with a secret in your configuration folder. It changes no verdict, and may be
removed at any time; check --no-cache does without.`,
		ZH: `每份计划的检查结果会记下来，涉及保密内容的除外；只要计划、格式、制度和 usher 本身
都没有变，计划里的日期也没有到期，下次就不必再查。记录放在你的缓存文件夹里，用配置文件夹里
的密钥签名。
它不影响检查结果，随时可以清除；check --no-cache 则完全不用它。`,
	}
	ShortCacheClear = Text{EN: "forget what checks found", ZH: "清除检查记住的结果"}

	ShortVersion = Text{EN: "print version, commit, Go and CUE", ZH: "显示版本、提交、Go 和 CUE 的版本"}

	ShortCompletion = Text{EN: "print a shell completion script", ZH: "输出命令行补全脚本"}
	HelpCompletion  = Text{
		EN: "Prints a completion script for the shell; load it from the shell's start-up file.",
		ZH: "输出对应 shell 的补全脚本，在 shell 的启动文件里加载即可。",
	}
	ExampleCompletion = Text{EN: `  source <(usher completion bash)`, ZH: `  source <(usher completion bash)`}

	HeadUsage    = Text{EN: "Usage:", ZH: "用法："}
	HeadExamples = Text{EN: "Examples:", ZH: "示例："}
	HeadCommands = Text{EN: "Commands:", ZH: "命令："}
	HeadFlags    = Text{EN: "Flags:", ZH: "选项："}
	HeadGlobal   = Text{EN: "Flags of every command:", ZH: "通用选项："}
	MoreHelp     = Text{EN: `Use "%[1]s COMMAND --help" for more about a command.`, ZH: `用“%[1]s 命令 --help”查看某个命令的详细说明。`}
	ShortHelp    = Text{EN: "help for a command", ZH: "查看命令的帮助"}
)

// What the command says when it cannot do its work, and what to do then.
var (
	ErrNoRoot = Text{
		EN: `there is no visits/ folder in %[1]s or above it: go to the repository that holds the plans, or name it with -C`,
		ZH: `%[1]s 及其上级文件夹里都没有 visits/：请进入存放计划的仓库，或用 -C 指定`,
	}
	ErrPlanChanged = Text{
		EN: "%s was changed while the plans were being checked: check again",
		ZH: "检查期间 %s 有改动，请重新检查",
	}
	ErrNoPlans = Text{
		EN: `there is no plan in %[1]s: a plan is a file ending in .yaml under visits/`,
		ZH: `%[1]s 里没有计划：计划是 visits/ 下以 .yaml 结尾的文件`,
	}
	ErrNoSuchPlan = Text{
		EN: `there is no plan %[1]q; name it by its id or its file`,
		ZH: `没有名为“%[1]s”的计划；请写计划编号或文件名`,
	}
	ErrNoSuchPlanMeant = Text{
		EN: `there is no plan %[1]q; did you mean %[2]q?`,
		ZH: `没有名为“%[1]s”的计划；是不是“%[2]s”？`,
	}
	ErrNoSuchRule = Text{
		EN: `there is no rule %[1]q; "usher explain" lists them`,
		ZH: `没有规则“%[1]s”；用“usher explain”查看全部规则`,
	}
	ErrNoSuchRuleMeant = Text{
		EN: `there is no rule %[1]q; did you mean %[2]q?`,
		ZH: `没有规则“%[1]s”；是不是“%[2]s”？`,
	}
	ErrTime = Text{
		EN: `--at %[1]q is no time: write 2026-12-01T09:00:00+08:00 or "2026-12-01 09:00"`,
		ZH: `--at “%[1]s”不是时间：请写 2026-12-01T09:00:00+08:00 或 "2026-12-01 09:00"`,
	}
	ErrFormat = Text{
		EN: `there is no format %[1]q; choose from %[2]s`,
		ZH: `没有“%[1]s”这种格式；可选：%[2]s`,
	}
	ErrLang = Text{
		EN: `there is no language %[1]q; choose from %[2]s`,
		ZH: `没有“%[1]s”这种语言；可选：%[2]s`,
	}
	ErrLinkLeadsOut = Text{
		EN: "%s is, or lies behind, a link that leads out of the repository; put the file itself there",
		ZH: "%s 是指向仓库之外的链接，或位于这样的链接之下；请改为放入文件本身",
	}
	ErrRulesFromNoGit = Text{
		EN: `--base and --rules-from need a git repository, and %[1]s is not in one`,
		ZH: `--base 和 --rules-from 需要 git 仓库，而 %[1]s 不在仓库中`,
	}
	ErrUsage = Text{EN: `%[1]s; see "%[2]s --help"`, ZH: `%[1]s；请看“%[2]s --help”`}
)

// What render says while it works.
var (
	Refused     = Text{EN: "refused: %[1]s (%[2]s) has %[3]d errors; no sheet was written for it", ZH: "已拒绝：%[1]s（%[2]s）有 %[3]d 处错误，没有生成单据"}
	RefusedOne  = Text{EN: "refused: %[1]s (%[2]s) has an error; no sheet was written for it", ZH: "已拒绝：%[1]s（%[2]s）有 1 处错误，没有生成单据"}
	CancelledBy = Text{EN: "%[1]s is cancelled: no sheet is due", ZH: "%[1]s 已取消，无需单据"}
	Rendered    = Text{EN: "%[1]d sheets of %[2]d visits in %[3]s (%[4]d new or changed, %[5]d removed)", ZH: "%[3]s 中现有 %[2]d 次来访的 %[1]d 份单据（新增或更改 %[4]d 份，移除 %[5]d 份）"}
	OpenThis    = Text{EN: "open %[1]s", ZH: "请打开 %[1]s"}
	NoSheets    = Text{EN: "no sheet was written", ZH: "没有生成单据"}
)

// Notices about the check as a whole.
var (
	NoticeNoRepository = Text{
		EN: "the plans are not in a git repository: every one counts as announced now",
		ZH: "计划不在 git 仓库中：一律按现在才告知计算",
	}
)

// What explain says.
var (
	ExplainWhy        = Text{EN: "Why", ZH: "依据"}
	RulesIndex        = Text{EN: "The rules", ZH: "规则一览"}
	ExplainNoClause   = Text{EN: "no clause: it is about the file itself", ZH: "无对应条款：针对文件本身"}
	ExplainSeverity   = Text{EN: "Severity", ZH: "级别"}
	ExplainWaivable   = Text{EN: "Waivable", ZH: "可否豁免"}
	ExplainParameters = Text{EN: "Parameters in force", ZH: "现行参数"}
	ExplainPasses     = Text{EN: "A plan that passes", ZH: "合格的计划"}
	ExplainFails      = Text{EN: "A plan that fails", ZH: "不合格的计划"}
	ExplainSays       = Text{EN: "What usher says", ZH: "usher 的提示"}
	YesBy             = Text{EN: "yes, by %[1]s", ZH: "可以，由 %[1]s 批准"}
	No                = Text{EN: "no", ZH: "不可以"}
	SeverityOff       = Text{EN: "off", ZH: "关闭"}
)
