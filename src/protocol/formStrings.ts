import { fileFindings } from "../core/finding/catalogue/fileFindings";
import type { SyntaxErrorName } from "../core/specFile/json/jsonTokens";

/** JSON syntax errors, with the same texts as for a spec file. */
const syntax = {
  "json.InvalidSymbol": fileFindings["spec.syntax-symbol"].message,
  "json.PropertyNameExpected": fileFindings["spec.syntax-key"].message,
  "json.ValueExpected": fileFindings["spec.syntax-value"].message,
  "json.ColonExpected": fileFindings["spec.syntax-colon"].message,
  "json.CommaExpected": fileFindings["spec.syntax-comma"].message,
  "json.CloseBraceExpected": fileFindings["spec.syntax-brace"].message,
  "json.CloseBracketExpected": fileFindings["spec.syntax-bracket"].message,
  "json.EndOfFileExpected": "There is more text after the end of the value.",
  "json.UnexpectedEndOfComment": fileFindings["spec.syntax-comment"].message,
  "json.UnexpectedEndOfString": fileFindings["spec.syntax-text"].message,
  "json.UnexpectedEndOfNumber": fileFindings["spec.syntax-number"].message,
  "json.InvalidUnicode": fileFindings["spec.syntax-text"].message,
  "json.InvalidEscapeCharacter": fileFindings["spec.syntax-text"].message,
  "json.InvalidCharacter": fileFindings["spec.syntax-text"].message,
} as const satisfies Readonly<Record<`json.${SyntaxErrorName}`, string>>;

/** All texts of the form that are not in the parameters' declaration; the form fills in `{name}`. */
export const formStrings = {
  title: "New cron",
  titleOfCopy: "New cron, copied from “{name}”",
  titleOfSpec: "Cron “{name}”",
  onServer: "On {connection}",
  version: "Agent Server {version}",
  production: "Production",
  onProduction: "{connection} is marked as production.",
  untrusted:
    "This workspace is not trusted: nothing is sent to a server, so lists are empty and no cron can be created.",
  manageTrust: "Manage Workspace Trust",
  editConnection: "Edit Connection",
  showLog: "Show Log",
  chooseConnection: "Choose Another Connection",
  acceptAddress: "Use This Address",
  removed:
    "The connection “{connection}” was removed. Nothing is lost: choose where the cron goes, or save it as a spec file.",
  moved:
    "“{connection}” has another address since the form was opened: {url} instead of {from}. Does the cron go there?",

  name: "Name",
  nameHelp:
    "The cron's name here, in the tree and in its spec file. A submit of the same name changes the cron instead of creating a second one.",
  nameFixed: "The cron is identified by this name, which can’t change any more.",
  nameProposed: "proposed",
  nameFree: "free on {server}",

  required: "required",
  deprecated: "Deprecated",
  serverDefaultIs: "{value} (server’s default)",
  withoutIs: "None chosen: {value}.",
  more: "More",
  setInMore: "{count} set: {fields}",
  problemsInMore: "To check: {count}",
  ends: "Ends",
  endsNever: "never",
  showDetails: "Show API Names",
  hideDetails: "Hide API Names",
  isNotSet: "Not set",

  summary: "Summary",
  factServer: "Server",
  factAssistant: "Runs",
  factThread: "Answers",
  factResults: "Results",
  factEnd: "Ends",
  factMore: "Also set",
  factNeeded: "Still needed",
  factErrors: "To correct",
  factWarnings: "To check",
  newThread: "on a new thread each time",
  oneThread: "on one thread, {thread}",
  next: "next {moment}",

  error: "Error",
  warning: "Warning",
  info: "Note",
  meant: "Meant: “{text}” in “{whole}”",

  showChoices: "Show choices for {label}",
  choicesOf: "Choices for {label}",
  loading: "Loading…",
  noChoices: "Nothing matches. What you typed is used as it is.",
  countChoices: "Choices: {count}",

  onThread: "One thread, which every run continues",
  ownThread: "A new thread each time",
  resultsDeleted: "When a run ends, its thread and result are deleted: there is nothing to look at afterwards.",
  resultsKept: "Each run’s thread and result are kept. They add up until somebody deletes them.",
  threadId: "Thread ID",
  searchThreads: "Search by ID or metadata, or paste an ID",

  previewTitle: "Next runs",
  previewNone: "No runs to show.",
  previewIdle: "Type a schedule to see when it runs.",
  inZone: "In {zone}",
  localTime: "Local time ({zone})",
  utc: "UTC",

  zonePlaceholder: "UTC, unless you choose one",
  localZone: "Your time zone",
  oldZoneName: "old name",

  dateTimePlaceholder: "2027-01-31 18:00",
  dateTimeZone: "Time zone of the end",
  inADay: "In a day",
  inAWeek: "In a week",
  inAMonth: "In a month",
  inAYear: "In a year",
  sentAs: "Sent as {iso}",
  dateTimeUnreadable: "Write the end as year-month-day hour:minute, such as 2027-01-31 18:00, or leave it empty.",
  dateTimeNoSuchZone:
    "“{zone}” is not a time zone. Choose the time zone of the end, or write an offset such as +02:00.",
  dateTimeGap: "Clocks skip {text} on that day in {zone}; the same moment is {actual}.",
  dateTimeTwice: "Clocks show {text} twice on that day in {zone}.",
  firstTime: "The first time ({offset})",
  secondTime: "The second time ({offset})",

  insertExample: "Insert example",
  format: "Format",
  ...syntax,
  jsonTooDeep: fileFindings["spec.too-deep"].message,
  jsonDuplicate: "“{key}” is written more than once in the same object.",
  jsonTrouble: "Line {line}, column {column}: {reason}",
  jsonHuge: "This is {size} MB of text. The form accepts up to {limit} MB.",

  allNodes: "All nodes (*)",
  theseNodes: "These nodes",
  addNode: "Another node",
  add: "Add",
  remove: "Remove {name}",

  rawValue: "This value does not fit the field. Correct it here, or discard it.",
  bulkValue: "This value of {size} million characters is kept, but too long to be shown here.",
  discardValue: "Discard this value",

  create: "Create Cron",
  createDespite: "Create Anyway",
  update: "Update Cron",
  updateDespite: "Update Anyway",
  saveAsSpec: "Save as Spec File",
  updateFile: "Update File",
  cancel: "Cancel",
  cancelling: "Cancelling…",
  finishInBackground: "Finish in the Background",
  secondsLeft: "{seconds} s left",
  shortcut: "or press {keys}",
  unasked: "The form got no answer: {reason}",
  reveal: "Reveal in Tree",
  changeAgain: "Change This Cron",
  another: "Create Another",
} as const satisfies Record<string, string>;

/** The same texts in the user's language. */
export type FormStrings = { readonly [Key in keyof typeof formStrings]: string };
