import type { CronArguments } from "../../src/core/arguments/cronArguments";
import { systemClock } from "../../src/core/base/clock";
import { finishOpenSubmissions } from "../../src/core/lifecycle/finishOpenSubmissions";
import { submitCron } from "../../src/core/lifecycle/submitCron";
import { createAgentServer } from "../../src/core/server/httpAgentServer";
import { ServerFailure } from "../../src/core/server/problems/serverProblem";
import { createFileJournal } from "../../src/node/fileJournal";
import { canaryKey } from "./canary";

/** What the child process is to do, as JSON in its first argument. */
export interface CrashOrder {
  readonly act: "submit" | "finish";
  readonly url: string;
  readonly folder: string;
  readonly submission: string;
  readonly name: string | null;
  readonly arguments: CronArguments;
  /** The answers of this many creates are lost on the way back, each after the server has carried it out. */
  readonly lostAnswers: number;
  /** Dies at this point: each step of the sequence has one before and one after it. 0: never. */
  readonly dieAt: number;
}

const order = JSON.parse(process.argv[2] ?? "{}") as CrashOrder;
let points = 0;
let lost = 0;

function point(): void {
  points += 1;
  // As if the machine were switched off: nothing runs after it, no handler, no finally.
  if (points === order.dieAt) process.kill(process.pid, "SIGKILL");
}

/** Everything that the sequence does to the server and to the journal becomes a step that the process may die at. */
function withPoints<Target extends object>(target: Target): Target {
  return new Proxy(target, {
    get: (object, name) => {
      const member: unknown = Reflect.get(object, name);
      if (typeof member !== "function") return member;
      return async (...args: readonly unknown[]) => {
        point();
        const result: unknown = await Reflect.apply(member, object, args);
        point();
        if (name === "createCron" && lost < order.lostAnswers) {
          lost += 1;
          throw new ServerFailure({ kind: "timeout", milliseconds: 1 }, { method: "POST", path: "/runs/crons" });
        }
        return result;
      };
    },
  });
}

const connection = { baseUrl: order.url, headers: {}, apiKey: canaryKey, timeoutMilliseconds: 20_000 };
const common = {
  server: withPoints(createAgentServer(connection)),
  journal: withPoints(createFileJournal(order.folder)),
  serverKey: "crash",
  // Nothing of a dead process is under way on this machine, so the waits for that are cut short.
  clock: { ...systemClock, sleep: (milliseconds: number) => systemClock.sleep(milliseconds / 50) },
  doubtMilliseconds: 50,
};
if (order.act === "finish") {
  await finishOpenSubmissions(common);
} else {
  await submitCron({
    ...common,
    arguments: order.arguments,
    name: order.name,
    newSubmission: () => order.submission,
    owner: String(process.pid),
    confirm: async () => "yes",
  });
}
process.stdout.write(String(points));
