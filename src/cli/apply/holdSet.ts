import { setLockName } from "../../core/apply/applyPlan";
import { variableOf } from "../../core/base/environment";
import { acquireLease } from "../../core/lifecycle/lease/acquireLease";
import { doubtAfter } from "../../core/lifecycle/lease/doubtAfter";
import type { Lease } from "../../core/lifecycle/lease/lease";
import type { AgentServer } from "../../core/server/agentServer";
import type { CliIo } from "../cliIo";
import { cliText } from "../cliTexts";
import { printedLine } from "../printed";
import { timeoutMilliseconds } from "../submit/submitSpec";

export interface HeldSet {
  readonly lease: Lease;
  /** Somebody else had it before, so a plan that was made earlier is old. */
  readonly hasWaited: boolean;
}

/** Waits until nobody else applies this set, and says for whom. Throws `ServerFailure`. */
export async function holdSet(set: string | undefined, server: AgentServer, io: CliIo): Promise<HeldSet> {
  let hasWaited = false;
  let toldOf: string | undefined;
  const lease = await acquireLease({
    server,
    clock: io.clock,
    lockName: setLockName(set),
    owner: `${crypto.randomUUID()} ${whoIs(io)}`,
    doubtMilliseconds: doubtAfter(timeoutMilliseconds),
    onWait: (_milliseconds, holder) => {
      hasWaited = true;
      const who = holder?.split(" ").slice(1).join(" ") || cliText("somebody");
      if (who !== toldOf) io.err(printedLine(cliText("waitsForApply", { who })));
      toldOf = who;
    },
  });
  return { lease, hasWaited };
}

/** Who applies, as others are told while they wait: a workflow's run, or a person and their machine. */
function whoIs({ env }: Pick<CliIo, "env">): string {
  const [run, repository] = [variableOf(env, "GITHUB_RUN_ID"), variableOf(env, "GITHUB_REPOSITORY")];
  if (run !== undefined && repository !== undefined) return `${repository} run ${run}`;
  const person = variableOf(env, "USER") ?? variableOf(env, "USERNAME");
  const machine = variableOf(env, "HOSTNAME") ?? variableOf(env, "COMPUTERNAME");
  return [person, machine].filter((part) => part !== undefined && part !== "").join("@");
}
