import { submissionSteps } from "../core/lifecycle/submissionSteps";
import { fileFindings } from "../core/spec/findings/fileFindings";
import type { SyntaxErrorName } from "../core/spec/jsonTokens";

/** What is wrong with JSON, in the words that a spec file gets. */
const syntax = {
  "json.InvalidSymbol": fileFindings["spec.syntax-symbol"].message,
  "json.PropertyNameExpected": fileFindings["spec.syntax-key"].message,
  "json.ValueExpected": fileFindings["spec.syntax-value"].message,
  "json.ColonExpected": fileFindings["spec.syntax-colon"].message,
  "json.CommaExpected": fileFindings["spec.syntax-comma"].message,
  "json.CloseBraceExpected": fileFindings["spec.syntax-brace"].message,
  "json.CloseBracketExpected": fileFindings["spec.syntax-bracket"].message,
  "json.EndOfFileExpected": "Something follows the end of the value.",
  "json.UnexpectedEndOfComment": fileFindings["spec.syntax-comment"].message,
  "json.UnexpectedEndOfString": fileFindings["spec.syntax-text"].message,
  "json.UnexpectedEndOfNumber": fileFindings["spec.syntax-number"].message,
  "json.InvalidUnicode": fileFindings["spec.syntax-text"].message,
  "json.InvalidEscapeCharacter": fileFindings["spec.syntax-text"].message,
  "json.InvalidCharacter": fileFindings["spec.syntax-text"].message,
} as const satisfies Readonly<Record<`json.${SyntaxErrorName}`, string>>;

/** Every text of the form that does not come from the declaration of the parameters. `{name}` is filled in by the form. */
export const formStrings = {
  title: "New cron",
  titleOfSpec: "Cron “{name}”",
  onServer: "On {connection}",
  version: "Agent Server {version}",
  production: "Production",
  untrusted:
    "This workspace is not trusted: nothing is sent to a server, so lists are empty and no cron can be created.",
  manageTrust: "Manage Workspace Trust",
  editConnection: "Edit Connection",
  showLog: "Show Log",

  required: "required",
  deprecated: "Deprecated",
  serverDefault: "Server’s default",
  serverDefaultIs: "Server’s default ({value})",
  withoutIs: "None chosen: {value}.",
  setInSection: "Set: {count}",
  problemsInSection: "To look at: {count}",

  error: "Error",
  warning: "Warning",
  info: "Note",
  meant: "Meant: “{text}” in “{whole}”",

  showChoices: "Show choices for {label}",
  choicesOf: "Choices for {label}",
  loading: "Loading…",
  noChoices: "Nothing matches. What you typed is used as it is.",
  countChoices: "Choices: {count}",

  onThread: "Every run continues one thread",
  ownThread: "No thread of its own: each run gets a new one",
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
  dateTimeNoSuchZone: "Choose the time zone of the end, or write an offset such as +02:00. “{zone}” is none.",
  dateTimeGap: "Clocks skip {text} on that day in {zone}; the same moment reads {actual}.",
  dateTimeTwice: "Clocks show {text} twice on that day in {zone}.",
  firstTime: "The first time ({offset})",
  secondTime: "The second time ({offset})",

  insertExample: "Insert example",
  format: "Format",
  ...syntax,
  jsonTooDeep: fileFindings["spec.too-deep"].message,
  jsonDuplicate: "“{key}” is written more than once in the same object.",
  jsonTrouble: "Line {line}, column {column}: {reason}",
  jsonHuge: "This is {size} MB of text. The form takes up to {limit} MB.",

  allNodes: "All nodes (*)",
  theseNodes: "These nodes",
  addNode: "Another node",
  add: "Add",
  remove: "Remove {name}",
  nodesNeedAssistant: "Choose an assistant to see its graph’s nodes, or type a node’s name.",

  rawValue: "This value does not fit the field. Correct it here, or discard it.",
  bulkValue: "This value of {size} million characters is kept, but too long to be shown here.",
  discardValue: "Discard this value",

  create: "Create Cron",
  createDespite: "Create Anyway",
  update: "Update Cron",
  saveAsSpec: "Save as Spec File",
  cancel: "Cancel",
  cancelling: "Cancelling…",
  shortcut: "or press {keys}",
  checking: "Checking…",
  lookAtErrors: "Nothing was sent. Look at the fields marked with an error: {fields}.",
  lookAtWarnings: "Nothing was sent yet. Read the warnings at {fields}, then create the cron anyway or change it.",
  jsonFirst: "Correct {fields} first: what can’t be read can’t be saved.",
  unasked: "The form got no answer: {reason}",
  cancelled: "Cancelled. No cron was left behind.",
  createdPaused: "The cron was created and left paused.",
  reveal: "Reveal in Tree",
  another: "Create Another",

  "step.looking": submissionSteps.looking,
  "step.creating": submissionSteps.creating,
  "step.waitingAfterDoubt": submissionSteps.waitingAfterDoubt,
  "step.searchingCopies": submissionSteps.searchingCopies,
  "step.comparing": submissionSteps.comparing,
  "step.switchingOn": submissionSteps.switchingOn,
  "step.updating": submissionSteps.updating,
} as const satisfies Record<string, string>;

/** The same texts in the user's language. */
export type FormStrings = { readonly [Key in keyof typeof formStrings]: string };
