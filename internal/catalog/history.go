package catalog

// What may be wrong with the git repository, and what mends it.
var (
	NoRepository = Text{
		EN: "this folder is not in a git repository",
		ZH: "这个文件夹不在 git 仓库里",
	}
	NoRepositoryHint = Text{
		EN: "git init",
		ZH: "git init",
	}
	NoGitDir = Text{
		EN: "GIT_DIR names %[1]s, which is not a git repository",
		ZH: "GIT_DIR 指向的 %[1]s 不是 git 仓库",
	}
	OutsideWorkTree = Text{
		EN: "%[1]s is not inside the work tree %[2]s that GIT_WORK_TREE or GIT_DIR names",
		ZH: "%[1]s 不在 GIT_WORK_TREE 或 GIT_DIR 所指的工作区 %[2]s 里",
	}
	UnsetGitDirHint = Text{
		EN: "unset GIT_DIR GIT_WORK_TREE",
		ZH: "unset GIT_DIR GIT_WORK_TREE",
	}
	RepositoryUnreadable = Text{
		EN: "the git repository cannot be read (%[1]s)",
		ZH: "git 仓库读不出来（%[1]s）",
	}
	LinkBroken = Text{
		EN: "the file %[1]s names %[2]s, which is not a git repository",
		ZH: "文件 %[1]s 指向的 %[2]s 不是 git 仓库",
	}
	LinkBrokenHint = Text{
		EN: "git worktree repair   (in the main work tree)",
		ZH: "git worktree repair   （在主工作区里执行）",
	}
	RepositoryUnreadableHint = Text{
		EN: "git fsck",
		ZH: "git fsck",
	}

	HistoryCut = Text{
		EN: "the history of this clone is cut off at commit %[1]s (a shallow clone), so nobody can tell when the plans were announced",
		ZH: "这份克隆的历史在提交 %[1]s 处被截断（浅克隆），查不出接待计划是什么时候公布的",
	}
	HistoryCutHint = Text{
		EN: "git fetch --unshallow   (GitHub: fetch-depth: 0 for actions/checkout; GitLab: GIT_DEPTH: 0)",
		ZH: "git fetch --unshallow   （GitHub：给 actions/checkout 写 fetch-depth: 0；GitLab：写 GIT_DEPTH: 0）",
	}
	ObjectMissing = Text{
		EN: "%[1]s %[2]s is missing from the git repository",
		ZH: "git 仓库里缺少%[1]s %[2]s",
	}
	ObjectMissingHint = Text{
		EN: "git fetch --refetch --no-filter   (GitHub: no filter and no sparse-checkout for actions/checkout)",
		ZH: "git fetch --refetch --no-filter   （GitHub：actions/checkout 不要写 filter 和 sparse-checkout）",
	}
	ACommit = Text{EN: "commit", ZH: "提交"}
	AFolder = Text{EN: "folder", ZH: "目录"}
	AFile   = Text{EN: "file", ZH: "文件"}

	CommitDate = Text{
		EN: "commit %[1]s has no usable committer date (%[2]q), so nobody can tell when it landed",
		ZH: "提交 %[1]s 的提交日期（%[2]q）无效，查不出它是什么时候进来的",
	}
	CommitDateHint = Text{
		EN: "git commit --amend --no-edit   (if it is the latest one; otherwise it has to be written again)",
		ZH: "git commit --amend --no-edit   （如果是最新的提交；否则只能重写它）",
	}

	FormatVersion = Text{
		EN: "the git repository has a format that usher does not read (core.repositoryFormatVersion = %[1]s)",
		ZH: "git 仓库的格式 usher 读不了（core.repositoryFormatVersion = %[1]s）",
	}
	FormatExtension = Text{
		EN: "the git repository has a format that usher does not read (extensions.%[1]s = %[2]s)",
		ZH: "git 仓库的格式 usher 读不了（extensions.%[1]s = %[2]s）",
	}
	FormatHint = Text{
		EN: "clone again, without that setting",
		ZH: "重新克隆，不要带这个设置",
	}
	FormatPartialHint = Text{
		EN: "clone again without --filter   (GitHub: no filter and no sparse-checkout for actions/checkout)",
		ZH: "重新克隆，不要带 --filter   （GitHub：actions/checkout 不要写 filter 和 sparse-checkout）",
	}
	FormatWorktreeHint = Text{
		EN: "git sparse-checkout disable; git config --unset extensions.worktreeConfig",
		ZH: "git sparse-checkout disable; git config --unset extensions.worktreeConfig",
	}
	FormatSHA256Hint = Text{
		EN: "make the repository anew with git init --object-format=sha1 and bring the files over",
		ZH: "用 git init --object-format=sha1 重新建库，再把文件搬过去",
	}
	FormatReftableHint = Text{
		EN: "git refs migrate --ref-format=files",
		ZH: "git refs migrate --ref-format=files",
	}
	FormatPreciousHint = Text{
		EN: "git config --unset extensions.preciousObjects",
		ZH: "git config --unset extensions.preciousObjects",
	}
	FormatRelativeHint = Text{
		EN: "git worktree repair --no-relative-paths; git config --unset extensions.relativeWorktrees",
		ZH: "git worktree repair --no-relative-paths; git config --unset extensions.relativeWorktrees",
	}

	NoSuchCommit = Text{
		EN: "there is no commit called %[1]q in this repository",
		ZH: "这个仓库里没有叫“%[1]s”的提交",
	}
	NoSuchCommitHint = Text{
		EN: "git fetch origin, then name it like origin/main, v1.2, 1a2b3c4 or HEAD~1",
		ZH: "git fetch origin，然后写成 origin/main、v1.2、1a2b3c4 或 HEAD~1 这样的名字",
	}
	AmbiguousCommit = Text{
		EN: "%[1]q is the beginning of several commits' hashes; write more of it",
		ZH: "有好几个提交的哈希都以“%[1]s”开头，请多写几位",
	}
)
