package catalog

// The verbs seal and open.
var (
	ShortSeal = Text{EN: "seal what must not lie open of a confidential plan", ZH: "密封保密计划中不能公开的内容"}
	HelpSeal  = Text{
		EN: `Moves what must not lie open (policies/sealing.cue) out of confidential plans
into an encrypted file beside each, which the recipients in force on the day of
arrival can open. The whole plan as you wrote it is in there, comments included;
what stays open is what booking and duty need, and anybody can go on changing
it.

Where git's history already holds the text, the commits are named: sealing takes
nothing out of there. A plan that is sealed already is left alone, unless
something has been written into its open part that belongs into the sealed one;
putting that away takes a key.

Exit status: 0 sealed, 2 nothing was sealed.`,
		ZH: `把保密计划中不能公开的内容（policies/sealing.cue）移到旁边的加密文件里，只有到达当天有效的接收方能打开。
加密文件里是您写的整份计划，包括注释；留在外面的是订会议室、安排值班所需要的，谁都可以继续修改。

git 历史里已有明文时，会列出相关提交：密封并不能清除历史。已经密封的计划不再处理；
但公开部分又写入了应密封的内容时，会一并密封，这时需要密钥。

退出码：0 已密封；2 没有密封。`,
	}
	ExampleSeal = Text{
		EN: `  usher seal huaqing-phase-two
  usher seal visits/2026/12/huaqing-phase-two.yaml`,
		ZH: `  usher seal huaqing-phase-two
  usher seal visits/2026/12/huaqing-phase-two.yaml`,
	}
	ErrNotConfidential = Text{EN: "%[1]s is not confidential, and only confidential plans are sealed: write “confidentiality: confidential” into it first", ZH: "%[1]s 不是保密计划，只有保密计划才密封：请先写上“confidentiality: confidential”"}
	ErrSealedInTheWay  = Text{EN: "there is a file %[1]s already, though %[2]s is not sealed: if %[2]s is the whole plan, delete %[1]s and seal again, else take %[2]s out of git again", ZH: "%[2]s 没有密封，却已有文件 %[1]s：如果 %[2]s 是完整的计划，请删除 %[1]s 后重新密封；否则请从 git 中取回 %[2]s"}
	SealedAlready      = Text{EN: "%[1]s is sealed already; it can be opened by %[2]s", ZH: "%[1]s 已经密封，可以打开的人：%[2]s"}
	SealedToOthers     = Text{EN: "the policies name other recipients by now: usher rekey %[1]s", ZH: "制度中的接收方已有变化，请运行：usher rekey %[1]s"}
	SealTogether       = Text{EN: "commit both files of a plan together:", ZH: "请把计划的两个文件放在同一次提交里："}
	SealPastUnknown    = Text{EN: "note: it is not known what git's history holds in the open (%[1]s)", ZH: "注意：无法查明 git 历史里是否已有明文（%[1]s）"}
	SealInHistory      = Text{EN: "git's history already holds what is sealed of %[1]s in the open, since:", ZH: "%[1]s 的密封内容在 git 历史里已有明文，见以下提交："}
	SealInHistoryHint  = Text{EN: "sealing takes nothing out of there: before these commits are pushed, replace them by one that holds the sealed plan only (docs/sealed.md); what was pushed must be taken as known", ZH: "密封不能清除历史：如果这些提交还没有推送，请改成只含密封计划的一次提交（见 docs/sealed.zh.md）；已经推送的，应视为已经泄露"}

	ShortOpen = Text{EN: "show a sealed plan as a whole", ZH: "显示密封计划的全文"}
	HelpOpen  = Text{
		EN: `Writes a sealed plan to the terminal as a whole, for who has a key that opens
it. What was changed in the open part since it was sealed is in the place of
what was sealed. Do not send it into a file: “usher edit” changes a sealed plan.

Exit status: 0 shown, 2 it could not be opened.`,
		ZH: `在终端显示密封计划的全文，需要能打开它的密钥。密封以后公开部分如有改动，以公开部分为准。
请不要输出到文件；修改密封的计划用“usher edit”。

退出码：0 已显示；2 无法打开。`,
	}
	ExampleOpen = Text{
		EN: `  usher open huaqing-phase-two
  usher open huaqing-phase-two --identity ~/keys/2026.txt`,
		ZH: `  usher open huaqing-phase-two
  usher open huaqing-phase-two --identity ~/keys/2026.txt`,
	}
)

