import { limits } from "../../arguments/limits";
import { bareObject } from "../../base/bareObject";
import type { JsonValue } from "../../base/json";
import { type CodeSource, isAssertion, type TokenRange } from "../tokens/codeSource";
import { Constants } from "./constants";
import { refuse } from "./excerpt";
import { numberLiteral } from "./numberLiteral";
import { pythonText, scriptText } from "./textLiteral";

/** A value in code; undefined is JavaScript's own, which is not sent. */
export type CodeValue = JsonValue | undefined;

const words: Readonly<Record<CodeSource["language"], Readonly<Record<string, CodeValue>>>> = {
  python: { None: null, True: true, False: false },
  script: { null: null, true: true, false: false, undefined: undefined },
};

/** Reads values that are written out in the code. Nothing is executed. */
export class LiteralReader {
  /** Constants that are being read, so that two that name each other don't go on for ever. */
  private readonly open = new Set<string>();

  private readonly constants: Constants;

  constructor(private readonly source: CodeSource) {
    this.constants = new Constants(source);
  }

  /** The value of an expression. Throws `NotLiteral` for all that is not written out. */
  value(range: TokenRange, depth = 0): CodeValue {
    const { source } = this;
    if (depth > limits.depth) refuse(source, range, "tooDeep");
    const { from, to } = this.withoutAssertion(range);
    if (from >= to) refuse(source, { from, to: from + 1 }, "unreadable");
    if (source.partner(from) === to - 1) return this.bracketed({ from, to }, depth);
    if (to - from === 1) return this.single(from);
    const sign = source.textAt(from);
    if (to - from === 2 && /^[-+]$/.test(sign) && source.tokens[to - 1]?.kind === "number") {
      const number = this.number(to - 1);
      return sign === "-" ? -number : number;
    }
    return this.joinedText({ from, to }) ?? this.refuseExpression({ from, to });
  }

  /** A text; throws `NotLiteral` for any other value. */
  text(range: TokenRange, name: string): string {
    const value = this.value(range);
    return typeof value === "string" ? value : refuse(this.source, range, "notText", { name });
  }

  /** An assertion of a type says nothing about the value. */
  private withoutAssertion({ from, to }: TokenRange): TokenRange {
    if (this.source.language === "python") return { from, to };
    const end = this.source.find({ from, to }, (at) => isAssertion(this.source, at)) ?? to;
    return { from, to: this.source.isMark(end - 1, "!") ? end - 1 : end };
  }

  private single(index: number): CodeValue {
    const { source } = this;
    const range = { from: index, to: index + 1 };
    const { kind, text } = source.tokens[index] ?? { kind: "other", text: "" };
    if (kind === "string") return this.string(index);
    if (kind === "number") return this.number(index);
    if (kind !== "name") return refuse(source, range, "unreadable");
    const known = words[source.language];
    return Object.hasOwn(known, text) ? known[text] : this.constant(index);
  }

  private string(index: number): string {
    const token = this.source.textAt(index);
    const text = this.source.language === "python" ? pythonText(token) : scriptText(token);
    return text.ok ? text.value : refuse(this.source, { from: index, to: index + 1 }, text.failure);
  }

  private number(index: number): number {
    const value = numberLiteral(this.source.textAt(index));
    return value ?? refuse(this.source, { from: index, to: index + 1 }, "number");
  }

  private constant(index: number): CodeValue {
    const name = this.source.textAt(index);
    const range = { from: index, to: index + 1 };
    const found = this.constants.find(index);
    if (!found.ok) return refuse(this.source, range, found.failure);
    if (this.open.has(name)) return refuse(this.source, range, "variable");
    this.open.add(name);
    try {
      return this.value(found.value);
    } finally {
      this.open.delete(name);
    }
  }

  private bracketed(range: TokenRange, depth: number): CodeValue {
    const items = this.source.items(range.from);
    switch (this.source.textAt(range.from)) {
      case "[":
        return this.list(items, depth);
      case "{":
        return this.object(range, items, depth);
      default:
        return this.inParentheses(range, items, depth);
    }
  }

  private inParentheses(range: TokenRange, items: readonly TokenRange[], depth: number): CodeValue {
    const [only] = items;
    const isOne = items.length === 1 && !this.source.isMark(range.to - 2, ",");
    if (isOne && only !== undefined) return this.value(only, depth + 1);
    // A tuple is sent as a list; in JavaScript it would be the last of several values.
    return this.source.language === "python" ? this.list(items, depth) : refuse(this.source, range, "computed");
  }

