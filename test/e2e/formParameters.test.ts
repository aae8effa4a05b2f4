import { expect } from "vitest";
import type { ParameterName } from "../../src/core/arguments/cronArguments";
import { parameters } from "../../src/core/arguments/parameters";
import type { JsonObject, JsonValue } from "../../src/core/base/json";
import { askSdk } from "../contract/arguments/sdk";
import { agentServerUrl } from "../support/agentServerUrl";
import { CronForm } from "./pages/cronForm";
import { ServerApi } from "./serverApi";
import { test } from "./windowTest";

interface Row {
  /** Keys to press once Tab has led to the control, or the label of the box to check there. */
  readonly keys: string | { readonly check: string };
  readonly stored: JsonValue;
}

const json = (stored: JsonValue): Row => ({ keys: JSON.stringify(stored), stored });

/** Every parameter of a cron on a thread, in the form's order; the thread is the one whose menu opened the form. */
const table: Readonly<Partial<Record<ParameterName, Row>>> = {
  assistant_id: { keys: "report", stored: "report" },
  schedule: { keys: "27 15 1 1 *", stored: "27 15 1 1 *" },
  timezone: { keys: "Europe/Berlin", stored: "Europe/Berlin" },
  // A development server stops for a cron with an end that is switched on; this one is not.
  end_time: { keys: "2030-01-01T00:00:00+01:00", stored: "2030-01-01T00:00:00+01:00" },
  enabled: { keys: { check: "Run on its schedule. Otherwise it is kept, paused." }, stored: false },
  input: json({ topic: "<b>the</b> day 👍" }),
  context: json({ audience: "everyone" }),
  config: json({ tags: ["nightly"], recursion_limit: 7 }),
  metadata: json({ team: "support", nested: { list: [1, null] } }),
  multitask_strategy: { keys: "Stop the other", stored: "interrupt" },
  durability: { keys: "Only at the end", stored: "exit" },
  interrupt_before: { keys: "review", stored: ["review"] },
  interrupt_after: { keys: { check: "All nodes (*)" }, stored: "*" },
  webhook: { keys: "http://10.0.0.1/hook?a=b", stored: "http://10.0.0.1/hook?a=b" },
  checkpoint_during: { keys: "false", stored: false },
  stream_mode: { keys: { check: "updates" }, stored: ["updates"] },
  stream_subgraphs: { keys: { check: "Also stream what subgraphs do" }, stored: true },
  stream_resumable: { keys: { check: "Keep the stream, so that a client can reconnect to it later" }, stored: true },
  headers: json({ "x-team": "red" }),
  params: json({ tenant: "acme" }),
};

/** The server replaces the name by an id, adds to these, or keeps nothing of them. */
const apart: readonly ParameterName[] = ["assistant_id", "config", "metadata", "headers", "params"];

test("Every parameter that is set in the form arrives in the stored cron, as the Python SDK reads it", async ({
  connected,
}) => {
  const { proxy, view, workbench } = connected;
  const url = agentServerUrl();
  const api = new ServerApi(url);
  const title = `Everything ${crypto.randomUUID()}`;
  const thread = await api.createThread(title);
  await workbench.runCommand("Crons for LangGraph: Refresh");
  await view.unfoldThreads();
  await view.takeFromMenu(view.thread(title), "Create Cron…");

  const form = new CronForm(workbench);
  await form.waitForFocus();
  for (const { name } of parameters) {
    const row = table[name];
    if (row === undefined) continue;
    if (typeof row.keys === "string") await form.type(name, row.keys);
    else await form.check(name, row.keys.check);
  }
  await form.submit();

  const [answer] = await askSdk([{ crons: url, thread }]);
  const [cron, ...others] = answer as readonly (JsonObject & { readonly payload: JsonObject })[];
  expect(others).toEqual([]);
  expect(cron).toMatchObject({
    thread_id: thread,
    schedule: table.schedule?.stored,
    timezone: table.timezone?.stored,
    end_time: table.end_time?.stored,
    enabled: false,
    metadata: table.metadata?.stored,
    next_run_date: expect.stringMatching(/-01-01T14:27:00\+00:00$/),
  });
  const inPayload = Object.entries(table).filter(([name]) => !apart.some((other) => other === name));
  for (const [name, { stored }] of inPayload) expect([name, cron?.payload[name]]).toEqual([name, stored]);
  expect(cron?.payload.config).toMatchObject(table.config?.stored as JsonObject);

  const creates = proxy.seen.filter(({ method, path }) => method === "POST" && path.includes(`${thread}/runs/crons`));
  expect(creates.map(({ path, headers }) => [path.split("?")[1], headers["x-team"]])).toEqual([["tenant=acme", "red"]]);
  expect(JSON.parse(creates[0]?.body ?? "")).toMatchObject({ assistant_id: "report" });
});

test("The table names every parameter of a cron on a thread", () => {
  const missing = parameters.map(({ name }) => name).filter((name) => table[name] === undefined);
  expect(missing).toEqual(["thread_id", "on_run_completed"]);
});
