package catalog

// Characters that cannot be seen, by name.
var (
	SourceTab       = Text{EN: "a tab", ZH: "制表符（Tab）"}
	SourceNoBreak   = Text{EN: "a non-breaking space", ZH: "不换行空格"}
	SourceFullSpace = Text{EN: "a full-width space", ZH: "全角空格"}
	SourceSpaceChar = Text{EN: "a special space (%[1]s)", ZH: "特殊空格（%[1]s）"}
)

// The file as a whole cannot be a plan.
var (
	SourceTooLarge       = Text{EN: "the file is larger than %[1]d MiB, which is more than any plan needs", ZH: "文件超过 %[1]d MiB，来访计划不会这么大"}
	SourceTooLargeHint   = Text{EN: "keep only the plan in it; leave pictures and attachments elsewhere", ZH: "只保留计划内容，图片和附件请放到别处"}
	SourceLongLine       = Text{EN: "this line is longer than %[1]d KiB, which is more than any plan needs", ZH: "这一行超过 %[1]d KiB，来访计划不会这么长"}
	SourceBinary         = Text{EN: "this is not a text file", ZH: "这不是文本文件"}
	SourceBinaryHint     = Text{EN: "write the plan as plain text, or move this file out of visits/", ZH: "计划要写成纯文本；不是计划的文件请移出 visits/"}
	SourceUTF16          = Text{EN: "the file is saved as “Unicode” (UTF-16), but a plan must be UTF-8", ZH: "文件保存成了“Unicode”（UTF-16）编码，计划要用 UTF-8 编码"}
	SourceGBK            = Text{EN: "the file is saved in the Chinese encoding GBK (GB18030), but a plan must be UTF-8", ZH: "文件保存成了 GBK（GB18030）编码，计划要用 UTF-8 编码"}
	SourceSaveUTF8       = Text{EN: "save the file again with the encoding UTF-8", ZH: "另存为，编码选 UTF-8"}
	SourceBrokenByte     = Text{EN: "a character here is damaged: it is not UTF-8", ZH: "这里的字符已损坏，不是 UTF-8 编码"}
	SourceRetype         = Text{EN: "type the text again here, and save as UTF-8", ZH: "重新输入这里的文字，并以 UTF-8 编码保存"}
	SourceEmpty          = Text{EN: "the file is empty: it holds no plan", ZH: "文件是空的，没有计划内容"}
	SourceEmptyHint      = Text{EN: "begin with a line such as “category: C”, or delete the file", ZH: "从“category: C”这样的一行写起，或者删除这个文件"}
	SourceTooDeep        = Text{EN: "more than %[1]d levels, one inside the other", ZH: "嵌套超过 %[1]d 层"}
	SourceFlatter        = Text{EN: "a plan needs six levels at most; delete the surplus brackets or indentation", ZH: "计划最多只用六层，请删去多余的括号或缩进"}
	SourceTooMany        = Text{EN: "more than %[1]d mistakes in this file; what follows was not read", ZH: "这个文件的错误超过 %[1]d 处，后面的内容没有再读"}
	SourceMendFirst      = Text{EN: "mend these first, then check again", ZH: "请先改正前面的，再检查一次"}
	SourceListAtTop      = Text{EN: "a plan begins with its fields, not with a list", ZH: "计划开头应是字段，不是列表"}
	SourceListAtTopHint  = Text{EN: "delete the “- ” before the fields of the plan", ZH: "把各字段前面的“- ”删掉"}
	SourceNotFields      = Text{EN: "this is no plan: it has no lines of the form “field: value”", ZH: "这不是来访计划：没有“字段: 内容”这样的行"}
	SourceUnreadableFile = Text{EN: "the file cannot be read as lines of the form “field: value”", ZH: "文件无法按“字段: 内容”的格式读取"}
)

// Characters nobody can see, and blanks that are none.
var (
	SourceControl   = Text{EN: "a control character (%[1]s), which no text needs", ZH: "控制字符（%[1]s），文字里用不到"}
	SourceInvisible = Text{EN: "an invisible character (%[1]s), probably pasted by accident", ZH: "看不见的字符（%[1]s），可能是粘贴时带进来的"}
	SourceIndent    = Text{EN: "%[1]s at the beginning of the line; only spaces may stand here", ZH: "行首用了%[1]s，缩进只能用空格"}
	SourceUseSpaces = Text{EN: "use %[1]d spaces instead", ZH: "改成 %[1]d 个空格"}
	SourceWideSpace = Text{EN: "%[1]s where a space is needed", ZH: "这里要用普通空格，现在是%[1]s"}
	SourceUseSpace  = Text{EN: "type a space instead", ZH: "改成一个普通空格"}
	SourceWideEnd   = Text{EN: "%[1]s at the end of the text", ZH: "文字末尾多了%[1]s"}
	SourceDelete    = Text{EN: "delete it", ZH: "删掉它"}
)

