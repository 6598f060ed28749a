package catalog

import (
	"fmt"
	"strings"
	"time"
)

// Listed joins names as a list in running text.
func Listed(names []string) Text {
	return Text{EN: strings.Join(names, ", "), ZH: strings.Join(names, "、")}
}

// MonthOf names a month of a year.
func MonthOf(year int, month time.Month) Text {
	return Text{EN: fmt.Sprintf("%s %d", month, year), ZH: fmt.Sprintf("%d 年 %d 月", year, int(month))}
}

// What is wrong with the files of schema/.
var (
	SchemaNoVisit   = Text{EN: "the schema does not define #Visit with the fields of a plan", ZH: "schema 里没有定义来访计划的字段（#Visit）"}
	SchemaCondition = Text{EN: "the schema must have no “if” or “for”: write a condition as a rule in policies/rules", ZH: "schema 里不能写“if”或“for”，条件请写成 policies/rules 里的规则"}
	SchemaBroken    = Text{EN: "the schema cannot be used: %[1]s", ZH: "schema 有误：%[1]s"}
)

// How messages name a value.
var (
	SchemaNamed = Text{EN: "“%[1]s”", ZH: "“%[1]s”"}
	SchemaItem  = Text{EN: "item %[2]d of “%[1]s”", ZH: "“%[1]s”的第 %[2]d 项"}
	SchemaPlan  = Text{EN: "the plan", ZH: "计划"}
	SchemaLabel = Text{EN: "“%[1]s” (%[2]s)", ZH: "“%[1]s”（%[2]s）"}
)

// Fields that are not there, or should not be.
var (
	SchemaUnknown     = Text{EN: "there is no field “%[1]s” in %[2]s", ZH: "%[2]s里没有“%[1]s”这个字段"}
	SchemaDidMean     = Text{EN: "did you mean “%[1]s”?", ZH: "是不是“%[1]s”？"}
	SchemaBelongs     = Text{EN: "“%[1]s” belongs under “%[2]s”", ZH: "“%[1]s”要写在“%[2]s”下面"}
	SchemaTopLevel    = Text{EN: "“%[1]s” belongs at the left margin, not under “%[2]s”", ZH: "“%[1]s”要顶格写，不能写在“%[2]s”下面"}
	SchemaHasFields   = Text{EN: "what may stand here: %[1]s", ZH: "可以写的字段有：%[1]s"}
	SchemaAlready     = Text{EN: "“%[1]s” is there already; delete this line", ZH: "“%[1]s”已经有了，删掉这一行"}
	SchemaDeleteLine  = Text{EN: "delete this line", ZH: "删掉这一行"}
	SchemaNeedsPairs  = Text{EN: "%[1]s needs a name and a value on each line", ZH: "%[1]s下面每行要写一个名称和一个内容"}
	SchemaMissing     = Text{EN: "%[1]s is missing in %[2]s", ZH: "%[2]s里缺少%[1]s"}
	SchemaAddInside   = Text{EN: "add inside the braces: %[1]s", ZH: "在括号里补上：%[1]s"}
	SchemaNotIndented = Text{EN: "what belongs to %[1]s is not indented: %[2]s", ZH: "%[1]s下面的内容没有缩进：%[2]s"}
	SchemaIndent      = Text{EN: "put two spaces before each line of: %[1]s", ZH: "这几项的每一行前面加两个空格：%[1]s"}
	SchemaAddLine     = Text{EN: "add the line: %[1]s", ZH: "补上一行：%[1]s"}
)

