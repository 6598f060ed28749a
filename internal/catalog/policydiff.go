package catalog

// The verb policy diff.
var (
	ShortPolicyDiff = Text{EN: "say which plans a change to the rules judges differently", ZH: "说明修改规则后哪些计划的结论会不同"}
	HelpPolicyDiff  = Text{
		EN: `Judges the plans of a change twice: by the rules from where it parted from BASE, and
by its own. Lists which plans come out differently and under which rule, which values
of the policies are others and which file says so, and which files of schema, policies
and templates were touched. The change is the work tree, or the commit HEAD.

Plans that are over are judged with --all. A mistake in the policies is told at its
place. The formats markdown and summary fit into a comment and the summary of a step.

Exit status: 0 told, 2 nothing could be told.`,
		ZH: `把一次修改里的计划检查两遍：一遍按它与 BASE 分开之处的规则，一遍按修改后的规则。
列出哪些计划、在哪条规则上结论不同，制度里哪些值变了、出自哪个文件，
以及改动了格式、制度、模板的哪些文件。修改指工作区，或提交 HEAD。

已结束的计划加 --all 才检查。制度文件有错误时在原处指出。
markdown 和 summary 格式适合放进评论和步骤摘要。

退出码：0 已说明；2 无法说明。`,
	}
	ExamplePolicyDiff = Text{
		EN: `  usher policy diff origin/main
  usher policy diff main --all --format markdown=comment.md`,
		ZH: `  usher policy diff origin/main
  usher policy diff main --all --format markdown=comment.md`,
	}
	OldRules = Text{
		EN: `the rules of %[1]s, which these are compared with, cannot be used:`,
		ZH: `用来比较的 %[1]s 的规则无法使用：`,
	}

	ColumnBefore      = Text{EN: "Before", ZH: "修改前"}
	ColumnAfter       = Text{EN: "After", ZH: "修改后"}
	ColumnValue       = Text{EN: "Value", ZH: "项目"}
	ColumnFrom        = Text{EN: "From", ZH: "出处"}
	PolicyDiffPasses  = Text{EN: "nothing", ZH: "无"}
	PolicyDiffValues  = Text{EN: "Values that change", ZH: "变更的值"}
	PolicyDiffFiles   = Text{EN: "Files that change", ZH: "变更的文件"}
	PolicyDiffLeftOut = Text{
		EN: "%[1]d rows are left out here, because this place holds no more; “usher policy diff” shows them all.",
		ZH: "篇幅有限，此处略去 %[1]d 行；全部内容请运行“usher policy diff”查看。",
	}

	policyDiffNone = Text{EN: "Rules: none of %[2]s is judged differently", ZH: "规则变更：%[2]s的结论都不变"}
	policyDiffSome = Text{EN: "Rules: %[1]d of %[2]s judged differently", ZH: "规则变更：%[2]s中，%[1]d 份结论不同"}
)

// PolicyDiffHead says how many plans a change to the rules judges differently.
func PolicyDiffHead(differently, judged int) Text {
	if differently == 0 {
		return policyDiffNone.With(differently, PlanCount(judged))
	}
	return policyDiffSome.With(differently, PlanCount(judged))
}
