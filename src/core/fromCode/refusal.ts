import type { Message } from "../base/message";
import type { TextRange } from "../specFile/json/jsonTokens";

/** Why a call is not read. `{code}` is a piece of the user's code, with all texts in it left out. */
export const refusalTexts = {
  variable: "{code} is a variable whose value is known only when the code runs.",
  severalValues: "{code} is a variable that gets a value, or may get one, in more than one place.",
  mayChange: "{code} is a variable whose list or object is used elsewhere, where it may be changed.",
  call: "{code} is the result of a function.",
  access: "{code} is known only when the code runs.",
  computed: "{code} is computed.",
  spread: "{code} adds values that are known only when the code runs.",
  interpolation: "A text has values in it that are known only when the code runs.",
  template: "A t-string is no text.",
  bytes: "Bytes can't be in JSON.",
  escape: "A text has an escape that can't be read here.",
  halfCharacter: "A text has half of a character, which can't be sent.",
  number: "{code} is a number that JSON can't hold exactly.",
  set: "A set can't be in JSON.",
  key: "A key is not a text.",
  prototype: "The key __proto__ sets an object's prototype and is not sent.",
  null: "{name} is null, which the server refuses. Leave it out.",
  hole: "A value is missing in a list.",
  tooDeep: "This value has too many levels.",
  unreadable: "This can't be read as a value.",
  noEnd: "This call has no end.",
  missing: "{name} is missing.",
  twice: "{name} is given twice.",
  unknown: "{name} is no parameter of {call}.",
  position: "This value has no name, and {call} takes only {count} without one.",
  notText: "{name} is not a text.",
  notOptions: "What {call} takes is no object that is written out.",
  notMoment: "end_time is no datetime that is written out: datetime(2027, 1, 1, tzinfo=timezone.utc).",
  notZone: "timezone is neither a text nor a ZoneInfo with one.",
  placeholder: "{name} has a text that a spec file would read as a placeholder.",
  oneOfTwo: "Exactly one of prompt and input is needed.",
  delivery: "{name} delivers answers to a channel, which is a part of Managed Deep Agents: a spec file can't say it.",
  persistentThread: "Its thread is made by Managed Deep Agents, so its ID is not known here.",
  noAgent: "It does not say which assistant it runs, and no agent file with a name was found beside its folder.",
  noFunction: "The JavaScript SDK has no {call}: it is called createForThread.",
} as const;

export type RefusalReason = keyof typeof refusalTexts;

/** Why a call is not read, and the place in the code. */
export interface Refusal {
  readonly reason: RefusalReason;
  readonly message: Message;
  readonly range: TextRange;
}

/** Ends the reading of one call; never leaves this folder. */
export class NotLiteral extends Error {
  override readonly name = "NotLiteral";

  constructor(readonly refusal: Refusal) {
    super(refusal.reason);
  }
}
