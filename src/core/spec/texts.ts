import type { ValuePath } from "../finding";
import type { JsonValue } from "../json";
import { limits } from "./limits";

export interface TextAt {
  readonly path: ValuePath;
  readonly text: string;
}

/** Every text in a value, with its path. What is nested deeper than a spec may be is left out. */
export function textsOf(value: JsonValue | undefined, path: ValuePath): readonly TextAt[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value !== "object" || value === null || path.length > limits.depth) return [];
  return Object.entries(value).flatMap(([key, entry]) =>
    textsOf(entry, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}
