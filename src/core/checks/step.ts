import type { ValuePath } from "../finding/finding";

/** An object or a list that a walk through a value has gone into, linked to the one around it. */
export interface Step {
  readonly key: string | number;
  readonly parent: Step | undefined;
  /** 1: the parameter's own value. */
  readonly depth: number;
}

/** The way to `key` in what `parent` is. Made only where something is found: most of what is walked through is good. */
export function pathTo(key: string | number, parent: Step | undefined): ValuePath {
  const path = [key];
  for (let step = parent; step !== undefined; step = step.parent) path.unshift(step.key);
  return path;
}
