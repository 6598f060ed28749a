package catalog

// The verb init, and what it writes.
var (
	ShortInit = Text{EN: "start a plan repository of your own", ZH: "新建本公司的计划仓库"}
	HelpInit  = Text{
		EN: `Writes what a plan repository of a company's own begins with into DIR, or the
current folder: policies to edit, two example plans, what the forge runs to judge
changes and to print sheets, CODEOWNERS, words for staff in both languages. Asks for
what no flag says. Nothing is ever overwritten: where one of the files is there
already, nothing is written.

Exit status: 0 written, 2 nothing was written.`,
		ZH: `在 DIR（默认当前文件夹）中写好本公司计划仓库的初始内容：可修改的制度、两份示例计划、
代码托管平台检查改动和打印单据的流水线、CODEOWNERS，以及中英文使用说明。
没有用选项给出的会逐项提问。绝不覆盖已有文件：只要有一个文件已存在，就什么也不写。

退出码：0 已写好；2 什么也没写。`,
	}
	ExampleInit = Text{
		EN: `  usher init
  usher init visits --name "Yuanchuan" --name-zh 远川 --forge github --owners @yuanchuan/general-affairs`,
		ZH: `  usher init
  usher init visits --name "Yuanchuan" --name-zh 远川 --forge github --owners @yuanchuan/general-affairs`,
	}
	FlagInitName       = Text{EN: "the company's `NAME` in English", ZH: "公司英文名称 `NAME`"}
	FlagInitNameZH     = Text{EN: "the company's `NAME` in Chinese (default: as in English)", ZH: "公司中文名称 `NAME`（默认与英文名称相同）"}
	FlagInitZone       = Text{EN: "time `ZONE` of all times in plans", ZH: "计划里时间所用的时区 `ZONE`"}
	FlagInitCurrency   = Text{EN: "`CURRENCY` of budgets and costs", ZH: "预算和费用的币种 `CURRENCY`"}
	FlagInitLanguage   = Text{EN: "language of README.md and of the jobs: `en|zh` (default: that of messages)", ZH: "README.md 和流水线使用的语言：`en|zh`（默认与消息语言相同）"}
	FlagInitForge      = Text{EN: "where the repository will be: %[1]s", ZH: "仓库放在哪里：%[1]s"}
	FlagInitOwners     = Text{EN: "`WHO` must approve changes of the rules: users, groups or mail addresses", ZH: "规则的改动须由 `WHO` 批准：用户、用户组或邮箱"}
	FlagInitRepository = Text{EN: "`URL` at which the repository can be read, for the QR code on sheets", ZH: "仓库的网址 `URL`，用于单据上的二维码"}
	FlagInitRelease    = Text{EN: "`URL` of the released usher for Linux on amd64 that the jobs download", ZH: "流水线下载的 usher 发布版（Linux amd64）的网址 `URL`"}
	FlagInitSHA256     = Text{EN: "`SHA256` of that program, from the release's checksums.txt", ZH: "该程序的 `SHA256`，见发布页的 checksums.txt"}

	AskName       = Text{EN: "The company's name in English", ZH: "公司英文名称"}
	AskNameZH     = Text{EN: "The company's name in Chinese", ZH: "公司中文名称"}
	AskZone       = Text{EN: "Time zone of all times in plans", ZH: "计划里时间所用的时区"}
	AskLanguage   = Text{EN: "Language of README.md and of the jobs", ZH: "README.md 和流水线使用的语言"}
	AskForge      = Text{EN: "Where will the repository be?", ZH: "仓库放在哪里？"}
	AskOwners     = Text{EN: "Who must approve changes of the rules? (users or groups of the forge)", ZH: "规则的改动由谁批准？（平台上的用户或用户组）"}
	ForgeNone     = Text{EN: "a git server without a web page", ZH: "没有网页的 git 服务器"}
	LanguageEN    = Same("English")
	LanguageZH    = Same("中文")
	InitInTheWay  = Text{EN: "nothing was written, since these files are there already: %[1]s", ZH: "什么也没写，因为这些文件已存在：%[1]s"}
	InitWritten   = Text{EN: "%[1]d files are in %[2]s", ZH: "已在 %[2]s 写好 %[1]d 个文件"}
	InitNext      = Text{EN: "Put your own people and rooms into policies/, then:", ZH: "先在 policies/ 里换上自己的人员和会议室，然后："}
	InitNoRelease = Text{
		EN: "Before the first change is judged, fill in which released usher does so, and its checksum, in %[1]s.",
		ZH: "第一次检查改动之前，请在 %[1]s 里填写使用哪个 usher 发布版及其校验值。",
	}
	InitOwnersNext = Text{
		EN: "%[1]s names %[2]s, which is a placeholder: put in who approves changes of the rules.",
		ZH: "%[1]s 里的 %[2]s 只是占位，请改成批准规则改动的人。",
	}
	InitHalf = Text{EN: "only one of --release and --sha256 is given: an address without its checksum proves nothing", ZH: "--release 和 --sha256 只给出了一个：没有校验值的网址什么也证明不了"}
)

