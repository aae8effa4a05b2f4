import { isJsonObject, type JsonObject, type JsonValue } from "../core/base/json";

/** The JSON of a parameter, valid or not, as the form and a document in an editor beside it show it. */
export interface DocumentText {
  readonly name: string;
  readonly text: string;
}

/** The part of a `FormDraft` in which such a text is. */
interface TextsInDraft {
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly typed: Readonly<Record<string, JsonValue>>;
}

/** What `FormDraft.typed` has for a JSON parameter with this text. */
export function typedText(text: string): JsonObject {
  return { stand: "own", state: text };
}

/** The inverse: a JSON parameter's text in a draft; "" if there is none. */
export function textInDraft({ arguments: args, typed }: TextsInDraft, name: string): string {
  const own = Object.hasOwn(typed, name) ? typed[name] : undefined;
  if (isJsonObject(own) && typeof own.state === "string") return own.state;
  return Object.hasOwn(args, name) ? JSON.stringify(args[name], null, 2) : "";
}
