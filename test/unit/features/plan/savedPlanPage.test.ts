import { expect, it } from "vitest";
import * as vscode from "vscode";
import { savedSubject } from "../../../../src/features/plan/savedSubject";
import { EnvironmentFiles } from "../../../../src/platform/servers/environments/environmentFiles";
import { createServers } from "../../support/memoryServers";
import { stubEvents, stubState } from "../../support/vscode";
import {
  daily,
  environmentsPath,
  flat,
  labels,
  names,
  notices,
  open,
  press,
  remove,
  server,
  staging,
  titles,
  usePlanPages,
  write,
  writeEnvironments,
} from "./openPlanPage";

usePlanPages();

const planPath = "/crons/plan.json";
const saved = vscode.Uri.file(planPath).toString();

/** Saves what the page shows. */
async function save(page: Parameters<typeof press>[0]): Promise<void> {
  stubState.saveAs = vscode.Uri.file(planPath);
  await press(page, "save");
}

const planText = () => stubState.fileTexts.get(planPath) ?? "";

it("writes what the command line writes, without a secret", async () => {
  const dev = server();
  write("daily", { ...daily, headers: { "x-key": "s3cret" } });
  writeEnvironments({ url: "http://dev.test" });
  const { page } = await open(dev, { environment: staging });
  await save(page);
  expect(JSON.parse(planText())).toMatchObject({
    format: 1,
    target: { url: "http://dev.test", environment: "staging" },
    set: "ours",
    request: { paths: ["."], dialect: null, grace: null },
    changes: [{ name: "daily", action: "create", cron_id: null, prune: null }],
    summary: { create: 1 },
  });
  expect(planText()).not.toContain("s3cret");
  expect(notices(page)[0]).toContain("Saved as");
});

it("is applied as it was saved, and is done afterwards", async () => {
  const dev = server();
  write("daily", daily);
  writeEnvironments({ url: "http://dev.test" });
  await save((await open(dev, { environment: staging })).page);
  const { page } = await open(dev, { environment: staging, saved });
  expect([page.title, titles(page)]).toEqual(["Plan: plan.json → staging (dev)", ["daily · create"]]);
  expect(notices(page)[0]).toContain("The plan that was saved in");
  expect(labels(page)).not.toContain("Save Plan…");
  await press(page, "apply");
  expect(names(dev)).toEqual(["daily"]);
  await press(page, "refresh");
  expect(titles(page)).toEqual(["Unchanged (1)"]);
});

it("prunes what was planned, with its grace, and nothing that is gone since", async () => {
  const dev = server();
  writeEnvironments({ url: "http://dev.test" });
  for (const name of ["kept", "gone", "later"]) write(name, { ...daily, input: { of: name } });
  const { page } = await open(dev, { environment: staging });
  await press(page, "apply");
  remove("gone");
  await press(page, "refresh");
  await press(page, "prune");
  stubState.input = () => "0";
  await press(page, "grace");
  await save(page);
  expect(JSON.parse(planText())).toMatchObject({
    request: { grace: "0" },
    changes: [{ name: "kept" }, { name: "later" }, { name: "gone", action: "delete", prune: "delete", file: null }],
  });
  const opened = await open(dev, { environment: staging, saved });
  expect(titles(opened.page)).toEqual(["gone · delete", "Unchanged (2)"]);
  await press(opened.page, "apply");
  expect(names(dev)).toEqual(["kept", "later"]);
});

it("stops all of it, with the reason, if a spec is otherwise than it was", async () => {
  const dev = server();
  write("daily", daily);
  write("other", { ...daily, input: { topic: "more" } });
  await save((await open(dev)).page);
  write("daily", { ...daily, schedule: "0 7 * * *" });
  const { page } = await open(dev, { saved });
  expect([page.report().tone, notices(page)]).toEqual([
    "bad",
    [expect.stringContaining("these specs are not as they were when the plan was made: daily")],
  ]);
  expect([labels(page), dev.crons.size]).toEqual([["Refresh"], 0]);
});

it("stops all of it if a spec has an error", async () => {
  const dev = server();
  write("daily", daily);
  write("wrong", { ...daily, schedule: "every day" });
  await save((await open(dev)).page);
  const { page } = await open(dev, { saved });
  expect(notices(page)).toContainEqual(expect.stringContaining("Nothing of it can be applied"));
  expect(labels(page)).not.toContainEqual(expect.stringMatching(/^Apply/));
});

