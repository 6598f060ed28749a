package catalog

// The verb fix.
var (
	ShortFix = Text{EN: "mend what needs no decision", ZH: "自动修正不需要人来决定的错误"}
	HelpFix  = Text{
		EN: `Mends in the plans, or in those named (by id or file), what needs nobody's
decision: full-width punctuation and digits, tabs and other blanks, quotes to add
or to remove, the form of dates, marks at the end, files in GB18030 or UTF-16.
Comments, order and every other character stay. What was mended is listed, and
kept only where it did what it should and nothing else.

A byte order mark or Windows line ends are no mistakes: a plan that has nothing
else wrong is left alone, one that is mended loses them ("usher fmt" removes them
from any plan). No policy is needed.

With --diff nothing is written. On a terminal and in the log of a CI job (CI is
set) the difference names characters that cannot be seen; elsewhere it is exact
and fit for "git apply".

Exit status: 0 nothing is wrong, or not any more; 1 mistakes are left that need a
decision; 2 the plans could not be read or written.`,
		ZH: `修正全部计划（或指定的计划，写编号或文件名）里不需要人来决定的错误：全角标点和数字、
制表符和特殊空格、该加或该去的引号、日期写法、末尾多余的标记、GB18030 或 UTF-16 编码。
注释、顺序和其他内容一律不动。改了什么会逐条列出；改了没有效果或会带来别的问题的，不改。

字节顺序标记（BOM）和 Windows 换行不算错误：计划没有别的问题就不动它，要改的话一并去掉
（“usher fmt”可以把任何计划里的都去掉）。不需要制度文件。

加 --diff 时不写文件。在终端和 CI 日志（设有 CI 变量）里，看不见的字符会写出名称；
其他情况下输出原样差异，可用于“git apply”。

退出码：0 没有问题或都已改好；1 还有需要人来决定的错误；2 计划无法读取或写入。`,
	}
	ExampleFix = Text{
		EN: `  usher fix --diff
  usher fix
  usher fix hengtai-sales-review`,
		ZH: `  usher fix --diff
  usher fix
  usher fix hengtai-sales-review`,
	}
	FlagDiff = Text{EN: "show the changes instead of writing them", ZH: "只显示改动，不写文件"}
)

// The verb fmt.
var (
	ShortFmt = Text{EN: "lay out the plans", ZH: "整理计划的排版"}
	HelpFmt  = Text{
		EN: `Gives the plans, or those named (by id or file), their one layout: fields in the
order of the plan format, two spaces for each level, at most one blank line in a
row, no blanks at the ends of lines, UTF-8 with plain line ends. Comments stay
with their entries; values and what they mean do not change. The files that
change are listed, one on each line.

A plan with mistakes is left alone and named; "usher fix" mends what it can.

With --diff, see "usher fix --help" on characters that cannot be seen.

Exit status: 0 all are laid out; 1 a plan was left alone, or with --check, one
would change; 2 the plans could not be read or written.`,
		ZH: `把全部计划（或指定的计划，写编号或文件名）整理成统一的排版：字段按计划格式的顺序，
每层缩进两个空格，最多连续一个空行，行尾没有空格，UTF-8 编码和普通换行。
注释跟着所注的内容走，内容和含义不变。有改动的文件逐行列出。

有错误的计划不动，只点名；“usher fix”会改好能改的。

加 --diff 时，看不见的字符如何显示见“usher fix --help”。

退出码：0 都已整理好；1 有计划没有整理，或加 --check 时有计划需要整理；2 计划无法读取或写入。`,
	}
	ExampleFmt = Text{
		EN: `  usher fmt
  usher fmt --check
  usher fmt --diff hengtai-sales-review`,
		ZH: `  usher fmt
  usher fmt --check
  usher fmt --diff hengtai-sales-review`,
	}
	FlagFmtCheck = Text{EN: "only list the plans that would change", ZH: "只列出需要整理的计划"}
)

// What fix changes without a diagnostic that asks for it.
var (
	FixMark = Text{EN: "a byte order mark at the beginning of the file", ZH: "文件开头有字节顺序标记（BOM）"}
	FixEnds = Text{EN: "Windows line ends", ZH: "Windows 换行"}
)

// What fix says while it works.
var (
	FixMended  = Text{EN: "mended: %[1]s", ZH: "已修正：%[1]s"}
	FixDone    = Text{EN: "mended %[1]s in %[2]s", ZH: "在 %[2]s中修正了 %[1]s"}
	FixWould   = Text{EN: "%[1]s in %[2]s can be mended", ZH: "%[2]s中有 %[1]s可以修正"}
	FixNothing = Text{EN: "nothing to mend", ZH: "没有需要修正的"}
	FixLeft    = Text{EN: "left: %[1]s", ZH: "未修正：%[1]s"}
	FixDecide  = Text{EN: `%[1]s left that somebody has to decide: "usher check" says more`, ZH: "还有 %[1]s需要人来决定，详见“usher check”"}
	FixRight   = Text{
		EN: `%[1]s is right as it is; "usher fmt" would also remove its byte order mark or Windows line ends`,
		ZH: "%[1]s 没有错误；要去掉 BOM 或 Windows 换行，可用“usher fmt”",
	}
)

var (
	fixCountOne  = Text{EN: "1 place", ZH: "1 处"}
	fixCountMany = Text{EN: "%[1]d places", ZH: "%[1]d 处"}
)

// FixCount is a number of mended places in words.
func FixCount(n int) Text { return counted(n, fixCountOne, fixCountMany) }

// What fmt says while it works.
var (
	FmtMistakes = Text{EN: `left alone: %[1]s has %[2]s; see "usher fix" and "usher check"`, ZH: "没有整理：%[1]s 有 %[2]s，请用“usher fix”或“usher check”"}
	FmtRefused  = Text{EN: `left alone: %[1]s has blanks or characters that cannot be moved safely; see "usher fix"`, ZH: "没有整理：%[1]s 里有无法放心移动的空格或字符，请先用“usher fix”"}
	FmtDone     = Text{EN: "laid out: %[1]s; in order already: %[2]s", ZH: "已整理 %[1]s，%[2]s本来就整齐"}
	FmtWould    = Text{EN: "to lay out: %[1]s; in order already: %[2]s", ZH: "需要整理 %[1]s，%[2]s本来就整齐"}
)

// ErrChangedMeanwhile is a plan that is not what it was when it was read.
var ErrChangedMeanwhile = Text{
	EN: "%[1]s was changed while usher was at work and was left alone; run usher again",
	ZH: "%[1]s 在处理过程中被改动，没有写入；请再运行一次",
}
