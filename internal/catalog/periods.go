package catalog

// What each sheet is for, as render --list says.
var (
	UseChecklist       = Text{EN: "for the coordinator: what has to be done before, during and after the visit, by whom and when", ZH: "供接待负责人使用：来访前、当日、收尾各项工作，由谁做、何时完成"}
	UseAssignment      = Text{EN: "for everybody on duty: the run of show, who leads, who supports, and their signatures", ZH: "供全体接待人员使用：日程、主责与协助、本人签收"}
	UseRoom            = Text{EN: "for each booking of a room: layout, equipment, checks before and after, hand-over", ZH: "每次使用会议室一份：布置、设备、使用前后检查与交接"}
	UseRunSheet        = Text{EN: "for General Affairs: arrivals, rooms, vehicles and meals of all visits of a day, in order of time", ZH: "供综合管理部使用：当日全部来访的到达、会议室、用车、用餐，按时间排列"}
	UseRoomPlan        = Text{EN: "for General Affairs and the notice board: who has which room when in a week", ZH: "供综合管理部使用、公告栏张贴：一周内各会议室的使用安排"}
	UseProcurementWeek = Text{EN: "for who buys: what the visits of a week need, merged, with the last day to buy it", ZH: "供采购人员使用：一周内各来访所需物品合并汇总，附最迟采购时间"}
	UseRoster          = Text{EN: "for everybody: who is on duty for which visit on which day of a week", ZH: "供全体人员使用：一周内每人每天的接待值班安排"}
)

// The choice of sheets.
var (
	FlagSheet     = Text{EN: "only sheets of `KIND`, may repeat; --list names them", ZH: "只生成 `KIND` 这种单据，可重复；--list 列出全部种类"}
	FlagVisit     = Text{EN: "only sheets of the visit `ID`, may repeat; the same as PLAN", ZH: "只生成编号为 `ID` 的来访的单据，可重复；与 PLAN 相同"}
	FlagDay       = Text{EN: "only what is printed for `DAY`: YYYY-MM-DD, today or tomorrow", ZH: "只生成 `DAY` 当天要打印的单据：YYYY-MM-DD、today（今天）或 tomorrow（明天）"}
	FlagWeek      = Text{EN: "only what is printed for `WEEK` and its days: YYYY-Www, or a day in it", ZH: "只生成 `WEEK` 这一周及其各日的单据：YYYY-Www，或周内任意一天"}
	FlagCombined  = Text{EN: "one file of all sheets in printing order, each on a new page", ZH: "按打印顺序合并成一个文件，每份单据另起一页"}
	FlagSheetList = Text{EN: "name all kinds of sheets, and write none", ZH: "列出全部单据种类，不生成文件"}

	ErrNoSheet       = Text{EN: `there is no sheet %[1]q; choose from %[2]s`, ZH: `没有“%[1]s”这种单据；可选：%[2]s`}
	ErrNoSheetMeant  = Text{EN: `there is no sheet %[1]q; did you mean %[2]q? There are %[3]s`, ZH: `没有“%[1]s”这种单据；是不是“%[2]s”？可选：%[3]s`}
	ErrSheetDay      = Text{EN: `--day %[1]q is no day: write 2026-12-03, today or tomorrow`, ZH: `--day “%[1]s”不是日期：请写 2026-12-03、today 或 tomorrow`}
	ErrSheetWeek     = Text{EN: `--week %[1]q is no week: write 2026-W49, or a day in it such as 2026-12-03 or today`, ZH: `--week “%[1]s”不是某一周：请写 2026-W49，或周内的一天，如 2026-12-03、today`}
	ErrOnlyWithList  = Text{EN: `--format belongs to --list and --check: the sheets are HTML`, ZH: `--format 只与 --list、--check 同用：单据都是 HTML`}
	RenderedCombined = Text{EN: "%[1]d sheets in one file, %[2]s", ZH: "%[1]d 份单据合并为一个文件：%[2]s"}
	RenderedPeriods  = Text{EN: "%[1]d sheets in %[2]s (%[3]d new or changed, %[4]d removed)", ZH: "%[2]s 中现有 %[1]d 份单据（新增或更改 %[3]d 份，移除 %[4]d 份）"}
	NoSuchSheets     = Text{EN: "no sheet is due that was asked for; nothing was written", ZH: "没有符合条件的单据，未生成文件"}

	ColumnSheet = Text{EN: "Sheet", ZH: "单据"}
	ColumnTitle = Text{EN: "Title", ZH: "标题"}
	ColumnScope = Text{EN: "One for each", ZH: "每份对应"}
	ColumnUse   = Text{EN: "What for", ZH: "用途"}
	ScopeVisit  = Text{EN: "visit", ZH: "来访"}
	ScopeRoom   = Text{EN: "booking", ZH: "会议室预订"}
	ScopeDay    = Text{EN: "day", ZH: "日"}
	ScopeWeek   = Text{EN: "week", ZH: "周"}
)

