import { expect, it, vi } from "vitest";
import type * as vscode from "vscode";
import type { PlanPage } from "../../../../src/features/plan/planPage";
import type { MemoryServer } from "../../support/memoryServer";
import { stubState } from "../../support/vscode";
import {
  daily,
  labels,
  names,
  notices,
  open,
  press,
  server,
  titles,
  usePlanPages,
  withGone,
  write,
} from "./openPlanPage";

usePlanPages();

const day = 86_400_000;
const offer = "Also pause, and later delete, crons of the set “ours” that no file names any more";

const stateOf = (dev: MemoryServer, name: string) =>
  [...dev.crons.values()].find(({ metadata }) => metadata.langgraph_crons_name === name)?.enabled;

async function later(page: PlanPage, days: number): Promise<void> {
  vi.setSystemTime(Date.now() + days * day);
  await press(page, "refresh");
}

it("leaves crons without a file alone until it is asked to prune them", async () => {
  const { dev, page } = await withGone(["gone"]);
  expect([titles(page), labels(page).includes(offer)]).toEqual([["Unchanged (1)"], true]);
  expect(labels(page)).not.toContainEqual(expect.stringMatching(/^Apply/));
  await press(page, "prune");
  expect(titles(page)).toEqual(["gone · pause, then delete", "Unchanged (1)"]);
  await press(page, "prune");
  expect([titles(page), stateOf(dev, "gone")]).toEqual([["Unchanged (1)"], true]);
});

it("pauses first, says when it is deleted, and deletes it after the grace", async () => {
  const { dev, page } = await withGone(["gone"]);
  await press(page, "prune");
  await press(page, "apply");
  expect(stubState.messages.find(({ text }) => text === "Apply to staging?")?.detail).toContain(
    "Paused, because no file names them: gone",
  );
  expect([stateOf(dev, "gone"), stateOf(dev, "kept")]).toEqual([false, true]);
  expect(notices(page)[0]).toMatch(/^Paused, because it has no spec any more. An apply from .* on deletes it\.$/);
  // What was planned is not said again, as if it were still to be done.
  expect([notices(page).length, page.report().tone]).toEqual([1, "good"]);
  await later(page, 6);
  expect([titles(page)[0], labels(page).some((label) => label.startsWith("Apply"))]).toEqual([
    "gone · paused, is deleted later",
    false,
  ]);
  await later(page, 60);
  expect(titles(page)[0]).toBe("gone · delete");
  await press(page, "apply");
  expect([names(dev), notices(page)[0]]).toEqual([["kept"], "Deleted, because it has no spec any more."]);
});

it("deletes at once with a grace of 0, and takes no other text for a grace", async () => {
  const { dev, page } = await withGone(["gone"]);
  await press(page, "prune");
  stubState.input = () => "0";
  await press(page, "grace");
  const box = stubState.inputs.at(-1);
  expect([box?.value, await box?.validateInput?.("soon"), await box?.validateInput?.("12h")]).toEqual([
    "7d",
    expect.stringContaining("such as 7d"),
    undefined,
  ]);
  expect(titles(page)[0]).toBe("gone · delete");
  await press(page, "apply");
  expect(names(dev)).toEqual(["kept"]);
});

it("a change that is left out stays so when pruning is asked for, and so does a cron", async () => {
  const { dev, page } = await withGone(["gone", "other"]);
  write("new", { ...daily, input: { of: "new" } });
  await press(page, "refresh");
  await press(page, "toggle 1");
  await press(page, "prune");
  expect(titles(page)).toEqual([
    "new · create",
    "gone · pause, then delete",
    "other · pause, then delete",
    "Unchanged (1)",
  ]);
  await press(page, "toggle 2");
  expect(page.report().summary).toMatch(/changes: 1 · left out: 2$/);
  await press(page, "apply");
  expect([names(dev), stateOf(dev, "gone"), stateOf(dev, "other")]).toEqual([["gone", "kept", "other"], true, false]);
});

it("opens the cron's page, and a diff that shows what is done", async () => {
  const { diffs, page } = await withGone(["gone"]);
  await press(page, "prune");
  await page.act("diff 1");
  const { args = [] } = stubState.commands.find(({ id }) => id === "vscode.diff") ?? {};
  const [before = "", after = ""] = args.slice(0, 2).map((uri) => diffs.provideTextDocumentContent(uri as vscode.Uri));
  expect(before).toContain('"enabled": true');
  expect(before.replace('"enabled": true', '"enabled": false')).toBe(after);
  await page.act("cron 1");
  expect(stubState.commands.at(-1)?.id).toBe("langgraphCrons.cron.page");
});

