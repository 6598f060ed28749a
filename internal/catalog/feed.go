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
