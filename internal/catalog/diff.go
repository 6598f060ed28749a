package catalog

// The verb diff.
var (
	ShortDiff = Text{EN: "say what a change means for the visits", ZH: "说明一次修改对来访有什么影响"}
	HelpDiff  = Text{
		EN: `Says what merging a change into BASE means: visits that are new, rescheduled, in
other rooms, called off or changed, and what follows from it: rooms taken and freed,
who is on duty, what to buy and what it costs, how long is left to announce it in
time, which rules are to be waived, and who has to approve. The change is the work
tree, or the commit HEAD; it is compared with where it parted from BASE.

The format markdown fits into a comment on a pull request, summary into the summary
of a CI step: rows that do not fit are left out and counted. Nothing is told of the
guests, organisation or purpose of a confidential visit.

Exit status: 0 told, 1 a plan could not be read whole, 2 nothing could be told.`,
		ZH: `说明把一次修改合并到 BASE 意味着什么：新增、改期、换会议室、取消、变更了哪些来访，
以及由此带来的影响：占用和释放的会议室、接待人员、采购与费用、离告知期限还有多久、
申请豁免哪些规则、需要谁审批。修改指工作区，或提交 HEAD；比较的起点是它与 BASE 分开之处。

markdown 格式适合放进合并请求的评论，summary 适合 CI 步骤摘要：放不下的行整行略去并注明数目。
保密来访的来宾、单位和目的一概不写。

退出码：0 已说明；1 有计划不能完整读取；2 无法说明。`,
	}
	ExampleDiff = Text{
		EN: `  usher diff main
  usher diff origin/main --rules-from origin/main --format markdown=comment.md
  usher diff v1.0 v1.1 --format json`,
		ZH: `  usher diff main
  usher diff origin/main --rules-from origin/main --format markdown=comment.md
  usher diff v1.0 v1.1 --format json`,
	}
	FlagDiffAt   = Text{EN: "count notice as of `TIME` (RFC 3339, or YYYY-MM-DD HH:MM in the company's zone) instead of now", ZH: "告知期限按 `TIME` 这一时刻计算，而非现在（RFC 3339，或公司时区的 YYYY-MM-DD HH:MM）"}
	ErrDiffNoGit = Text{
		EN: `comparing commits needs a git repository, and %[1]s is not in one`,
		ZH: `比较提交需要 git 仓库，而 %[1]s 不在仓库中`,
	}
)

// ReviewActs are what becomes of a visit, by internal/review's acts.
var ReviewActs = map[string]Text{
	"unread":      {EN: "cannot be read", ZH: "无法读取"},
	"added":       {EN: "new", ZH: "新增"},
	"called-off":  {EN: "called off", ZH: "取消"},
	"rescheduled": {EN: "rescheduled", ZH: "改期"},
	"moved":       {EN: "room changed", ZH: "换会议室"},
	"changed":     {EN: "changed", ZH: "变更"},
	"removed":     {EN: "plan removed", ZH: "删除计划"},
	"file-only":   {EN: "file only", ZH: "仅文件变动"},
}

// ReviewWords are what becomes of a room, a person, a purchase, a value.
var ReviewWords = map[string]Text{
	"taken":      {EN: "taken", ZH: "占用"},
	"freed":      {EN: "freed", ZH: "释放"},
	"new":        {EN: "new", ZH: "新增"},
	"relieved":   {EN: "relieved", ZH: "不再承担"},
	"other-time": {EN: "other time", ZH: "时间变更"},
	"added":      {EN: "added", ZH: "新增"},
	"dropped":    {EN: "no longer", ZH: "不再需要"},
	"changed":    {EN: "changed", ZH: "变更"},
	"removed":    {EN: "removed", ZH: "删除"},
}

