package catalog

// Weekdays are the days of the week as sheets abbreviate them, by time.Weekday.
var Weekdays = [7]Text{
	{EN: "Sun", ZH: "周日"},
	{EN: "Mon", ZH: "周一"},
	{EN: "Tue", ZH: "周二"},
	{EN: "Wed", ZH: "周三"},
	{EN: "Thu", ZH: "周四"},
	{EN: "Fri", ZH: "周五"},
	{EN: "Sat", ZH: "周六"},
}

// Sheets are the words on the printed sheets. Templates ask for them by key,
// {{t "visitor"}}; a key that is not here stops the rendering.
var Sheets = together(sharedWords, visitWords, periodWords)

// together is all words of the lists; a key that two of them have is a mistake in
// this package.
func together(lists ...map[string]Text) map[string]Text {
	all := map[string]Text{}
	for _, list := range lists {
		for key, text := range list {
			if _, twice := all[key]; twice {
				panic("the key " + key + " stands twice among the words of the sheets")
			}
			all[key] = text
		}
	}
	return all
}

// sharedWords are those of the head and the foot, of the visit and its first sheets.
var sharedWords = map[string]Text{
	// Head and foot of every sheet.
	"scan":          {EN: "Scan: latest plan", ZH: "扫码看最新计划"},
	"revision":      {EN: "Plan revision", ZH: "计划版本"},
	"not-committed": {EN: "not committed", ZH: "未提交"},
	"continued":     {EN: "cont.", ZH: "续"},
	"page-of":       {EN: "Page # of #", ZH: "第 # / # 页"},
	"public":        {EN: "Public", ZH: "公开"},
	"internal":      {EN: "Internal", ZH: "内部"},
	"confidential":  {EN: "Confidential", ZH: "机密"},
	"sealed-mark":   {EN: "Confidential", ZH: "保密"},
	"waived":        {EN: "Waived", ZH: "豁免"},
	"waived-by":     {EN: "approved by", ZH: "批准"},
	"waived-until":  {EN: "until", ZH: "截至"},
	"changed":       {EN: "changed", ZH: "有变更"},
	"changed-since": {EN: "Changed since %[1]s: %[2]s", ZH: "较上次打印的 %[1]s 版有变更：%[2]s"},

	// Facts of the visit.
	"visitor":      {EN: "Visitor", ZH: "来访单位"},
	"date":         {EN: "Date", ZH: "来访时间"},
	"guests":       {EN: "Guests", ZH: "人数"},
	"persons":      {EN: "people", ZH: "人"},
	"lead-guest":   {EN: "Lead guest", ZH: "主宾"},
	"class":        {EN: "Class", ZH: "接待规格"},
	"class-of":     {EN: "Class %[1]s", ZH: "%[1]s 类"},
	"coordinator":  {EN: "Coordinator", ZH: "接待负责人"},
	"main-room":    {EN: "Main room", ZH: "主会场"},
	"no-room":      {EN: "none", ZH: "不用会议室"},
	"purpose":      {EN: "Purpose", ZH: "来访目的"},
	"requirements": {EN: "Requirements", ZH: "接待要求"},
	"leaders":      {EN: "Leaders attending", ZH: "出席领导"},
	"tickets":      {EN: "Tickets", ZH: "车票、机票"},
	"lodging":      {EN: "Lodging", ZH: "住宿"},
	"hotel-rooms":  {EN: "%[1]d rooms", ZH: "%[1]d 间"},
	"gifts":        {EN: "Gifts", ZH: "礼品"},
	"applicant":    {EN: "Applicant", ZH: "申请人"},

	// Checklist.
	"checklist-title": {EN: "Customer Visit Reception Checklist", ZH: "客户来访接待检查表"},
	"checklist":       {EN: "Checklist", ZH: "接待检查表"},
	"done":            {EN: "Done", ZH: "完成"},
	"no":              {EN: "No.", ZH: "序号"},
	"item-to-check":   {EN: "Item to check", ZH: "检查事项"},
	"owner":           {EN: "Owner", ZH: "责任人"},
	"due":             {EN: "Due", ZH: "时限"},
	"done-at":         {EN: "Done, initials", ZH: "完成时间/签名"},
	"remarks":         {EN: "Issue, remarks", ZH: "异常与备注"},
	"key":             {EN: "Key", ZH: "关键"},
	"key-note":        {EN: "Items marked %[1]s must be done before the next phase starts.", ZH: "“%[1]s”项未完成不得进入下一阶段，由接待负责人当面确认。"},
	"follow-ups":      {EN: "Issues and follow-ups", ZH: "异常与改进"},
	"head-of-dept":    {EN: "Head of department", ZH: "部门主管"},
	"filed-by":        {EN: "Filed by", ZH: "归档人"},
	"year":            {EN: "Y", ZH: "年"},
	"month":           {EN: "M", ZH: "月"},
	"day":             {EN: "D", ZH: "日"},

	// Room-use record.
	"room-title":       {EN: "Meeting Room Use Record", ZH: "会议室使用记录单"},
	"room-record":      {EN: "Room use record", ZH: "会议室使用记录单"},
	"meeting":          {EN: "Meeting", ZH: "会议名称"},
	"record-no":        {EN: "Record no.", ZH: "单号"},
	"room":             {EN: "Room", ZH: "会议室"},
	"room-seats":       {EN: "%[1]d seats", ZH: "容 %[1]d 人"},
	"use-date":         {EN: "Date", ZH: "使用日期"},
	"booked-time":      {EN: "Booked", ZH: "预订时段"},
	"with-set-up":      {EN: "kept free %[1]s–%[2]s", ZH: "含布场 %[1]s–%[2]s"},
	"attendees":        {EN: "People", ZH: "人数"},
	"booked-by":        {EN: "Department / booked by", ZH: "使用部门 / 申请人"},
	"room-service":     {EN: "Room service", ZH: "会场服务"},
	"custodian":        {EN: "Equipment custodian", ZH: "设备领还人"},
	"layout-equipment": {EN: "Layout and equipment", ZH: "布置与设备"},
	"check-use":        {EN: "Check before and after use", ZH: "使用前后检查"},
	"check-item":       {EN: "Item", ZH: "检查项"},
	"before":           {EN: "Before", ZH: "使用前"},
	"after":            {EN: "After", ZH: "使用后"},
	"ok":               {EN: "OK", ZH: "正常"},
	"fault":            {EN: "Fault", ZH: "异常"},
	"damage":           {EN: "If not in order", ZH: "损坏与异常说明"},
	"hand-over":        {EN: "Actual use and hand-over", ZH: "实际使用与交接"},
	"started":          {EN: "Started", ZH: "实际开始"},
	"ended":            {EN: "Ended", ZH: "实际结束"},
	"people-present":   {EN: "People present", ZH: "实到人数"},
	"key-returned":     {EN: "Key returned", ZH: "钥匙 / 门卡归还"},
	"user":             {EN: "User", ZH: "使用人"},
	"ticked":           {EN: "yes", ZH: "已选"},

	// Assignment sheet.
	"assignment-title": {EN: "Reception Assignment Sheet", ZH: "接待分工表"},
	"assignment":       {EN: "Assignment sheet", ZH: "接待分工表"},
	"run-of-show":      {EN: "Run of show", ZH: "日程与岗位"},
	"lead-mark":        {EN: "Lead", ZH: "主责"},
	"time":             {EN: "Time", ZH: "时间"},
	"step":             {EN: "Step", ZH: "环节"},
	"place":            {EN: "Place", ZH: "地点"},
	"lead-support":     {EN: "Lead / support", ZH: "主责 / 协助"},
	"what-to-do":       {EN: "What to do", ZH: "工作要点"},
	"team":             {EN: "Team and acknowledgement", ZH: "成员签收"},
	"name":             {EN: "Name", ZH: "姓名"},
	"department":       {EN: "Department", ZH: "部门"},
	"mobile":           {EN: "Mobile", ZH: "手机"},
	"duties":           {EN: "Responsible for", ZH: "职责"},
	"signature":        {EN: "Signature", ZH: "本人签收"},
	"transfer":         {EN: "Transfer", ZH: "接送"},
	"seats":            {EN: "%[1]d seats", ZH: "%[1]d 座"},
	"room-use":         {EN: "Meeting room", ZH: "会议室使用"},
	"people":           {EN: "%[1]d people", ZH: "%[1]d 人"},
	"room-kept":        {EN: "ready from %[1]s, cleared by %[2]s", ZH: "%[1]s 起布场，%[2]s 前复位"},
	"guests-arrive":    {EN: "Guests arrive", ZH: "客人到达"},
	"guests-leave":     {EN: "Guests leave", ZH: "客人离开"},
	"meal":             {EN: "Meal", ZH: "用餐"},
	"breakfast":        {EN: "Breakfast", ZH: "早餐"},
	"lunch":            {EN: "Lunch", ZH: "午餐"},
	"dinner":           {EN: "Dinner", ZH: "晚餐"},
	"meal-for":         {EN: "%[1]d guests, %[2]d companions", ZH: "客人 %[1]d，陪同 %[2]d"},
	"diet":             {EN: "%[1]s %[2]d", ZH: "%[1]s %[2]d"},
	"duty-leader":      {EN: "Receives the guests", ZH: "出席接待"},
	"duty-driver":      {EN: "Transfers", ZH: "车辆接送"},
	"duty-room":        {EN: "Meeting room", ZH: "会场服务"},
	"duty-custodian":   {EN: "Collects and returns the equipment", ZH: "设备领用与归还"},

	// Index.
	"index-title":      {EN: "Reception sheets by day", ZH: "接待表单（按日）"},
	"index":            {EN: "Reception sheets", ZH: "接待表单"},
	"index-empty":      {EN: "No visit to print.", ZH: "没有要打印的来访。"},
	"internal-meeting": {EN: "Internal meeting", ZH: "内部会议"},
	"continues":        {EN: "continues", ZH: "续前日"},

	// Report of a period.
	"period":  {EN: "Period", ZH: "期间"},
	"planned": {EN: "Planned", ZH: "预算"},
	"actual":  {EN: "Actual", ZH: "实际"},
	"none":    {EN: "none", ZH: "无"},
}
