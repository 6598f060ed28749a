package catalog

import "strings"

// Notices about a change under review as a whole.
var (
	mergeByOne = Text{
		EN: "merge this change by %[2]s: until then notice of %[3]s is given in time (%[4]s ahead, because %[5]s)",
		ZH: "请在 %[2]s 前合并：此前合并，%[3]s 才算按时告知（%[5]s，须提前 %[4]s）",
	}
	mergeByMany = Text{
		EN: "merge this change by %[2]s: until then notice of all %[1]d visits that need it is given in time; the first to be late is %[3]s (%[4]s ahead, because %[5]s)",
		ZH: "请在 %[2]s 前合并：此前合并，这次修改告知的 %[1]d 次须提前告知的来访才都算按时；最紧的是 %[3]s（%[5]s，须提前 %[4]s）",
	}
	NoticeBehind = Text{
		EN: "%[1]s is shown as %[2]s has it, which has moved on since this change was started; to have it here: git merge %[2]s",
		ZH: "%[1]s 按 %[2]s 上的内容显示：本次修改开始之后那里又有了变化；要取到本地：git merge %[2]s",
	}
	rulesOverruled = Text{
		EN: "this change touches the rules (%[1]s) and is judged by those of %[2]s; what its own would judge differently: usher policy diff %[2]s",
		ZH: "本次修改改动了规则（%[1]s），检查仍按 %[2]s 的规则进行；改动后的规则会带来哪些不同：usher policy diff %[2]s",
	}
	andMore = Text{EN: "%[1]s and %[2]d more", ZH: "%[1]s，另有 %[2]d 个"}
)

// MergeBy says until when a change must be merged for the visits that it announces
// to be announced in time; plan is the one whose deadline comes first.
func MergeBy(visits int, deadline any, plan string, required, because Text) Text {
	text := mergeByMany
	if visits == 1 {
		text = mergeByOne
	}
	return text.With(visits, deadline, plan, required, because)
}

// RulesOverruled says that files of rules are not what a change was judged by.
func RulesOverruled(files []string, from string) Text {
	const named = 3
	names := Same(strings.Join(files, ", "))
	if len(files) > named+1 {
		names = andMore.With(strings.Join(files[:named], ", "), len(files)-named)
	}
	return rulesOverruled.With(names, from)
}
