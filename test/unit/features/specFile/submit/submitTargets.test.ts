import { beforeEach, describe, expect, test } from "vitest";
import { Uri } from "vscode";
import { submitTargets } from "../../../../../src/features/specFile/submit/submitTargets";
import { resetStub, stubState } from "../../../support/vscode";

beforeEach(() => {
  resetStub();
  stubState.folders = [Uri.file("/repo"), Uri.from({ scheme: "memfs", path: "/far" })];
});

const file = Uri.file("/repo/daily.cron.json");

describe("a command for spec files", () => {
  test.each([
    file,
    Uri.file("/elsewhere/daily.cron.json"),
    Uri.file("/repo/Daily.CRON.JSON"),
    Uri.from({ scheme: "memfs", path: "/far/daily.cron.json" }),
  ])("takes %s", async (uri) => {
    expect(await submitTargets(uri, undefined)).toEqual({ files: [uri] });
    expect(await submitTargets(uri, "daily")).toEqual({ files: [uri], name: "daily" });
  });

  test.each([
    [Uri.from({ scheme: "git", path: "/repo/daily.cron.json", query: '{"ref":"HEAD"}' }), /copy .*\(git\)/],
    [Uri.from({ scheme: "git", path: "/repo/daily.cron.json", query: '{"ref":"~"}' }), /copy/],
    [Uri.from({ scheme: "langgraph-crons-server", path: "/repo/daily.cron.json" }), /copy/],
    [Uri.from({ scheme: "memfs", path: "/other/daily.cron.json" }), /copy/],
    [Uri.from({ scheme: "output", path: "/daily.cron.json" }), /copy/],
    [Uri.from({ scheme: "untitled", path: "/repo/daily.cron.json" }), /not saved yet/],
    [Uri.file("/repo/package.json"), /not a spec file/],
  ])("refuses %s with a message, however it gets it", async (uri, words) => {
    await expect(submitTargets(uri, undefined)).rejects.toThrow(words);
    await expect(submitTargets(uri, "daily")).rejects.toThrow(words);
    await expect(submitTargets(uri, [uri])).rejects.toThrow(words);
  });

  test("refuses an old revision that is in front, instead of taking another file", async () => {
    stubState.activeDocument = { uri: file.with({ scheme: "git" }) };
    stubState.files = [file];
    await expect(submitTargets(undefined, undefined)).rejects.toThrow(/copy/);
    expect(stubState.picks).toEqual([]);
  });

  test("uses the active file, or asks for one of the workspace", async () => {
    stubState.activeDocument = { uri: file };
    expect(await submitTargets(undefined, undefined)).toEqual({ files: [file] });
    stubState.activeDocument = { uri: Uri.from({ scheme: "output", path: "log" }) };
    stubState.files = [file];
    const other = Uri.file("/repo/crons/weekly.cron.json");
    stubState.files = [other, file];
    stubState.pick = ({ items }) => items.map(({ label }) => label);
    expect(await submitTargets(undefined, undefined)).toEqual({ files: [other, file] });
    expect(stubState.picks.at(-1)?.items.map(({ label }) => label)).toEqual([
      "crons/weekly.cron.json",
      "daily.cron.json",
    ]);
  });

  test("picks the focused line if nothing is ticked, and one if only one makes sense", async () => {
    stubState.files = [file, Uri.file("/repo/weekly.cron.json")];
    stubState.pick = ({ options }) => (options.canPickMany ? [] : ["weekly.cron.json"]);
    expect(await submitTargets(undefined, undefined)).toEqual({ files: [file] });
    expect(await submitTargets(undefined, undefined, false)).toEqual({ files: [stubState.files[1]] });
    expect(stubState.picks.map(({ options }) => options.canPickMany)).toEqual([true, false]);
  });
});
