import { randomUUID } from "node:crypto";
import type { CronArguments } from "../../src/core/arguments/cronArguments";
import { systemClock } from "../../src/core/base/clock";
import type { JsonObject } from "../../src/core/base/json";
import type { SubmitOptions, SubmitOutcome } from "../../src/core/lifecycle/submission/submission";
import { submitCron } from "../../src/core/lifecycle/submit/submitCron";
import type { AgentServer } from "../../src/core/server/agentServer";
import type { Cron } from "../../src/core/server/cron";
import { createRequest } from "../../src/core/server/requests/createRequest";
import { agentServerUrl } from "./agentServerUrl";
import { answering } from "./answering";
import { memoryJournal } from "./memoryJournal";
import { openTestServer } from "./testServer";

/** One test file's own crons on a server that all test files share. */
export interface MarkedCrons {
  readonly server: AgentServer;
  /** What distinguishes them from others: part of their metadata, and usable in names. */
  readonly mark: string;
  readonly metadata: JsonObject;
  /** A cron that fires once a year, with these changes. */
  marked(change?: Partial<CronArguments>): CronArguments;
  ours(): Promise<readonly Cron[]>;
  deleteOurs(): Promise<void>;
  submit(change?: Partial<SubmitOptions>): Promise<SubmitOutcome>;
  /** Makes a cron without a submit, as a script does, and switches it on: Aegra answers a create of one that is on with a run. */
  script(args: CronArguments, name?: string): Promise<Cron>;
  /** The real server, with some methods replaced. */
  altered(change: Partial<AgentServer>): AgentServer;
}

/** Default: on the Agent Server in memory, with an assistant of the sample. */
export function markedCrons(url = agentServerUrl(), assistant_id = "heartbeat"): MarkedCrons {
  const server = openTestServer(url);
  const mark = randomUUID();
  const metadata = { mark };
  const marked: MarkedCrons["marked"] = (change) => ({
    thread_id: null,
    assistant_id,
    schedule: "0 0 1 1 *",
    metadata,
    ...change,
  });
  const ours = async () => (await server.allCrons()).filter((cron) => cron.metadata.mark === mark);
  return {
    server,
    mark,
    metadata,
    marked,
    ours,
    deleteOurs: async () => {
      for (const cron of await ours()) await server.deleteCron(cron.cron_id);
    },
    submit: (change) =>
      submitCron({
        server,
        serverKey: "submit",
        arguments: marked(),
        name: null,
        journal: memoryJournal(),
        clock: systemClock,
        newSubmission: randomUUID,
        doubtMilliseconds: 100,
        confirm: answering(),
        ...change,
      }),
    script: async (args, name) => {
      const { cron_id } = await server.createCron(createRequest({ ...args, enabled: false }, { name: name ?? null }));
      return server.patchCron(cron_id, { enabled: true });
    },
    altered: (change) =>
      new Proxy(server, {
        get: (target, name) => {
          const member: unknown = Reflect.get(change, name) ?? Reflect.get(target, name);
          return typeof member === "function" ? member.bind(target) : member;
        },
      }),
  };
}
