import type { RawArguments } from "../arguments/cronArguments";
import type { Spec } from "./parseSpecFile";
import { SpecWriter } from "./specWriter";

/** A spec file's text with exactly these arguments in one of its specs. `spec` was read from `text`. */
export function specWithArguments(text: string, spec: Spec, wanted: RawArguments): string {
  const writer = new SpecWriter(text, spec.range);
  writer.write({ path: [], old: { ...spec.arguments }, wanted });
  return writer.text();
}
