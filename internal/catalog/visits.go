package catalog

// What each sheet is for, as render --list says.
var (
	UseReceptionPlan = Text{EN: "for approval: guests, who receives them, what is provided, what it may cost", ZH: "送审批：来宾、接待人员、各项安排与预算"}
	UseLoan          = Text{EN: "for each custodian: the equipment collected from General Affairs, and its return", ZH: "设备领用人每人一份：向综合管理部领取与归还的设备"}
	UseProcurement   = Text{EN: "for the buyer: fruit, tea, water, tobacco and gifts, how much, at what price, by when", ZH: "供采购使用：水果、茶水、烟品、礼品的数量、价格与最迟采购时间"}
	UseTickets       = Text{EN: "for the buyer: train and air tickets, for whom and by when", ZH: "供订票使用：车票、机票，为谁订、何时前订"}
	UseItinerary     = Text{EN: "for the guests, in their language: what takes place when and where", ZH: "给客人，用客人的语言：何时、何地、什么安排"}
	UseWelcome       = Text{EN: "for the lobby: a welcome to the guests", ZH: "放在大堂：欢迎来宾"}
	UseDoor          = Text{EN: "for the door of each booked room: what takes place and when", ZH: "贴在预订的会议室门上：何时、什么会议"}
	UseTents         = Text{EN: "for the table: a name tent for each guest and host, to be folded", ZH: "放在桌上：宾主每人一张席卡，折叠使用"}
)

