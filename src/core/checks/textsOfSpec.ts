import type { RawArguments } from "../arguments/cronArguments";
import { parameterByName } from "../arguments/parameters";
import { type TextAt, textsOf } from "./texts";

/** All texts in a spec's parameters, except those nested deeper than a spec can be. */
export function textsOfSpec(spec: RawArguments): readonly TextAt[] {
  return Object.entries(spec).flatMap(([name, value]) =>
    parameterByName(name) === undefined ? [] : textsOf(value, name),
  );
}
