import type { ValuePath } from "../finding";
import type { JsonValue } from "../json";
import { limits } from "./limits";
import { pathTo, type Step } from "./step";

/** A text somewhere in a value. Most are looked at and found good, so that the way to one is only told when asked for. */
export class TextAt {
  constructor(
    readonly text: string,
    private readonly key: string | number,
    private readonly parent: Step | undefined,
  ) {}

  get path(): ValuePath {
    return pathTo(this.key, this.parent);
  }
}

/** Every text in a parameter's value. What is nested deeper than a spec may be is left out. */
export function textsOf(value: JsonValue | undefined, parameter: string): readonly TextAt[] {
  const found: TextAt[] = [];
  if (value !== undefined) collect(value, parameter, undefined, found);
  return found;
}

function collect(value: JsonValue, key: string | number, parent: Step | undefined, found: TextAt[]): void {
  if (typeof value === "string") {
    found.push(new TextAt(value, key, parent));
  } else if (typeof value === "object" && value !== null) {
    const step: Step = { key, parent, depth: (parent?.depth ?? 0) + 1 };
    if (step.depth > limits.depth) return;
    for (const [name, entry] of Object.entries(value)) {
      collect(entry, Array.isArray(value) ? Number(name) : name, step, found);
    }
  }
}
