package catalog

// How much notice is asked for (R2.4), as it stands inside a sentence; beside
// Hours. One of a thing and several differ in English.
var (
	OneHour      = Text{EN: "%[1]d hour", ZH: "%[1]d 小时"}
	OneDay       = Text{EN: "%[1]d day", ZH: "%[1]d 天"}
	Days         = Text{EN: "%[1]d days", ZH: "%[1]d 天"}
	OneWorkday   = Text{EN: "%[1]d working day", ZH: "%[1]d 个工作日"}
	Workdays     = Text{EN: "%[1]d working days", ZH: "%[1]d 个工作日"}
	NoticeCutOff = Text{
		EN: "%[1]s (announced after %[2]s counts as the next day)",
		ZH: "%[1]s（%[2]s 以后告知的，算第二天告知）",
	}
)

// Weekend is why a Saturday or a Sunday is not a working day.
var Weekend = Text{EN: "weekend", ZH: "周末"}

// What can be wrong with the days that the policies state.
var (
	CalendarNoSuchDay = Text{
		EN: "there is no day %[1]q; a day is written like 2026-10-01",
		ZH: "没有“%[1]s”这一天；日期写成 2026-10-01 这样",
	}
	CalendarEndsBefore = Text{
		EN: "until %[2]s lies before from %[1]s",
		ZH: "until（%[2]s）早于 from（%[1]s）",
	}
	CalendarTooLong = Text{
		EN: "%[1]s to %[2]s is more than a year",
		ZH: "%[1]s 到 %[2]s 超过一年",
	}
	CalendarOtherYear = Text{
		EN: "%[1]s does not belong to the holidays of %[2]d",
		ZH: "%[1]s 不属于 %[2]d 年的节假日安排",
	}
	CalendarOffAndWork = Text{
		EN: "%[1]s is a day off (%[2]s) and a make-up working day at once",
		ZH: "%[1]s 既是放假（%[2]s）又是调休上班，只能是一种",
	}
	CalendarWorkedAnyway = Text{
		EN: "%[1]s is worked anyway: only a day of the weekend can be a make-up working day",
		ZH: "%[1]s 本来就上班；只有周末才能写成调休上班",
	}
	CalendarNoWeekday = Text{
		EN: "every day of the week is called weekend; at least one must be worked",
		ZH: "一周七天都写成了周末，至少要有一天上班",
	}
	CalendarNotAWeekday = Text{
		EN: "%[1]q is not a day of the week; write one of %[2]s",
		ZH: "“%[1]s”不是星期几；可以写 %[2]s",
	}
)
