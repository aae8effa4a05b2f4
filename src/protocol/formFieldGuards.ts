import type { ParameterName } from "../core/arguments/cronArguments";
import { type AllowedValue, type FormSectionId, formSections, type ParameterType } from "../core/arguments/parameter";
import type { FormField, FormSection } from "./cronForm";
import type { FormStrings } from "./formStrings";
import { type Guard, isFlag, isJson, isRecord, isText, listOf, oneOf, shape, tagged } from "./guards";

/** Only that it is a text: to know the names, the page would have to carry the whole declaration. */
const isParameterName: Guard<ParameterName> = (value): value is ParameterName => isText(value);

const isSectionId: Guard<FormSectionId> = oneOf(...formSections.map((section) => section.id));
const isAllowed = shape<Omit<AllowedValue, "label">, { label: string }>(
  { value: isText, help: isText },
  { label: isText },
);

const isPlain = <Kind extends ParameterType["kind"]>(kind: Kind) => shape({ kind: oneOf(kind) });

const isType: Guard<ParameterType> = tagged<ParameterType, "kind">("kind", {
  text: isPlain("text"),
  uuidOrNull: isPlain("uuidOrNull"),
  schedule: isPlain("schedule"),
  zone: isPlain("zone"),
  dateTime: isPlain("dateTime"),
  boolean: shape({ kind: oneOf("boolean"), says: isText }),
  url: isPlain("url"),
  object: isPlain("object"),
  objectOrList: isPlain("objectOrList"),
  namesOrAll: isPlain("namesOrAll"),
  choice: shape({ kind: oneOf("choice"), values: listOf(isAllowed) }),
  choiceOrList: shape({ kind: oneOf("choiceOrList"), values: listOf(isAllowed) }),
  headers: isPlain("headers"),
  query: isPlain("query"),
});

export const isField: Guard<FormField> = shape<
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

export const isSection: Guard<FormSection> = shape({
  id: isSectionId,
  title: isText,
  help: isText,
  shown: oneOf("always", "more"),
});

/** Only that they are texts: to know their keys, the page would have to carry all of them a second time. */
export const isStrings: Guard<FormStrings> = (value): value is FormStrings =>
  isRecord(value) && Object.values(value).every(isText);
