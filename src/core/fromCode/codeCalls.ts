import type { RawArguments } from "../arguments/cronArguments";
import { placeholderParameters } from "../arguments/placeholders";
import { holdsPlaceholder } from "../compare/assumeStored";
import type { TextRange } from "../specFile/json/jsonTokens";
import { cronCall } from "./calls/cronCall";
import { callPattern, type FoundCall, findCalls } from "./calls/findCalls";
import { agentName, scheduleCall } from "./calls/scheduleCall";
import { excerpt, rangeOf, refuse } from "./literals/excerpt";
import { LiteralReader } from "./literals/literalReader";
import { NotLiteral, type Refusal } from "./refusal";
import { CodeSource, longestCode } from "./tokens/codeSource";
import type { CodeLanguage } from "./tokens/token";

/** A call in somebody's code that creates a cron, or declares one. */
export interface CodeCall {
  readonly kind: FoundCall["kind"];
  /** The function as the code calls it, in short: `client.crons.create`. */
  readonly callee: string;
  /** From the beginning of the expression to its closing bracket. */
  readonly range: TextRange;
  /** What the call would send, or why that can't be told. */
  readonly reading:
    | { readonly kind: "read"; readonly arguments: RawArguments }
    | ({ readonly kind: "refused" } & Refusal);
}

/**
 * All calls that create crons: `crons.create` and `crons.create_for_thread` of the LangGraph SDKs, and `define_schedule`
 * of Managed Deep Agents. Each is read whole or refused with a reason; nothing is executed, and nothing throws. `agent`:
 * which assistant a `define_schedule` runs, if the file itself doesn't say.
 */
export function codeCalls(code: string, language: CodeLanguage, agent?: string): readonly CodeCall[] {
  if (code.length > longestCode || !callPattern.test(code)) return [];
  const source = new CodeSource(code, language);
  const reader = new LiteralReader(source);
  return findCalls(source).map((call) => {
    const end = source.partner(call.open);
    return {
      kind: call.kind,
      callee: excerpt(source, { from: call.from, to: call.open }),
      range: rangeOf(source, { from: call.from, to: (end ?? call.open) + 1 }),
      reading: readCall(source, reader, { agent, call }),
    };
  });
}

/** Where a project of Managed Deep Agents defines its agent, beside the folder of its schedules. */
export const agentFiles: readonly string[] = [
  "agent.py",
  "agent.ts",
  "agent.tsx",
  "agent.mts",
  "agent.js",
  "agent.mjs",
];

/** The name of the agent that a file of Managed Deep Agents defines; undefined if it doesn't say. */
export function agentIn(code: string, language: CodeLanguage): string | undefined {
  if (code.length > longestCode) return undefined;
  const source = new CodeSource(code, language);
  try {
    return agentName(source, new LiteralReader(source));
  } catch (error) {
    if (error instanceof NotLiteral) return undefined;
    throw error;
  }
}

function readCall(
  source: CodeSource,
  reader: LiteralReader,
  { agent, call }: { readonly agent: string | undefined; readonly call: FoundCall },
): CodeCall["reading"] {
  const whole = { from: call.from, to: call.open };
  try {
    if (source.partner(call.open) === undefined) refuse(source, whole, "noEnd");
    const read = call.kind === "cron" ? cronCall(source, reader, call) : scheduleCall(source, reader, { agent, call });
    const unsayable = placeholderParameters.find((name) => holdsPlaceholder(read[name]));
    if (unsayable !== undefined) refuse(source, whole, "placeholder", { name: unsayable });
    return { kind: "read", arguments: read };
  } catch (error) {
    if (error instanceof NotLiteral) return { kind: "refused", ...error.refusal };
    throw error;
  }
}
