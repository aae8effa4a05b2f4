import { printParseErrorCode, visit } from "jsonc-parser";
import type { ValuePath } from "../finding";
import type { JsonValue } from "../json";

/** Where something stands in a text, in UTF-16 units. */
export interface TextRange {
  readonly offset: number;
  readonly length: number;
}

export interface JsonMember {
  /** The key's text, without its quotes. Of several equal keys the last one, whose value counts. */
  readonly key: TextRange;
  readonly node: JsonNode;
}

/** A value and where it stands. Objects in `value` have no prototype, so that no key can reach one. */
export interface JsonNode extends TextRange {
  readonly value: JsonValue;
  readonly members?: ReadonlyMap<string, JsonMember>;
  readonly items?: readonly JsonNode[];
}

export type SyntaxErrorName = ReturnType<typeof printParseErrorCode>;

export interface JsonTree {
  /** Absent where the text holds no value. Where there is a syntax error, what could be read in spite of it. */
  readonly root?: JsonNode;
  /** The first syntax error: those after it are mostly its echo. */
  readonly error?: TextRange & { readonly name: SyntaxErrorName };
  /** Set where nesting goes deeper than asked for; nothing else is read then. */
  readonly tooDeep?: TextRange;
  /** Keys that an object has more than once, each once. */
  readonly duplicates: readonly { readonly path: ValuePath; readonly key: string }[];
}

interface Container {
  readonly offset: number;
  readonly value: JsonValue[] | Record<string, JsonValue>;
  readonly members: Map<string, JsonMember>;
  readonly items: JsonNode[];
  readonly repeated: Set<string>;
  key: { readonly name: string; readonly range: TextRange } | undefined;
}

class TooDeep extends Error {
  constructor(readonly offset: number) {
    super("too deep");
  }
}

/**
 * Reads JSON with comments and trailing commas in one pass. Never throws; a broken text gives what could be read.
 * `maxDepth` bounds the parser's recursion, so that a hostile text can't exhaust the stack.
 */
export function parseJsonTree(text: string, maxDepth: number): JsonTree {
  const builder = new TreeBuilder(maxDepth, text.length);
  try {
    visit(text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text, builder.visitor, { allowTrailingComma: true });
  } catch (error) {
    if (error instanceof TooDeep) return { tooDeep: { offset: error.offset, length: 1 }, duplicates: [] };
    throw error;
  }
  return builder.tree();
}

class TreeBuilder {
  private readonly open: Container[] = [];
  private readonly duplicates: { readonly path: ValuePath; readonly key: string }[] = [];
  private root: JsonNode | undefined;
  private error: (TextRange & { readonly name: SyntaxErrorName }) | undefined;

  constructor(
    private readonly maxDepth: number,
    private readonly textLength: number,
  ) {}

  readonly visitor: Parameters<typeof visit>[1] = {
    onObjectBegin: (offset) => this.begin(offset, Object.create(null) as Record<string, JsonValue>),
    onArrayBegin: (offset) => this.begin(offset, []),
    onObjectEnd: (offset, length) => this.end(offset + length),
    onArrayEnd: (offset, length) => this.end(offset + length),
    onObjectProperty: (name, offset, length, _line, _character, path) => {
      const container = this.open.at(-1);
      if (container === undefined) return;
      container.key = { name, range: this.inText(offset + 1, length - 2) };
      if (!container.members.has(name) || container.repeated.has(name)) return;
      container.repeated.add(name);
      this.duplicates.push({ path: path(), key: name });
    },
    onLiteralValue: (value: string | number | boolean | null, offset, length) =>
      this.add({ ...this.inText(offset, length), value }),
    onError: (code, offset, length) => {
      this.error ??= { name: printParseErrorCode(code), ...this.inText(offset, length) };
    },
  };

  /** What was read. Containers that nobody closed end with the text. */
  tree(): JsonTree {
    while (this.open.length > 0) this.end(this.textLength);
    return {
      ...(this.root === undefined ? {} : { root: this.root }),
      ...(this.error === undefined ? {} : { error: this.error }),
      duplicates: this.duplicates,
    };
  }

  /** The scanner steps beyond the end of a text that breaks off in a comment or a string. */
  private inText(offset: number, length: number): TextRange {
    const start = Math.min(offset, this.textLength);
    return { offset: start, length: Math.max(0, Math.min(length, this.textLength - start)) };
  }

  private begin(offset: number, value: Container["value"]): void {
    if (this.open.length >= this.maxDepth) throw new TooDeep(offset);
    this.open.push({ offset, value, members: new Map(), items: [], repeated: new Set(), key: undefined });
  }

  private end(end: number): void {
    const container = this.open.pop();
    if (container === undefined) return;
    const { offset, value, members, items } = container;
    this.add({ ...this.inText(offset, end - offset), value, ...(Array.isArray(value) ? { items } : { members }) });
  }

  private add(node: JsonNode): void {
    const container = this.open.at(-1);
    if (container === undefined) {
      this.root ??= node;
    } else if (Array.isArray(container.value)) {
      container.value.push(node.value);
      container.items.push(node);
    } else if (container.key !== undefined) {
      container.value[container.key.name] = node.value;
      container.members.set(container.key.name, { key: container.key.range, node });
      container.key = undefined;
    }
  }
}
