package form

// KnownFacts are those that a rule may read and still be judged in the page.
func KnownFacts() map[string]bool { return known }

// ECMA translates an expression for the page.
var ECMA = ecma

// YAMLText writes a text of an issue.
var YAMLText = yamlText
