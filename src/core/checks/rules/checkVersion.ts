import type { RawArguments } from "../../arguments/cronArguments";
import { parameters } from "../../arguments/parameters";
import { isJsonObject } from "../../base/json";
import type { Finding } from "../../finding/finding";
import { isAgentServerBefore } from "../../server/serverVersion";
import { specFinding } from "../specFinding";
import type { CheckOptions } from "./rule";

/** 0.15.1 is known to accept crons with a context and never run them; 0.16.7 runs them. */
const firstWithContext = "0.15.2";

/** Reports what the chosen server is too old for. */
export function checkVersion(spec: RawArguments, { server }: Pick<CheckOptions, "server">): readonly Finding[] {
  if (server === undefined) return [];
  const args = { version: server.version };
  const tooNew = parameters
    .filter(({ name, since }) => since !== null && isAgentServerBefore(server, since) && Object.hasOwn(spec, name))
    .map(({ name, since }) =>
      specFinding("spec.too-new", [name], { args: { ...args, key: name, since: since ?? "" } }),
    );
  const { context } = spec;
  const hasContext = isJsonObject(context) && Object.keys(context).length > 0;
  if (!hasContext || !isAgentServerBefore(server, firstWithContext)) return tooNew;
  return [...tooNew, specFinding("spec.context-never-runs", ["context"], { args })];
}
