import { argumentsHash } from "../../../src/core/lifecycle/onServer/cronHash";
import type {
  SubmitAnswer,
  SubmitOptions,
  SubmitProgress,
  SubmitQuestion,
} from "../../../src/core/lifecycle/submission/submission";
import { SubmissionWork } from "../../../src/core/lifecycle/submission/submissionWork";
import type { AgentServer } from "../../../src/core/server/agentServer";
import { capabilitiesOf } from "../../../src/core/server/capabilities";
import { memoryJournal } from "../../support/memoryJournal";
import type { MemoryServer } from "./memoryServer";

export const doubtMilliseconds = 25_000;

export interface WorkChange extends Partial<SubmitOptions> {
  readonly answer?: SubmitAnswer;
}

/** A submission on a server in memory, and all that it asked, told, waited for and sent. */
export async function memoryWork(server: MemoryServer, { answer = "no", ...change }: WorkChange = {}) {
  const sleeps: number[] = [];
  const asked: SubmitQuestion[] = [];
  const told: SubmitProgress[] = [];
  const { calls, server: api } = recorded(change.server ?? server.api);
  const options: SubmitOptions = {
    serverKey: "here",
    arguments: { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *" },
    name: "a",
    journal: memoryJournal(),
    clock: { now: () => 1_000, sleep: async (milliseconds) => void sleeps.push(milliseconds) },
    newSubmission: () => "s",
    owner: "me",
    doubtMilliseconds,
    onProgress: (progress) => told.push(progress),
    confirm: async (question) => {
      asked.push(question);
      return answer;
    },
    ...change,
    server: api,
  };
  const hash = await argumentsHash(options.arguments);
  const work = new SubmissionWork(options, capabilitiesOf(server.info), server.info.version, hash);
  return { asked, calls, hash, journal: options.journal, options, sleeps, told, work };
}

/** A server, and what it is asked from now on: each call as its name and its arguments. */
export function recorded(api: AgentServer) {
  const calls: unknown[][] = [];
  const server = new Proxy(api, {
    get: (target, method: keyof AgentServer) => {
      const call = target[method] as (...given: unknown[]) => unknown;
      return (...given: unknown[]) => {
        calls.push([method, ...given]);
        return call(...given);
      };
    },
  });
  return { calls, server };
}
