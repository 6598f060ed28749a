package catalog

// What the verbs that list things share.
var (
	ListUnread   = Text{EN: "%[1]s cannot be read, so nothing of it is listed; see “usher check”", ZH: "%[1]s 无法读取，未列入；请运行“usher check”"}
	ListPart     = Text{EN: "%[1]s has mistakes, so that the list may lack something of it; see “usher check”", ZH: "%[1]s 有错误，列出的内容可能不全；请运行“usher check”"}
	ListSealed   = Text{EN: "of these plans, something is sealed that the list lacks: %[1]s; see “usher open”", ZH: "以下计划有密封内容，未列入：%[1]s；持有密钥的请用“usher open”查看"}
	ListAt       = Text{EN: "list as of `TIME` (RFC 3339, or YYYY-MM-DD HH:MM in the company's zone)", ZH: "按 `TIME` 这一时刻列出（RFC 3339，或公司时区的 YYYY-MM-DD HH:MM）"}
	Undisclosed  = Text{EN: "(confidential)", ZH: "（保密）"}
	ColumnPlan   = Text{EN: "Plan", ZH: "计划"}
	ColumnVisit  = Text{EN: "Visit", ZH: "来访日期"}
	ColumnState  = Text{EN: "State", ZH: "状态"}
	ColumnDue    = Text{EN: "Due", ZH: "期限"}
	ColumnOwner  = Text{EN: "Owner", ZH: "负责人"}
	ColumnWhat   = Text{EN: "What", ZH: "事项"}
	StateOverdue = Text{EN: "overdue", ZH: "逾期"}
	StateOpen    = Text{EN: "open", ZH: "未完成"}
)

// The verb waivers.
var (
	ShortWaivers = Text{EN: "list the waivers", ZH: "列出规则豁免"}
	HelpWaivers  = Text{
		EN: `Lists the waivers of all visits that are neither over nor cancelled: which rule is
set aside for which visit, why, by whom, until when, and whether it holds. With
--all also those of visits that are over. Nothing is told of a confidential visit
but its id and times; the reason stays in the plan.

Exit status: 0 listed, 1 a plan could not be read whole, 2 nothing could be listed.`,
		ZH: `列出所有未结束、未取消的来访的规则豁免：哪次来访不按哪条规则办、理由、批准人、
有效期，以及是否有效。加 --all 时包括已结束的来访。保密来访只写编号和时间，
理由只在计划里看得到。

退出码：0 已列出；1 有计划不能完整读取；2 无法列出。`,
	}
	ExampleWaivers = Text{
		EN: `  usher waivers
  usher waivers --all --format json`,
		ZH: `  usher waivers
  usher waivers --all --format json`,
	}
	FlagWaiversAll   = Text{EN: "also those of visits that are over", ZH: "包括已结束的来访"}
	NoWaivers        = Text{EN: "no rule is waived", ZH: "没有规则豁免"}
	ColumnRule       = Text{EN: "Rule", ZH: "规则"}
	ColumnApproved   = Text{EN: "Approved by", ZH: "批准人"}
	ColumnUntil      = Text{EN: "Until", ZH: "有效期至"}
	ColumnReason     = Text{EN: "Reason", ZH: "理由"}
	WaiverInForce    = Text{EN: "in force", ZH: "有效"}
	WaiverUnneeded   = Text{EN: "not needed", ZH: "未用到"}
	WaiverExpired    = Text{EN: "expired", ZH: "已过期"}
	WaiverDoesntHold = Text{EN: "does not hold", ZH: "无效"}
)