  private list(items: readonly TokenRange[], depth: number): JsonValue {
    return items.map((item) => {
      if (item.from >= item.to) return refuse(this.source, { from: item.from, to: item.from + 1 }, "hole");
      if (/^(?:\*\*?|\.\.\.)$/.test(this.source.textAt(item.from))) return refuse(this.source, item, "spread");
      // As JSON.stringify writes it.
      return this.value(item, depth + 1) ?? null;
    });
  }

  private object(range: TokenRange, items: readonly TokenRange[], depth: number): JsonValue {
    const object = bareObject();
    for (const item of items) {
      const entry = this.entry(range, item);
      const value = this.value(entry.value, depth + 1);
      // A later value of the same key keeps the place of the first, as in both languages.
      if (value !== undefined) object[entry.key] = value;
      else delete object[entry.key];
    }
    return object;
  }

  /** A key of an object or dictionary, and where its value is. Throws `NotLiteral`. */
  entry(object: TokenRange, item: TokenRange): { readonly key: string; readonly value: TokenRange } {
    const { source } = this;
    const { from, to } = item;
    if (from >= to) refuse(source, { from, to: from + 1 }, "unreadable");
    if (/^(?:\*\*?|\.\.\.)$/.test(source.textAt(from))) refuse(source, item, "spread");
    const colon = source.find(item, (at) => source.isMark(at, ":"));
    if (source.language === "python") {
      if (colon === undefined) return refuse(source, object, "set");
      const key = this.value({ from, to: colon });
      if (typeof key !== "string") return refuse(source, { from, to: colon }, "key");
      return { key, value: { from: colon + 1, to } };
    }
    if (colon === undefined) {
      if (to - from > 1 || source.tokens[from]?.kind !== "name") refuse(source, item, "computed");
      return { key: source.textAt(from), value: item };
    }
    const key = this.scriptKey({ from, to: colon });
    if (key === "__proto__" && source.textAt(from) !== "[") refuse(source, item, "prototype");
    return { key, value: { from: colon + 1, to } };
  }

  private scriptKey(range: TokenRange): string {
    const { source } = this;
    const { from, to } = range;
    if (source.textAt(from) === "[" && source.partner(from) === to - 1) {
      return this.text({ from: from + 1, to: to - 1 }, excerptOfKey);
    }
    const kind = source.tokens[from]?.kind;
    if (to - from !== 1) return refuse(source, range, "computed");
    if (kind === "name") return source.textAt(from);
    if (kind === "string") return this.string(from);
    return kind === "number" ? String(this.number(from)) : refuse(source, range, "key");
  }

  /** Texts beside each other, which Python joins, or with a plus between them; undefined if it is not that. */
  private joinedText(range: TokenRange): string | undefined {
    const { language, tokens } = this.source;
    const strings = tokens.slice(range.from, range.to);
    const isJoined = strings.every(({ kind, text }) => kind === "string" || (kind === "mark" && text === "+"));
    const isSound = strings.every(({ kind }, index) => {
      const before = strings[index - 1]?.kind;
      return kind === "string" ? before !== "string" || language === "python" : before === "string";
    });
    if (!isJoined || !isSound || strings.at(-1)?.kind !== "string") return undefined;
    return strings.map(({ kind }, index) => (kind === "string" ? this.string(range.from + index) : "")).join("");
  }

  private refuseExpression(range: TokenRange): never {
    const { source } = this;
    const { from, to } = range;
    const isPlain =
      source.tokens[from]?.kind === "name" &&
      !/^(?:not|lambda|await|async|new|function|typeof)$/.test(source.textAt(from));
    const other = source.find({ from: from + 1, to }, (at) => !isAccess(source, at));
    if (!isPlain || other !== undefined) {
      const isAwait = source.isName(from, "await") || source.isName(from, "new");
      return refuse(source, range, isAwait ? "call" : "computed");
    }
    return refuse(source, range, source.textAt(to - 1) === ")" ? "call" : "access");
  }
}

/** How a key is called in a refusal. */
const excerptOfKey = "A key in brackets";

/** Whether a token goes on with what stands before it: a member, a key, a call. */
function isAccess(source: CodeSource, index: number): boolean {
  const text = source.textAt(index);
  return /^(?:\.|\?\.|\(|\[)$/.test(text) || source.isMark(index - 1, ".") || source.isMark(index - 1, "?.");
}
