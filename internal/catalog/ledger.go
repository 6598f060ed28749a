package catalog

// The account of a period, usher report.
var (
	LedgerTitle     = Text{EN: "Customer Visits and Their Cost", ZH: "客户来访与费用报表"}
	LedgerShort     = Text{EN: "Report", ZH: "费用报表"}
	LedgerNotStated = Text{EN: "not stated", ZH: "未填写"}

	LedgerVisits       = Text{EN: "Visits", ZH: "来访"}
	LedgerGuests       = Text{EN: "Guests", ZH: "来宾"}
	LedgerHours        = Text{EN: "Hours of stay", ZH: "接待时长"}
	LedgerHoursShort   = Text{EN: "Hours", ZH: "时长"}
	LedgerPlanned      = Text{EN: "Planned", ZH: "预算"}
	LedgerActual       = Text{EN: "Actual", ZH: "实际"}
	LedgerDifference   = Text{EN: "Difference", ZH: "差额"}
	LedgerSettled      = Text{EN: "Settled", ZH: "已结算"}
	LedgerLate         = Text{EN: "Late notices", ZH: "逾期告知"}
	LedgerLateShort    = Text{EN: "Late", ZH: "逾期"}
	LedgerWaivers      = Text{EN: "Waivers used", ZH: "使用豁免"}
	LedgerWaiversShort = Text{EN: "Waivers", ZH: "豁免"}
	LedgerWaived       = Text{EN: "Waived", ZH: "豁免"}
	LedgerTotal        = Text{EN: "Total", ZH: "合计"}
	LedgerCancelled    = Text{EN: "Called off", ZH: "已取消"}

	LedgerByCategory = Text{EN: "By category", ZH: "按类别"}
	LedgerByUnit     = Text{EN: "By department", ZH: "按申请部门"}
	LedgerByKind     = Text{EN: "By kind of cost", ZH: "按费用种类"}
	LedgerRoomUse    = Text{EN: "Use of rooms", ZH: "会议室使用"}
	LedgerExceptions = Text{EN: "Late notices and waivers", ZH: "逾期告知与豁免"}

	LedgerCategory  = Text{EN: "Category", ZH: "类别"}
	LedgerUnit      = Text{EN: "Department", ZH: "部门"}
	LedgerKind      = Text{EN: "Kind", ZH: "种类"}
	LedgerRoom      = Text{EN: "Room", ZH: "会议室"}
	LedgerBookings  = Text{EN: "Bookings", ZH: "预订"}
	LedgerInUse     = Text{EN: "In use", ZH: "使用时长"}
	LedgerWorking   = Text{EN: "In office hours", ZH: "工时内"}
	LedgerShare     = Text{EN: "Share", ZH: "占工时"}
	LedgerVisit     = Text{EN: "Visit", ZH: "来访"}
	LedgerPlan      = Text{EN: "Plan", ZH: "计划"}
	LedgerVisitor   = Text{EN: "Visitor", ZH: "来访单位"}
	LedgerStatus    = Text{EN: "Status", ZH: "状态"}
	LedgerArrive    = Text{EN: "Arrival", ZH: "到达"}
	LedgerDeadline  = Text{EN: "Notice due by", ZH: "最迟告知"}
	LedgerAnnounced = Text{EN: "Announced", ZH: "实际告知"}
	LedgerNotYet    = Text{EN: "not yet", ZH: "尚未"}
	LedgerRule      = Text{EN: "Rule", ZH: "规则"}
	LedgerApproved  = Text{EN: "Approved by", ZH: "批准人"}
	LedgerUntil     = Text{EN: "Until", ZH: "截至"}
	LedgerSecret    = Text{EN: "confidential visit", ZH: "机密来访"}
	LedgerYes       = Text{EN: "yes", ZH: "是"}
	LedgerNone      = Text{EN: "none", ZH: "无"}

	LedgerNo              = Text{EN: "no", ZH: "否"}
	LedgerName            = Text{EN: "Name", ZH: "名称"}
	LedgerWhat            = Text{EN: "What", ZH: "事项"}
	LedgerCounted         = Text{EN: "Counted", ZH: "计入"}
	LedgerOfficeHours     = Text{EN: "Office hours", ZH: "期间工时"}
	LedgerOfKind          = Text{EN: "%[1]s: %[2]s", ZH: "%[1]s：%[2]s"}
	LedgerRuleTitle       = Text{EN: "%[1]s: %[2]s", ZH: "%[1]s：%[2]s"}
	LedgerStatusPlanned   = Text{EN: "planned", ZH: "计划中"}
	LedgerStatusCompleted = Text{EN: "completed", ZH: "已完成"}

	LedgerAmountsIn = Text{EN: "Amounts in %[1]s; hours as h:mm.", ZH: "金额单位：%[1]s；时长为“时:分”。"}
	LedgerAmounts   = Text{EN: "amounts in %[1]s, hours as h:mm", ZH: "金额单位：%[1]s；时长为 时:分"}
	// LedgerSettledOf explains the difference: what cannot be compared is not in it.
	LedgerSettledOf = Text{
		EN: "Visits that have stated their costs: %[1]d of %[2]d; the difference is actual less planned of those alone.",
		ZH: "%[2]d 次来访中，%[1]d 次已填实际费用；差额只按这几次计算（实际减预算）。",
	}
	LedgerCancelledOf = Text{
		EN: "Visits called off, in no figure above: %[1]d; %[2]s planned, %[3]s spent.",
		ZH: "另有 %[1]d 次来访已取消，不计入以上数字：预算 %[2]s，已花 %[3]s。",
	}
	LedgerRoomsOf = Text{
		EN: "Working days of the period: %[1]d, with %[2]s office hours. Set-up and clean-up of rooms are not counted.",
		ZH: "期间共 %[1]d 个工作日、工时 %[2]s；布置和清场时间不计。",
	}
	LedgerNoHours = Text{
		EN: "Working days of the period: %[1]d; the policies state no office hours to hold the use against.",
		ZH: "期间共 %[1]d 个工作日；制度中没有上班时间，无法计算占比。",
	}
	LedgerUnknownYear = Text{
		EN: "The public holidays of %[1]s are not in the policies: its working days go by weekends alone.",
		ZH: "制度中没有 %[1]s 年的节假日：工作日只按周末推算。",
	}
	LedgerUndated = Text{
		EN: "Plans not in this report, because they cannot be read or state no arrival: %[1]d; \"usher check --all\" says which.",
		ZH: "有 %[1]d 份计划无法读取或没有到达时间，未计入本报表；用“usher check --all”查看。",
	}
	LedgerLateItem   = Text{EN: "%[1]s %[2]s: due by %[3]s, announced %[4]s", ZH: "%[1]s %[2]s：最迟应在 %[3]s 告知，实际 %[4]s"}
	LedgerLateWaived = Text{EN: "%[1]s %[2]s: due by %[3]s, announced %[4]s; waived", ZH: "%[1]s %[2]s：最迟应在 %[3]s 告知，实际 %[4]s，已豁免"}
	LedgerWaiverItem = Text{EN: "%[1]s %[2]s: %[3]s, approved by %[4]s", ZH: "%[1]s %[2]s：%[3]s，%[4]s 批准"}
	LedgerMore       = Text{EN: "and %[1]d more", ZH: "另有 %[1]d 项"}
)

