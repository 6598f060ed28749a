package form

import "usher/internal/catalog"

// texts are what the page says, by the names that its scripts use.
var texts = map[string]catalog.Text{
	"title": catalog.FormTitle, "lead": catalog.FormLead, "language": catalog.FormLanguage, "basics": catalog.FormBasics,
	"choose": catalog.FormChoose, "standard": catalog.FormStandard, "more": catalog.FormMore,
	"pause": catalog.FormPause, "colon": catalog.FormColon, "item": catalog.FormItem, "add": catalog.FormAdd, "added": catalog.FormAdded,
	"remove": catalog.FormRemove, "removed": catalog.FormRemoved, "removeShort": catalog.FormShort, "addPart": catalog.FormAddPart,
	"addedPart": catalog.FormPartIn, "removePart": catalog.FormPartOff, "removedPart": catalog.FormPartOut, "byHand": catalog.FormByHand,

	"file": catalog.FormFile, "fileName": catalog.FormFileName, "fileHelp": catalog.FormFileHelp, "badID": catalog.FormBadID,

	"check": catalog.FormCheck, "fine": catalog.FormFine, "oneError": catalog.FormError, "errors": catalog.FormErrors,
	"oneWarning": catalog.FormWarning, "warnings": catalog.FormWarnings, "oneMissing": catalog.FormOneMissing,
	"missingSome": catalog.FormMissing, "mendFirst": catalog.FormMendFirst, "onDuty": catalog.FormOnDuty, "dutyLine": catalog.FormDuty,
	"nobody": catalog.FormNobody, "deadline": catalog.FormDeadline, "deadlineLine": catalog.FormMergeBy,
	"fruit": catalog.FormFruit, "fruitLine": catalog.FormSeason,

	"yaml": catalog.FormYAML, "openForge": catalog.FormOpen, "copy": catalog.FormCopy, "download": catalog.FormDownload,
	"next": catalog.FormNext, "opened": catalog.FormOpened, "tooLong": catalog.FormTooLong, "pasteThere": catalog.FormPaste,
	"copied": catalog.FormCopied, "downloaded": catalog.FormDownloaded, "copyByHand": catalog.FormCopyByHand,
	"startOver": catalog.FormStartOver,

	"scope": catalog.FormScope, "judgedHere": catalog.FormHere, "leftToCheck": catalog.FormLeft,
	"whyOthers": catalog.FormWhyOthers, "whyHistory": catalog.FormWhyHistory, "whyAfter": catalog.FormWhyAfter,
	"whyVerdict": catalog.FormWhyVerdict, "whyFile": catalog.FormWhyFile, "whyLanguage": catalog.FormWhyLanguage,

	"missing": catalog.FormFillIn, "twice": catalog.FormTwice, "moment": catalog.FormMoment, "cannotBe": catalog.FormCannotBe,
	"needsWhole": catalog.FormWhole, "needsNumber": catalog.FormNumber, "atLeast": catalog.FormAtLeast, "atMost": catalog.FormAtMost,
	"moreThan": catalog.FormMoreThan, "less": catalog.FormLessThan, "not": catalog.FormNot, "tooMany": catalog.FormTooMany,

	// What the rules' facts say, in the check's own words.
	"choices": catalog.RefChoices, "forCategory": catalog.NoticeForCategory, "forLeader": catalog.NoticeForLeader,
	"forCoordination": catalog.NoticeForCoordination, "perGuest": catalog.StandardPerGuest, "perVisit": catalog.StandardPerVisit,
}
