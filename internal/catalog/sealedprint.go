package catalog

// What render says of plans that are sealed, or that a key has opened.
var (
	ErrOpenedKept = Text{
		EN: "what a key has opened must not get into git, and %[1]s is not left out: nothing was written\n    add this line to %[2]s, or choose a folder outside the repository with -o:\n    %[3]s",
		ZH: "用密钥打开的内容不得进入 git，而 %[1]s 未被忽略，没有写入任何文件\n    请在 %[2]s 中加入下面这一行，或用 -o 指定仓库以外的文件夹：\n    %[3]s",
	}
	ErrOpenedTracked = Text{
		EN: "what a key has opened must not get into git, and git has %[1]s already: nothing was written\n    take it out of git first, or choose another folder with -o:\n    git rm --cached -- %[1]s",
		ZH: "用密钥打开的内容不得进入 git，而 %[1]s 已在 git 中，没有写入任何文件\n    请先将其移出 git，或用 -o 指定其他文件夹：\n    git rm --cached -- %[1]s",
	}
	ErrOpenedTop = Text{
		EN: "what a key has opened must not get into git, and %[1]s is the repository itself: choose a folder that git leaves out, or one outside, with -o",
		ZH: "用密钥打开的内容不得进入 git，而 %[1]s 就是仓库本身：请用 -o 指定被 git 忽略的文件夹，或仓库以外的文件夹",
	}
)

// RenderedSealed tells whoever prints without a key what is not printed.
var RenderedSealed = Text{
	EN: "sealed, and no key opens it: %[1]s; made are only the sheets that tell nothing of what is sealed. Who has a key gives it with --identity",
	ZH: "已密封且没有密钥可以打开：%[1]s；只生成不含密封内容的单据。持有密钥的，请用 --identity 指定",
}
