import { bareObject } from "../../base/bareObject";
import type { JsonValue } from "../../base/json";
import type { ValuePath } from "../../finding/finding";
import type { JsonMember, JsonNode, JsonTree, JsonTreeOptions } from "./jsonNode";
import { type JsonTokens, type SyntaxErrorName, type TextRange, tokens } from "./jsonTokens";

/** An object or list that is not closed yet. */
interface Frame {
  readonly offset: number;
  readonly close: typeof tokens.closeBrace | typeof tokens.closeBracket;
  readonly content: ListContent | ObjectContent;
  /** next: a comma, the end, or the first item. item: what follows a comma. */
  awaits: "next" | "item" | "colon" | "value";
  hasItems: boolean;
}

interface ListContent {
  readonly value: JsonValue[];
  readonly items: JsonNode[];
  readonly members: undefined;
}

interface ObjectContent {
  readonly value: Record<string, JsonValue>;
  readonly items: undefined;
  readonly members: Map<string, JsonMember>;
  repeated: Set<string> | undefined;
  key: string;
  keyRange: TextRange;
}

/** Reads a text one token per step, with its own stack of open objects and lists. */
export class JsonTreeReader {
  private readonly open: Frame[] = [];
  private readonly duplicates: { readonly path: ValuePath; readonly key: string }[] = [];
  private root: JsonNode | undefined;
  private tooDeep: TextRange | undefined;
  private tooMany: TextRange | undefined;
  private isPassingOver = false;

  private readonly maxDepth: number;
  private readonly maxEntries: number;
  private readonly keepOfItem: (item: JsonNode) => JsonNode;

  constructor(
    private readonly source: JsonTokens,
    { maxDepth, maxEntries = Number.POSITIVE_INFINITY, keepOfItem = (item) => item }: JsonTreeOptions,
  ) {
    this.maxDepth = maxDepth;
    this.maxEntries = maxEntries;
    this.keepOfItem = keepOfItem;
    source.next();
  }

  /** Returns false at the end. */
  step(): boolean {
    const { kind } = this.source;
    const frame = this.open.at(-1);
    if (isNoise(kind) || (this.isPassingOver && frame !== undefined && !endsItem(kind, frame))) {
      this.source.next();
      return true;
    }
    this.isPassingOver = false;
    if (frame === undefined) return this.stepOutside(kind);
    if (frame.awaits === "next") this.stepToNext(frame, kind);
    else if (frame.awaits === "item") this.readItem(frame, kind);
    else if (frame.awaits === "colon") this.readColon(frame, kind);
    else this.readMember(frame, kind);
    return this.tooDeep === undefined && this.tooMany === undefined;
  }

  tree(): JsonTree {
    const { duplicates, root, tooDeep, tooMany } = this;
    const { error } = this.source;
    if (tooDeep !== undefined) return { tooDeep, duplicates: [] };
    if (tooMany !== undefined) return { tooMany, duplicates: [] };
    return { ...(root === undefined ? {} : { root }), ...(error === undefined ? {} : { error }), duplicates };
  }

  private stepOutside(kind: number): boolean {
    if (this.root === undefined) {
      if (this.readValue(kind)) return this.tooDeep === undefined;
      this.source.fail("ValueExpected");
    } else if (kind !== tokens.end) {
      this.source.fail("EndOfFileExpected");
    }
    return false;
  }

  private stepToNext(frame: Frame, kind: number): void {
    if (kind === frame.close || kind === tokens.end) {
      this.end(frame, kind);
    } else if (kind === tokens.comma) {
      if (!frame.hasItems) this.source.fail("ValueExpected");
      frame.awaits = "item";
      this.source.next();
    } else {
      if (frame.hasItems) this.source.fail("CommaExpected");
      this.readItem(frame, kind);
    }
  }

  private readItem(frame: Frame, kind: number): void {
    const { close, content } = frame;
    if (kind === close) {
      this.end(frame, kind);
      return;
    }
    frame.hasItems = true;
    if (content.members === undefined) {
      this.readMember(frame, kind);
    } else if (kind === tokens.text) {
      this.readKey(content);
      frame.awaits = "colon";
      this.source.next();
    } else {
      this.passOver(frame, "PropertyNameExpected");
    }
  }