it("says what is protected, and leaves it", async () => {
  const { dev, page } = await withGone(["gone"], ["kept"], { protect: true });
  await press(page, "prune");
  expect(titles(page)[0]).toBe("gone · stays");
  expect(JSON.stringify(page.report())).toContain("its last one said");
  expect([labels(page).some((label) => label.startsWith("Apply")), stateOf(dev, "gone")]).toEqual([false, true]);
});

it.each([
  ["a file that is broken", () => write("broken", "{ ")],
  [
    "a folder that can't be read",
    () => stubState.fileTexts.set("/crons/deep/a.cron.json", "{}") && stubState.unreadable.add("/crons/deep"),
  ],
  ["a spec whose name can't be known", () => write("list", JSON.stringify([daily]))],
])("%s stops all of it, and nothing else", async (_what, spoil) => {
  const { dev, page } = await withGone(["gone"]);
  write("new", { ...daily, input: { of: "new" } });
  spoil();
  await press(page, "refresh");
  await press(page, "prune");
  expect(notices(page)).toContainEqual(expect.stringContaining("nobody can say which specs are gone"));
  expect(titles(page).some((title) => title.startsWith("gone"))).toBe(false);
  await press(page, "apply");
  expect([names(dev), stateOf(dev, "gone")]).toEqual([["gone", "kept", "new"], true]);
});

it("a folder without any spec file is not one whose specs are all gone", async () => {
  const { page } = await withGone(["gone"]);
  // VS Code's search still finds the file, but the folder does not have it.
  stubState.fileTexts.delete("/crons/kept.cron.json");
  stubState.fileTexts.set("/crons/kept.txt", "");
  await press(page, "prune");
  expect(titles(page).some((title) => title.startsWith("gone"))).toBe(false);
});

it("counts specs that settings hide from VS Code's search", async () => {
  const { page } = await withGone(["gone"]);
  stubState.fileTexts.set("/crons/legacy/gone.cron.json", JSON.stringify(daily));
  await press(page, "prune");
  expect(titles(page)).toEqual(["Unchanged (1)"]);
});

it("plans anew if a spec has come back since", async () => {
  const { dev, page } = await withGone(["gone"]);
  await press(page, "prune");
  write("gone", { ...daily, input: { of: "gone" } });
  await press(page, "apply");
  expect([stateOf(dev, "gone"), notices(page)[0]]).toEqual([
    true,
    "The files have changed since this plan. It was made anew.",
  ]);
  expect(stubState.messages).toEqual([]);
});

it("leaves a cron alone that somebody has changed since the plan", async () => {
  const { dev, page } = await withGone(["gone"]);
  await press(page, "prune");
  const [cron] = [...dev.crons.values()].filter(({ metadata }) => metadata.langgraph_crons_name === "gone");
  if (cron === undefined) throw new Error("it was created");
  dev.crons.set(cron.cron_id, { ...cron, schedule: "5 5 * * *", updated_at: "2027-01-01T00:00:00Z" });
  await press(page, "apply");
  expect([stateOf(dev, "gone"), notices(page)[0]]).toEqual([
    true,
    expect.stringContaining("it has changed on the server"),
  ]);
});

it("asks for their number if more than five would go", async () => {
  const gone = ["a", "b", "c", "d", "e", "f"];
  const { dev, page } = await withGone(gone);
  await press(page, "prune");
  stubState.input = () => undefined;
  await press(page, "apply");
  expect([gone.map((name) => stateOf(dev, name)), stubState.messages]).toEqual([gone.map(() => true), []]);
  stubState.input = ({ title }) => (title === "Pause or delete 6 crons?" ? "6" : undefined);
  await press(page, "apply");
  expect(gone.map((name) => stateOf(dev, name))).toEqual(gone.map(() => false));
});

it("another set's cron, and one that only says it is of this set, are left", async () => {
  const { dev, page } = await withGone(["gone"]);
  const [cron] = [...dev.crons.values()].filter(({ metadata }) => metadata.langgraph_crons_name === "gone");
  if (cron === undefined) throw new Error("it was created");
  const { langgraph_crons_hash: _hash, ...forged } = cron.metadata;
  dev.crons.set("other", { ...cron, cron_id: "other", metadata: { ...cron.metadata, langgraph_crons_set: "theirs" } });
  dev.crons.set("forged", { ...cron, cron_id: "forged", metadata: forged });
  dev.crons.delete(cron.cron_id);
  await press(page, "prune");
  expect(titles(page)).toEqual(["gone · conflict", "Unchanged (1)"]);
  expect(labels(page).some((label) => label.startsWith("Apply"))).toBe(false);
});

it("is not offered without a set", async () => {
  const dev = server();
  write("daily", daily);
  const { page } = await open(dev);
  expect(labels(page)).not.toContain(offer);
});
