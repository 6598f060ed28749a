package catalog

// What is wrong with a policy file or a rule. Who reads this looks after the
// policies; what stands in quotes is as they wrote it.
var (
	PolicyMistakes      = Text{EN: "the policies cannot be used, mistakes: %[1]d", ZH: "政策文件有错，无法使用，错误 %[1]d 处"}
	PolicyTooMany       = Text{EN: "there are more than %[1]d policy files", ZH: "政策文件超过 %[1]d 个"}
	PolicyTooLarge      = Text{EN: "the file is larger than %[1]d MB", ZH: "文件超过 %[1]d MB"}
	PolicyTooDeep       = Text{EN: "things stand more than %[1]d deep in each other here", ZH: "这里的嵌套超过 %[1]d 层"}
	PolicySyntax        = Text{EN: "this cannot be read: %[1]s", ZH: "这里读不通：%[1]s"}
	PolicyPackage       = Text{EN: "the file must begin with the line “%[1]s”", ZH: "文件第一行必须是“%[1]s”"}
	PolicyImport        = Text{EN: "“%[1]s” cannot be imported; only what comes with CUE can, such as “strings”", ZH: "不能引用“%[1]s”；只能引用 CUE 自带的包，如“strings”"}
	PolicyNoDefinitions = Text{EN: "the definitions are missing", ZH: "缺少定义文件"}

	PolicyUnknownKey = Text{EN: "there is no “%[1]s” here", ZH: "这里没有“%[1]s”这一项"}
	PolicyBadKey     = Text{EN: "“%[1]s” will not do as a key here", ZH: "“%[1]s”不能作这里的键名"}
	PolicyChoices    = Text{EN: "one of: %[1]s", ZH: "可用的有：%[1]s"}
	PolicyMeant      = Text{EN: "did you mean “%[1]s”?", ZH: "是不是“%[1]s”？"}
	PolicyWanted     = Text{EN: "wanted: %[1]s", ZH: "要求：%[1]s"}
	PolicyMissing    = Text{EN: "“%[1]s” lacks: %[2]s", ZH: "“%[1]s”缺少：%[2]s"}
	PolicyMissingTop = Text{EN: "the policies lack: %[1]s", ZH: "政策文件缺少：%[1]s"}
	PolicyWrite      = Text{EN: "write: %[1]s", ZH: "请写：%[1]s"}

	PolicyUnfit       = Text{EN: "%[1]s will not do for “%[2]s”", ZH: "“%[2]s”不能是 %[1]s"}
	PolicyConflict    = Text{EN: "“%[1]s” is %[2]s here and %[3]s in %[4]s, line %[5]d", ZH: "“%[1]s”在这里是 %[2]s，在 %[4]s 第 %[5]d 行是 %[3]s"}
	PolicyReplace     = Text{EN: "what carries no star there is changed in a file of the same name, which replaces it: %[1]s", ZH: "那里不带星号的值，要用同名文件整份替换：%[1]s"}
	PolicyTwoStars    = Text{EN: "“%[1]s” has two values with a star", ZH: "“%[1]s”有两个带星号的值"}
	PolicyNoStar      = Text{EN: "write it without: %[1]s", ZH: "请去掉星号：%[1]s"}
	PolicyEvaluation  = Text{EN: "this cannot be worked out: %[1]s", ZH: "这里算不出结果：%[1]s"}
	PolicyCycle       = Text{EN: "“%[1]s” depends on itself", ZH: "“%[1]s”依赖于它自己"}
	PolicyUnknownName = Text{EN: "“%[1]s”, which “%[2]s” names, is not in the policies", ZH: "“%[2]s”所写的“%[1]s”，政策文件里没有"}

	PolicyTimezone     = Text{EN: "“%[1]s” is not a time zone", ZH: "没有“%[1]s”这个时区"}
	PolicyTimezoneHint = Text{EN: `such as "Asia/Shanghai" or "Europe/Berlin"`, ZH: `例如 "Asia/Shanghai"、"Europe/Berlin"`}
	PolicyMonthTwice   = Text{EN: "month %[1]d is in “%[2]s” and in “%[3]s”", ZH: "%[1]d 月同时属于“%[2]s”和“%[3]s”"}

	RuleFile             = Text{EN: "the file must hold one rule, named “%[1]s” like the file", ZH: "文件里应只有一条规则，名称与文件名相同：“%[1]s”"}
	RulePlain            = Text{EN: "“%[1]s” must be written out as %[2]s", ZH: "“%[1]s”必须直接写成 %[2]s"}
	RuleUnknown          = Text{EN: "there is no rule “%[1]s”", ZH: "没有“%[1]s”这条规则"}
	RuleList             = Text{EN: "“usher explain” lists the rules", ZH: "用“usher explain”查看所有规则"}
	RuleBuiltin          = Text{EN: "“%[1]s” is about whether a file can be read at all; it has no settings", ZH: "“%[1]s”检查的是文件能否读懂，不能设置"}
	RuleNeverWaivable    = Text{EN: "“%[1]s” can never be waived", ZH: "“%[1]s”任何时候都不能豁免"}
	RuleUses             = Text{EN: "“uses” names “%[1]s”, which is not in the policies", ZH: "“uses”里的“%[1]s”在政策文件里没有"}
	RuleUnknownParameter = Text{EN: "the rule “%[1]s” has no parameter “%[2]s”", ZH: "规则“%[1]s”没有“%[2]s”这个参数"}
	RuleNoParameters     = Text{EN: "it has no parameters", ZH: "这条规则没有参数"}

	RuleNameTaken         = Text{EN: "the name “%[1]s” is taken", ZH: "名称“%[1]s”已被占用"}
	RuleUndefined         = Text{EN: "there is no “%[1]s” in %[2]s", ZH: "%[2]s 里没有“%[1]s”"}
	RuleUnknownName       = Text{EN: "“%[1]s” means nothing here", ZH: "这里的“%[1]s”没有定义"}
	RuleWithoutParameters = Text{EN: "the rule “%[1]s” has no parameters", ZH: "规则“%[1]s”没有参数"}
	RuleFailed            = Text{EN: "the rule “%[1]s” cannot be worked out: %[2]v", ZH: "规则“%[1]s”算不出结果：%[2]v"}

	ExampleParts     = Text{EN: "the proof of a rule has a line “at: …” and plans below pass/ and fail/", ZH: "规则的示例文件应有一行“at: …”，以及 pass/ 和 fail/ 下的计划"}
	ExampleTime      = Text{EN: "“%[1]s” is not a time; write it like 2026-12-01 09:00", ZH: "“%[1]s”不是时间；写法如 2026-12-01 09:00"}
	ExampleAnnounced = Text{EN: "“announced: %[1]s …” names none of the plans", ZH: "“announced: %[1]s …”所写的计划不存在"}
	ExampleFolder    = Text{EN: "“%[1]s” is in none of the folders pass/, fail/, before/ and policies/", ZH: "“%[1]s”不在 pass/、fail/、before/、policies/ 之中"}
)

// Policies that would not come to an end.
var (
	PolicyTooHeavy     = Text{EN: "this stands for more than %[1]d values: working it out would take too long", ZH: "这里展开后超过 %[1]d 个值，计算会没完没了"}
	PolicyTooHeavyHint = Text{EN: "loops inside loops multiply; write out what is needed, or go through fewer entries", ZH: "循环套循环会成倍增长；请只写需要的内容，或减少循环的项数"}
	RuleTooManyTurns   = Text{EN: "for the plan %[2]s this rule goes through more than %[1]d turns", ZH: "对计划 %[2]s，这条规则的循环超过 %[1]d 次"}
	PolicyEndless      = Text{EN: "working out %[1]s does not come to an end: stopped after %[2]s", ZH: "%[1]s 的计算迟迟没有结束，已在 %[2]s后中止"}
	PolicyHungry       = Text{EN: "working out %[1]s takes more than %[2]d MiB of memory: stopped", ZH: "%[1]s 的计算占用内存超过 %[2]d MiB，已中止"}
	PolicyStopHint     = Text{EN: "take out or simplify what was changed last in that file", ZH: "请删去或简化该文件中最近改动的内容"}
)