// The verb loans.
var (
	ShortLoans = Text{EN: "list keys and equipment that are out", ZH: "列出未归还的钥匙和设备"}
	HelpLoans  = Text{
		EN: `Lists the keys and the equipment of every booking that has begun, as far as the
plan's outcome does not say that they are back (outcome: returned:): who has what
since when, and when it is due. The custodian answers for it, else the applicant.

Exit status: 0 listed, 1 a plan could not be read whole, 2 nothing could be listed.`,
		ZH: `列出已经开始的会议室预订中，计划的 outcome: returned: 尚未写明归还的钥匙和设备：
谁领用、什么物品、何时领用、应何时归还。由领用人负责，没有写领用人的由申请人负责。

退出码：0 已列出；1 有计划不能完整读取；2 无法列出。`,
	}
	ExampleLoans = Text{
		EN: `  usher loans
  usher loans --at "2026-12-10 09:00"`,
		ZH: `  usher loans
  usher loans --at "2026-12-10 09:00"`,
	}
	NoLoans      = Text{EN: "nothing is out", ZH: "没有未归还的物品"}
	ColumnHolder = Text{EN: "Held by", ZH: "领用人"}
	ColumnItem   = Text{EN: "Item", ZH: "物品"}
	ColumnRooms  = Text{EN: "Rooms", ZH: "会议室"}
	ColumnSince  = Text{EN: "Since", ZH: "领用时间"}
	LoanKey      = Text{EN: "Key", ZH: "钥匙"}
	LoanOut      = Text{EN: "out", ZH: "在用"}
	LoanPieces   = Text{EN: "%[1]s × %[2]d", ZH: "%[1]s × %[2]d"}
)

// The verb follow-ups.
var (
	ShortFollowUps = Text{EN: "list the open follow-ups", ZH: "列出未完成的后续事项"}
	HelpFollowUps  = Text{
		EN: `Lists what was promised during visits and is not done yet, the most urgent first.
Nothing is told of a confidential visit but its id, times and who answers for it.

Exit status: 0 listed, 1 a plan could not be read whole, 2 nothing could be listed.`,
		ZH: `列出来访中答应而尚未完成的后续事项，最急的在前。
保密来访只写编号、时间和负责人。

退出码：0 已列出；1 有计划不能完整读取；2 无法列出。`,
	}
	ExampleFollowUps = Text{
		EN: `  usher follow-ups
  usher follow-ups --owner 刘洋`,
		ZH: `  usher follow-ups
  usher follow-ups --owner 刘洋`,
	}
	FlagOwner    = Text{EN: "only those of `NAME`", ZH: "只列 `NAME` 负责的"}
	NoFollowUps  = Text{EN: "no follow-up is open", ZH: "没有未完成的后续事项"}
	NoOwner      = Text{EN: "nobody is called %[1]q, in the directory or in a follow-up", ZH: "通讯录和后续事项里都没有“%[1]s”"}
	NoOwnerMeant = Text{EN: "nobody is called %[1]q; did you mean %[2]q?", ZH: "没有“%[1]s”这个人；是不是“%[2]s”？"}
)

