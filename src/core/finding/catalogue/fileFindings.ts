import type { SpecFindingEntry } from "./specFindingEntry";

/** Findings about the text of a spec file, and about specs next to each other in it. */
export const fileFindings = {
  "spec.file-empty": {
    severity: "error",
    message: "This file contains no cron. Write one object, or a list of them.",
    help: "spec-file.md#the-file",
  },
  "spec.file-too-large": {
    severity: "error",
    message: "This file has {size} million characters; the limit is {limit}. Split it.",
    help: "spec-file.md#limits",
  },
  "spec.too-deep": {
    severity: "error",
    message: "Objects and lists are nested more than {limit} deep here; the Agent Server can't read that.",
    help: "spec-file.md#limits",
  },
  "spec.too-many": {
    severity: "error",
    message: "An object or a list has more than {limit} entries here. Split it.",
    help: "spec-file.md#limits",
  },
  "spec.not-utf8": {
    severity: "error",
    message:
      "The file is not UTF-8: a character could not be read here and is shown as �. Type it again and save the file as UTF-8. If you mean � itself, write \\ufffd.",
    help: "spec-file.md#the-file",
  },
  "spec.other-encoding": {
    severity: "error",
    message: "The file is read as {encoding} here, and as UTF-8 everywhere else. Save it with the encoding UTF-8.",
    help: "spec-file.md#the-file",
  },
  "spec.syntax-value": {
    severity: "error",
    message: "A value is missing here.",
    help: "spec-file.md#the-file",
  },
  "spec.syntax-symbol": {
    severity: "error",
    message: "This is not a JSON value: text needs double quotes, and the only words are true, false and null.",
    help: "spec-file.md#the-file",
  },
  "spec.syntax-number": {
    severity: "error",
    message: "This is not a JSON number.",
    help: "spec-file.md#the-file",
  },
  "spec.syntax-key": {
    severity: "error",
    message: "A key in double quotes is missing here.",
    help: "spec-file.md#the-file",
  },
  "spec.syntax-colon": {
    severity: "error",
    message: "A colon is missing here, between a key and its value.",
    help: "spec-file.md#the-file",
  },
  "spec.syntax-comma": {
    severity: "error",
    message: "A comma is missing before this.",
    help: "spec-file.md#the-file",
  },
  "spec.syntax-brace": {
    severity: "error",
    message: "A closing brace } is missing here.",
    help: "spec-file.md#the-file",
  },
  "spec.syntax-bracket": {
    severity: "error",
    message: "A closing bracket ] is missing here.",
    help: "spec-file.md#the-file",
  },
  "spec.syntax-text": {
    severity: "error",
    message: "This text has no closing quote, or a character that must be escaped in JSON.",
    help: "spec-file.md#the-file",
  },
  "spec.syntax-comment": {
    severity: "error",
    message: "This comment has no end.",
    help: "spec-file.md#the-file",
  },
  "spec.syntax-end": {
    severity: "error",
    message: "There is more text after the end: put several crons into one list [ … ].",
    help: "spec-file.md#the-file",
  },
  "spec.not-a-spec": {
    severity: "error",
    message: "A cron is written as an object { … }; this is of type {actual}.",
    help: "spec-file.md#the-file",
  },
  "spec.duplicate-key": {
    severity: "warning",
    message: "“{key}” is written more than once here; only this last one counts.",
    help: "spec-file.md#the-file",
    at: "key",
  },
  "spec.name-missing": {
    severity: "error",
    message: "In a list every cron needs its own “name”: a second submit finds the cron by it.",
    help: "spec-file.md#name",
  },
  "spec.file-without-name": {
    severity: "error",
    message:
      "The file's name is only the suffix, so the cron has no name. Put a name before “.cron.json”, or give the cron a “name”.",
    help: "spec-file.md#name",
  },
  "spec.name-not-text": {
    severity: "error",
    message: "“name” must be text of 1 to {limit} characters.",
    help: "spec-file.md#name",
  },
  "spec.protect-not-boolean": {
    severity: "error",
    message: "“protect” must be true or false.",
    help: "spec-file.md#protect",
  },
  "spec.name-duplicate": {
    severity: "error",
    message: "Another cron in this file is called “{name}” too. The second would overwrite the first on the server.",
    help: "spec-file.md#name",
  },
  "spec.name-elsewhere": {
    severity: "warning",
    message:
      "Another file has a cron “{name}” too: {files}. On the same server each submit would overwrite the other's cron.",
    help: "spec-file.md#name",
  },
} as const satisfies Record<string, SpecFindingEntry>;