it("leaves a cron alone that has moved since, and does the others", async () => {
  const dev = server();
  write("daily", daily);
  write("other", { ...daily, input: { topic: "more" } });
  const { page } = await open(dev);
  await press(page, "apply");
  write("daily", { ...daily, schedule: "0 7 * * *" });
  write("other", { ...daily, schedule: "0 8 * * *", input: { topic: "more" } });
  await press(page, "refresh");
  await save(page);
  const cron = [...dev.crons.values()].find(({ metadata }) => metadata.langgraph_crons_name === "daily");
  if (cron === undefined) throw new Error("it was created");
  dev.crons.set(cron.cron_id, { ...cron, schedule: "5 5 * * *", updated_at: "2027-03-01T00:00:00Z" });
  const opened = await open(dev, { saved });
  expect(notices(opened.page)).toContainEqual(expect.stringContaining("it has changed on the server since this plan"));
  expect(labels(opened.page)).toContain("Apply 1 Change…");
  await press(opened.page, "apply");
  expect([...dev.crons.values()].map(({ schedule }) => schedule).sort()).toEqual(["0 8 * * *", "5 5 * * *"]);
});

it("is no plan for another set, another server, or another version", async () => {
  const dev = server();
  write("daily", daily);
  writeEnvironments({ url: "http://dev.test" });
  await save((await open(dev, { environment: staging })).page);
  const text = planText();
  const reasonFor = async (change: (plan: Record<string, unknown>) => unknown) => {
    stubState.fileTexts.set(planPath, JSON.stringify(change(JSON.parse(text))));
    return notices((await open(dev, { environment: staging, saved })).page);
  };
  const target = { url: "http://other.test", environment: "staging" };
  expect(await reasonFor((plan) => ({ ...plan, target }))).toEqual([
    expect.stringContaining("this plan is for http://other.test"),
  ]);
  expect(await reasonFor((plan) => ({ ...plan, set: "theirs" }))).toEqual([
    expect.stringContaining("another set of crons"),
  ]);
  expect(await reasonFor((plan) => ({ ...plan, format: 2 }))).toEqual([expect.stringContaining("another version")]);
  expect(await reasonFor((plan) => ({ ...plan, changes: [{}] }))).toEqual([
    expect.stringContaining("not a saved plan"),
  ]);
  expect(await reasonFor(() => [])).toEqual([expect.stringContaining("not a saved plan")]);
  expect(dev.crons.size).toBe(0);
});

it("plans anew instead of applying if the file of the plan has changed since", async () => {
  const dev = server();
  write("daily", daily);
  await save((await open(dev)).page);
  const { page } = await open(dev, { saved });
  stubState.fileTexts.set(planPath, `${planText()}\n`);
  await press(page, "apply");
  expect([dev.crons.size, notices(page)[0]]).toEqual([0, "The files have changed since this plan. It was made anew."]);
});

it("is not saved with something left out, because it would have that, too", async () => {
  const dev = server();
  write("daily", daily);
  const { page } = await open(dev);
  await press(page, "toggle 0");
  await save(page);
  expect([planText(), notices(page)[0]]).toEqual(["", expect.stringContaining("A saved plan has all changes")]);
  expect(flat(page.report().blocks)).toContainEqual(expect.objectContaining({ kind: "check", isChecked: false }));
});

it("is opened for the connection and the environment that it names, wherever its file is", async () => {
  const dev = server();
  write("daily", daily);
  writeEnvironments({ url: "http://dev.test" });
  await save((await open(dev, { environment: staging })).page);
  const { connections } = createServers({ dev, other: server() });
  const parts = { connections, environments: new EnvironmentFiles() };
  stubState.fileTexts.set("/crons/plans/plan.json", planText());
  for (const path of [planPath, "/crons/plans/plan.json"]) {
    const uri = vscode.Uri.file(path);
    expect(await savedSubject(uri, parts)).toMatchObject({
      connectionId: "dev",
      environment: staging,
      saved: uri.toString(),
    });
  }
  const plan = JSON.parse(planText());
  const openOf = (change: object) => {
    stubState.fileTexts.set(planPath, JSON.stringify({ ...plan, ...change }));
    return savedSubject(vscode.Uri.file(planPath), parts);
  };
  await expect(openOf({ target: { url: "http://x.test", environment: null } })).rejects.toThrow("No connection has");
  await expect(openOf({ target: { url: "http://dev.test", environment: "gone" } })).rejects.toThrow(
    "environment “gone”",
  );
  expect(await openOf({ target: { url: "http://dev.test", environment: null } })).toMatchObject({
    connectionId: "dev",
  });
  await expect(openOf({ request: { ...plan.request, paths: ["../outside"] } })).rejects.toThrow("are not here");
  // The file of the environments decides which connection is asked for, and so where a key goes.
  writeEnvironments({ url: "http://other.test" });
  stubEvents.changedFile.fire(vscode.Uri.file(environmentsPath));
  expect(await openOf({})).toMatchObject({ connectionId: "other" });
});