// The verb purge.
var (
	ShortPurge = Text{EN: "take out sealed files past their time, and list such plans", ZH: "移除超过保存期限的密封文件，列出超过期限的计划"}
	HelpPurge  = Text{
		EN: `Takes out the sealed files of plans whose visit is longer ago than plans are
kept (policies/retention.cue). Their open parts stay, and say so. What git's
history holds of these files stays readable with the keys that they were sealed
to: each is named, and whether a plan that is kept still needs it. Once all are
destroyed, nobody can read that history any more.

--list takes out nothing. It lists all plans that need not be kept, sealed or
not, and how to take them out as a whole: git keeps every version that was ever
committed, so that this is for whoever looks after the repository to decide.

Exit status: 0 done, 1 a plan could not be read whole, 2 it could not be done.`,
		ZH: `移除超过保存期限（policies/retention.cue）的密封文件。计划的公开部分保留，并注明已清除。
git 历史里的密封文件，仍能用当初的密钥打开：逐把列出这些密钥，并说明是否还有保存期内的计划要用。
这些密钥全部销毁后，那段历史就再也无法读出。

加 --list 时不移除任何文件，列出所有超过保存期限的计划（不论是否密封），并说明如何整份移除：
git 会保留提交过的每个版本，是否清除由仓库管理人决定。

退出码：0 已完成；1 有计划不能完整读取；2 无法进行。`,
	}
	ExamplePurge = Text{
		EN: `  usher purge --list
  usher purge
  usher purge --list --format json`,
		ZH: `  usher purge --list
  usher purge
  usher purge --list --format json`,
	}
	FlagPurgeList = Text{EN: "list the plans; nothing is taken out", ZH: "列出计划，不移除"}
	PurgeAt       = Text{EN: "take out or list as of `TIME` (RFC 3339, or YYYY-MM-DD HH:MM in the company's zone)", ZH: "按 `TIME` 这一时刻移除或列出（RFC 3339，或公司时区的 YYYY-MM-DD HH:MM）"}

	NoPurgeSealed     = Text{EN: "no sealed file is past its time (%[1]d months after the visit)", ZH: "没有超过保存期限（来访后 %[1]d 个月）的密封文件"}
	ColumnTakenOut    = Text{EN: "Taken out", ZH: "已移除"}
	PurgeSealed       = Text{EN: "“usher purge” takes out these sealed files:", ZH: "“usher purge”会移除以下密封文件："}
	PurgeTaken        = Text{EN: "The open parts stay, and say so. To commit this:", ZH: "公开部分保留，并已注明。提交："}
	PurgeCommitSealed = Text{EN: "Take out sealed files past their time", ZH: "移除超过保存期限的密封文件"}
	PurgeOpen         = Text{EN: "more that need not be kept: %[1]s; see “usher purge --list”", ZH: "另有 %[1]s超过保存期限，见“usher purge --list”"}
	PurgeKeys         = Text{EN: "The history still holds these files. Nobody can read them there once all of these keys are destroyed, every copy of each:", ZH: "历史记录里仍有这些文件。以下密钥连同所有副本全部销毁后，历史里的内容就再也无法读出："}
	PurgeKeyFree      = Text{EN: "%[1]s: no plan that is kept needs it", ZH: "%[1]s：保存期内的计划都不再需要"}
	PurgeKeyNeeded    = Text{EN: "%[1]s: not yet, it opens plans that are kept: %[2]s", ZH: "%[1]s：暂不能销毁，以下计划还在保存期内：%[2]s"}
	PurgeKeyInForce   = Text{EN: "%[1]s: not yet, visits are still sealed to it", ZH: "%[1]s：暂不能销毁，还在用它密封"}
	PurgeInTheOpen    = Text{EN: "Without any key, these commits show more of %[1]s than may lie open; only rewriting the history helps:", ZH: "以下提交中有 %[1]s 不应公开的明文，无需密钥即可读到，只能改写历史："}
	PurgePastUnknown  = Text{EN: "note: the history could not be looked through, there may be more keys (%[1]s)", ZH: "注意：无法查阅历史记录，可能还有其他密钥（%[1]s）"}
	ErrPurged         = Text{EN: "%[1]s: its sealed file was taken out on %[2]s, as it is kept no longer", ZH: "%[1]s：保存期已满，密封文件已于 %[2]s 移除"}

	NoPurge     = Text{EN: "no plan is past its time (%[1]d months after the visit)", ZH: "没有超过保存期限（来访后 %[1]d 个月）的计划"}
	ColumnLeft  = Text{EN: "Left", ZH: "离开日期"}
	ColumnKept  = Text{EN: "Kept until", ZH: "保存至"}
	ColumnFile  = Text{EN: "File", ZH: "文件"}
	PurgeRemove = Text{EN: "to take them out of the present state, and commit:", ZH: "从当前版本移除并提交："}
	PurgeKeeps  = Text{
		EN: "The history still holds every version of them, and so does every clone. To take them out there too, whoever looks after the repository rewrites it (git filter-repo; of a file that was moved, name the earlier paths as well), after which everybody clones anew:",
		ZH: "历史记录和每个人的克隆里仍保留所有版本。要连历史一起清除，须由仓库管理人改写历史（git filter-repo；移动过的文件还要写上原来的路径），之后所有人重新克隆：",
	}
	PurgeCommit = Text{EN: "Remove plans past their time", ZH: "移除超过保存期限的计划"}
)
