import { type HeldSet, holdSet } from "../../core/apply/holdSet";
import { whoApplies } from "../../core/apply/whoApplies";
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
    who: whoApplies(io.env),
    doubtMilliseconds: doubtAfter(timeoutMilliseconds),
    onWait: (who = cliText("somebody")) => io.err(printedLine(cliText("waitsForApply", { who }))),
  });
}
