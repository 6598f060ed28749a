package catalog

// Whom sheets are made for (R5.1).
var (
	FlagFor   = Text{EN: "make the sheets for a `READER`, who sees what it needs and no more: driver, kitchen, guests, …", ZH: "按某一类`读者`出单据，只含其需要的内容：driver、kitchen、guests 等"}
	ErrReader = Text{EN: "there is no reader “%[1]s”; %[2]s", ZH: "没有“%[1]s”这类读者；%[2]s"}

	Hushed = Text{
		EN: "findings that may speak of what the reader is not to see: %[1]d; “usher check” tells them",
		ZH: "检查发现 %[1]d 条问题，其中可能有该读者不应看到的内容；请用“usher check”查看",
	}
	RefusedUnseen = Text{
		EN: "refused: %[1]s cannot be printed; “usher check” tells why",
		ZH: "已拒绝：%[1]s 无法出单据；原因请用“usher check”查看",
	}
)
