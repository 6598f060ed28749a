package catalog

// The registers, usher render --xlsx.
var (
	RegisterVisits      = Text{EN: "Visit register", ZH: "来访登记"}
	RegisterRooms       = Text{EN: "Room register", ZH: "会议室使用登记"}
	RegisterLoans       = Text{EN: "Loan register", ZH: "设备借用登记"}
	RegisterProcurement = Text{EN: "Procurement list", ZH: "采购清单"}

	RegisterNo         = Text{EN: "No.", ZH: "序号"}
	RegisterDepart     = Text{EN: "Departure", ZH: "离开"}
	RegisterBudget     = Text{EN: "Budget", ZH: "预算"}
	RegisterSpent      = Text{EN: "Spent", ZH: "实际费用"}
	RegisterRevision   = Text{EN: "Plan revision", ZH: "计划版本"}
	RegisterFrom       = Text{EN: "From", ZH: "开始"}
	RegisterUntil      = Text{EN: "Until", ZH: "结束"}
	RegisterLayout     = Text{EN: "Layout", ZH: "布置"}
	RegisterEquipment  = Text{EN: "Equipment", ZH: "设备"}
	RegisterItem       = Text{EN: "Item", ZH: "名称"}
	RegisterPieces     = Text{EN: "Pieces", ZH: "数量"}
	RegisterDue        = Text{EN: "Due back", ZH: "应还"}
	RegisterBorrower   = Text{EN: "Borrower", ZH: "领用人"}
	RegisterReturned   = Text{EN: "Returned", ZH: "归还"}
	RegisterReturnedBy = Text{EN: "Returned by", ZH: "归还人"}
	RegisterNeeded     = Text{EN: "Needed by", ZH: "需用时间"}
	RegisterBuyBy      = Text{EN: "Buy by", ZH: "最迟采购"}
	RegisterSpec       = Text{EN: "Spec", ZH: "规格"}
	RegisterUnit       = Text{EN: "Unit", ZH: "单位"}
	RegisterQuantity   = Text{EN: "Qty", ZH: "数量"}
	RegisterPrice      = Text{EN: "Price (%[1]s)", ZH: "单价（%[1]s）"}
	RegisterAmount     = Text{EN: "Amount (%[1]s)", ZH: "金额（%[1]s）"}
	RegisterSupplier   = Text{EN: "Supplier", ZH: "供应商"}
	RegisterFor        = Text{EN: "For", ZH: "用途"}
	RegisterTimes      = Text{EN: "%[1]s × %[2]d", ZH: "%[1]s × %[2]d"}

	FlagXLSX = Text{EN: "write registers of visits, rooms, loans and procurement as spreadsheets, instead of sheets", ZH: "不生成单据，改为生成电子表格：来访、会议室使用、设备借用登记和采购清单"}
)
