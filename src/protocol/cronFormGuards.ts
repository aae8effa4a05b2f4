import type { JsonValue } from "../core/base/json";
import type { InputKey, InputShape } from "../core/checks/inputShape";
import type { TextSpan, ValuePath } from "../core/finding/finding";
import type { NextNode } from "../core/server/agentServer";
import type { ChangedField, ChangesView } from "./changesView";
import type {
  Choice,
  Choices,
  DraftToCheck,
  Filled,
  FormDraft,
  FormEvent,
  FormNotice,
  FormRequests,
  FormState,
  NameView,
  SavedForm,
  SubjectView,
  Target,
} from "./cronForm";
import type { FieldChange, FieldFix } from "./fieldFix";
import type { FieldMessage } from "./fieldMessage";
import { isField, isSection, isStrings } from "./formFieldGuards";
import type { FailureAction, FormMessage, FormPhase, FormProgress } from "./formPhase";
import {
  either,
  type Guard,
  isCount,
  isFlag,
  isJson,
  isJsonRecord,
  isNull,
  isText,
  listOf,
  oneOf,
  orNull,
  shape,
  tagged,
} from "./guards";
import { isRequestFormView, isRequestToGive, isRequestToShow, isRequestView } from "./requestView";
import type { ParamGuards, ReplyGuards } from "./rpc";
import { isCalendar, isPreset, isPreview, isWordsOffer } from "./scheduleViewGuards";
import { isTryPress, isTryView } from "./tryView";

export const isDraft: Guard<FormDraft> = shape<Omit<FormDraft, "proposed">, { proposed: string }>(
  { arguments: isJsonRecord, typed: isJsonRecord, name: isText },
  { proposed: isText },
);
const isAction: Guard<FailureAction> = oneOf(
  "manageTrust",
  "editConnection",
  "showLog",
  "chooseConnection",
  "acceptAddress",
);
const isChecked: Guard<DraftToCheck> = shape({ arguments: isJsonRecord, name: isText });
const isFilled: Guard<Filled> = shape({ draft: isDraft, arguments: isJsonRecord, unreadable: listOf(isText) });
const isSubmit: Guard<Filled & { readonly seen: readonly string[] }> = shape({
  draft: isDraft,
  arguments: isJsonRecord,
  unreadable: listOf(isText),
  seen: listOf(isText),
});

export const formParamGuards: ParamGuards<FormRequests> = {
  load: shape({ zone: isText }),
  assistants: isNull,
  threads: shape({ search: isText }),
  nodes: shape({ assistant: isText }),
  preview: shape({ arguments: isJsonRecord }),
  calendar: shape({ arguments: isJsonRecord, monthsAhead: isCount }),
  words: shape({ arguments: isJsonRecord }),
  otherInput: shape({ thread: isText }),
  called: shape({ assistant_id: isText, thread_id: isText }),
  inputShape: shape({ assistant: isText }),
  openDocument: shape({ name: isText, text: isText, assistant: isText }),
  saveDocuments: isNull,
  name: isChecked,
  requestText: isRequestToShow,
  giveRequest: isRequestToGive,
  check: isChecked,
  checkOnServer: isChecked,
  changes: shape({ arguments: isJsonRecord }),
  settle: shape({ version: isText, names: listOf(isText) }),
  submit: isSubmit,
  cancelSubmit: isNull,
  finishInBackground: isNull,
  saveFile: isFilled,
  saveTemplate: isFilled,
  startTry: isTryPress,
  cancelTry: isNull,
  revealCron: isNull,
  runCron: isNull,
  openFile: isNull,
  goOn: shape({ to: oneOf("sameCron", "anotherCron") }),
  act: shape({ action: isAction }),
};

export const isFormNotice: Guard<FormNotice> = tagged<FormNotice, "notice">("notice", {
  draftChanged: shape({ notice: oneOf("draftChanged"), draft: isDraft, changed: listOf(isText) }),
  documentChanged: shape({ notice: oneOf("documentChanged"), name: isText, text: isText }),
  trouble: shape({ notice: oneOf("trouble"), what: isText }),
});

const isStatus: Guard<Target["status"]> = tagged<Target["status"], "kind">("kind", {
  asking: shape({ kind: oneOf("asking") }),
  ready: shape({ kind: oneOf("ready"), version: isText }),
  unavailable: shape({ kind: oneOf("unavailable"), message: isText, offers: listOf(isAction) }),
  removed: shape({ kind: oneOf("removed") }),
  moved: shape({ kind: oneOf("moved"), from: isText }),
});

const isTarget: Guard<Target> = shape({
  connectionName: isText,
  url: isText,
  production: isFlag,
  trusted: isFlag,
  status: isStatus,
});

const isChoice: Guard<Choice> = shape<
  Pick<Choice, "value" | "label" | "detail">,
  { assistant: string; next: readonly NextNode[] }
>(
  { value: isText, label: isText, detail: isText },
  { assistant: isText, next: listOf(shape({ id: isText, isConditional: isFlag })) },
);

const isChoices: Guard<Choices> = tagged<Choices, "kind">("kind", {
  list: shape<{ kind: "list"; choices: readonly Choice[] }, { more: string; usual: string }>(
    { kind: oneOf("list"), choices: listOf(isChoice) },
    { more: isText, usual: isText },
  ),
  unavailable: shape({ kind: oneOf("unavailable"), message: isText }),
});