  private readColon(frame: Frame, kind: number): void {
    frame.awaits = "value";
    if (kind === tokens.colon) this.source.next();
    else this.passOver(frame, "ColonExpected");
  }

  private readMember(frame: Frame, kind: number): void {
    frame.awaits = "next";
    if (!this.readValue(kind)) this.passOver(frame, "ValueExpected");
  }

  /** Continues at the next comma, or at the end of this object or list. */
  private passOver(frame: Frame, error: SyntaxErrorName): void {
    this.source.fail(error);
    this.isPassingOver = true;
    frame.awaits = "next";
  }

  private readKey(content: ObjectContent): void {
    const { value, offset, length } = this.source;
    content.key = value;
    content.keyRange = this.source.inText(offset + 1, length - 2);
    if (!content.members.has(value) || content.repeated?.has(value)) return;
    content.repeated = (content.repeated ?? new Set()).add(value);
    this.duplicates.push({ path: this.path(), key: value });
  }

  /** The path of the innermost open object or list. */
  private path(): ValuePath {
    return this.open.slice(0, -1).map(({ content }) => (content.members ? content.key : content.items.length));
  }

  /** Returns false if no value begins here. Of an object or list it reads only the beginning. */
  private readValue(kind: number): boolean {
    const { offset, length } = this.source;
    switch (kind) {
      case tokens.openBrace:
        this.begin(offset, tokens.closeBrace, objectContent());
        break;
      case tokens.openBracket:
        this.begin(offset, tokens.closeBracket, { value: [], items: [], members: undefined });
        break;
      case tokens.text:
        this.add({ offset, length: this.source.inText(offset, length).length, value: this.source.value });
        break;
      case tokens.number:
        this.add({ offset, length, value: Number(this.source.value) });
        break;
      case tokens.true:
      case tokens.false:
        this.add({ offset, length, value: kind === tokens.true });
        break;
      case tokens.null:
        this.add({ offset, length, value: null });
        break;
      default:
        return false;
    }
    this.source.next();
    return true;
  }

  private begin(offset: number, close: Frame["close"], content: Frame["content"]): void {
    if (this.open.length >= this.maxDepth) this.tooDeep = { offset, length: 1 };
    this.open.push({ offset, close, content, awaits: "next", hasItems: false });
  }

  /** An unclosed object or list ends with the text. */
  private end({ offset, close, content }: Frame, kind: number): void {
    this.open.pop();
    const { length } = this.source.inText(offset, this.source.offset + this.source.length - offset);
    const { value, items, members } = content;
    this.add(members === undefined ? { offset, length, value, items } : { offset, length, value, members });
    if (kind === close) this.source.next();
    else this.source.fail(close === tokens.closeBrace ? "CloseBraceExpected" : "CloseBracketExpected");
  }

  private add(node: JsonNode): void {
    const frame = this.open.at(-1);
    const content = frame?.content;
    if (frame === undefined || content === undefined) {
      this.root = node;
      return;
    }
    if (content.members === undefined) {
      const kept = this.open.length === 1 ? this.keepOfItem(node) : node;
      content.value.push(kept.value);
      content.items.push(kept);
    } else {
      content.value[content.key] = node.value;
      content.members.set(content.key, { key: content.keyRange, node });
    }
    const count = content.members === undefined ? content.items.length : content.members.size;
    if (count > this.maxEntries) this.tooMany = { offset: frame.offset, length: 1 };
  }
}

function objectContent(): ObjectContent {
  const keyRange = { offset: 0, length: 0 };
  return { value: bareObject(), items: undefined, members: new Map(), repeated: undefined, key: "", keyRange };
}

function isNoise(kind: number): boolean {
  return kind === tokens.unknown || kind === tokens.lineComment || kind === tokens.blockComment;
}

function endsItem(kind: number, { close }: Frame): boolean {
  return kind === close || kind === tokens.comma || kind === tokens.end;
}
