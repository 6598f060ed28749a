package catalog

// What the JSON Schema says to whoever writes a plan in an editor, in both
// languages at once.
var (
	EditorTitle   = Text{EN: "visit plan", ZH: "来访计划"}
	EditorComment = Text{EN: "printed by “usher schema”, not written by hand", ZH: "由“usher schema”生成，请勿手改"}
	EditorExample = Text{EN: "e.g.", ZH: "例："}
	EditorWrite   = Text{EN: "write %[1]s", ZH: "请写%[1]s"}

	ChoiceRoom      = Text{EN: "%[1]s, %[2]d seats, %[3]s", ZH: "%[1]s，%[2]d 座，%[3]s"}
	ChoiceEquipment = Text{EN: "%[1]s, %[2]d in all", ZH: "%[1]s，共 %[2]d 件"}
	ChoiceRole      = Text{EN: "%[1]s; %[2]s unless another is named", ZH: "%[1]s；不写即为%[2]s"}
	ChoiceKey       = Text{EN: "the room's key", ZH: "会议室钥匙"}
)

// The verb schema.
var (
	ShortSchema = Text{EN: "print the JSON Schema for editors", ZH: "输出供编辑器使用的 JSON Schema"}
	HelpSchema  = Text{
		EN: `Prints the JSON Schema (draft 2020-12) of a plan, with the rooms, roles, units and
equipment of the policies in force. An editor that is shown it completes, explains
and marks while a plan is written. Keep it as schema/visit.schema.json and begin
each plan with the line that names it:

  # yaml-language-server: $schema=../../../schema/visit.schema.json`,
		ZH: `输出来访计划的 JSON Schema（2020-12 版），其中含有现行制度里的会议室、角色、部门和设备。
编辑器据此在填写计划时自动补全、给出说明并标出错误。请保存为 schema/visit.schema.json，
并在每份计划的第一行写明它的位置：

  # yaml-language-server: $schema=../../../schema/visit.schema.json`,
	}
	ExampleSchema = Text{
		EN: `  usher schema > schema/visit.schema.json
  usher schema | diff schema/visit.schema.json -`,
		ZH: `  usher schema > schema/visit.schema.json
  usher schema | diff schema/visit.schema.json -`,
	}
)