// Lines that do not belong in a plan.
var (
	SourceConflict       = Text{EN: "an unfinished git merge: both versions are still in the file", ZH: "git 合并没有完成，两个版本都还在文件里"}
	SourceResolve        = Text{EN: "keep the lines that are right and delete the lines <<<<<<<, ======= and >>>>>>>", ZH: "保留正确的内容，删掉 <<<<<<<、=======、>>>>>>> 这几行"}
	SourceDirective      = Text{EN: "a line that begins with “%” has no place in a plan", ZH: "计划里不能有以“%”开头的行"}
	SourceNotRemark      = Text{EN: "“%[1]s” does not begin a remark; “#” does", ZH: "备注要用“#”开头，不能用“%[1]s”"}
	SourceFence          = Text{EN: "“%[1]s” marks a block of code in a chat; it was copied along", ZH: "“%[1]s”是聊天或文档里代码块的标记，复制时带进来了"}
	SourceDivider        = Text{EN: "a dividing line is no part of a plan", ZH: "计划里不能有分隔线"}
	SourceDividerHint    = Text{EN: "delete this line, or begin it with “# ”", ZH: "删掉这一行，或者在前面加“# ”"}
	SourceQuotedMail     = Text{EN: "every line begins with “>”, as in a quoted mail", ZH: "每一行都以“>”开头，是从邮件引用里复制来的"}
	SourceQuotedMailHint = Text{EN: "delete the “> ” from all lines", ZH: "把每一行开头的“> ”删掉"}
	SourceStray          = Text{EN: "a stray “%[1]s”", ZH: "这里多了一个“%[1]s”"}
	SourceDeleteLine     = Text{EN: "delete this line", ZH: "删掉这一行"}
	SourceOddMark        = Text{EN: "“%[1]s” must stand on a line of its own, or be left out", ZH: "“%[1]s”要单独占一行，也可以不写"}
	SourceSecond         = Text{EN: "a second plan begins here, but each plan has a file of its own; what follows was not read", ZH: "这里开始了第二份计划，但一个文件只能写一份，后面的内容没有读"}
	SourceOwnFile        = Text{EN: "move what follows to a new file under visits/", ZH: "把后面的内容移到 visits/ 下的新文件"}
	SourceTrailing       = Text{EN: "“%[1]s” at the end would begin a second plan", ZH: "末尾的“%[1]s”表示又开始一份计划"}
)

// Where a line begins.
var (
	SourceUnaligned     = Text{EN: "“%[1]s” does not line up with “%[2]s” in line %[3]d", ZH: "“%[1]s”没有和第 %[3]d 行的“%[2]s”对齐"}
	SourceMisplaced     = Text{EN: "“%[1]s” begins in column %[2]d, which lines up with nothing above", ZH: "“%[1]s”从第 %[2]d 列开始，和上面的内容都没有对齐"}
	SourceColumn        = Text{EN: "begin this line in column %[1]d", ZH: "这一行从第 %[1]d 列开始写"}
	SourceColumns       = Text{EN: "begin this line in column %[1]d, and move what stands below it along", ZH: "这一行从第 %[1]d 列开始写，下面的内容跟着移动"}
	SourceNestedDash    = Text{EN: "this line is indented too far and runs on from the one above: together they read “%[1]s”", ZH: "这一行缩进过多，和上一行连成了一项：“%[1]s”"}
	SourceStrayDash     = Text{EN: "a list item cannot stand here: the field above already has a value", ZH: "这里不能写列表项，上面的字段已经有内容了"}
	SourceStrayDashHint = Text{EN: "put the items below a field that has nothing after its colon", ZH: "列表项要写在冒号后面没有内容的字段下面"}
	SourceListField     = Text{EN: "a field cannot stand here, among the items of a list", ZH: "这里是列表，不能写字段"}
	SourceListFieldHint = Text{EN: "delete the dashes, or move the field", ZH: "删掉“-”，或者把字段移到别处"}
	SourceNoDash        = Text{EN: "an item of this list lacks its dash", ZH: "这个列表项前面少了“-”"}
	SourceBullet        = Text{EN: "“%[1]s” does not begin a list item", ZH: "列表项不能用“%[1]s”开头"}
	SourceDashSpace     = Text{EN: "a space is missing after the dash", ZH: "“-”后面少了空格"}
	SourceInlineDash    = Text{EN: "a list item cannot stand on the line of its field", ZH: "列表项不能和字段写在同一行"}
	SourceDashInside    = Text{EN: "no dash is needed inside brackets", ZH: "括号里的列表项不用写“-”"}
	SourceRunsOn        = Text{EN: "this line has no field name; text that goes on from “%[1]s” must be indented", ZH: "这一行没有字段名；如果是“%[1]s”的续行，要缩进"}
)

