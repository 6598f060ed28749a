package catalog

// The verb policy.
var (
	ShortPolicy = Text{EN: "show the policies in force and where each comes from", ZH: "显示现行制度及每项出自哪个文件"}
	HelpPolicy  = Text{
		EN: `Prints every value in force and the line of the policy file that it comes from, as
such a file may state it. PATH narrows it down: notice, rooms.board-room,
rules.lead-time. What comes with the program is marked "built in".

"usher policy test" tries the company's own rules, "usher policy diff" says what a
change to them would change.`,
		ZH: `显示每一项现行的值，以及出自制度文件的哪一行，写法与制度文件相同。
用 PATH 缩小范围：notice、rooms.board-room、rules.lead-time。
程序自带的标有“内置”。

“usher policy test”检验公司自己的规则，“usher policy diff”说明修改规则会带来哪些不同。`,
	}
	ExamplePolicy = Text{
		EN: `  usher policy
  usher policy notice
  usher policy rooms.board-room
  usher policy rules.lead-time --format json`,
		ZH: `  usher policy
  usher policy notice
  usher policy rooms.board-room
  usher policy rules.lead-time --format json`,
	}
	FlagListFormat = Text{EN: "output `NAME`: %[1]s", ZH: "输出格式 `NAME`：%[1]s"}

	PolicyBuiltIn = Text{EN: "built in: %[1]s", ZH: "内置：%[1]s"}
	NoPolicy      = Text{EN: `there is no policy %[1]q; there are: %[2]s`, ZH: `没有“%[1]s”这项制度；可用的有：%[2]s`}
	NoPolicyMeant = Text{EN: `there is no policy %[1]q; did you mean %[2]s?`, ZH: `没有“%[1]s”这项制度；是不是 %[2]s？`}
	NoPolicyBelow = Text{EN: `there is no policy %[1]q: %[2]s is a single value`, ZH: `没有“%[1]s”这项制度：%[2]s 是单独一项，下面没有内容`}
)

// The verb policy test.
var (
	ShortPolicyTest = Text{EN: "try the company's own rules on their examples", ZH: "用示例检验公司自己的规则"}
	HelpPolicyTest  = Text{
		EN: `Judges the plans beside each of the company's own rules, policies/rules/ID.txtar:
in those that pass nothing may be found, in those that fail exactly what "want"
says. The form is that of the built-in rules' examples; "usher explain RULE" shows
them. With RULE only those named; with --all the built-in ones, too, which shows
what the company's policies do to them.

--update writes what is found into "want". Read it before you keep it.

Exit status: 0 all rules hold, 1 one does not, 2 they could not be tried.`,
		ZH: `判断公司自己每条规则旁边 policies/rules/ID.txtar 里的计划：合格的计划不得有任何提示，
不合格的计划的提示必须与“want”完全一致。格式与内置规则的示例相同，“usher explain 规则”
可以看到。写了规则名就只检验这些；加 --all 连内置规则一起检验，可以看出公司制度对它们的影响。

--update 把实际的提示写入“want”，保留之前请先读一遍。

退出码：0 规则全部成立；1 有规则不成立；2 无法检验。`,
	}
	ExamplePolicyTest = Text{
		EN: `  usher policy test
  usher policy test bus-needed --update`,
		ZH: `  usher policy test
  usher policy test bus-needed --update`,
	}
	FlagAllRules = Text{EN: "also try the built-in rules", ZH: "内置规则也检验"}
	FlagUpdate   = Text{EN: `write what is found into "want"`, ZH: "把实际的提示写入“want”"}

	ProofHolds   = Text{EN: "holds", ZH: "成立"}
	ProofFails   = Text{EN: "does not hold", ZH: "不成立"}
	ProofWritten = Text{EN: "written", ZH: "已写入"}
	ProofMissing = Text{
		EN: `%[1]s is missing: a rule has plans that pass and plans that fail`,
		ZH: `缺少 %[1]s：规则要有合格和不合格的计划`,
	}
	ProofOrphan     = Text{EN: `%[1]s is the example of no rule: %[2]s is missing`, ZH: `%[1]s 没有对应的规则：缺少 %[2]s`}
	ProofPassFinds  = Text{EN: "in the plans that pass, something is found:", ZH: "合格的计划有提示："}
	ProofFailSilent = Text{EN: "in the plans that fail, %[1]s finds nothing", ZH: "不合格的计划里，%[1]s 没有任何提示"}
	ProofFailOther  = Text{EN: `in the plans that fail, something other is found than "want" says:`, ZH: "不合格的计划，提示与“want”不一致："}
	ProofUnreadable = Text{EN: "the example cannot be used: %[1]s", ZH: "示例无法使用：%[1]s"}
	ProofNoneOwn    = Text{EN: "the company has no rules of its own; --all tries the built-in ones", ZH: "公司没有自己的规则；加 --all 检验内置规则"}
	ProofSummary    = Text{EN: "rules tried: %[1]d, of which do not hold: %[2]d", ZH: "检验规则 %[1]d 条，不成立 %[2]d 条"}
	ProofUpdate     = Text{EN: `"usher policy test --update" writes what is found; read it before you keep it`, ZH: "“usher policy test --update”写入实际的提示，保留之前请先读一遍"}
	ProofNotOwn     = Text{EN: "%[1]s is built in: its example is not the company's to write", ZH: "%[1]s 是内置规则，其示例不在公司仓库里，不能改写"}
)
