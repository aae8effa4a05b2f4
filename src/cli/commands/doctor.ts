import { diagnose } from "../../core/doctor/diagnose";
import { doctorDocument } from "../../core/doctor/doctorDocument";
import { examine } from "../../core/doctor/examine";
import { isLoopback } from "../../core/server/address/serverUrl";
import type { Cron } from "../../core/server/cron";
import { ServerClock } from "../../core/server/serverClock";
import { type ExitCode, exitCodes } from "../cliIo";
import type { Command } from "../commandTable";
import { doctorJson } from "../doctor/doctorJson";
import { remedyText } from "../doctor/remedyText";
import { isCalled, noCron } from "../health/askHealths";
import { printedJson, printedLine } from "../printed";
import { exitCodeOf } from "../problemText";
import { withServer } from "../withServer";

export const doctorCommand: Command<"doctor"> = async ({ args: [wanted], values }, io) => {
  const clock = new ServerClock();
  const isAsked = wanted === undefined ? undefined : (cron: Cron) => isCalled(cron, wanted);
  return withServer(
    values,
    io,
    async (open) => {
      const { url } = open;
      const now = () => io.clock.now();
      const facts = await examine({ ...open, clock, isAsked, now, onLoopback: isLoopback(url) });
      if (facts.kind === "read" && wanted !== undefined && facts.asked?.size === 0) {
        const all = facts.crons.map(({ cron }) => cron);
        throw noCron(wanted, url, all);
      }
      const diagnoses = diagnose(facts);
      const withDetails = values.details === true;
      if (values.json === true) io.out(printedJson(doctorJson(url, facts, diagnoses, withDetails), 2));
      else {
        const options = { withDetails, remedyText: remedyText(url, withDetails) };
        for (const line of doctorDocument(facts, diagnoses, options)) io.out(printedLine(line));
      }
      return exitOf(facts, diagnoses.found);
    },
    clock,
  );
};

function exitOf(facts: Awaited<ReturnType<typeof examine>>, found: ReturnType<typeof diagnose>["found"]): ExitCode {
  if (facts.kind === "unread") return exitCodeOf(facts.problem);
  return found.some(({ severity }) => severity === "error") ? exitCodes.refused : exitCodes.done;
}
