import type { TextSpan, ValuePath } from "../core/finding";
import type { JsonValue } from "../core/json";
import { type SubmissionStep, submissionSteps } from "../core/lifecycle/submissionSteps";
import type { ParameterName } from "../core/spec/cronArguments";
import { type FormSectionId, formSections, type ParameterType } from "../core/spec/parameter";
import { parameterByName } from "../core/spec/parameters";
import type {
  Choice,
  Choices,
  FailureAction,
  FieldFix,
  FieldMessage,
  FormDraft,
  FormEvent,
  FormField,
  FormNotice,
  FormRequests,
  FormSection,
  FormState,
  RunPreview,
  SavedForm,
  SchedulePreview,
  SubmitReply,
  Target,
} from "./cronForm";
import { type FormStrings, formStrings } from "./formStrings";
import {
  either,
  type Guard,
  isCount,
  isFlag,
  isJson,
  isJsonRecord,
  isNull,
  isRecord,
  isText,
  listOf,
  oneOf,
  orNull,
  shape,
  tagged,
} from "./guards";
import type { ParamGuards, ReplyGuards } from "./rpc";

const isDraft: Guard<FormDraft> = shape({ arguments: isJsonRecord, typed: isJsonRecord });
const isAction: Guard<FailureAction> = oneOf("manageTrust", "editConnection", "showLog");
const isArguments = shape({ arguments: isJsonRecord });

export const formParamGuards: ParamGuards<FormRequests> = {
  load: shape({ zone: isText }),
  assistants: isNull,
  threads: shape({ search: isText }),
  nodes: shape({ assistant: isText }),
  preview: shape({ schedule: isText, timezone: orNull(isText) }),
  check: isArguments,
  submit: isArguments,
  cancelSubmit: isNull,
  saveAsSpec: isArguments,
  revealCron: shape({ cronId: isText }),
  act: shape({ action: isAction }),
};

export const isFormNotice: Guard<FormNotice> = tagged<FormNotice, "notice">("notice", {
  draftChanged: shape({ notice: oneOf("draftChanged"), draft: isDraft }),
  trouble: shape({ notice: oneOf("trouble"), what: isText }),
});

const isStatus: Guard<Target["status"]> = tagged<Target["status"], "kind">("kind", {
  asking: shape({ kind: oneOf("asking") }),
  ready: shape({ kind: oneOf("ready"), version: isText }),
  unavailable: shape({ kind: oneOf("unavailable"), message: isText }),
});

const isTarget: Guard<Target> = shape({
  connectionName: isText,
  url: isText,
  production: isFlag,
  trusted: isFlag,
  status: isStatus,
});

const isChoice: Guard<Choice> = shape({ value: isText, label: isText, detail: isText });

const isChoices: Guard<Choices> = tagged<Choices, "kind">("kind", {
  list: shape({ kind: oneOf("list"), choices: listOf(isChoice) }),
  unavailable: shape({ kind: oneOf("unavailable"), message: isText }),
});

const isPath: Guard<ValuePath> = listOf(either(isText, isCount));
const isSpan: Guard<TextSpan> = shape({ start: isCount, end: isCount });
const isFix: Guard<FieldFix> = shape<{ label: string }, { value: JsonValue; rename: string }>(
  { label: isText },
  { value: isJson, rename: isText },
);

const isMessage: Guard<FieldMessage> = shape<
  Pick<FieldMessage, "code" | "severity" | "path" | "message">,
  { span: TextSpan; fix: FieldFix }
>(
  { code: isText, severity: oneOf("error", "warning", "info", "hint"), path: isPath, message: isText },
  { span: isSpan, fix: isFix },
);

const isRunPreview: Guard<RunPreview> = shape({ iso: isText, inZone: isText, local: isText, utc: isText });