// Names, colons, and what follows them.
var (
	SourceColon         = Text{EN: "a full-width colon “%[1]s”; type “:” and a space", ZH: "用了全角冒号“%[1]s”，要用英文冒号“:”加一个空格"}
	SourceTight         = Text{EN: "a space is missing after the colon", ZH: "冒号后面少了空格"}
	SourceNoColon       = Text{EN: "a colon is missing after “%[1]s”", ZH: "“%[1]s”后面少了冒号"}
	SourceNoField       = Text{EN: "this line is not of the form “field: value”", ZH: "这一行不是“字段: 内容”的格式"}
	SourceNoFieldHint   = Text{EN: "write “field: value”, such as “status: planned”", ZH: "写成“字段: 内容”，如“status: planned”"}
	SourceNoFieldRemark = Text{EN: "write “field: value”, such as “status: planned”; a remark begins with “# ”", ZH: "写成“字段: 内容”，如“status: planned”；备注前面要加“# ”"}
	SourceOtherMark     = Text{EN: "“%[1]s” where “%[2]s” is needed", ZH: "这里要用“%[2]s”，现在是“%[1]s”"}
	SourceNameTwice     = Text{EN: "the field's name “%[1]s” stands here a second time", ZH: "字段名“%[1]s”在这一行写了两次"}
	SourceBlankForm     = Text{EN: "“%[1]s” is a place of a form that was not filled in", ZH: "“%[1]s”是模板里没有填写的空"}
	SourceBlankFormHint = Text{EN: "type what belongs here; without double braces", ZH: "在这里填上内容，不要写双大括号"}
	SourceUnreadable    = Text{EN: "this line cannot be read as “field: value” where it stands", ZH: "这一行无法按“字段: 内容”读取"}
	SourceColonInText   = Text{EN: "text with a colon and a space must be in quotes", ZH: "文字里有冒号加空格，要用引号括起来"}
	SourceTwoFields     = Text{EN: "“%[1]s” is a second field on this line; each field has a line of its own", ZH: "“%[1]s”是这一行的第二个字段，每个字段要单独占一行"}
	SourceOwnLine       = Text{EN: "put on a line of its own: %[1]s", ZH: "另起一行写：%[1]s"}
	SourceWrite         = Text{EN: "write: %[1]s", ZH: "写成：%[1]s"}
	SourceQuestion      = Text{EN: "“?” at the beginning of a line has a special meaning that plans do not use", ZH: "行首的“?”有特殊含义，计划里不用"}
	SourceOddName       = Text{EN: "a field's name must be a word", ZH: "字段名只能是一个词"}
	SourceTwice         = Text{EN: "“%[1]s” is given twice; it is already in line %[2]d", ZH: "“%[1]s”写了两次，第 %[2]d 行已经有了"}
	SourceTwiceHint     = Text{EN: "keep one of the two", ZH: "只保留一处"}
	SourceTwiceItem     = Text{EN: "if a new item begins here, put “- ” before “%[1]s” and indent both alike; else keep one of the two", ZH: "如果这里是新的一项，在“%[1]s”前面加“- ”；否则只保留一处"}
	SourceTwicePlan     = Text{EN: "if a second plan begins here, move it to a file of its own; else keep one of the two", ZH: "如果这里开始了第二份计划，移到单独的文件里；否则只保留一处"}
	SourceTwiceNote     = Text{EN: "“%[1]s” is given here first", ZH: "“%[1]s”第一次写在这里"}
	SourceUnclosed      = Text{EN: "“%[1]s” is opened here and never closed", ZH: "这里的“%[1]s”没有配对的另一半"}
	SourceCloseWith     = Text{EN: "type “%[1]s” at the end of line %[2]d", ZH: "在第 %[2]d 行末尾补上“%[1]s”"}
	SourceWideQuote     = Text{EN: "a curly quote ( %[1]s ) cannot close the text; type %[2]s", ZH: "不能用中文引号（ %[1]s ）收尾，要用英文引号 %[2]s"}
	SourceBackslash     = Text{EN: "a backslash inside double quotes must be doubled", ZH: "双引号里的反斜杠要写两个"}
	SourceTextAfter     = Text{EN: "text goes on after %[1]s; all of it must be in quotes", ZH: "%[1]s 后面还有文字，要把整段用引号括起来"}
	SourceTextAfterEnd  = Text{EN: "nothing may follow here", ZH: "这里后面不能再有内容"}
	SourceWideMark      = Text{EN: "a full-width “%[1]s”", ZH: "用了全角的“%[1]s”"}
	SourceTypeMark      = Text{EN: "type “%[1]s”; if it belongs to the text, put the text in quotes", ZH: "改成英文的“%[1]s”；如果是文字的一部分，就把文字用引号括起来"}
	SourceOtherBracket  = Text{EN: "“%[1]s” where “%[2]s” must close", ZH: "这里应该用“%[2]s”收尾，现在是“%[1]s”"}
	SourceEmptyItem     = Text{EN: "a comma with nothing before it", ZH: "逗号前面没有内容"}
	SourceNoComma       = Text{EN: "a comma is missing before “%[1]s”", ZH: "“%[1]s”前面少了逗号"}
	SourceAddComma      = Text{EN: "type “,” before “%[1]s”", ZH: "在“%[1]s”前面加“,”"}
	SourceBracketInText = Text{EN: "text with a bracket must be in quotes here", ZH: "文字里有括号，这里要用引号括起来"}
)

