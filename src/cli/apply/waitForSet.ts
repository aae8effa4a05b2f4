import { type HeldSet, holdSet } from "../../core/apply/holdSet";
import { variableOf } from "../../core/base/environment";
import { doubtAfter } from "../../core/lifecycle/lease/doubtAfter";
import type { AgentServer } from "../../core/server/agentServer";
import type { CliIo } from "../cliIo";
import { cliText } from "../cliTexts";
import { printedLine } from "../printed";
import { timeoutMilliseconds } from "../submit/submitSpec";

/** Waits until nobody else applies this set, and says for whom. Throws `ServerFailure`. */
export function waitForSet(set: string | undefined, server: AgentServer, io: CliIo): Promise<HeldSet> {
  return holdSet({
    set,
    server,
    clock: io.clock,
    who: whoIs(io),
    doubtMilliseconds: doubtAfter(timeoutMilliseconds),
    onWait: (who = cliText("somebody")) => io.err(printedLine(cliText("waitsForApply", { who }))),
  });
}

/** Who applies, as others are told while they wait: a workflow's run, or a person and their machine. */
function whoIs({ env }: Pick<CliIo, "env">): string {
  const [run, repository] = [variableOf(env, "GITHUB_RUN_ID"), variableOf(env, "GITHUB_REPOSITORY")];
  if (run !== undefined && repository !== undefined) return `${repository} run ${run}`;
  const person = variableOf(env, "USER") ?? variableOf(env, "USERNAME");
  const machine = variableOf(env, "HOSTNAME") ?? variableOf(env, "COMPUTERNAME");
  return [person, machine].filter((part) => part !== undefined && part !== "").join("@");
}
