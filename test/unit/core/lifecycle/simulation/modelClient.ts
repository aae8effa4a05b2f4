import type { CronArguments } from "../../../../../src/core/arguments/cronArguments";
import type {
  SubmitAnswer,
  SubmitOptions,
  SubmitOutcome,
  SubmitQuestion,
} from "../../../../../src/core/lifecycle/submission/submission";
import { submitCron } from "../../../../../src/core/lifecycle/submit/submitCron";
import { doubtMilliseconds, type Fault, ModelNetwork } from "./modelNetwork";
import { ModelMachine, ModelProcess } from "./modelProcess";
import { agentServerTraits, ModelServer, type ServerTraits } from "./modelServer";
import { Truth } from "./truth";
import { World } from "./world";

/** One client of a model server, for tests of one thing each. */
export class ModelClient {
  readonly world = new World(1);
  readonly model: ModelServer;
  readonly network: ModelNetwork;
  readonly process: ModelProcess;
  readonly asked: SubmitQuestion[] = [];

  /** `carriedOutLate`: a request may be carried out after anybody waits for it, so less is promised. */
  constructor(traits: Partial<ServerTraits> = {}, carriedOutLate = true) {
    const { world } = this;
    this.model = new ModelServer(world, { ...agentServerTraits, ...traits });
    this.network = new ModelNetwork(world, this.model, [], true);
    const truth = new Truth(world, this.model, carriedOutLate, (text) => this.network.note(null, text));
    const never = { dieAt: null, stallAt: null, stallMilliseconds: 0 };
    this.process = new ModelProcess(
      "client recreates",
      new ModelMachine("machine", false),
      world,
      this.network,
      truth,
      never,
    );
  }

  /** In the order of the requests from now on; then all goes well. */
  plan(faults: readonly Fault[]): void {
    this.network.faults = [...faults].reverse();
  }

  /** How often something was sent. */
  sent(what: string): number {
    return this.network.log.filter((line) => line.includes(`> ${what}`)).length;
  }

  async submit(given: Partial<CronArguments> = {}, change: Partial<SubmitOptions> = {}, answer: SubmitAnswer = "no") {
    const { server, journal, clock } = this.process;
    const submitting = submitCron({
      server,
      journal,
      clock,
      serverKey: "server",
      arguments: { thread_id: null, assistant_id: "agent", schedule: "*/5 * * * *", ...given },
      name: "report",
      newSubmission: () => this.world.uuid(),
      doubtMilliseconds,
      confirm: async (question) => {
        this.asked.push(question);
        return answer;
      },
      ...change,
    });
    return this.until(submitting);
  }

  async until<Value>(act: Promise<Value>, mostEvents = 100_000): Promise<Value> {
    const done = act.then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    if (!(await this.world.run(mostEvents))) throw new Error("it never comes to an end");
    const end = await done;
    if ("error" in end) throw end.error;
    return end.value;
  }
}

export function cronOf(outcome: SubmitOutcome) {
  if (!("cron" in outcome)) throw new Error(outcome.kind);
  return outcome.cron;
}
