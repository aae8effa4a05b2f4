import type { ValuePath } from "../finding/finding";

/** An object or list entered while walking through a value, linked to the one around it. */
export interface Step {
  readonly key: string | number;
  readonly parent: Step | undefined;
  /** 1 is the parameter's own value. */
  readonly depth: number;
}

/** The path to `key` in `parent`, only built for a finding, because most values are good. */
export function pathTo(key: string | number, parent: Step | undefined): ValuePath {
  const path = [key];
  for (let step = parent; step !== undefined; step = step.parent) path.unshift(step.key);
  return path;
}