// visitWords are those of a visit's sheets besides checklist, assignment and room-use
// record.
var visitWords = map[string]Text{
	// Reception plan.
	"reception-plan-title": {EN: "Reception Plan for Approval", ZH: "客户接待方案"},
	"reception-plan":       {EN: "Reception plan", ZH: "接待方案"},
	"budget-total":         {EN: "Budget", ZH: "预算合计"},
	"guest-list":           {EN: "Guests", ZH: "来宾"},
	"position":             {EN: "Position", ZH: "职务"},
	"guest-remarks":        {EN: "Diet, remarks", ZH: "饮食与备注"},
	"special-guest":        {EN: "special guest", ZH: "特殊客户"},
	"more-guests":          {EN: "and %[1]d more, not named", ZH: "另有 %[1]d 人未列名"},
	"escorts":              {EN: "Escorts", ZH: "陪同人员"},
	"role":                 {EN: "Role", ZH: "岗位"},
	"leader":               {EN: "Company leader", ZH: "公司领导"},
	"provided":             {EN: "Arrangements", ZH: "接待安排"},
	"provision":            {EN: "Item", ZH: "项目"},
	"provided-what":        {EN: "Arrangement", ZH: "安排"},
	"programme":            {EN: "Programme", ZH: "日程"},
	"refreshments":         {EN: "Refreshments", ZH: "茶歇"},
	"fruit-kinds":          {EN: "kinds of fresh fruit %[1]d, of dried fruit and nuts %[2]d", ZH: "水果 %[1]d 份、干果 %[2]d 份"},
	"tobacco":              {EN: "tobacco for special guests", ZH: "烟品（特殊客户）"},
	"vehicles":             {EN: "Cars", ZH: "用车"},
	"budget":               {EN: "Budget", ZH: "费用预算"},
	"cost-kind":            {EN: "Kind of cost", ZH: "费用项目"},
	"standard":             {EN: "Standard of the category", ZH: "本类别标准"},
	"budgeted":             {EN: "Budget", ZH: "预算"},
	"budget-remarks":       {EN: "Remarks", ZH: "备注"},
	"over-standard":        {EN: "over the standard", ZH: "超出标准"},
	"total":                {EN: "Total", ZH: "合计"},
	"total-in":             {EN: "Total (%[1]s)", ZH: "合计（%[1]s）"},
	"approval":             {EN: "Approval", ZH: "审批"},
	"applying-department":  {EN: "Applying department", ZH: "申请部门"},
	"company-leader":       {EN: "Company leader", ZH: "公司领导"},
	"agreed":               {EN: "Agreed", ZH: "同意"},
	"agreed-if":            {EN: "Agreed with changes", ZH: "修改后同意"},
	"sign-here":            {EN: "Signature", ZH: "签字"},
	"not-agreed":           {EN: "Not agreed", ZH: "不同意"},

	// Equipment loan slip.
	"loan-title":     {EN: "Equipment Loan Slip", ZH: "设备借用单"},
	"loan":           {EN: "Loan slip", ZH: "设备借用单"},
	"slip-no":        {EN: "Slip no.", ZH: "单号"},
	"borrower":       {EN: "Borrower", ZH: "领用人"},
	"borrower-dept":  {EN: "Department", ZH: "领用部门"},
	"lent":           {EN: "Equipment", ZH: "借用设备"},
	"item":           {EN: "Item", ZH: "名称"},
	"model":          {EN: "Model", ZH: "规格型号"},
	"asset-no":       {EN: "Asset no.", ZH: "编号"},
	"used-in":        {EN: "Room, from", ZH: "会议室、起用"},
	"due-back":       {EN: "Due back", ZH: "应还"},
	"state-out":      {EN: "State out", ZH: "借出状况"},
	"state-in":       {EN: "State in, date", ZH: "归还状况/日期"},
	"handler":        {EN: "Handler", ZH: "经手人"},
	"loan-note":      {EN: "Collected from General Affairs and returned after the meeting by the person named above; damage and loss are noted on return.", ZH: "由上列领用人向综合管理部领取，会后归还；如有损坏、遗失，归还时注明。"},
	"borrower-signs": {EN: "Borrower, date collected", ZH: "领用人（领取）"},
	"lent-by":        {EN: "Handed out by", ZH: "发放人"},
	"returned-to":    {EN: "Return accepted by", ZH: "归还验收人"},
	"damage-loss":    {EN: "Damage, loss", ZH: "损坏、遗失说明"},

	// Procurement list.
	"procurement-title": {EN: "Procurement List", ZH: "接待物品采购清单"},
	"procurement":       {EN: "Procurement list", ZH: "采购清单"},
	"fruit-due":         {EN: "Fruit, dried fruit", ZH: "水果、干果"},
	"diets":             {EN: "Diets", ZH: "饮食要求"},
	"to-buy":            {EN: "To buy", ZH: "采购物品"},
	"spec":              {EN: "Spec", ZH: "规格"},
	"unit-of":           {EN: "Unit", ZH: "单位"},
	"needed-by":         {EN: "Needed by", ZH: "需用日期"},
	"purchase-for":      {EN: "For", ZH: "用途"},
	"unpriced-one":      {EN: "one item without a price", ZH: "另有 1 项未定单价"},
	"requested-by":      {EN: "Requested by", ZH: "申请"},
	"approved":          {EN: "Approved by", ZH: "审批"},
	"accepted":          {EN: "Accepted by", ZH: "验收"},

	// Ticket list.
	"tickets-title":   {EN: "Ticket List", ZH: "订票单"},
	"ticket-list":     {EN: "Ticket list", ZH: "订票单"},
	"to-book":         {EN: "Tickets", ZH: "车票、机票"},
	"number":          {EN: "Number", ZH: "车次/航班"},
	"way":             {EN: "From, to", ZH: "出发/到达"},
	"departs":         {EN: "Departs", ZH: "时间"},
	"class-of-seat":   {EN: "Class", ZH: "舱位/席别"},
	"issued":          {EN: "Issued", ZH: "出票"},
	"book-by":         {EN: "Buy by", ZH: "最迟购票"},
	"train":           {EN: "train", ZH: "火车"},
	"flight":          {EN: "flight", ZH: "飞机"},
	"coach":           {EN: "coach", ZH: "汽车"},
	"ship":            {EN: "ship", ZH: "轮船"},
	"all-guests":      {EN: "all %[1]d guests", ZH: "全体来宾 %[1]d 人"},
	"id-note":         {EN: "Identity and passport numbers are asked of the guests and never written into the plan or onto this sheet.", ZH: "证件号码由订票人直接向客人询问，不写入计划，也不写在本单上。"},
	"booked-by-buyer": {EN: "Bought by", ZH: "订票人"},

	// Itinerary.
	"itinerary-title": {EN: "Itinerary", ZH: "行程安排"},
	"itinerary":       {EN: "Itinerary", ZH: "行程安排"},
	"welcome-party":   {EN: "Guests", ZH: "来宾单位"},
	"your-stay":       {EN: "Your visit", ZH: "来访时间"},
	"your-contact":    {EN: "Your contact", ZH: "接待联系人"},
	"arrival":         {EN: "Arrival", ZH: "抵达"},
	"departure":       {EN: "Departure", ZH: "返程"},
	"talks":           {EN: "Meeting", ZH: "会议"},
	"your-tickets":    {EN: "Tickets", ZH: "车票、机票"},
	"your-hotel":      {EN: "Hotel", ZH: "住宿"},
	"hotel":           {EN: "Hotel", ZH: "酒店"},
	"check-in":        {EN: "Check-in", ZH: "入住"},
	"check-out":       {EN: "Check-out", ZH: "退房"},
	"travellers":      {EN: "For", ZH: "乘客"},
	"driver":          {EN: "driver", ZH: "司机"},
	"good-stay":       {EN: "We wish you a pleasant stay.", ZH: "祝各位来访愉快！"},

	// Signs and tents.
	"welcome":       {EN: "Welcome sign", ZH: "欢迎牌"},
	"welcome-line":  {EN: "A warm welcome to", ZH: "热烈欢迎"},
	"welcome-after": {EN: "on your visit to our company", ZH: "各位来宾莅临指导"},
	"door":          {EN: "Door sign", ZH: "门牌"},
	"tents":         {EN: "Name tents", ZH: "席卡"},
	"fold":          {EN: "Fold at the marks; this panel is the base", ZH: "沿虚线对折，此面为底"},
}
