import type { ExactRequest } from "./exactRequest";
import { jsonNotation } from "./jsonNotation";
import { written } from "./notation";

/** The text of a spec file. Its placeholders are texts of the spec, so there are no variables. */
export function specText(requests: readonly ExactRequest[]): string {
  const specs = requests.map(({ spec }) => spec);
  const left = [...new Set(requests.flatMap((request) => request.left))];
  const [only] = specs;
  const value = specs.length === 1 && only !== undefined ? only : specs;
  const note = `// Look at ${left.join(", ")} before you share this: it holds what looks like a secret.\n`;
  return (
    (left.length === 0 ? "" : note) +
    written(
      value,
      jsonNotation((variable) => variable),
      "",
    )
  );
}
