import type { RawArguments } from "../arguments/cronArguments";
import { limits } from "../arguments/limits";
import { isJsonObject, type JsonValue } from "../base/json";
import { runToEnd } from "../base/runToEnd";
import { checkName } from "../checks/checkName";
import { isAboutKey, jsonType, shown, specFinding } from "../checks/specFinding";
import type { Finding, TextSpan, ValuePath } from "../finding/finding";
import { setTo } from "../finding/fixes";
import { lostCharacters } from "./checkEncoding";
import type { JsonNode, JsonTree } from "./json/jsonNode";
import type { TextRange } from "./json/jsonTokens";
import { readJsonTree } from "./json/jsonTree";
import { type LocatedFinding, locateKey, locateValue } from "./json/locate";
import { bigFile, KeptTree, keptOfSpec, SpecTrees, type TreeSource } from "./specTrees";
import { syntaxCodes } from "./syntaxCodes";

/** One cron of a spec file. */
export interface Spec {
  /** Its identity: `name`, or the file's name if there is none. */
  readonly name: string;
  /** Whether it says that prune must leave its cron. */
  readonly protect: boolean;
  /** All keys except `name`, `protect` and `$schema`, as written. Inherits nothing, at any depth. */
  readonly arguments: RawArguments;
  /** Findings about its `name`, `protect` and duplicate keys; `checkArguments` finds the rest. */
  readonly findings: readonly Finding[];
  /** The range of the whole object. */
  readonly range: TextRange;
  /** The object's text. */
  readonly text: string;
  /** The range of a value, or of a part of a string; for a missing value, of the nearest thing around it. */
  rangeOf(path: ValuePath, span?: TextSpan): TextRange;
  /** Locates a finding: at a key if it is about one, otherwise at the value. */
  locate(finding: Finding): LocatedFinding;
}

export interface SpecFile {
  readonly specs: readonly Spec[];
  /** Why the text as a whole can't be trusted; the specs are then what could still be read. */
  readonly problems: readonly LocatedFinding[];
}

const million = 1_000_000;

/**
 * Reads a `*.cron.json`: one cron or a list, with comments. Never throws: anything wrong with the text is a finding.
 * `defaultName` is the file's name without `.cron.json`.
 */
export function parseSpecFile(text: string, defaultName: string): SpecFile {
  return runToEnd(readSpecFile(text, defaultName));
}

/** Like `parseSpecFile`, but yields during the work, so that a big file doesn't block. */
export function* readSpecFile(text: string, defaultName: string): Generator<void, SpecFile> {
  if (text.length > limits.fileLength) {
    const args = { size: Math.ceil(text.length / million), limit: Math.floor(limits.fileLength / million) };
    return unreadable(specFinding("spec.file-too-large", [], { args }), { offset: 0, length: 0 });
  }
  const isBig = text.length >= bigFile;
  // A list adds one level to the depth of its specs.
  const bounds = { maxDepth: limits.depth + 1, maxEntries: limits.entries };
  const tree = yield* readJsonTree(text, { ...bounds, ...(isBig ? { keepOfItem: keptOfSpec } : {}) });
  if (tree.tooMany) return tooMany(limits.entries, tree.tooMany);
  const crons = specNodes(tree.root);
  if (tree.root !== undefined && crons.length > limits.crons) return tooMany(limits.crons, { ...tree.root, length: 1 });
  if (tree.tooDeep)
    return unreadable(specFinding("spec.too-deep", [], { args: { limit: limits.depth } }), tree.tooDeep);
  if (tree.root === undefined ? isBlank(text) : tree.root.items?.length === 0 && tree.error === undefined) {
    return unreadable(specFinding("spec.file-empty", []), { offset: 0, length: text.length });
  }
  return {
    specs: yield* readSpecs(text, tree, defaultName),
    problems: [...lostCharacters(text), ...textProblems(tree)],
  };
}

function unreadable(finding: Finding, range: TextRange): SpecFile {
  return { specs: [], problems: [{ finding, range }] };
}

function tooMany(limit: number, { offset, length }: TextRange): SpecFile {
  return unreadable(specFinding("spec.too-many", [], { args: { limit } }), { offset, length });
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}

/** At most one finding: for a broken text, or a list with items that are no crons, the first place is enough. */
function textProblems({ error, root }: JsonTree): readonly LocatedFinding[] {
  if (error !== undefined) {
    const { name, offset, length } = error;
    return [{ finding: specFinding(syntaxCodes[name], []), range: { offset, length } }];
  }
  const stranger = specNodes(root).find((node) => node.members === undefined);
  if (stranger === undefined) return [];
  const args = { actual: jsonType(stranger.value) };
  return [{ finding: specFinding("spec.not-a-spec", [], { args }), range: rangeOfNode(stranger) }];
}

function specNodes(root: JsonNode | undefined): readonly JsonNode[] {
  return root === undefined ? [] : (root.items ?? [root]);
}