// A key, by its fingerprint.
var (
	KeyOf      = Text{EN: "the key of %[1]s (%[2]s)", ZH: "%[1]s的密钥（%[2]s）"}
	KeyFor     = Text{EN: "the key of %[1]s (%[2]s) for visits from %[3]s to %[4]s", ZH: "%[1]s的密钥（%[2]s，用于 %[3]s 至 %[4]s 的来访）"}
	KeyUnknown = Text{EN: "a key that the policies do not name (%[1]s)", ZH: "制度中没有写明的密钥（%[1]s）"}
)

// The verb rekey.
var (
	ShortRekey = Text{EN: "seal plans anew after a change of recipients", ZH: "接收方变动后重新密封"}
	HelpRekey  = Text{
		EN: `Seals anew what is sealed to others than the policies name for its day of
arrival: all such plans, or those named. It takes a key that opens them as they
are.

For each file it says to whom it is sealed now and, of each key that opens it no
longer, the commits that this key still opens: what git's history holds stays
readable to a former holder, and must be taken as read.

Exit status: 0 sealed anew, or nothing to do; 1 a file could not be read; 2
nothing was changed.`,
		ZH: `密封的接收方与制度中到达当天的接收方不一致时，重新密封：处理全部这样的计划，或只处理指定的。需要能打开现有密封文件的密钥。

逐个说明文件现在由谁能打开；对每把不能再打开它的密钥，列出它在 git 历史里仍能打开的提交：
原持有人仍能读到这些版本，应视为已经读过。

退出码：0 已重新密封或无需处理；1 有文件不能读取；2 没有改动。`,
	}
	ExampleRekey = Text{
		EN: `  usher rekey
  usher rekey huaqing-phase-two --identity ~/keys/2026.txt`,
		ZH: `  usher rekey
  usher rekey huaqing-phase-two --identity ~/keys/2026.txt`,
	}
	RekeyDone          = Text{EN: "sealed anew: %[1]d; sealed to the right recipients already: %[2]d", ZH: "重新密封 %[1]d 份，接收方本来一致的 %[2]d 份"}
	RekeyNobody        = Text{EN: "left as it is: %[1]s (the policies name nobody for %[2]s)", ZH: "未处理：%[1]s（制度中没有 %[2]s 有效的接收方）"}
	RekeyUnread        = Text{EN: "left as it is: %[1]s cannot be read; see “usher check”", ZH: "未处理：%[1]s 无法读取，请运行“usher check”"}
	RekeyFormer        = Text{EN: "%[1]s opens it no longer, but still opens what these commits hold:", ZH: "%[1]s不能再打开它，但仍能打开以下提交中的版本："}
	RekeyFormerNothing = Text{EN: "%[1]s opens it no longer, and nothing of it in git's history", ZH: "%[1]s不能再打开它，git 历史里也没有它能打开的版本"}
	RekeyOpen          = Text{EN: "without any key, these commits show more of it than may lie open:", ZH: "以下提交中有不应公开的明文，无需密钥即可读到："}
	RekeyPastUnknown   = Text{EN: "note: it is not known what former holders could have read (%[1]s)", ZH: "注意：无法查明原持有人可能读过哪些版本（%[1]s）"}
	RekeyHint          = Text{EN: "whoever held a key and has a copy of the repository could have read these: sealing anew keeps them from what comes, not from what was", ZH: "持有过密钥并有仓库副本的人可能已经读过上述版本：重新密封只对以后的版本有效"}
)