// What is wrong with an answer, and the words of the files.
var (
	StarterNoName      = Text{EN: "the company needs a name", ZH: "请填写公司名称"}
	StarterBadName     = Text{EN: "the name has characters that cannot be printed", ZH: "名称里有无法打印的字符"}
	StarterBadZone     = Text{EN: "%[1]q is not a time zone; write one such as Asia/Shanghai", ZH: "“%[1]s”不是时区；请写成 Asia/Shanghai 这样"}
	StarterBadCurrency = Text{EN: "%[1]q is not a currency; write three capital letters, such as CNY", ZH: "“%[1]s”不是币种；请写三个大写字母，如 CNY"}
	StarterBadForge    = Text{EN: "%[1]q is not a forge that is known here; write one of %[2]s", ZH: "不认识“%[1]s”；可选：%[2]s"}
	StarterBadOwners   = Text{EN: "%[1]q names nobody: write users or groups, such as @example/general-affairs", ZH: "“%[1]s”不是用户或用户组；请写成 @example/general-affairs 这样"}
	StarterBadURL      = Text{EN: "%[1]q is not an address that begins with https://", ZH: "“%[1]s”不是以 https:// 开头的网址"}
	StarterBadSHA256   = Text{EN: "%[1]q is not a SHA-256: it has 64 digits, 0 to 9 and a to f", ZH: "“%[1]s”不是 SHA-256 校验值：应为 64 位 0–9、a–f"}
	StarterLoans       = Text{EN: "Out on loan", ZH: "未归还的钥匙和设备"}
	StarterFollowUps   = Text{EN: "Open follow-ups", ZH: "未完成的后续事项"}
	StarterWaivers     = Text{EN: "Rules set aside", ZH: "规则豁免"}
)

// The verb hook.
var (
	ShortHook = Text{EN: "print a git hook", ZH: "输出 git 钩子"}
	HelpHook  = Text{
		EN: `Prints a hook for git: pre-commit, which judges what is about to be committed on
your machine, or pre-receive, which has a server refuse what has errors. Put it
into the folder of hooks and make it executable.`,
		ZH: `输出 git 钩子：pre-commit 在本机提交前检查；pre-receive 装在服务器上，有错误的推送一律拒绝。
放进钩子文件夹，并加上可执行权限。`,
	}
	ExampleHook = Text{
		EN: `  usher hook pre-commit > .git/hooks/pre-commit
  chmod +x .git/hooks/pre-commit`,
		ZH: `  usher hook pre-commit > .git/hooks/pre-commit
  chmod +x .git/hooks/pre-commit`,
	}
	ErrNoHook = Text{EN: "there is no hook %[1]q; choose one of %[2]s", ZH: "没有“%[1]s”钩子；可选：%[2]s"}
)

// Questions, as every verb asks them.
var (
	AskPreset    = Text{EN: "%[1]s [%[2]s]: ", ZH: "%[1]s［%[2]s］："}
	AskPlain     = Text{EN: "%[1]s: ", ZH: "%[1]s："}
	AskChoice    = Text{EN: "one of %[1]s", ZH: "可选：%[1]s"}
	AskNotChoice = Text{EN: "%[1]q is not among the choices: %[2]s", ZH: "“%[1]s”不在可选范围内：%[2]s"}
	AskSeveral   = Text{EN: "several with commas between them; Enter for none", ZH: "可写多个，用逗号隔开；没有就直接回车"}
	AskBadAnswer = Text{EN: "--%[1]s: %[2]s", ZH: "--%[1]s：%[2]s"}
	AskMissing   = Text{EN: "nobody is there to ask; give the answers as flags: %[1]s", ZH: "没有人可以回答；请用选项给出：%[1]s"}
	AskAborted   = Text{EN: "nothing was written: the questions were left unanswered", ZH: "什么也没写：提问被中止"}
	AskNeeded    = Text{EN: "this needs an answer", ZH: "这一项必须填写"}
	FlagYes      = Text{EN: "ask nothing: take what is offered wherever no flag says otherwise", ZH: "不提问：没有用选项给出的，一律采用默认值"}
)

// Words of questions.
var (
	AnswerYes = Text{EN: "yes", ZH: "是"}
	AnswerNo  = Text{EN: "no", ZH: "否"}
	Joined    = Text{EN: "%[1]s (%[2]s)", ZH: "%[1]s（%[2]s）"}
)
