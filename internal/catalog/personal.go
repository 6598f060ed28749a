package catalog

// Kinds of personal numbers (R5.1), as they stand inside a sentence.
var (
	PersonalIdentity = Text{EN: "an identity number", ZH: "身份证号"}
	PersonalPassport = Text{EN: "a passport number", ZH: "护照号"}
	PersonalBankCard = Text{EN: "a bank card number", ZH: "银行卡号"}
	PersonalMobile   = Text{EN: "a mobile number", ZH: "手机号"}
)
