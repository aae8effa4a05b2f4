import { describe, expect, test } from "vitest";
import { exportCron } from "../../../../src/core/compare/exportCron";
import { runRequest } from "../../../../src/core/server/requests/runRequest";
import { plainSpec, specWith, threadId } from "../../../fixtures/specs/goodSpecs";
import { stateByHand } from "../../../fixtures/specs/stateByHand";
import { storedChanges, storedCron } from "../../../fixtures/specs/storedCron";

const assistant_id = "1282c32e-6e26-5a84-bb5f-8fd282da81a9";
const report = { assistant_id, graph_id: "report", name: "Report" };

describe("exportCron", () => {
  test.each(storedChanges.map((change) => [change]))(
    "gives a spec that is in sync with the cron created from %j",
    (change) => {
      const cron = storedCron(specWith(change));
      for (const assistants of [[], [report]]) {
        const spec = exportCron(cron, assistants);
        expect(spec.ok).toBe(true);
        if (spec.ok) expect(stateByHand(spec.value, cron).kind).toBe("inSync");
      }
    },
  );

  test("names the graph only if the assistant is the graph's default", () => {
    const own = exportCron(storedCron(plainSpec), [report]);
    expect(own).toEqual({ ok: true, value: plainSpec });
    const other = "00000000-0000-4000-8000-000000000001";
    const made = exportCron(storedCron(specWith({ assistant_id: other })), [{ ...report, assistant_id: other }]);
    expect(made).toMatchObject({ value: { assistant_id: other } });
  });

  test("leaves out our own keys, and cleared keys of others", () => {
    const metadata = { team: "a", gone: null, langgraph_crons_name: "x", langgraph_crons_hash: "y" };
    expect(exportCron(storedCron(plainSpec, { metadata }), [report])).toEqual({
      ok: true,
      value: { ...plainSpec, metadata: { team: "a" } },
    });
  });

  test("refuses texts that a file would replace", () => {
    const metadata = { deep: [{ text: "${secret:KEY}" }] };
    expect(exportCron(storedCron(specWith({ metadata })), [])).toEqual({ ok: false, failure: "metadata" });
    expect(exportCron(storedCron(specWith({ input: { text: "${secret:KEY}" } })), []).ok).toBe(true);
  });
});

describe("runRequest", () => {
  const cron = storedCron(specWith({ config: { tags: ["a"], configurable: { model: "x" } }, durability: "exit" }));
  const { cron_id } = cron;

  test("has what the cron's runs get, marked as the cron's own", () => {
    expect(runRequest(cron)).toEqual({
      method: "POST",
      path: `/threads/${threadId}/runs`,
      body: {
        assistant_id,
        input: plainSpec.input,
        config: { tags: ["a"], configurable: { model: "x", cron_id } },
        metadata: { langgraph_crons_name: "daily", langgraph_crons_cron: cron_id },
        durability: "exit",
      },
    });
  });

  test("beside a context has no configurable, which the server would refuse", () => {
    const { body } = runRequest(storedCron(specWith({ context: { model: "x" }, config: { tags: ["a"] } })));
    expect(body).toMatchObject({ context: { model: "x" }, config: { tags: ["a"] } });
    expect(body.config).not.toHaveProperty("configurable");
  });

  test("without a thread treats the run's thread as the cron does", () => {
    const keep = storedCron(specWith({ thread_id: null, on_run_completed: "keep" }));
    expect(runRequest(keep)).toMatchObject({ path: "/runs", body: { on_completion: "keep" } });
    const other = storedCron(specWith({ thread_id: null }));
    expect(runRequest(other)).toMatchObject({ path: "/runs", body: { on_completion: "delete" } });
  });
});
