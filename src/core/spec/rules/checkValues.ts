import type { Finding, ValuePath } from "../../finding";
import type { JsonValue } from "../../json";
import type { RawArguments } from "../cronArguments";
import { limits } from "../limits";
import { shown, specFinding } from "../specFinding";

/** One step of a walk, linked to the one above it, so that a path is only made where something is found. */
interface Visit {
  readonly value: JsonValue;
  readonly depth: number;
  readonly key: string | number;
  readonly parent: Visit | undefined;
}

/** Lone halves of a surrogate pair, which UTF-8 has no bytes for, and NUL, which PostgreSQL has no room for. */
export const badCharacter = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** What JSON text, other languages or a database can't carry, at any depth; and what is too much of it. */
export function checkValues(spec: RawArguments): readonly Finding[] {
  return Object.entries(spec).flatMap(([key, value]) => checkValue(key, value));
}

/** Looks at one parameter. An explicit stack, since a draft from a form may be nested deeper than calls can go. */
function checkValue(parameter: string, value: JsonValue): readonly Finding[] {
  const findings: Finding[] = [];
  const open: Visit[] = [{ value, depth: 1, key: parameter, parent: undefined }];
  let length = 0;
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    if (visit.depth > limits.depth) {
      return [specFinding("spec.too-deep", [parameter], { args: { limit: limits.depth } })];
    }
    length += writtenLength(visit.value) + (typeof visit.key === "string" ? visit.key.length + 3 : 1);
    const code = badScalar(visit);
    if (code !== undefined) findings.push(specFinding(code, pathOf(visit)));
    for (const child of childrenOf(visit)) open.push(child);
  }
  if (length > limits.valueLength) {
    const args = { key: shown(parameter), length, limit: limits.valueLength };
    findings.push(specFinding("spec.too-long", [parameter], { args }));
  }
  return findings;
}

function badScalar({ value, key }: Visit): "spec.bad-character" | "spec.not-finite" | "spec.unsafe-number" | undefined {
  if (typeof key === "string" && badCharacter.test(key)) return "spec.bad-character";
  if (typeof value === "string") return badCharacter.test(value) ? "spec.bad-character" : undefined;
  if (typeof value !== "number") return undefined;
  if (!Number.isFinite(value)) return "spec.not-finite";
  return losesDigits(value) ? "spec.unsafe-number" : undefined;
}

/** Larger ones are written with an exponent, as nobody writes an id. */
function losesDigits(value: number): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21;
}

function* childrenOf(visit: Visit): Iterable<Visit> {
  const { value, depth } = visit;
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const [key, item] of value.entries()) yield { value: item, depth: depth + 1, key, parent: visit };
  } else {
    for (const [key, item] of Object.entries(value)) yield { value: item, depth: depth + 1, key, parent: visit };
  }
}

/** Roughly the characters of a value as JSON, without what is in it: enough to tell a large one from a small one. */
function writtenLength(value: JsonValue): number {
  return typeof value === "string" ? value.length + 2 : typeof value === "object" ? 2 : String(value).length;
}

function pathOf(visit: Visit): ValuePath {
  const path: (string | number)[] = [];
  for (let at: Visit | undefined = visit; at !== undefined; at = at.parent) path.unshift(at.key);
  return path;
}
