import type { RawArguments } from "../arguments/cronArguments";
import { bareObject } from "../base/bareObject";
import { isJsonObject, type JsonValue } from "../base/json";
import type { JsonNode } from "./json/jsonNode";
import type { TextRange } from "./json/jsonTokens";
import { parseJsonTree } from "./json/jsonTree";

/** One spec's text and its tree, with offsets relative to that text. */
export interface SpecTree {
  readonly text: string;
  readonly node: JsonNode;
  /** The offset of that text in its file. */
  readonly offset: number;
  /** All keys except `specOnlyKeys`. */
  readonly arguments: RawArguments;
}

/** The source of the trees of specs. */
export interface TreeSource {
  /** `range`: the range of a spec's object. */
  treeOf(range: TextRange): SpecTree;
}

/** One spec's tree, kept as long as its spec. */
export class KeptTree implements TreeSource {
  private readonly tree: SpecTree;

  /** `text`: the whole file. */
  constructor(text: string, node: JsonNode) {
    this.tree = { text, node, offset: 0, arguments: argumentsOf(node.value) };
  }

  treeOf(): SpecTree {
    return this.tree;
  }
}

/** The keys of a spec that are no arguments of its cron. */
const specOnlyKeys: ReadonlySet<string> = new Set(["$schema", "name", "protect"]);

function argumentsOf(value: JsonValue): RawArguments {
  const found = bareObject();
  if (!isJsonObject(value)) return found;
  for (const [key, entry] of Object.entries(value)) {
    if (!specOnlyKeys.has(key)) found[key] = entry;
  }
  return found;
}

/** From this many characters on, a file's spec trees are not kept. */
export const bigFile = 250_000;

const noMembers: NonNullable<JsonNode["members"]> = new Map();

/**
 * What is kept of a spec in a big file: its range, its name and whether it is protected. The trees of thousands of specs are hundreds of
 * thousands of objects, whose garbage collection would block for tens of milliseconds.
 */
export function keptOfSpec(item: JsonNode): JsonNode {
  const { length, members, offset } = item;
  if (members === undefined) return item;
  const kept = ["name", "protect"].flatMap((key) => {
    const value = members.get(key)?.node.value;
    return value === undefined ? [] : [[key, value] as const];
  });
  return { offset, length, value: Object.fromEntries(kept), members: noMembers };
}

/** The trees of a big file's specs, each rebuilt on demand; only the latest is kept. */
export class SpecTrees implements TreeSource {
  private latest: SpecTree | undefined;

  constructor(private readonly file: string) {}

  treeOf({ offset, length }: TextRange): SpecTree {
    if (this.latest?.offset === offset) return this.latest;
    const text = this.file.slice(offset, offset + length);
    const node = parseJsonTree(text, Number.POSITIVE_INFINITY).root ?? { offset: 0, length, value: {} };
    this.latest = { text, offset, node, arguments: argumentsOf(node.value) };
    return this.latest;
  }
}
