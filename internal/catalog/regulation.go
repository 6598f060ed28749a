package catalog

// The verb regulation.
var (
	ShortRegulation = Text{EN: "show what carries each clause of the regulation", ZH: "查看制度的每一条由什么落实"}
	HelpRegulation  = Text{
		EN: `Prints, for each clause of the regulation (policies/regulation.cue), the rules, the
sheets, the checklist lines, the duties and the fields of the plan that carry it.

Exit status: 0 each clause is carried, 1 nothing carries one, 2 it could not be
worked out.`,
		ZH: `列出制度（policies/regulation.cue）的每一条由哪些规则、单据、检查事项、岗位和计划字段落实。

退出码：0 每条都有落实；1 有条款没有落实；2 无法得出。`,
	}
	ExampleRegulation = Text{
		EN: `  usher regulation
  usher regulation --format json`,
		ZH: `  usher regulation
  usher regulation --format json`,
	}
	RegulationTitle = Text{EN: "The regulation, and what carries it", ZH: "制度条款及其落实"}
	RegulationAbout = Text{
		EN: "Checklist lines stand as part.line, duties as role or category, fields of the plan by their path. “usher explain RULE” says more of a rule.",
		ZH: "检查事项写作“阶段.事项”，岗位写岗位或类别的编号，计划字段写路径。“usher explain 规则”说明某条规则。",
	}
	RegulationClause = Text{EN: "Clause", ZH: "条款"}
	RegulationSays   = Text{EN: "What it says", ZH: "内容"}
	RegulationRules  = Text{EN: "Rules", ZH: "规则"}
	RegulationSheets = Text{EN: "Sheets", ZH: "单据"}
	RegulationLines  = Text{EN: "Checklist", ZH: "检查事项"}
	RegulationDuties = Text{EN: "Duties", ZH: "岗位与类别"}
	RegulationFields = Text{EN: "Fields of the plan", ZH: "计划字段"}
	RegulationBare   = Text{EN: "nothing carries %[1]s", ZH: "%[1]s 没有落实"}
)
