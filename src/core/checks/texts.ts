import { limits } from "../arguments/limits";
import type { JsonValue } from "../base/json";
import type { ValuePath } from "../finding/finding";
import { pathTo, type Step } from "./step";

/** A text in a spec; builds its path only on demand, because most texts have no finding. */
export class TextAt {
  constructor(
    readonly parameter: string,
    readonly text: string,
    private readonly key: string | number,
    private readonly parent: Step | undefined,
  ) {}

  get path(): ValuePath {
    return pathTo(this.key, this.parent);
  }
}

/** All texts in the value of one parameter. */
export function textsOf(value: JsonValue, name: string): readonly TextAt[] {
  const found: TextAt[] = [];
  collect({ name, found }, value, name, undefined);
  return found;
}

interface Search {
  readonly name: string;
  readonly found: TextAt[];
}

function collect(search: Search, value: JsonValue, key: string | number, parent: Step | undefined): void {
  if (typeof value === "string") {
    search.found.push(new TextAt(search.name, value, key, parent));
  } else if (typeof value === "object" && value !== null) {
    const step: Step = { key, parent, depth: (parent?.depth ?? 0) + 1 };
    if (step.depth > limits.depth) return;
    for (const [name, entry] of Object.entries(value)) {
      collect(search, entry, Array.isArray(value) ? Number(name) : name, step);
    }
  }
}
