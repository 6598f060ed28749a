package catalog

// Reasons why notice is due (R2.4), as they stand inside a sentence.
var (
	NoticeForCategory     = Text{EN: "it is a class %[1]s visit", ZH: "这是 %[1]s 类接待"}
	NoticeForLeader       = Text{EN: "a company leader (%[1]s) attends", ZH: "有公司领导（%[1]s）出席"}
	NoticeForCoordination = Text{EN: "General Affairs has to coordinate it", ZH: "需要综合管理部协调"}
	Hours                 = Text{EN: "%[1]d hours", ZH: "%[1]d 小时"}
)

// What to write instead of a word that names nothing in the policies.
var (
	RefMeant   = Text{EN: "did you mean “%[1]s”?", ZH: "是不是“%[1]s”？"}
	RefChoices = Text{EN: "one of: %[1]s", ZH: "可用的有：%[1]s"}
	RefUnitOf  = Text{EN: "write the unit that %[2]s belongs to: “%[1]s”", ZH: "这里写部门：%[2]s 在“%[1]s”"}
)

// What a completed plan may not have changed.
var (
	FrozenStatus = Text{EN: "status", ZH: "状态"}
	FrozenTime   = Text{EN: "times", ZH: "到达、离开时间"}
	FrozenRooms  = Text{EN: "rooms", ZH: "会议室"}
	FrozenGuests = Text{EN: "guests", ZH: "来宾"}
	FrozenBudget = Text{EN: "budget", ZH: "预算"}
	FrozenCosts  = Text{EN: "costs", ZH: "实际费用"}
)
