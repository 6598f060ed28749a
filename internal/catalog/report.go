package catalog

// How much a finding matters, in words.
var (
	SeverityError   = Text{EN: "error", ZH: "错误"}
	SeverityWarning = Text{EN: "warning", ZH: "警告"}
)

// Labels of the parts of a finding.
var (
	ReportAt   = Text{EN: "at", ZH: "位置"}
	ReportAlso = Text{EN: "also", ZH: "另见"}
	ReportFix  = Text{EN: "fix", ZH: "改法"}
	ReportWhy  = Text{EN: "why", ZH: "依据"}
	ReportMore = Text{EN: "more", ZH: "详见"}
	ReportNote = Text{EN: "note", ZH: "说明"}
)

// ReportLabelled joins a label and what it labels, where both stand in running text.
var ReportLabelled = Text{EN: "%[1]s: %[2]s", ZH: "%[1]s：%[2]s"}

// Why a finding is one: a rule's title, its id, its clause.
var (
	ReportRuleClause = Text{EN: "%[1]s (%[2]s, %[3]s)", ZH: "%[1]s（%[2]s，%[3]s）"}
	ReportRule       = Text{EN: "%[1]s (%[2]s)", ZH: "%[1]s（%[2]s）"}
	ReportIDClause   = Text{EN: "%[1]s, %[2]s", ZH: "%[1]s，%[2]s"}
	ReportClause     = Text{EN: "Clause %[1]s of the reception regulation.", ZH: "依据《客户接待责任分工管理》%[1]s。"}
)

// ReportLine is a place within a file named above it.
var ReportLine = Text{EN: "line %[1]d, column %[2]d", ZH: "第 %[1]d 行第 %[2]d 列"}

// The summary that ends a report: plans, judged, and either what was found or that nothing was.
var (
	ReportFound   = Text{EN: "%[1]s, %[2]d judged: %[3]s, %[4]s.", ZH: "共 %[1]s，检查 %[2]d 份：%[3]s，%[4]s。"}
	ReportClean   = Text{EN: "%[1]s, %[2]d judged: nothing wrong.", ZH: "共 %[1]s，检查 %[2]d 份：没有发现问题。"}
	ReportTwo     = Text{EN: "%[1]s, %[2]s", ZH: "%[1]s，%[2]s"}
	ReportHeading = Text{EN: "Customer visits: %[1]s, %[2]s", ZH: "来访计划检查：%[1]s，%[2]s"}
	ReportAllWell = Text{EN: "Customer visits: nothing wrong", ZH: "来访计划检查：没有发现问题"}
)

var (
	planCountOne     = Text{EN: "1 plan", ZH: "1 份来访计划"}
	planCountMany    = Text{EN: "%[1]d plans", ZH: "%[1]d 份来访计划"}
	errorCountOne    = Text{EN: "1 error", ZH: "1 处错误"}
	errorCountMany   = Text{EN: "%[1]d errors", ZH: "%[1]d 处错误"}
	warningCountOne  = Text{EN: "1 warning", ZH: "1 处警告"}
	warningCountMany = Text{EN: "%[1]d warnings", ZH: "%[1]d 处警告"}
)

// PlanCount is a number of plans in words.
func PlanCount(n int) Text { return counted(n, planCountOne, planCountMany) }

// ErrorCount is a number of errors in words.
func ErrorCount(n int) Text { return counted(n, errorCountOne, errorCountMany) }

// WarningCount is a number of warnings in words.
func WarningCount(n int) Text { return counted(n, warningCountOne, warningCountMany) }

func counted(n int, one, many Text) Text {
	if n == 1 {
		return one
	}
	return many.With(n)
}

// What a place with a limit of its own says of the findings that did not fit.
var (
	ReportMoreAnnotations = Text{
		EN: "%[1]s and %[2]s are not marked in the files, because GitHub marks ten of a kind; they are listed in the log of this step.",
		ZH: "另有 %[1]s、%[2]s 未在文件中标出（GitHub 每类最多标十条），详见本步骤日志。",
	}
	ReportLeftOut = Text{
		EN: "%[1]s and %[2]s are left out here, because a summary holds 1 MiB; the log has them all.",
		ZH: "摘要最多 1 MiB，此处略去 %[1]s、%[2]s，全部内容见日志。",
	}
)

// Of a code quality or test report.
var (
	ReportToolDescription = Text{EN: "Customer visits as code: what is wrong with a visit plan, and why.", ZH: "来访计划检查：哪里不对、依据什么、怎么改。"}
	ReportFixDescription  = Text{EN: "Mend it", ZH: "自动修正"}
)

// ReportRoot explains what paths in a report are relative to.
var ReportRoot = Text{EN: "The folder that holds visits/.", ZH: "visits/ 所在的文件夹。"}
