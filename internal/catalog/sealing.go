package catalog

// What is wrong with the recipients of sealed plans in the policies.
var (
	PolicyNoDay            = Text{EN: "“%[1]s” is not a day of the calendar", ZH: "没有“%[1]s”这一天"}
	PolicyNoDayHint        = Text{EN: "such as 2026-12-31", ZH: "例如 2026-12-31"}
	PolicySealingOpen      = Text{EN: "“%[1]s” must be among what stays open: without it nobody knows that the plan is sealed, or to whom", ZH: "公开的字段必须包括“%[1]s”，否则看不出计划已密封、密封给谁"}
	PolicySealingDays      = Text{EN: "the last day, %[1]s, is before the first, %[2]s", ZH: "截止日期 %[1]s 早于开始日期 %[2]s"}
	PolicySealingKey       = Text{EN: "the key of %[1]s is not a public key of age or ssh", ZH: "“%[1]s”的密钥不是 age 或 ssh 公钥"}
	PolicySealingSecret    = Text{EN: "the key of %[1]s is a private one: it is known to whoever reads this file, so make a new one", ZH: "“%[1]s”写的是私钥，能看到本文件的人都已知道，请重新生成一把"}
	PolicySealingKeyHint   = Text{EN: "write the public key: “age1…” as age-keygen shows it, or the line of an ssh-ed25519 or ssh-rsa .pub file", ZH: "请写公钥：age-keygen 显示的“age1…”，或 ssh-ed25519、ssh-rsa 公钥文件（.pub）里的那一行"}
	PolicySealingTwice     = Text{EN: "“%[1]s” and “%[2]s” are the same key on the same days", ZH: "“%[1]s”和“%[2]s”在同一时期是同一把密钥"}
	PolicySealingMixed     = Text{EN: "the keys of “%[1]s” and “%[2]s” are in force on the same days, and only one of them is safe from quantum computers: age seals nothing to both", ZH: "“%[1]s”和“%[2]s”的密钥同时有效，但只有一把能抵御量子计算机，age 不能同时用这两种密钥密封"}
	PolicySealingMixedHint = Text{EN: "use keys that begin with “age1pq1” for all recipients of a period, or for none", ZH: "同一时期的接收方，要么都用“age1pq1”开头的密钥，要么都不用"}
)

// What check says of sealed plans.
var (
	SealedOrphan       = Text{EN: "the sealed file “%[1]s” has no plan beside it", ZH: "密封文件“%[1]s”旁边没有对应的计划"}
	SealedOrphanHint   = Text{EN: "bring its plan back, or delete this file; it opens under its old name only, as it is sealed for that id", ZH: "请恢复对应的计划，或删除此文件；密封时已绑定编号，改名后打不开"}
	SealedFinding      = Text{EN: "%[1]s: the sealed part does not keep this rule", ZH: "密封部分不符合规则“%[1]s”"}
	SealedFindingAt    = Text{EN: "%[1]s: the sealed part does not keep this rule, at %[2]s", ZH: "密封部分的 %[2]s 不符合规则“%[1]s”"}
	SealedFindingHint  = Text{EN: "see the place with “usher open %[1]s”, mend it with “usher edit %[1]s”", ZH: "用“usher open %[1]s”查看此处，用“usher edit %[1]s”更正"}
	SealedFindingWith  = Text{EN: "%[1]s: not kept together with the sealed plan “%[2]s”", ZH: "与密封的计划“%[2]s”放在一起，不符合规则“%[1]s”"}
	SealedFindingAmong = Text{EN: "%[1]s: not kept together with what is sealed", ZH: "与密封的内容放在一起，不符合规则“%[1]s”"}
	SealedNote         = Text{EN: "the other place", ZH: "另一处"}
	ErrSealedJudging   = Text{EN: "the plans could not be judged, and the reason is not shown, as it may quote what is sealed; run the check without a key", ZH: "无法检查这些计划；出错原因可能引用密封的内容，因此不显示。请不带密钥再检查一次"}
	NoticeSealedKey    = Text{EN: "the key given opens none of these plans", ZH: "所给的密钥打不开其中任何一份计划"}
	NoticeSealed       = Text{
		EN: "sealed plans judged by their open part only: %[1]d (%[2]s); what could not be judged: %[3]s. Who has a key gives it with --identity",
		ZH: "%[1]d 份密封的计划只检查了公开部分（%[2]s），未能检查的内容：%[3]s。持有密钥的，请用 --identity 指定",
	}
)

// What check --base says of the commits of a change.
var (
	HeldOpen     = Text{EN: "commits of this change (%[1]s) hold in the open what is to be sealed: %[2]s", ZH: "这次修改的提交（%[1]s）中有应当密封的明文：%[2]s"}
	HeldOpenHint = Text{
		EN: "sealing takes nothing out of a commit; before the merge, seal the plan and put one commit in the place of all: git reset --soft \"$(git merge-base HEAD %[1]s)\" && git commit && git push --force-with-lease; what was pushed already must be taken as known (docs/sealed.md)",
		ZH: "密封不能清除提交里的明文。合并之前请先密封，再用一次提交代替全部提交：git reset --soft \"$(git merge-base HEAD %[1]s)\" && git commit && git push --force-with-lease；已经推送的只能当作已经泄露（docs/sealed.zh.md）",
	}
)
