import type { RawArguments } from "../../arguments/cronArguments";
import { parameters } from "../../arguments/parameters";
import type { JsonValue } from "../../base/json";
import type { Finding } from "../../finding/finding";
import { removeKey, setTo } from "../../finding/fixes";
import { specFinding } from "../specFinding";

/** Reports arguments that only matter with, or only without, a thread of the cron's own. */
export function checkTarget(spec: RawArguments): readonly Finding[] {
  if (spec.thread_id === null) return [...checkInterrupts(spec), ...checkStrategy(spec)];
  if (typeof spec.thread_id !== "string") return [];
  return parameters
    .filter(({ name, withoutThreadOnly }) => withoutThreadOnly === true && Object.hasOwn(spec, name))
    .map(({ name }) => specFinding("spec.on-run-completed-with-thread", [name], { fix: removeKey }));
}

/** For the server, a run that stops at an interrupt has completed (0.16.7, seen), so its thread is deleted. */
function checkInterrupts(spec: RawArguments): readonly Finding[] {
  const stops = interrupts(spec.interrupt_before) || interrupts(spec.interrupt_after);
  if (!stops || (spec.on_run_completed !== undefined && spec.on_run_completed !== "delete")) return [];
  return [specFinding("spec.interrupt-thread-deleted", ["on_run_completed"], { fix: setTo("keep") })];
}

function interrupts(nodes: JsonValue | undefined): boolean {
  return nodes === "*" || (Array.isArray(nodes) && nodes.length > 0);
}

function checkStrategy({ multitask_strategy: strategy }: RawArguments): readonly Finding[] {
  if (typeof strategy !== "string") return [];
  return [specFinding("spec.multitask-without-thread", ["multitask_strategy"], { fix: removeKey })];
}