// Characters at the start of a value that have a meaning of their own.
var (
	SourceStartsWith = Text{EN: "text that begins with “%[1]s” must be in quotes", ZH: "以“%[1]s”开头的文字要用引号括起来"}
	SourceQuote      = Text{EN: "write: %[1]s", ZH: "写成：%[1]s"}
	SourceHash       = Text{EN: "what follows “#” is a comment and is not read", ZH: "“#”后面的内容会被当作注释，不会被读取"}
	SourceAnchor     = Text{EN: "“%[1]s” is read as a mark to refer to (an anchor), which plans do not use", ZH: "“%[1]s”会被当作引用标记（锚点），计划里不用"}
	SourceAlias      = Text{EN: "“%[1]s” is read as a reference to another place (an alias), which plans do not use", ZH: "“%[1]s”会被当作对别处的引用（别名），计划里不用"}
	SourceTag        = Text{EN: "“%[1]s” is read as a type (a tag), which plans do not use", ZH: "“%[1]s”会被当作类型标签，计划里不用"}
	SourceMerge      = Text{EN: "“<<” takes over fields from another place, which plans do not use", ZH: "“<<”表示套用别处的内容，计划里不用"}
	SourceWriteOut   = Text{EN: "write the value out here", ZH: "在这里把内容写全"}
	SourceQuoteText  = Text{EN: "if it is text, write: %[1]s", ZH: "如果是文字，写成：%[1]s"}
)

// Files and their names.
var (
	SourceBadID         = Text{EN: "the file's name is the plan's id and cannot be “%[1]s”: only lower-case letters, digits, and single hyphens between them", ZH: "文件名就是计划的编号，不能是“%[1]s”：只能用小写字母、数字和连字符"}
	SourceRename        = Text{EN: "rename the file, for example to %[1]s", ZH: "给文件改名，例如 %[1]s"}
	SourceSameID        = Text{EN: "another plan already has the id “%[1]s”: %[2]s", ZH: "编号“%[1]s”已经被另一份计划使用：%[2]s"}
	SourceSameIDHint    = Text{EN: "rename one of the two files", ZH: "给其中一个文件改名"}
	SourceSameIDNote    = Text{EN: "the first plan with the id “%[1]s”", ZH: "第一份编号为“%[1]s”的计划"}
	SourceExtension     = Text{EN: "“%[1]s” does not end in .yaml, so it is not read as a plan", ZH: "“%[1]s”不是以 .yaml 结尾，不会当作计划读取"}
	SourceLink          = Text{EN: "this is a link to another place; links are not followed", ZH: "这是指向别处的链接，不会读取"}
	SourceLinkHint      = Text{EN: "put the file itself here", ZH: "把文件本身放到这里"}
	SourceNoFile        = Text{EN: "this is not an ordinary file", ZH: "这不是普通文件"}
	SourceDeleteFile    = Text{EN: "move it out of visits/", ZH: "移出 visits/"}
	SourceForbidden     = Text{EN: "the file may not be read: permission denied", ZH: "没有权限读取这个文件"}
	SourceForbiddenHint = Text{EN: "allow reading it", ZH: "请开放读取权限"}
)
