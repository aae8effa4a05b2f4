import type { RawArguments } from "../../arguments/cronArguments";
import { limits } from "../../arguments/limits";
import type { JsonObject, JsonValue } from "../../base/json";
import type { Finding } from "../../finding/finding";
import { shown, specFinding } from "../specFinding";
import { pathTo, type Step } from "../step";

interface OpenStep extends Step {
  readonly value: JsonObject | readonly JsonValue[];
}

/** Whether a text has lone surrogates, which UTF-8 can't encode, or NUL, which PostgreSQL can't store. */
export function hasBadCharacter(text: string): boolean {
  return text.includes("\0") || !text.isWellFormed();
}

/** Reports what JSON, other languages or a database can't represent, at any depth, and values that are too big. */
export function checkValues(spec: RawArguments): readonly Finding[] {
  return Object.entries(spec).flatMap(([key, value]) => checkValue(key, value));
}

/** One entry can have three kinds of mistake, each reported up to `limits.mistakes` times. */
const mostFindings = 3 * limits.mistakes;

/** Checks one parameter with an explicit stack, since a form's draft may be nested deeper than calls can be. */
function checkValue(parameter: string, value: JsonValue): readonly Finding[] {
  const findings: Finding[] = [];
  const open: OpenStep[] = [];
  let length = 0;
  const look = (entry: JsonValue, key: string | number, parent: Step | undefined) => {
    length += writtenLength(entry) + (typeof key === "string" ? key.length + 3 : 1);
    const code = badEntry(entry, key);
    if (code !== undefined && findings.length < mostFindings) findings.push(specFinding(code, pathTo(key, parent)));
    if (typeof entry === "object" && entry !== null) {
      open.push({ value: entry, depth: (parent?.depth ?? 0) + 1, key, parent });
    }
  };
  look(value, parameter, undefined);
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const entries = Object.entries<JsonValue>(step.value);
    if (step.depth >= limits.depth && entries.length > 0) {
      return [specFinding("spec.too-deep", [parameter], { args: { limit: limits.depth } })];
    }
    const isList = Array.isArray(step.value);
    for (const [key, entry] of entries) look(entry, isList ? Number(key) : key, step);
  }
  // Report once: a text has its own limit, or is of the wrong type.
  if (typeof value === "object" && length > limits.valueLength) {
    const args = { key: shown(parameter), length, limit: limits.valueLength };
    findings.push(specFinding("spec.too-long", [parameter], { args }));
  }
  return findings;
}

function badEntry(
  value: JsonValue,
  key: string | number,
): "spec.bad-character" | "spec.not-finite" | "spec.unsafe-number" | undefined {
  if (typeof key === "string" && hasBadCharacter(key)) return "spec.bad-character";
  if (typeof value === "string") return hasBadCharacter(value) ? "spec.bad-character" : undefined;
  if (typeof value !== "number") return undefined;
  if (!Number.isFinite(value)) return "spec.not-finite";
  return losesDigits(value) ? "spec.unsafe-number" : undefined;
}

/** Larger numbers are written with an exponent, unlike any id. */
function losesDigits(value: number): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21;
}

/** The approximate length of a value as JSON, without its content; enough to notice large values. */
function writtenLength(value: JsonValue): number {
  return typeof value === "string" ? value.length + 2 : typeof value === "object" ? 2 : String(value).length;
}
