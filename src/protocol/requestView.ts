import type { RawArguments } from "../core/arguments/cronArguments";
import { type RequestForm, requestForms } from "../core/requestText/requestForms";
import { type Guard, isFlag, isJsonRecord, isText, oneOf, shape, tagged } from "./guards";

/** A form in which the request can be read, as the user knows it. */
export interface RequestFormView {
  readonly value: RequestForm;
  readonly label: string;
  readonly detail: string;
}

export interface RequestToShow {
  readonly arguments: RawArguments;
  readonly name: string;
  readonly form: RequestForm;
}

/** With variables in place of keys. A long text is cut; copied and saved it is whole. */
export type RequestView =
  | { readonly kind: "text"; readonly text: string; readonly isCut: boolean }
  /** What is missing or wrong, in the user's language. */
  | { readonly kind: "notYet"; readonly message: string };

const isRequestForm = oneOf(...requestForms);

export const isRequestFormView: Guard<RequestFormView> = shape({
  value: isRequestForm,
  label: isText,
  detail: isText,
});

export const isRequestToShow: Guard<RequestToShow> = shape({
  arguments: isJsonRecord,
  name: isText,
  form: isRequestForm,
});

export const isRequestToGive: Guard<RequestToShow & { readonly way: "copy" | "save" }> = shape({
  arguments: isJsonRecord,
  name: isText,
  form: isRequestForm,
  way: oneOf("copy", "save"),
});

export const isRequestView: Guard<RequestView> = tagged<RequestView, "kind">("kind", {
  text: shape({ kind: oneOf("text"), text: isText, isCut: isFlag }),
  notYet: shape({ kind: oneOf("notYet"), message: isText }),
});
