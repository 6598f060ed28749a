package catalog

// The verb new.
var (
	ShortNew = Text{EN: "plan a visit", ZH: "新建来访计划"}
	HelpNew  = Text{
		EN: `Asks for a visit and writes its plan to visits/YYYY/MM/, never over another. Only
what is possible is offered: rooms and equipment that are free then, people who are
in no other visit, the season's fruit; and it is said until when the plan must be
merged. Then the plan is checked. Every question is also a flag; with all that is
required given, a script is asked nothing.

--from copies an earlier visit: what it says moves with the new arrival. Its outcome,
waivers and status stay behind.

Exit status: 0 written, nothing wrong; 1 written, with errors; 2 not written.`,
		ZH: `逐项提问，把计划写到 visits/年/月/，绝不覆盖已有计划。只列出可行的选项：当时空闲的会议室
和设备、没有其他接待任务的同事、当季的水果；并提示最迟何时合并。写好后随即检查。
每个问题都有对应的选项；脚本给全必填项后不会提问。

--from 复制以前的来访：各项时间随新的到达时间顺移，结果、豁免和状态不复制。

退出码：0 已写好，没有问题；1 已写好，但有错误；2 没有写。`,
	}
	ExampleNew = Text{
		EN: `  usher new
  usher new --from hengtai-sales-review --arrive "2027-03-09 14:00"
  usher new --yes --category C --organization 恒泰电子 --guest 陈立=采购总监 --arrive "2026-12-09 14:00" \
    --depart "2026-12-09 17:00" --purpose 续签洽谈 --applicant 刘洋 --room meeting-1`,
		ZH: `  usher new
  usher new --from hengtai-sales-review --arrive "2027-03-09 14:00"
  usher new --yes --category C --organization 恒泰电子 --guest 陈立=采购总监 --arrive "2026-12-09 14:00" \
    --depart "2026-12-09 17:00" --purpose 续签洽谈 --applicant 刘洋 --room meeting-1`,
	}

	NewFrom            = Text{EN: "copy the earlier visit `PLAN`, by id or file", ZH: "复制以前的来访 `PLAN`（编号或文件）"}
	NewAt              = Text{EN: "plan as of `TIME` (RFC 3339, or YYYY-MM-DD HH:MM in the company's zone)", ZH: "按 `TIME` 这一时刻新建（RFC 3339，或公司时区的 YYYY-MM-DD HH:MM）"}
	NewID              = Text{EN: "Id of the visit, which names its file", ZH: "来访编号，即文件名"}
	NewCategory        = Text{EN: "Category", ZH: "接待类别"}
	NewOrganization    = Text{EN: "Who comes: company or organization", ZH: "来访单位"}
	NewHeadcount       = Text{EN: "How many guests in all", ZH: "来访总人数"}
	NewContact         = Text{EN: "Whom to ring on their side", ZH: "对方联系人"}
	NewLanguage        = Text{EN: "Language of what the guests get on paper, en or zh", ZH: "客人所用单据的语言，en 或 zh"}
	NewGuestName       = Text{EN: "Name of the principal guest", ZH: "主宾姓名"}
	NewGuestMore       = Text{EN: "Name of another guest (Enter for none)", ZH: "其他来宾姓名（没有就直接回车）"}
	NewGuestPosition   = Text{EN: "Position of %[1]s", ZH: "%[1]s的职务"}
	NewGuestFlag       = Text{EN: "a guest as `NAME=POSITION`, may repeat, the principal guest first", ZH: "来宾，写成 `姓名=职务`，可重复，主宾在前"}
	NewSpecial         = Text{EN: "Special guests, who may be offered tobacco", ZH: "特殊客户（可提供烟品）"}
	NewArrive          = Text{EN: "Arrival (YYYY-MM-DD HH:MM)", ZH: "到达时间（YYYY-MM-DD HH:MM）"}
	NewDepart          = Text{EN: "Departure (YYYY-MM-DD HH:MM)", ZH: "离开时间（YYYY-MM-DD HH:MM）"}
	NewPurpose         = Text{EN: "Purpose of the visit", ZH: "来访目的"}
	NewRequirement     = Text{EN: "What the guests ask for", ZH: "来宾的要求"}
	NewApplicant       = Text{EN: "Who asks for the visit", ZH: "申请人"}
	NewDepartment      = Text{EN: "Department of the applicant", ZH: "申请人所在部门"}
	NewLeader          = Text{EN: "Company leaders who appear", ZH: "出席的公司领导"}
	NewCoordination    = Text{EN: "Must General Affairs coordinate?", ZH: "需要综合管理部协调吗？"}
	NewCounterpart     = Text{EN: "Department that the guests come to see", ZH: "对口部门"}
	NewTeamFlag        = Text{EN: "who is on duty, as `ROLE=PERSON`, may repeat", ZH: "接待人员，写成 `岗位=姓名`，可重复"}
	NewRole            = Text{EN: "On duty as %[1]s", ZH: "%[1]s由谁担任"}
	NewRoom            = Text{EN: "Meeting room", ZH: "会议室"}
	NewRoomFrom        = Text{EN: "Meeting room from (YYYY-MM-DD HH:MM)", ZH: "会议室使用开始时间（YYYY-MM-DD HH:MM）"}
	NewRoomUntil       = Text{EN: "Meeting room until (YYYY-MM-DD HH:MM)", ZH: "会议室使用结束时间（YYYY-MM-DD HH:MM）"}
	NewAttendees       = Text{EN: "How many will be in the room", ZH: "会议室内总人数"}
	NewEquipment       = Text{EN: "Equipment", ZH: "设备"}
	NewCustodian       = Text{EN: "Who collects the equipment and returns it", ZH: "设备由谁领取和归还"}
	NewTobacco         = Text{EN: "Tobacco for the special guests?", ZH: "为特殊客户准备烟品吗？"}
	NewFruit           = Text{EN: "Kinds of fresh fruit", ZH: "水果份数"}
	NewDriedFruit      = Text{EN: "Kinds of dried fruit and nuts", ZH: "干果份数"}
	NewConfidentiality = Text{EN: "Confidentiality", ZH: "保密级别"}
	NewPublic          = Text{EN: "everybody may know", ZH: "公开"}
	NewInternal        = Text{EN: "staff may know", ZH: "内部"}
	NewConfidential    = Text{EN: "only who takes part may know", ZH: "保密，仅限参与人员"}
	NewRepeat          = Text{EN: "%[1]s; may repeat", ZH: "%[1]s，可重复"}
	NewNone            = Text{EN: "none", ZH: "不需要"}
	NewSeats           = Text{EN: "%[1]s, %[2]d seats", ZH: "%[1]s，%[2]d 座"}

	NewNotTime     = Text{EN: "write a day and a time, such as 2026-12-09 14:00", ZH: "请写日期和时间，如 2026-12-09 14:00"}
	NewPastTime    = Text{EN: "that time is past: it is %[1]s", ZH: "时间已过，现在是 %[1]s"}
	NewNotAfter    = Text{EN: "that is not after %[1]s", ZH: "应晚于 %[1]s"}
	NewNotInside   = Text{EN: "that is outside the stay, %[1]s to %[2]s", ZH: "不在来访时间（%[1]s 至 %[2]s）之内"}
	NewNotNumber   = Text{EN: "write a whole number from %[1]d to %[2]d", ZH: "请写 %[1]d 至 %[2]d 的整数"}
	NewBadText     = Text{EN: "that has characters that a plan cannot hold", ZH: "含有计划里不能写的字符"}
	NewNotID       = Text{EN: "write lower-case letters, digits and hyphens, such as hengtai-sales-review", ZH: "请用小写字母、数字和连字符，如 hengtai-sales-review"}
	NewTakenID     = Text{EN: "there is a visit of this id already: %[1]s", ZH: "已有同名编号的来访：%[1]s"}
	NewNotPair     = Text{EN: "write it as %[1]s", ZH: "请写成 %[1]s"}
	NewGuestSample = Text{EN: "NAME=POSITION", ZH: "姓名=职务"}
	NewTeamSample  = Text{EN: "ROLE=PERSON; the roles are %[1]s", ZH: "岗位=姓名；岗位有 %[1]s"}
	NewFromBroken  = Text{EN: "%[1]s has mistakes and cannot be copied; see “usher check %[1]s”", ZH: "%[1]s 有错误，不能复制；请运行“usher check %[1]s”"}
	NewFromSealed  = Text{EN: "%[1]s is sealed and cannot be copied: a copy would hold no more than its open part", ZH: "%[1]s 已密封，不能复制：复制出来的只有公开部分"}
	NewNoNotice    = Text{EN: "no notice is due; with a company leader, or General Affairs coordinating, it would have to be merged by %[1]s", ZH: "无须提前告知；如有公司领导出席或需综合管理部协调，须在 %[1]s 前合并"}
	NewNotice      = Text{EN: "notice is due (%[1]s): it must be merged by %[2]s", ZH: "须提前告知（%[1]s）：%[2]s 前必须合并"}
	NewLate        = Text{EN: "too late: notice is due (%[1]s), and it had to be merged by %[2]s", ZH: "已来不及：须提前告知（%[1]s），应在 %[2]s 前合并"}
	NewTaken       = Text{EN: "No room for so many is free then.", ZH: "届时没有坐得下的空闲会议室。"}
	NewNext        = Text{EN: "Commit %[1]s on a branch of its own, and open a pull request.", ZH: "请把 %[1]s 提交到新分支，并发起合并请求。"}
)
