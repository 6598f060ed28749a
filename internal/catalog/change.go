package catalog

// What of a visit a change is about, by internal/change's topics.
var ChangeTopics = map[string]Text{
	"visit":           {EN: "visit", ZH: "来访"},
	"status":          {EN: "status", ZH: "状态"},
	"category":        {EN: "category", ZH: "类别"},
	"confidentiality": {EN: "confidentiality", ZH: "密级"},
	"time":            {EN: "time", ZH: "时间"},
	"rooms":           {EN: "room", ZH: "会议室"},
	"equipment":       {EN: "equipment", ZH: "设备"},
	"guests":          {EN: "guests", ZH: "来宾"},
	"purpose":         {EN: "purpose", ZH: "来访目的与要求"},
	"team":            {EN: "team", ZH: "接待人员"},
	"programme":       {EN: "programme", ZH: "日程"},
	"refreshments":    {EN: "refreshments", ZH: "茶点"},
	"travel":          {EN: "tickets", ZH: "车票机票"},
	"lodging":         {EN: "lodging", ZH: "住宿"},
	"meals":           {EN: "meals", ZH: "用餐"},
	"vehicles":        {EN: "cars", ZH: "用车"},
	"gifts":           {EN: "gifts", ZH: "礼品"},
	"budget":          {EN: "budget", ZH: "预算"},
	"waivers":         {EN: "waivers", ZH: "豁免"},
	"outcome":         {EN: "outcome", ZH: "接待结果"},
	"sealed":          {EN: "sealed part", ZH: "密封部分"},
}
