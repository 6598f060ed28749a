package catalog

// What calendars say, usher render --ics.
var (
	FeedAll       = Text{EN: "All visits", ZH: "全部来访"}
	FeedName      = Text{EN: "%[1]s: %[2]s", ZH: "%[1]s：%[2]s"}
	FeedVisit     = Text{EN: "Visit", ZH: "来访"}
	FeedTrip      = Text{EN: "Transfer", ZH: "接送"}
	FeedSecret    = Text{EN: "Internal meeting", ZH: "内部会议"}
	FeedCancelled = Text{EN: "Called off", ZH: "已取消"}
	FeedColon     = Text{EN: ": ", ZH: "："}
	FeedPlace     = Text{EN: "%[1]s, %[2]s", ZH: "%[1]s（%[2]s）"}

	FeedCategory  = Text{EN: "Category", ZH: "接待类别"}
	FeedGuests    = Text{EN: "Guests", ZH: "来宾人数"}
	FeedPrincipal = Text{EN: "Principal guest", ZH: "主宾"}
	FeedPurpose   = Text{EN: "Purpose", ZH: "来访目的"}
	FeedRoom      = Text{EN: "Room", ZH: "会议室"}
	FeedAttendees = Text{EN: "In the room", ZH: "到会人数"}
	FeedTeam      = Text{EN: "On duty", ZH: "接待人员"}
	FeedApplicant = Text{EN: "Applicant", ZH: "申请人"}
	FeedWay       = Text{EN: "From – to", ZH: "行程"}
	FeedPlan      = Text{EN: "Plan", ZH: "计划"}
)

// The command's words about them.
var (
	FlagICS       = Text{EN: "write calendars of all visits, rooms and people to subscribe to, instead of sheets", ZH: "不生成单据，改为生成可订阅的日历：全部来访、每间会议室、每位人员"}
	ErrPublishAll = Text{
		EN: "--ics and --xlsx tell of all visits: they go without plans, --sheet, --visit, --day and --week",
		ZH: "--ics 和 --xlsx 总是包含全部来访，不能同时指定计划，也不能与 --sheet、--visit、--day、--week 同用",
	}
	Published   = Text{EN: "%[1]d files for %[2]d visits in %[3]s (%[4]d new or changed, %[5]d removed)", ZH: "%[2]d 次来访，共 %[1]d 个文件，位于 %[3]s（新增或更新 %[4]d 个，删除 %[5]d 个）"}
	SubscribeTo = Text{EN: "subscribe to or import: %[1]s", ZH: "可订阅或导入：%[1]s"}
)
