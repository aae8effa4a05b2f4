import { onTestFinished, test } from "vitest";
import { serverQuestions } from "../../src/core/checks/askServer";
import type { ScheduleDialect } from "../../src/core/schedule/scheduleDialect";
import { FormHost } from "../form/support/formHost";
import { markedCrons } from "./markedCrons";

/** What the form says and sends on one kind of server. The server needs the graphs of `test/fixtures/graphs`. */
export function testForm(url: () => string, dialect: ScheduleDialect): void {
  test.concurrent("a form: asks by the server's schema, finds what is not there, and makes the cron that it shows", async ({
    // `expect.poll` has to know which of the tests at the same time it is in.
    expect,
  }) => {
    const { deleteOurs, metadata, ours, server, submit } = markedCrons(url(), "chat");
    onTestFinished(deleteOurs);
    const cron = {
      thread_id: null,
      assistant_id: "chat",
      on_run_completed: "keep",
      schedule: "0 9 * * 1-5",
      timezone: "Europe/Berlin",
      input: { messages: [{ role: "user", content: "Write the daily report." }] },
    };
    const args = { ...cron, metadata };
    const info = await server.info();
    const { controller, handlers } = new FormHost({
      server: { kind: "ready", info },
      dialect,
      questions: serverQuestions(server),
      send: (options) => submit({ ...options, dialect }),
    });
    const state = await handlers.load({ zone: "Europe/Berlin" });
    expect(state.target.status).toEqual({ kind: "ready", version: info.version });
    expect(await handlers.inputShape({ assistant: "chat" })).toEqual({ hasMessages: true, keys: [] });
    expect(await handlers.checkOnServer({ arguments: { ...args, assistant_id: "nowhere" }, name: "" })).toMatchObject([
      { path: ["assistant_id"] },
    ]);
    expect(await handlers.checkOnServer({ arguments: args, name: "" })).toEqual([]);
    const name = `form-${crypto.randomUUID()}`;
    await handlers.submit({ draft: { arguments: args, typed: {}, name }, arguments: args, unreadable: [], seen: [] });
    await expect.poll(() => controller.shownPhase, { timeout: 30_000 }).toMatchObject({ kind: "done" });
    const made = await ours();
    expect(await Promise.all(made.map(({ cron_id }) => server.getCron(cron_id)))).toMatchObject([
      {
        ...{ schedule: cron.schedule, timezone: cron.timezone, thread_id: null, enabled: true },
        payload: { input: cron.input },
      },
    ]);
  });
}