// What a page about a change says.
var (
	ReviewNone      = Text{EN: "No visit changes", ZH: "来访没有变化"}
	ReviewHead      = Text{EN: "Visits: %[1]s", ZH: "来访变更：%[1]s"}
	ReviewCount     = Text{EN: "%[2]d %[1]s", ZH: "%[1]s %[2]d 次"}
	ReviewAgainst   = Text{EN: "Compared with %[1]s, from where it parted (%[2]s, %[3]s).", ZH: "与 %[1]s 比较，起点为两者分开之处（%[2]s，%[3]s）。"}
	ReviewUnrelated = Text{EN: "Compared with %[1]s, with which it has no history in common.", ZH: "与 %[1]s 比较，两者没有共同的历史。"}

	ReviewVisit    = Text{EN: "Visit", ZH: "来访"}
	ReviewChange   = Text{EN: "Change", ZH: "变更"}
	ReviewArrival  = Text{EN: "Arrival", ZH: "到达时间"}
	ReviewNotice   = Text{EN: "Notice", ZH: "提前告知"}
	ReviewApproval = Text{EN: "Approval", ZH: "审批"}
	ReviewStay     = Text{EN: "Stay", ZH: "起止时间"}
	ReviewRoom     = Text{EN: "Room", ZH: "会议室"}
	ReviewOnDuty   = Text{EN: "On duty", ZH: "接待人员"}
	ReviewBuy      = Text{EN: "To buy", ZH: "采购"}
	ReviewCost     = Text{EN: "Purchases", ZH: "采购合计"}
	ReviewBudget   = Text{EN: "Budget", ZH: "预算"}
	ReviewWaiver   = Text{EN: "Waiver", ZH: "豁免"}
	ReviewFile     = Text{EN: "File", ZH: "文件"}
	ReviewGuests   = Text{EN: "Guests", ZH: "来宾人数"}
	ReviewPurpose  = Text{EN: "Purpose", ZH: "来访目的"}

	ReviewFromTo     = Text{EN: "%[1]s → %[2]s", ZH: "%[1]s → %[2]s"}
	ReviewMergeBy    = Text{EN: "merge by %[1]s (%[2]s left)", ZH: "%[1]s 前合并（还剩 %[2]s）"}
	ReviewLate       = Text{EN: "too late since %[1]s", ZH: "已逾期，应在 %[1]s 前"}
	ReviewNoticeWhy  = Text{EN: "%[1]s ahead, because %[2]s: %[3]s", ZH: "%[2]s，须提前 %[1]s：%[3]s"}
	ReviewOneOf      = Text{EN: "%[1]s (one of them)", ZH: "%[1]s（其中一人）"}
	ReviewWhy        = Text{EN: "%[1]s: %[2]s (%[3]s)", ZH: "%[1]s：%[2]s（%[3]s）"}
	ReviewNobody     = Text{EN: "nobody may", ZH: "无人可批"}
	ReviewPerson     = Text{EN: "%[1]s, %[2]s", ZH: "%[1]s，%[2]s"}
	ReviewTitle      = Text{EN: "%[1]s (%[2]s)", ZH: "%[1]s（%[2]s）"}
	ReviewHeading    = Text{EN: "%[1]s: %[2]s", ZH: "%[1]s：%[2]s"}
	ReviewNumber     = Text{EN: "%[1]s: %[2]s", ZH: "%[1]s %[2]s"}
	ReviewQuantity   = Text{EN: "%[1]s: %[2]s (%[3]s)", ZH: "%[1]s %[2]s %[3]s"}
	ReviewBuyBy      = Text{EN: "buy by %[1]s", ZH: "%[1]s 前购买"}
	ReviewSame       = Text{EN: "the same things for another time, the first by %[1]s", ZH: "品种数量不变，时间变更，最早 %[1]s 前购买"}
	ReviewUntil      = Text{EN: "%[1]s until %[2]s, approver: %[3]s", ZH: "%[1]s，有效期至 %[2]s，批准人 %[3]s"}
	ReviewReason     = Text{EN: "%[1]s: %[2]s", ZH: "%[1]s：%[2]s"}
	ReviewNever      = Text{EN: "%[1]s (cannot be waived)", ZH: "%[1]s（不可豁免）"}
	ReviewLeftEmpty  = Text{EN: "–", ZH: "–"}
	ReviewIncomplete = Text{EN: "has mistakes, so that something may be missing here; see usher check", ZH: "有错误，此处可能不全；请看 usher check"}
	ReviewSecret     = Text{EN: "confidential", ZH: "保密"}
	ReviewLeftOut    = Text{
		EN: "%[1]d rows are left out here, because this place holds no more; “usher diff” shows them all.",
		ZH: "篇幅有限，此处略去 %[1]d 行；全部内容请运行“usher diff”查看。",
	}

	ReviewLeader        = Text{EN: "company leader", ZH: "出席领导"}
	ReviewCustodian     = Text{EN: "collects the equipment", ZH: "设备领用人"}
	ReviewDriver        = Text{EN: "driver", ZH: "司机"}
	ReviewTicket        = Text{EN: "tickets", ZH: "张"}
	ReviewRefreshments  = Text{EN: "refreshments", ZH: "茶点"}
	ReviewApproveWaiver = Text{EN: "the waiver of %[1]s", ZH: "豁免 %[1]s"}
)

var (
	lastingDays    = Text{EN: "%[1]d d %[2]d h", ZH: "%[1]d 天 %[2]d 小时"}
	lastingHours   = Text{EN: "%[1]d h %[2]d min", ZH: "%[1]d 小时 %[2]d 分钟"}
	lastingMinutes = Text{EN: "%[1]d min", ZH: "%[1]d 分钟"}
)

// Lasting is a stretch of time in words, from minutes.
func Lasting(minutes int) Text {
	switch {
	case minutes >= 48*60:
		return lastingDays.With(minutes/(24*60), minutes/60%24)
	case minutes >= 60:
		return lastingHours.With(minutes/60, minutes%60)
	}
	return lastingMinutes.With(minutes)
}