// The verb report.
var (
	ShortReport = Text{EN: "account for a period: visits, cost, notice, rooms", ZH: "统计一段时间的来访、费用、告知和会议室"}
	HelpReport  = Text{
		EN: `Adds up the visits that arrive in a period: guests, hours, planned and actual cost
by category, department and kind, waivers, late notices, and the use of rooms.
Visits called off are counted apart. No guest is ever named, and of a
confidential visit neither the visitor nor the plan.

Formats: text, json (version 1), csv (one table in UTF-8 with a byte order mark,
so that spreadsheets read Chinese; lines end as in RFC 4180), html (one A4 page),
xlsx (needs a file). Without --month, --from and --to: the month of --at.

Exit status: 0 written, 2 nothing could be written.`,
		ZH: `统计在一段时间内到访的来访：人数、时长，按类别、部门和费用种类的预算与实际费用，
豁免、逾期告知和会议室使用。已取消的来访单独计数。报表不写任何来宾姓名；
机密来访也不写单位和计划编号。

格式：text、json（第 1 版）、csv（一张表，UTF-8 带 BOM，表格软件可直接读中文，
换行按 RFC 4180）、html（一页 A4）、xlsx（必须写文件名）。
不写 --month、--from、--to 时，统计 --at 所在的月份。

退出码：0 已生成；2 无法生成。`,
	}
	ExampleReport = Text{
		EN: `  usher report --month 2026-12
  usher report --from 2026-10-01 --to 2026-12-31 -o quarter.xlsx
  usher report --format html=report.html --format csv=report.csv --sheet-lang zh`,
		ZH: `  usher report --month 2026-12
  usher report --from 2026-10-01 --to 2026-12-31 -o quarter.xlsx
  usher report --format html=report.html --format csv=report.csv --sheet-lang zh`,
	}
	FlagMonth      = Text{EN: "the month, `YYYY-MM`", ZH: "月份，`YYYY-MM`"}
	FlagFrom       = Text{EN: "the first day, `YYYY-MM-DD`", ZH: "第一天，`YYYY-MM-DD`"}
	FlagTo         = Text{EN: "the last day, `YYYY-MM-DD`", ZH: "最后一天，`YYYY-MM-DD`"}
	FlagReportOut  = Text{EN: "write to `FILE`; its ending names the format where --format does not", ZH: "写到 `FILE`；没有 --format 时按扩展名决定格式"}
	FlagReportLang = Text{EN: "language of html and xlsx: zh, en, or both", ZH: "html 和 xlsx 的语言：zh、en，或 both（中英对照）"}

	ErrMonth       = Text{EN: `--month %[1]q is no month: write 2026-12`, ZH: `--month “%[1]s”不是月份：请写 2026-12`}
	ErrDay         = Text{EN: `%[1]s %[2]q is no day: write 2026-12-31`, ZH: `%[1]s “%[2]s”不是日期：请写 2026-12-31`}
	ErrPeriodHalf  = Text{EN: `--from and --to go together: state both days`, ZH: `--from 和 --to 要一起写：请写明起止日期`}
	ErrPeriodTwice = Text{EN: `state --month, or --from and --to, not both`, ZH: `--month 与 --from、--to 只能用一种`}
	ErrPeriodOrder = Text{EN: `--to %[2]s is before --from %[1]s`, ZH: `--to %[2]s 早于 --from %[1]s`}
	ErrPeriodLong  = Text{EN: `%[1]s to %[2]s is more than ten years: choose a shorter period`, ZH: `%[1]s 至 %[2]s 超过十年：请缩短期间`}
	ErrNeedsFile   = Text{
		EN: `%[1]s is not for the screen: name a file, --format %[1]s=report.%[1]s`,
		ZH: `%[1]s 不能输出到屏幕：请写文件名，--format %[1]s=report.%[1]s`,
	}
	ErrNoEnding = Text{
		EN: `the ending of %[1]q names no format; choose one with --format: %[2]s`,
		ZH: `“%[1]s”的扩展名不是任何一种格式；请用 --format 指定：%[2]s`,
	}
	ErrTwoOutputs = Text{
		EN: `-o is for one format, and there are several without a file: write --format NAME=FILE for each`,
		ZH: `-o 只对应一种格式，这里有几种格式没有文件名：请分别写 --format NAME=FILE`,
	}
	ErrNoFormatLeft = Text{
		EN: `-o %[1]s has nothing to write: each --format has a file already`,
		ZH: `-o %[1]s 没有内容可写：每种 --format 都已有文件名`,
	}
	ReportSealed  = Text{EN: "what these visits cost is sealed and not counted: %[1]s", ZH: "以下来访的费用在密封部分，未计入：%[1]s"}
	ReportWritten = Text{EN: "wrote %[1]s", ZH: "已写入 %[1]s"}
)
