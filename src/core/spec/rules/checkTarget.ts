import type { Finding } from "../../finding";
import type { RawArguments } from "../cronArguments";
import { parameters } from "../parameters";
import { specFinding } from "../specFinding";

/** Arguments that only crons without a thread of their own have: the server ignores them on others. */
export function checkTarget(spec: RawArguments): readonly Finding[] {
  if (typeof spec.thread_id !== "string") return [];
  return parameters
    .filter(({ name, withoutThreadOnly }) => withoutThreadOnly === true && Object.hasOwn(spec, name))
    .map(({ name }) =>
      specFinding("spec.on-run-completed-with-thread", [name], { fix: { kind: "removeKey", text: "" } }),
    );
}