const isPreview: Guard<SchedulePreview> = shape({
  words: orNull(isText),
  zone: isText,
  localZone: isText,
  runs: listOf(isRunPreview),
  elsewhere: orNull(shape({ words: isText, link: shape({ title: isText, url: isText }) })),
});

const isParameterName: Guard<ParameterName> = (value): value is ParameterName =>
  isText(value) && parameterByName(value) !== undefined;

const isSectionId: Guard<FormSectionId> = oneOf(...formSections.map((section) => section.id));
const isAllowed = shape({ value: isText, help: isText });

const isPlain = <Kind extends ParameterType["kind"]>(kind: Kind) => shape({ kind: oneOf(kind) });

const isType: Guard<ParameterType> = tagged<ParameterType, "kind">("kind", {
  text: isPlain("text"),
  uuidOrNull: isPlain("uuidOrNull"),
  schedule: isPlain("schedule"),
  zone: isPlain("zone"),
  dateTime: isPlain("dateTime"),
  boolean: isPlain("boolean"),
  url: isPlain("url"),
  object: isPlain("object"),
  objectOrList: isPlain("objectOrList"),
  namesOrAll: isPlain("namesOrAll"),
  choice: shape({ kind: oneOf("choice"), values: listOf(isAllowed) }),
  choiceOrList: shape({ kind: oneOf("choiceOrList"), values: listOf(isAllowed) }),
  headers: isPlain("headers"),
  query: isPlain("query"),
});

const isField: Guard<FormField> = shape<
  Pick<FormField, "name" | "label" | "help" | "type" | "required" | "serverDefault" | "section" | "example">,
  { deprecated: NonNullable<FormField["deprecated"]>; withoutThreadOnly: true }
>(
  {
    name: isParameterName,
    label: isText,
    help: isText,
    type: isType,
    required: isFlag,
    serverDefault: isJson,
    section: isSectionId,
    example: isJson,
  },
  {
    deprecated: shape({ use: isParameterName, why: isText }),
    withoutThreadOnly: (value): value is true => value === true,
  },
);

const isSection: Guard<FormSection> = shape({ id: isSectionId, title: isText, help: isText, open: isFlag });

const isStrings: Guard<FormStrings> = (value): value is FormStrings =>
  isRecord(value) && Object.keys(formStrings).every((key) => isText(value[key]));

const isState: Guard<FormState> = shape({
  connection: isText,
  target: isTarget,
  draft: isDraft,
  fields: listOf(isField),
  sections: listOf(isSection),
  strings: isStrings,
  localZone: isText,
  specName: orNull(isText),
});

const isSubmitReply: Guard<SubmitReply> = tagged<SubmitReply, "kind">("kind", {
  done: shape({ kind: oneOf("done"), cronId: isText, message: isText }),
  refused: shape({ kind: oneOf("refused"), messages: listOf(isMessage) }),
  paused: shape({ kind: oneOf("paused"), cronId: isText, message: isText }),
  failed: shape({ kind: oneOf("failed"), message: isText, action: orNull(isAction) }),
  cancelled: shape({ kind: oneOf("cancelled") }),
});

export const formReplyGuards: ReplyGuards<FormRequests> = {
  load: isState,
  assistants: isChoices,
  threads: isChoices,
  nodes: isChoices,
  preview: isPreview,
  check: listOf(isMessage),
  submit: isSubmitReply,
  cancelSubmit: isNull,
  saveAsSpec: isNull,
  revealCron: isNull,
  act: isNull,
};

const isStep: Guard<SubmissionStep> = (value): value is SubmissionStep =>
  typeof value === "string" && Object.hasOwn(submissionSteps, value);

export const isFormEvent: Guard<FormEvent> = tagged<FormEvent, "event">("event", {
  step: shape({ event: oneOf("step"), step: isStep }),
  targetChanged: shape({ event: oneOf("targetChanged"), target: isTarget }),
});

export const isSavedForm: Guard<SavedForm> = shape({ connection: isText, specName: orNull(isText), draft: isDraft });
