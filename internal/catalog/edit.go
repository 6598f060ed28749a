package catalog

// What usher says where somebody writes in an editor.
var (
	ErrNoEditor = Text{
		EN: "no editor is set: say which one in the variable VISUAL or EDITOR, such as EDITOR=nano",
		ZH: "没有设置编辑器：请用环境变量 VISUAL 或 EDITOR 指定，例如 EDITOR=nano",
	}
	ErrEditorFailed = Text{
		EN: "the editor “%[1]s” ended with an error (%[2]v); nothing was changed",
		ZH: "编辑器“%[1]s”非正常退出（%[2]v），未作任何更改",
	}
	ErrEditedGone = Text{
		EN: "the editor removed the text; nothing was changed",
		ZH: "编辑后的内容已被编辑器删除，未作任何更改",
	}
	EditorCopies = Text{
		EN: "note: the editor “%[1]s” keeps copies of what it edits in places of its own (local history, backups); switch that off for confidential plans, or set VISUAL to another editor",
		ZH: "注意：编辑器“%[1]s”会在别处自行保留副本（本地历史、备份）；编辑保密计划前请关闭这些功能，或用 VISUAL 指定其他编辑器",
	}

	ShortGuard = Text{EN: "remove a private folder when usher ends; usher starts this itself", ZH: "usher 退出后清除私密文件夹（由 usher 自行启动）"}
	ErrGuard   = Text{
		EN: "this is no private folder of usher's; nobody has to start this command by hand",
		ZH: "这不是 usher 的私密文件夹；本命令无需手动执行",
	}
)

// The verb edit, and what the verbs of sealed plans have in common.
var (
	ShortEdit = Text{EN: "change a sealed plan in your editor", ZH: "在编辑器中修改密封的计划"}
	HelpEdit  = Text{
		EN: `Change a sealed plan in your editor ($VISUAL, else $EDITOR), which gets the
whole plan as one text. What is saved is checked, and sealed again to the
recipients in force on the day of arrival. With new mistakes, with an editor
that ends in an error, or without a change, both files stay as they are.

The plain text is only in a private folder, in memory where the system has a
place for that ($XDG_RUNTIME_DIR, /dev/shm). The folder is removed when usher
ends, also if usher is killed.`,
		ZH: `在编辑器（$VISUAL，其次 $EDITOR）中修改密封的计划，编辑器里是完整的一份计划。
保存后先检查，再按到达当天有效的接收方重新密封。有新的错误、编辑器非正常退出或没有改动时，两个文件都保持原样。

明文只存在于私密文件夹中，系统条件允许时放在内存里（$XDG_RUNTIME_DIR、/dev/shm）；
usher 退出时清除该文件夹，usher 被强行终止时也会清除。`,
	}
	ExampleEdit = Text{
		EN: `  usher edit huaqing-phase-two
  EDITOR="code --wait" usher edit huaqing-phase-two --identity ~/keys/2026.txt`,
		ZH: `  usher edit huaqing-phase-two
  EDITOR="code --wait" usher edit huaqing-phase-two --identity ~/keys/2026.txt`,
	}
	EditedNothing   = Text{EN: "%[1]s: nothing was changed", ZH: "%[1]s：没有改动"}
	EditedOpen      = Text{EN: "the text is not that of a confidential plan with all its fields: keep “confidentiality: confidential”, and do not write “sealed”", ZH: "内容不是一份完整的保密计划：请保留“confidentiality: confidential”，不要写“sealed”"}
	EditedFinding   = Text{EN: "%[1]s (%[2]s)", ZH: "%[1]s（%[2]s）"}
	EditAgain       = Text{EN: "The plan has new mistakes. What now?", ZH: "计划有新的错误，如何处理？"}
	EditAnswerAgain = Text{EN: "back to the editor", ZH: "返回编辑器修改"}
	EditAnswerLeave = Text{EN: "leave the plan as it was", ZH: "放弃修改，保持原样"}
	EditLeft        = Text{EN: "%[1]s stays as it was: the edited text has %[2]s", ZH: "%[1]s 保持原样：编辑后的内容有 %[2]s"}
	Resealed        = Text{EN: "%[1]s is sealed to %[2]s", ZH: "%[1]s 已密封，可由%[2]s打开"}

	FlagIdentity     = Text{EN: "`FILE` with your private key, age or ssh, may repeat; else USHER_IDENTITY, else usher/identity.txt in your configuration folder", ZH: "私钥文件 `FILE`（age 或 ssh），可重复；默认用 USHER_IDENTITY，再次是配置文件夹下的 usher/identity.txt"}
	ErrKeyFile       = Text{EN: "%[1]s holds no private key of age or ssh", ZH: "%[1]s 不是 age 或 ssh 的私钥文件"}
	ErrKeyNone       = Text{EN: "%[1]s is sealed, and no key was given: name yours with --identity FILE or USHER_IDENTITY; it could be opened by %[2]s", ZH: "%[1]s 已密封，但没有提供密钥：请用 --identity FILE 或 USHER_IDENTITY 指定；可以打开的人：%[2]s"}
	ErrKeyOther      = Text{EN: "%[1]s is sealed, and your key does not open it; it could be opened by %[2]s", ZH: "%[1]s 已密封，您的密钥打不开；可以打开的人：%[2]s"}
	ErrKeyPassphrase = Text{EN: "the key in %[1]s is under a passphrase, which usher does not ask for: take it off in a copy that only you can read (ssh-keygen -p for ssh, age -d for age), or use another key", ZH: "%[1]s 中的密钥有口令保护，usher 不询问口令：请在只有本人可读的副本中去掉口令（ssh 用 ssh-keygen -p，age 用 age -d），或改用其他密钥"}

	ErrNotSealed       = Text{EN: "%[1]s is not sealed: edit the file itself; “usher seal” seals a confidential plan", ZH: "%[1]s 没有密封，请直接修改文件；保密计划可用“usher seal”密封"}
	ErrSealedNone      = Text{EN: "there is no %[1]s, which %[2]s says it is sealed in: take it out of git again, such as git checkout -- %[1]s", ZH: "找不到 %[1]s，而 %[2]s 说明内容密封在其中：请从 git 中取回，例如 git checkout -- %[1]s"}
	ErrSealedOtherFile = Text{EN: "%[1]s is not the file that %[2]s names: one of the two was changed without the other", ZH: "%[1]s 不是 %[2]s 所指的文件：两者之一被单独改动过"}
	ErrSealedOtherPlan = Text{EN: "%[1]s was sealed for a plan of another name", ZH: "%[1]s 属于另一个编号的计划"}
	ErrSealedBroken    = Text{EN: "%[1]s is damaged, or was not made by usher", ZH: "%[1]s 已损坏，或不是 usher 生成的"}
	ErrNoRecipients    = Text{EN: "the policies name nobody who could open what is sealed for %[1]s: add recipients to policies/sealing.cue", ZH: "制度中没有 %[1]s 有效的接收方，无法密封：请在 policies/sealing.cue 中添加 recipients"}
	SealMistakes       = Text{EN: "%[1]s has %[2]s: mend them first, as “usher check” tells", ZH: "%[1]s 有 %[2]s：请先按“usher check”的提示改正"}
)
