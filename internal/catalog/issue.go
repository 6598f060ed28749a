package catalog

// The verb intake.
var (
	ShortIntake = Text{EN: "make a plan of an issue", ZH: "把 issue 变成计划"}
	HelpIntake  = Text{
		EN: `Makes a plan of an issue that was filled in with the form of “usher form
--issue-form”, and writes it under visits/. EVENT is the event of a forge's job as a
JSON file ($GITHUB_EVENT_PATH), so that no shell ever touches what people wrote. On
standard output stands the path of the plan; its id is visit- and the issue's number.

What was written is taken as it is: “usher check” says what is wrong with it. Only
an issue that holds a personal number is refused, before it reaches the history.

Exit status: 0 written, 2 no plan could be made.`,
		ZH: `把用“usher form --issue-form”的表单填写的 issue 变成计划，写到 visits/ 下面。
EVENT 是代码平台任务的事件文件（JSON，即 $GITHUB_EVENT_PATH），用户填写的内容不经过
命令行。标准输出是计划的路径；计划编号是 visit- 加 issue 的编号。

填写的内容原样写入，有什么问题由“usher check”指出。只有写了个人证件号码的 issue 会被
拒绝，以免号码进入历史。

退出码：0 已写入；2 无法生成计划。`,
	}
	ExampleIntake = Text{
		EN: `  usher intake "$GITHUB_EVENT_PATH"`,
		ZH: `  usher intake "$GITHUB_EVENT_PATH"`,
	}
	ErrEvent       = Text{EN: "%[1]s is not the event of an issue", ZH: "%[1]s 不是 issue 事件"}
	ErrIssueNone   = Text{EN: "the issue was not filled in with the form: none of its fields is there", ZH: "这个 issue 不是用表单填写的，找不到表单里的任何一项"}
	ErrIssueTwice  = Text{EN: "“%[1]s” is there twice: write nothing else that looks like a heading of the form", ZH: "“%[1]s”出现了两次，请不要另写与表单标题相同的内容"}
	ErrIssueNumber = Text{EN: "“%[1]s” holds %[2]s, which must not be in a plan: edit the issue, and delete what the issue keeps of it", ZH: "“%[1]s”里写了%[2]s，计划里不得出现：请修改 issue，并删除 issue 的编辑记录"}
	ErrIssueMerged = Text{EN: "the plan is there already: %[1]s; change it there, not in the issue", ZH: "计划已经存在：%[1]s，请直接修改计划，不要修改 issue"}
)

// The issue form.
var (
	IssueName    = Text{EN: "Plan a visit", ZH: "填写来访计划"}
	IssueAbout   = Text{EN: "A customer comes to visit: this becomes a plan in a pull request", ZH: "有客户来访：填写后会生成计划并提交合并请求"}
	IssueTitle   = Text{EN: "Visit: ", ZH: "来访："}
	IssueIntro   = Text{EN: "Write no identity, passport or bank card numbers. Who is on duty and what the season calls for is filled in by the company's rules; what this form does not ask for can be added to the plan later.", ZH: "请不要填写身份证、护照、银行卡号码。值班人员和季节果品按公司规定自动安排；表单没有的内容可以之后在计划里补充。"}
	IssueYes     = Text{EN: "yes", ZH: "是"}
	IssueNo      = Text{EN: "no", ZH: "否"}
	IssueMoment  = Text{EN: "Date and time, such as 2026-12-09 14:00", ZH: "日期和时间，如 2026-12-09 14:00"}
	IssueLines   = Text{EN: "One on each line", ZH: "每行一项"}
	IssuePersons = Text{EN: "Names, one on each line", ZH: "姓名，每行一个"}

	IssueCategory     = Text{EN: "Category", ZH: "接待类别"}
	IssueOrganization = Text{EN: "Organisation", ZH: "来访单位"}
	IssueHeadcount    = Text{EN: "Number of guests", ZH: "来访人数"}
	IssueHeadcountIs  = Text{EN: "All of them, named below or not", ZH: "全部客人，不论下面是否列名"}
	IssueGuests       = Text{EN: "Guests", ZH: "来宾名单"}
	IssueGuestsAre    = Text{EN: "One on each line, the principal guest first: name, position", ZH: "每行一位，主宾在前：姓名，职务"}
	IssueContact      = Text{EN: "Contact at the customer's", ZH: "客户联系人"}
	IssueArrive       = Text{EN: "Arrival", ZH: "到达时间"}
	IssueDepart       = Text{EN: "Departure", ZH: "离开时间"}
	IssuePurpose      = Text{EN: "Purpose", ZH: "来访目的"}
	IssueRequirements = Text{EN: "Requirements of the guests", ZH: "接待要求"}
	IssueApplicant    = Text{EN: "Your name", ZH: "申请人姓名"}
	IssueDepartment   = Text{EN: "Your department", ZH: "申请部门"}
	IssueLeaders      = Text{EN: "Company leaders who appear", ZH: "出席的公司领导"}
	IssueCoordination = Text{EN: "General Affairs must coordinate", ZH: "需要综合管理部协调"}
	IssueCounterpart  = Text{EN: "Department the guests come to see (class D)", ZH: "对口部门（D 类）"}
	IssueRoom         = Text{EN: "Meeting room for the whole stay", ZH: "会议室（整个来访期间）"}
	IssueEquipment    = Text{EN: "Equipment in the room", ZH: "会议室设备"}
	IssueCustodian    = Text{EN: "Who collects and returns the equipment", ZH: "设备专人（领取和归还）"}
)