const isPath: Guard<ValuePath> = listOf(either(isText, isCount));
const isSpan: Guard<TextSpan> = shape({ start: isCount, end: isCount });
const isFieldChange: Guard<FieldChange> = shape<{ path: ValuePath }, { value: JsonValue }>(
  { path: isPath },
  { value: isJson },
);
const isFix: Guard<FieldFix> = shape({ label: isText, changes: listOf(isFieldChange) });

const isChangedField: Guard<ChangedField> = shape({
  name: isText,
  label: isText,
  lines: listOf(shape({ where: isText, before: isText, after: isText })),
  back: isFix,
});

const isChanges: Guard<ChangesView> = shape({
  version: isText,
  changes: listOf(isChangedField),
  questions: listOf(isChangedField),
  anew: orNull(isText),
  news: orNull(shape({ message: isText, names: listOf(isText), changes: listOf(isFieldChange) })),
});

const isMessage: Guard<FieldMessage> = shape<
  Pick<FieldMessage, "code" | "severity" | "path" | "message">,
  { span: TextSpan; fixes: readonly FieldFix[] }
>(
  { code: isText, severity: oneOf("error", "warning", "info", "hint"), path: isPath, message: isText },
  { span: isSpan, fixes: listOf(isFix) },
);

const isSubject: Guard<SubjectView> = tagged<SubjectView, "kind">("kind", {
  new: shape({ kind: oneOf("new") }),
  copy: shape({ kind: oneOf("copy"), of: isText }),
  spec: shape({ kind: oneOf("spec"), name: isText, file: isText }),
  cron: shape({ kind: oneOf("cron"), name: isText }),
});

const isNameView: Guard<NameView> = shape({ proposed: isText, fixed: orNull(isText) });

const isInputShape: Guard<InputShape> = shape({
  hasMessages: isFlag,
  keys: listOf(
    shape<InputKey>({
      key: isText,
      kind: oneOf("text", "number", "integer", "boolean", "choice"),
      choices: listOf(isText),
      description: isText,
    }),
  ),
});

const isFormMessage: Guard<FormMessage> = shape({
  severity: oneOf("error", "warning", "info"),
  message: isText,
  action: orNull(isAction),
  findings: orNull(listOf(isMessage)),
  refusals: listOf(isMessage),
  lookAt: orNull(oneOf("error", "warning", "changes")),
  despite: isFlag,
});

const isProgress: Guard<FormProgress> = shape({
  message: isText,
  millisecondsLeft: orNull(isCount),
});

const isPhase: Guard<FormPhase> = tagged<FormPhase, "kind">("kind", {
  editing: shape({ kind: oneOf("editing"), attempted: isFlag, notice: orNull(isFormMessage) }),
  submitting: shape({ kind: oneOf("submitting"), progress: isProgress, cancelling: isFlag }),
  done: shape({ kind: oneOf("done"), cronId: isText, message: isText, attention: isFlag }),
});

const isState: Guard<FormState> = shape({
  form: isText,
  subject: isSubject,
  name: isNameView,
  target: isTarget,
  draft: isDraft,
  phase: isPhase,
  trying: isTryView,
  documents: listOf(isText),
  fields: listOf(isField),
  sections: listOf(isSection),
  presets: listOf(isPreset),
  requestForms: listOf(isRequestFormView),
  strings: isStrings,
  localZone: isText,
});

export const formReplyGuards: ReplyGuards<FormRequests> = {
  load: isState,
  assistants: isChoices,
  threads: isChoices,
  nodes: isChoices,
  preview: isPreview,
  calendar: orNull(isCalendar),
  words: isWordsOffer,
  otherInput: orNull(shape({ value: isJson })),
  called: shape({ assistant_id: orNull(isChoice), thread_id: orNull(isChoice) }),
  inputShape: orNull(isInputShape),
  openDocument: isNull,
  saveDocuments: isNull,
  name: shape({ proposed: isText, isFree: isFlag }),
  requestText: isRequestView,
  giveRequest: isNull,
  check: listOf(isMessage),
  checkOnServer: listOf(isMessage),
  changes: orNull(isChanges),
  settle: isNull,
  submit: isNull,
  cancelSubmit: isNull,
  finishInBackground: isNull,
  saveFile: isNull,
  saveTemplate: isNull,
  startTry: isNull,
  cancelTry: isNull,
  revealCron: isNull,
  runCron: isNull,
  openFile: isNull,
  goOn: isNull,
  act: isNull,
};

export const isFormEvent: Guard<FormEvent> = tagged<FormEvent, "event">("event", {
  phaseChanged: shape({ event: oneOf("phaseChanged"), phase: isPhase }),
  targetChanged: shape({ event: oneOf("targetChanged"), target: isTarget }),
  templateWanted: shape({ event: oneOf("templateWanted") }),
  cronChanged: shape({ event: oneOf("cronChanged") }),
  tryChanged: shape({ event: oneOf("tryChanged"), trying: isTryView }),
  documentWanted: shape({ event: oneOf("documentWanted") }),
  documentTyped: shape({ event: oneOf("documentTyped"), name: isText, text: isText }),
  documentClosed: shape({ event: oneOf("documentClosed"), name: isText }),
  restarted: shape({ event: oneOf("restarted") }),
});

export const isSavedForm: Guard<SavedForm> = shape({ form: isText });
