import { getLocation } from "jsonc-parser";
import type { RawArguments } from "./cronArguments";
import type { Spec } from "./parseSpecFile";
import { SpecWriter } from "./specWriter";

/** A spec file's text in which one of its specs says these arguments, and nothing else. `spec` was read from `text`. */
export function specWithArguments(text: string, spec: Spec, wanted: RawArguments): string {
  const root = getLocation(text, spec.range.offset).path;
  const writer = new SpecWriter(text);
  writer.write({ path: root, old: { ...spec.arguments }, wanted });
  return writer.text;
}
