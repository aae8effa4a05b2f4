import { problemMessage } from "../../server/problems/problemTexts";
import type { ServerProblem } from "../../server/problems/serverProblem";
import { cause, said } from "../cause";
import type { CauseCode, Diagnosis } from "../diagnosis";
import type { ServerFacts } from "../doctorFacts";
import { doctorTexts } from "../doctorTexts";

/** Why a server could not be read. */
export function unreadCause(problem: ServerProblem): Diagnosis {
  const remedies = [{ kind: "editConnection" }] as const;
  return cause(unreadCode(problem), "error", "server", problemMessage(problem), { remedies });
}

function unreadCode({ kind }: ServerProblem): CauseCode {
  if (kind === "noCrons") return "noCrons";
  return kind === "unauthorized" ? "keyRefused" : "unread";
}

/** Less does not matter for a schedule, and is no reason to doubt what was found, in milliseconds. */
const clockDifference = 30_000;

export function clockCauses({ clockAhead = 0 }: ServerFacts): readonly Diagnosis[] {
  const seconds = Math.floor(Math.abs(clockAhead) / 1_000);
  if (Math.abs(clockAhead) < clockDifference) return [];
  const text = clockAhead > 0 ? doctorTexts.clocksAhead : doctorTexts.clocksBehind;
  const evidence = [said(doctorTexts.clocksEvidence)];
  return [cause("clocks", "warning", "server", said(text, { seconds }), { evidence })];
}