// Values that are blank, or of another kind.
var (
	SchemaBlank         = Text{EN: "%[1]s is left blank", ZH: "%[1]s没有填写"}
	SchemaBlankWord     = Text{EN: "“%[2]s” stands for nothing, so %[1]s is left blank", ZH: "“%[2]s”表示空值，%[1]s等于没有填写"}
	SchemaFill          = Text{EN: "fill it in, such as: %[1]s", ZH: "填上内容，如：%[1]s"}
	SchemaFillOrDelete  = Text{EN: "fill it in, such as: %[1]s; or delete the line", ZH: "填上内容，如：%[1]s；不需要就删掉这一行"}
	SchemaIfText        = Text{EN: "if it is text, write: %[1]s", ZH: "如果是文字，写成：%[1]s"}
	SchemaWithoutDash   = Text{EN: "leave out the dash", ZH: "去掉前面的“-”"}
	SchemaFillItem      = Text{EN: "fill it in, or delete the dash", ZH: "填上内容，或者删掉这个“-”"}
	SchemaHash          = Text{EN: "“%[1]s” is taken for a comment and is not read", ZH: "“%[1]s”被当作注释，不会被读取"}
	SchemaHashHint      = Text{EN: "if it belongs to the text, write: %[1]s; if it is a comment, put a space after “#”", ZH: "如果是内容的一部分，写成：%[1]s；如果是注释，在“#”后面加一个空格"}
	SchemaWrite         = Text{EN: "write: %[1]s", ZH: "写成：%[1]s"}
	SchemaWriteLike     = Text{EN: "write it like this: %[1]s", ZH: "这样写：%[1]s"}
	SchemaQuoteNumber   = Text{EN: "%[1]s: %[2]s is read as a number; a name or a code in digits must be in quotes", ZH: "%[1]s里的 %[2]s 会被读成数字；用数字写的名称或编号要加引号"}
	SchemaQuoteWord     = Text{EN: "%[1]s needs text, but “%[2]s” is read as yes or no", ZH: "%[1]s要写文字，“%[2]s”会被读成是或否"}
	SchemaCurly         = Text{EN: "the quotation marks “ ” become part of the text", ZH: "中文引号会成为文字的一部分"}
	SchemaCurlyHint     = Text{EN: "delete them, or write: %[1]s", ZH: "删掉引号，或写成：%[1]s"}
	SchemaNeedsList     = Text{EN: "%[1]s needs a list, even of one", ZH: "%[1]s要写成列表，只有一项也一样"}
	SchemaNeedsFields   = Text{EN: "%[1]s needs fields of its own: %[2]s", ZH: "%[1]s下面要分字段写：%[2]s"}
	SchemaTooManyItems  = Text{EN: "%[1]s takes at most %[2]d items", ZH: "%[1]s最多 %[2]d 项"}
	SchemaDash          = Text{EN: "%[1]s is a list: each item begins with “- ”", ZH: "%[1]s是列表，每一项前面要写“- ”"}
	SchemaOtherList     = Text{EN: "this item of %[1]s looks like one of “%[2]s”", ZH: "%[1]s里的这一项看起来属于“%[2]s”"}
	SchemaOtherListHint = Text{EN: "put the line “%[1]s:” back above it", ZH: "在它上面补上“%[1]s:”这一行"}
	SchemaDashes        = Text{EN: "%[1]s is a list: each line of it begins with “- ”", ZH: "%[1]s是列表，每一行前面都要写“- ”"}
	SchemaDashesHint    = Text{EN: "put “- ” before each line, such as: %[1]s", ZH: "每一行前面加“- ”，如：%[1]s"}
	SchemaDashHint      = Text{EN: "put “- ” before “%[1]s”, and indent the lines that belong to the same item by two more spaces", ZH: "在“%[1]s”前面加“- ”，同一项的其余各行再缩进两格"}
	SchemaNeedsWhole    = Text{EN: "%[1]s needs a whole number, not “%[2]s”", ZH: "%[1]s要写整数，不能写“%[2]s”"}
	SchemaNeedsNumber   = Text{EN: "%[1]s needs a number, not “%[2]s”", ZH: "%[1]s要写数字，不能写“%[2]s”"}
	SchemaNumberOnly    = Text{EN: "%[1]s needs the number alone, not “%[2]s”", ZH: "%[1]s只写数字，不能写“%[2]s”"}
	SchemaOneNumber     = Text{EN: "%[1]s needs one number, not “%[2]s”", ZH: "%[1]s只能写一个数字，不能写“%[2]s”"}
	SchemaFullWidth     = Text{EN: "%[1]s is typed with full-width characters: “%[2]s”", ZH: "%[1]s用了全角字符：“%[2]s”"}
	SchemaUnquote       = Text{EN: "%[1]s needs a number; in quotes it is text", ZH: "%[1]s要写数字，加了引号就成了文字"}
	SchemaUnquoteTruth  = Text{EN: "%[1]s needs true or false; in quotes it is text", ZH: "%[1]s要写 true 或 false，加了引号就成了文字"}
	SchemaLeadingZero   = Text{EN: "%[1]s has a zero before the number: %[2]s", ZH: "%[1]s的数字前面多了 0：%[2]s"}
	SchemaNeedsTruth    = Text{EN: "%[1]s needs true or false, not “%[2]s”", ZH: "%[1]s要写 true（是）或 false（否），不能写“%[2]s”"}
	SchemaChoose        = Text{EN: "%[1]s cannot be “%[2]s”", ZH: "%[1]s不能写“%[2]s”"}
	SchemaOneOf         = Text{EN: "write one of: %[1]s", ZH: "只能写其中之一：%[1]s"}
	SchemaDidMeanOf     = Text{EN: "did you mean “%[1]s”? Write one of: %[2]s", ZH: "是不是“%[1]s”？只能写其中之一：%[2]s"}
	SchemaPattern       = Text{EN: "%[1]s cannot be “%[2]s”: %[3]s is needed", ZH: "%[1]s不能写“%[2]s”，要写%[3]s"}
	SchemaPatternOther  = Text{EN: "%[1]s cannot be “%[2]s”: it does not have the required form (%[3]s)", ZH: "%[1]s不能写“%[2]s”，格式不符（%[3]s）"}
	SchemaAtLeast       = Text{EN: "%[1]s must be at least %[3]s, not %[2]s", ZH: "%[1]s不能小于 %[3]s，现在是 %[2]s"}
	SchemaAtMost        = Text{EN: "%[1]s must be at most %[3]s, not %[2]s", ZH: "%[1]s不能大于 %[3]s，现在是 %[2]s"}
	SchemaMore          = Text{EN: "%[1]s must be more than %[3]s, not %[2]s", ZH: "%[1]s要大于 %[3]s，现在是 %[2]s"}
	SchemaLess          = Text{EN: "%[1]s must be less than %[3]s, not %[2]s", ZH: "%[1]s要小于 %[3]s，现在是 %[2]s"}
	SchemaNot           = Text{EN: "%[1]s must not be %[3]s", ZH: "%[1]s不能是 %[3]s"}
	SchemaTooMany       = Text{EN: "more than %[1]d mistakes in this plan; the rest is not listed", ZH: "这份计划的错误超过 %[1]d 处，其余不再列出"}
	SchemaTooManyHint   = Text{EN: "mend these first, then check again", ZH: "请先改正前面的，再检查一次"}
	SchemaLeft          = Text{EN: "%[1]s does not fit the company's schema: %[2]s", ZH: "%[1]s不符合公司的 schema：%[2]s"}
	SchemaDeleteSome    = Text{EN: "delete what is too many", ZH: "删掉多余的项"}
	SchemaSee           = Text{EN: "what may stand here is written in the folder schema/", ZH: "这里可以写什么，见 schema/ 文件夹"}
	SchemaNeeds         = Text{EN: "%[1]s needs %[2]s, not %[3]s", ZH: "%[1]s要写%[2]s，不能写%[3]s"}
	SchemaNeedsOne      = Text{EN: "%[1]s needs at least one item", ZH: "%[1]s至少要有一项"}
	SchemaNeedsMore     = Text{EN: "%[1]s needs at least %[2]d items", ZH: "%[1]s至少要有 %[2]d 项"}
	SchemaTooLarge      = Text{EN: "%[1]s is too large: %[2]s", ZH: "%[1]s太大：%[2]s"}
	SchemaThousands     = Text{EN: "%[1]s needs the number without a comma, not “%[2]s”", ZH: "%[1]s的数字里不要写逗号：“%[2]s”"}
	SchemaNoMarks       = Text{EN: "%[1]s must stand without quotation marks", ZH: "%[1]s不要加中文引号"}
	SchemaAboutTime     = Text{EN: "a date and a time", ZH: "日期和时间"}
	SchemaAboutDate     = Text{EN: "a date", ZH: "日期"}
	SchemaAboutWhole    = Text{EN: "a whole number", ZH: "整数"}
	SchemaAboutNumber   = Text{EN: "a number", ZH: "数字"}
	SchemaAboutTruth    = Text{EN: "true or false", ZH: " true（是）或 false（否）"}
	SchemaAboutList     = Text{EN: "a list", ZH: "列表"}
	SchemaAboutFields   = Text{EN: "fields", ZH: "字段"}
	SchemaAboutText     = Text{EN: "text", ZH: "文字"}
	SchemaQuoteWhole    = Text{EN: "%[1]s needs text; with a colon and a space it must be in quotes", ZH: "%[1]s要写文字；文字里有冒号加空格，要用引号括起来"}
)

