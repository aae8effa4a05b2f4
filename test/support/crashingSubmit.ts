import type { CronArguments } from "../../src/core/arguments/cronArguments";
import { systemClock } from "../../src/core/base/clock";
import { finishOpenSubmissions } from "../../src/core/lifecycle/finish/finishOpenSubmissions";
import { submitCron } from "../../src/core/lifecycle/submit/submitCron";
import { createAgentServer } from "../../src/core/server/httpAgentServer";
import { ServerFailure } from "../../src/core/server/problems/serverProblem";
import { createFileJournal } from "../../src/node/fileJournal";
import { canaryKey } from "./canary";

/** What the child process does, as JSON in its first argument. */
export interface CrashOrder {
  readonly act: "submit" | "finish";
  readonly url: string;
  readonly folder: string;
  readonly submission: string;
  readonly name: string | null;
  readonly arguments: CronArguments;
  /** The answers of this many creates are lost on the way back, after the server has carried them out. */
  readonly lostAnswers: number;
  /** The process dies at this point: before a step of the sequence, and after one while others are under way. 0: never. */
  readonly dieAt: number;
}

const order = JSON.parse(process.argv[2] ?? "{}") as CrashOrder;
let points = 0;
let underWay = 0;
let lost = 0;

function point(): void {
  points += 1;
  // Like a power failure: nothing runs after it, no handler, no finally.
  if (points === order.dieAt) process.kill(process.pid, "SIGKILL");
}

/** Turns every call to the server and the journal into a step at which the process can die. */
function withPoints<Target extends object>(target: Target): Target {
  return new Proxy(target, {
    get: (object, name) => {
      const member: unknown = Reflect.get(object, name);
      if (typeof member !== "function") return member;
      return async (...args: readonly unknown[]) => {
        point();
        underWay += 1;
        const result: unknown = await Reflect.apply(member, object, args).finally(() => {
          underWay -= 1;
        });
        // With nothing else under way this is the same moment as before the next one.
        if (underWay > 0) point();
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
  // A dead process has no running requests on this machine, so these waits are shortened.
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
point();
process.stdout.write(String(points));