// periodWords are those of the sheets of a day or a week.
var periodWords = map[string]Text{
	"all-visits": {EN: "All visits", ZH: "全部来访"},
	"week-no":    {EN: "Week %[1]d", ZH: "第 %[1]d 周"},

	// Several sheets in one file.
	"combined":      {EN: "Sheets to print", ZH: "打印单据合集"},
	"page-of-sheet": {EN: "Page # (all: # of #)", ZH: "第 # 页（全册 # / #）"},

	// Run sheet.
	"run-sheet-title": {EN: "Reception Run Sheet of the Day", ZH: "当日接待总表"},
	"run-sheet":       {EN: "Run sheet", ZH: "当日接待总表"},
	"day-of":          {EN: "Day", ZH: "日期"},
	"visits":          {EN: "Visits", ZH: "来访批次"},
	"rooms-used":      {EN: "Rooms", ZH: "会议室"},
	"untold":          {EN: "Guests, transfers and meals are without those of internal meetings.", ZH: "人数、用车、用餐不含内部会议。"},
	"transfers":       {EN: "Transfers", ZH: "用车"},
	"meals":           {EN: "Meals", ZH: "用餐"},
	"visits-today":    {EN: "Visits of the day", ZH: "当日来访"},
	"arrives-leaves":  {EN: "Arrives – leaves", ZH: "到达 – 离开"},
	"class-guests":    {EN: "Class, guests", ZH: "规格、人数"},
	"timetable":       {EN: "In order of time", ZH: "时间安排"},
	"what":            {EN: "What", ZH: "事项"},
	"notes":           {EN: "To prepare", ZH: "准备要点"},
	"changes-of-day":  {EN: "Changes and incidents", ZH: "变更与异常"},
	"all-day":         {EN: "all day", ZH: "全天"},
	"no-visits":       {EN: "No visit.", ZH: "没有来访。"},
	"left-out":        {EN: "Not on this sheet, because the plan has mistakes:", ZH: "计划有误，未列入本表："},
	"left-sealed":     {EN: "Not on this sheet, because the plan is sealed:", ZH: "计划已密封，未列入本表："},
	"day-unknown":     {EN: "day not known", ZH: "日期不明"},

	// The sheets of a week.
	"week-of":                {EN: "Week", ZH: "周次"},
	"from-to":                {EN: "Days", ZH: "日期"},
	"room-plan-title":        {EN: "Meeting Rooms of the Week", ZH: "周会议室安排"},
	"room-plan":              {EN: "Room plan", ZH: "周会议室安排"},
	"kept-free":              {EN: "kept free %[1]d min before and %[2]d min after each use", ZH: "使用前留 %[1]d 分钟布场，使用后留 %[2]d 分钟复位"},
	"procurement-week-title": {EN: "Procurement List of the Week", ZH: "周采购汇总清单"},
	"procurement-week":       {EN: "Procurement of the week", ZH: "周采购汇总清单"},
	"item-spec":              {EN: "Item, specification", ZH: "名称、规格"},
	"unit":                   {EN: "Unit", ZH: "单位"},
	"quantity":               {EN: "Qty", ZH: "数量"},
	"price":                  {EN: "Price", ZH: "单价"},
	"amount":                 {EN: "Amount", ZH: "金额"},
	"supplier":               {EN: "Supplier", ZH: "供应商"},
	"buy-by":                 {EN: "Buy by", ZH: "最迟采购"},
	"needed-first":           {EN: "First needed", ZH: "最早需用"},
	"for-visits":             {EN: "For", ZH: "用途"},
	"received":               {EN: "Received, date", ZH: "到货验收"},
	"sum":                    {EN: "Total", ZH: "合计"},
	"unpriced":               {EN: "%[1]d items without a price", ZH: "另有 %[1]d 项未定单价"},
	"in-currency":            {EN: "Amounts in %[1]s", ZH: "金额单位：%[1]s"},
	"nothing-to-buy":         {EN: "Nothing to buy.", ZH: "没有需要采购的物品。"},
	"asked-by":               {EN: "Requested by", ZH: "申请"},
	"approved-by":            {EN: "Approved by", ZH: "审批"},
	"received-by":            {EN: "Received by", ZH: "验收"},
	"roster-title":           {EN: "Duty Roster of the Week", ZH: "周接待值班表"},
	"roster":                 {EN: "Duty roster", ZH: "周接待值班表"},
	"person":                 {EN: "Name", ZH: "姓名"},
	"clash":                  {EN: "clash", ZH: "冲突"},
	"clash-note":             {EN: "%[1]s: two visits need the same person at once; see “usher check”.", ZH: "“%[1]s”：同一时间有两次来访需要同一人，请调整。"},
	"nobody":                 {EN: "Nobody is on duty.", ZH: "本周没有接待任务。"},
}