// Dates and times.
var (
	SchemaTimeForm  = Text{EN: "%[1]s needs a date and a time in the form 2026-12-03 09:30, not “%[2]s”", ZH: "%[1]s要写日期和时间，格式如 2026-12-03 09:30，不能写“%[2]s”"}
	SchemaDateForm  = Text{EN: "%[1]s needs a date in the form 2026-12-03, not “%[2]s”", ZH: "%[1]s要写日期，格式如 2026-12-03，不能写“%[2]s”"}
	SchemaTimeToo   = Text{EN: "%[1]s needs the time too, not only the date “%[2]s”", ZH: "%[1]s还要写几点，不能只写日期“%[2]s”"}
	SchemaDateToo   = Text{EN: "%[1]s needs the date too, not only the time “%[2]s”", ZH: "%[1]s还要写日期，不能只写时间“%[2]s”"}
	SchemaDateOnly  = Text{EN: "%[1]s needs the date alone, without a time", ZH: "%[1]s只写日期，不写时间"}
	SchemaNoDay     = Text{EN: "there is no such day: %[1]s has %[2]d days", ZH: "没有这一天：%[1]s只有 %[2]d 天"}
	SchemaNoDayZero = Text{EN: "there is no day 0 in a month", ZH: "没有 0 日这一天"}
	SchemaNoMonth   = Text{EN: "there is no month %[1]s: months are 01 to 12", ZH: "没有 %[1]s 月：月份是 01 到 12"}
	SchemaNoClock   = Text{EN: "there is no time %[1]s: hours are 00 to 23, minutes 00 to 59", ZH: "没有 %[1]s 这个时间：小时是 00 到 23，分钟是 00 到 59"}
	SchemaMidnight  = Text{EN: "24:00 is written as 00:00 of the next day", ZH: "24:00 要写成次日 00:00"}
	SchemaYear      = Text{EN: "the year %[1]s is out of range: years are 2000 to 2099", ZH: "年份 %[1]s 不对：只能是 2000 到 2099 年"}
	SchemaRange     = Text{EN: "%[1]s needs one time, not a range: “%[2]s”", ZH: "%[1]s只写一个时间，不能写时间段“%[2]s”"}
	SchemaTwoTimes  = Text{EN: "write two lines: %[1]s and %[2]s", ZH: "分成两行写：%[1]s 和 %[2]s"}
	SchemaExcel     = Text{EN: "%[1]s: %[2]s is how Excel counts days, not a date", ZH: "%[1]s写成了 Excel 的日期序号 %[2]s"}
	SchemaDayMonth  = Text{EN: "%[1]s can be read as two days: “%[2]s”", ZH: "%[1]s看不出哪个是月、哪个是日：“%[2]s”"}
	SchemaEither    = Text{EN: "write: %[1]s, or %[2]s", ZH: "写成：%[1]s，或者 %[2]s"}
	SchemaSuchAs    = Text{EN: "such as: %[1]s", ZH: "例如：%[1]s"}
	SchemaZoned     = Text{EN: "%[1]s must not name a time zone: plans are in the company's own time", ZH: "%[1]s不要写时区，计划一律用公司当地时间"}
)
