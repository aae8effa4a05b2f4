import { expect, test } from "vitest";
import type { CronArguments } from "../../src/core/arguments/cronArguments";
import { cliRun } from "./cliRun";
import { type CronTrial, cronTrials } from "./cronTrials";

interface CostFacts {
  /** When it runs, and so many times in the 30 days from now. */
  readonly schedule: string;
  readonly runs: number;
  /** So many of its runs are measured. */
  readonly ended: number;
}

type ChatCron = Pick<CronArguments, "assistant_id" | "schedule" | "input">;

const input = { messages: [{ role: "user", content: "hi" }] };
const prices = [{ model: "small-model*", input: 1_000_000, output: 2_000_000 }];

/** What a cron costs, on one kind of server. Its thread has the messages of all its runs: of each its own count. */
export function testCost(
  url: () => string,
  create: (cron: ChatCron) => Promise<CronTrial>,
  { ended, runs, schedule }: CostFacts,
): void {
  test("cost measures the tokens of kept runs by what their own messages count, and prices the model that they name", async () => {
    const chat = await create({ assistant_id: "chat", input, schedule });
    const { remove, untilEnded } = cronTrials(url());
    await untilEnded(chat, ended);
    const args = ["cost", chat.cron.cron_id, "--url", url(), "--prices", "prices.json", "--json"];
    const { code, err, out } = await cliRun(args, { files: { "prices.json": prices } });
    expect([code, err]).toEqual([0, ["Measuring the tokens of 1 crons: at most 14 requests."]]);
    const { crons } = JSON.parse(out.join("\n")) as { readonly crons: readonly Record<string, unknown>[] };
    expect(crons).toEqual([
      expect.objectContaining({
        cron_id: chat.cron.cron_id,
        runs_in_30_days: expect.objectContaining({ value: runs }),
        tokens_a_run: expect.objectContaining({ value: 23 }),
        tokens_in_30_days: expect.objectContaining({ value: 23 * runs }),
        money_in_30_days: expect.objectContaining({ value: 26 * runs }),
        not_known: [],
      }),
    ]);
    await remove(chat);
  });
}