function rangeOfNode({ offset, length }: JsonNode): TextRange {
  return { offset, length };
}

/** Specs between two yields. */
const specsAtOnce = 50;

function* readSpecs(text: string, { root, duplicates }: JsonTree, defaultName: string): Generator<void, Spec[]> {
  const isList = root?.items !== undefined;
  const trees = isList && text.length >= bigFile ? new SpecTrees(text) : undefined;
  const repeated = isList ? duplicatesBySpec(duplicates) : new Map([[0, duplicates]]);
  const names = new Set<string>();
  const specs: Spec[] = [];
  for (const [index, node] of specNodes(root).entries()) {
    if (index % specsAtOnce === specsAtOnce - 1) yield;
    if (!isJsonObject(node.value)) continue;
    const { name, protect } = node.value;
    const findings = [
      ...(isList ? [] : fileNameFindings(name, defaultName)),
      ...nameFindings(name, names, isList),
      ...protectFindings(protect),
      ...duplicateFindings(repeated.get(index) ?? []),
    ];
    specs.push(
      new WrittenSpec(
        typeof name === "string" && name !== "" ? name : defaultName,
        // Whatever was meant: a cron that stays can still be deleted.
        protect !== undefined && protect !== false,
        findings.length > 0 ? findings : none,
        rangeOfNode(node),
        text.slice(node.offset, node.offset + node.length),
        trees ?? new KeptTree(text, node),
      ),
    );
  }
  return specs;
}

const none: readonly Finding[] = [];

/** A class with few fields: a big file has thousands of specs, and each object kept slows down garbage collection. */
class WrittenSpec implements Spec {
  constructor(
    readonly name: string,
    readonly protect: boolean,
    readonly findings: readonly Finding[],
    readonly range: TextRange,
    readonly text: string,
    private readonly trees: TreeSource,
  ) {}

  // The tree is not kept here: see `SpecTrees`.
  get arguments(): RawArguments {
    return this.trees.treeOf(this.range).arguments;
  }

  rangeOf(path: ValuePath, span?: TextSpan): TextRange {
    const { node, offset, text } = this.trees.treeOf(this.range);
    return shifted(locateValue(text, node, path, span), offset);
  }

  locate(finding: Finding): LocatedFinding {
    if (!isAboutKey(finding)) return { finding, range: this.rangeOf(finding.path, finding.span) };
    const { node, offset, text } = this.trees.treeOf(this.range);
    return { finding, range: shifted(locateKey(text, node, finding.path), offset) };
  }
}

function shifted({ offset, length }: TextRange, by: number): TextRange {
  return { offset: offset + by, length };
}

type Duplicate = JsonTree["duplicates"][number];

/** The duplicate keys by the spec's index in a list, with paths relative to that spec. */
function duplicatesBySpec(duplicates: readonly Duplicate[]): ReadonlyMap<number, readonly Duplicate[]> {
  const bySpec = new Map<number, Duplicate[]>();
  for (const { path, key } of duplicates) {
    const index = Number(path[0]);
    const found = bySpec.get(index) ?? [];
    bySpec.set(index, found);
    found.push({ path: path.slice(1), key });
  }
  return bySpec;
}

function duplicateFindings(duplicates: readonly Duplicate[]): readonly Finding[] {
  return duplicates
    .slice(0, limits.mistakes)
    .map(({ path, key }) => specFinding("spec.duplicate-key", [...path, key], { args: { key: shown(key) } }));
}

/** All files named only `.cron.json`, in any folder, would be the same cron with an empty name. */
function fileNameFindings(name: JsonValue | undefined, defaultName: string): readonly Finding[] {
  const isNamed = name !== undefined || defaultName.trim() !== "";
  return isNamed ? [] : [specFinding("spec.file-without-name", ["name"])];
}

/** Names are checked here, not with the arguments: only a file has names, and they must be unique in it. */
function nameFindings(name: JsonValue | undefined, taken: Set<string>, isInList: boolean): readonly Finding[] {
  if (name === undefined) return isInList ? [specFinding("spec.name-missing", ["name"])] : [];
  const wrong = checkName(name);
  if (typeof name !== "string" || wrong.length > 0) return wrong;
  if (taken.has(name)) return [duplicateName(name, taken)];
  taken.add(name);
  return [];
}

function protectFindings(protect: JsonValue | undefined): readonly Finding[] {
  if (protect === undefined || typeof protect === "boolean") return [];
  return [specFinding("spec.protect-not-boolean", ["protect"], { fix: setTo(true) })];
}

function duplicateName(name: string, taken: ReadonlySet<string>): Finding {
  const free = ["-2", "-3", "-4", "-5"].map((suffix) => name + suffix).find((other) => !taken.has(other));
  return specFinding("spec.name-duplicate", ["name"], { args: { name: shown(name) }, fix: setTo(free) });
}
