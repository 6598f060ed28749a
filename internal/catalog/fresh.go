package catalog

// Whether what was printed is still good.
var (
	FlagFresh = Text{EN: "write nothing; say which files of the folder `DIR` are not what a run now would write", ZH: "不写文件，只指出文件夹 `DIR` 里哪些与现在生成的不一致"}

	ErrCheckAlone = Text{EN: "--check compares and writes nothing: it goes without -o and --pdf", ZH: "--check 只比较、不写文件，不能与 -o、--pdf 同用"}

	StateOutdated = Text{EN: "out of date", ZH: "已过时"}
	StateMissing  = Text{EN: "missing", ZH: "缺少"}
	StateLeftOver = Text{EN: "left over, no longer made", ZH: "多余，现已不再生成"}
	StateAltered  = Text{EN: "changed by somebody", ZH: "被人改过"}
	StateForeign  = Text{EN: "not written by usher", ZH: "不是 usher 生成的"}

	AllFresh       = Text{EN: "all %[1]d files in %[2]s are up to date", ZH: "%[2]s 中的 %[1]d 个文件都是最新的"}
	SinceThen      = Text{EN: "changed since %[1]s: %[2]s", ZH: "%[1]s 之后有变更：%[2]s"}
	ChangedSince   = Text{EN: "%[1]s: changed since %[2]s was printed: %[3]s", ZH: "%[1]s：打印 %[2]s 版之后有变更：%[3]s"}
	CancelledSince = Text{EN: "%[1]s: called off since %[2]s was printed; its sheets are taken out", ZH: "%[1]s：打印 %[2]s 版之后已取消，其单据不再保留"}
)
