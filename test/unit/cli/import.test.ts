import { describe, expect, test } from "vitest";
import { canaryKey } from "../../support/canary";
import { cliRun } from "../../support/cliRun";

const code = (text: string) => new TextEncoder().encode(text);

const script = `from langgraph_sdk import get_client
client = get_client()
client.crons.create("agent", schedule="0 9 * * 1-5", input={"a": 1})
client.crons.create("agent", schedule="0 9 * * 1-5", input={"a": 2},
    headers={"x-token": "${canaryKey}"})
client.crons.create_for_thread(thread["thread_id"], "agent", schedule="0 9 * * *")
`;

const first = `{
  "thread_id": null,
  "assistant_id": "agent",
  "schedule": "0 9 * * 1-5",
  "input": {
    "a": 1
  }
}
`;

const parsed = (text: string | undefined): unknown => JSON.parse(text ?? "");

describe("import", () => {
  test("writes a spec for each call that is written out, and says why not of the others", async () => {
    const {
      code: exit,
      err,
      out,
      written,
    } = await cliRun(["import", "scripts", "--into", "crons"], {
      files: { "scripts/a.py": code(script) },
    });
    expect(out).toEqual([
      "scripts/a.py:3:1: written: crons/agent-weekdays.cron.json",
      "scripts/a.py:4:1: written: crons/agent-weekdays-2.cron.json",
      'scripts/a.py:6:32: refused: client.crons.create_for_thread: `thread["thread_id"]` is known only when the code runs.',
      "crons/agent-weekdays-2.cron.json: headers.x-token looked like a secret. Set the variable AGENT_WEEKDAYS_2_HEADERS_X_TOKEN to its value before you submit or apply.",
      "Calls that create crons, in 1 files: 3. 2 written, 1 refused.",
      expect.stringContaining("still creates its crons"),
    ]);
    expect([exit, err]).toEqual([1, []]);
    expect(written?.[0]).toEqual(["crons/agent-weekdays.cron.json", first]);
    expect(parsed(written?.[1]?.[1])).toMatchObject({
      headers: { "x-token": "${secret:AGENT_WEEKDAYS_2_HEADERS_X_TOKEN}" },
    });
    expect(JSON.stringify([out, written])).not.toContain(canaryKey);
  });

  test("leaves what is there, and changes it with --overwrite only where it differs", async () => {
    const files = {
      "a.ts": code('client.crons.create("agent", { schedule: "0 9 * * *", input: {} });'),
      "crons/mine.cron.json": code(
        '{ // mine\n  "name": "agent-daily", "thread_id": null, "assistant_id": "agent",\n  "schedule": "0 9 * * *", "input": {}\n}',
      ),
    };
    const again = await cliRun(["import", "a.ts", "--into", "crons"], { files });
    expect(again.out[0]).toBe("a.ts:1:1: unchanged: crons/mine.cron.json, “agent-daily”");
    expect([again.code, again.written]).toEqual([0, undefined]);

    const other = { ...files, "a.ts": code('client.crons.create("agent", { schedule: "0 8 * * *", input: {} });') };
    const differs = await cliRun(["import", "a.ts", "--into", "crons"], { files: other });
    expect(differs.out[0]).toContain("differs: crons/mine.cron.json, “agent-daily”");
    expect([differs.code, differs.written]).toEqual([1, undefined]);

    const { code: exit, written } = await cliRun(["import", "a.ts", "--into", "crons", "--overwrite"], {
      files: other,
    });
    expect([exit, written?.length]).toEqual([0, 1]);
    expect(written?.[0]?.[1]).toContain(
      '{ // mine\n  "name": "agent-daily", "thread_id": null, "assistant_id": "agent",\n  "schedule": "0 8 * * *"',
    );
  });

  test("finds the agent of Managed Deep Agents beside its schedules", async () => {
    const schedule = code(
      'from managed_deepagents import define_schedule\nschedule = define_schedule(cron="0 8 * * *", prompt="Write.")',
    );
    const files = {
      "app/schedules/daily.py": schedule,
      "app/agent.py": code('agent = define_deep_agent(name="my-agent")'),
    };
    const { code: exit, out, written } = await cliRun(["import", "app", "--into", "crons", "--json"], { files });
    expect([exit, written?.[0]?.[0]]).toEqual([0, "crons/daily.cron.json"]);
    expect(parsed(written?.[0]?.[1])).toMatchObject({ assistant_id: "my-agent", on_run_completed: "delete" });
    expect(parsed(out.join("\n"))).toMatchObject({
      calls: [{ file: "app/schedules/daily.py", kind: "schedule", outcome: "written", name: "daily", findings: [] }],
      summary: { written: 1, refused: 0 },
    });
    const alone = await cliRun(["import", "schedules", "--into", "crons"], {
      files: { "schedules/daily.py": schedule },
    });
    expect([alone.code, alone.out[0]]).toEqual([
      1,
      expect.stringContaining("refused: define_schedule: It does not say which assistant"),
    ]);
  });

  test("says what it can't read", async () => {
    const files = { "a.md": code("# no code"), "b.py": code("print(1)") };
    expect(await cliRun(["import", "a.md", "c.py", "--into", "crons"], { files })).toEqual({
      code: 2,
      out: ["Calls that create crons, in 2 files: 0."],
      err: ["a.md: this is no Python, TypeScript or JavaScript file.", "c.py: can't be read (ENOENT)."],
    });
    const none = await cliRun(["import", "b.py", "--into", "crons"], { files });
    expect([none.code, none.out]).toEqual([0, ["Calls that create crons, in 1 files: 0."]]);
    expect((await cliRun(["import", "b.py"], { files })).err[0]).toContain("--into is missing");
  });
});
