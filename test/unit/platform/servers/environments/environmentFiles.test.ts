import { beforeEach, describe, expect, test, vi } from "vitest";
import * as vscode from "vscode";
import { EnvironmentFiles } from "../../../../../src/platform/servers/environments/environmentFiles";
import { isEnvironmentsFile } from "../../../../../src/platform/servers/environments/isEnvironmentsFile";
import { resetStub, stubEvents, stubState } from "../../../support/vscode";

const at = (name: string) => JSON.stringify({ environments: { [name]: { url: "https://a.example" } } });
const uri = (path: string) => vscode.Uri.file(path);

beforeEach(() => {
  resetStub();
  stubState.folders = [uri("/work")];
  stubState.fileTexts = new Map([
    ["/langgraph-crons.json", at("outside")],
    ["/work/langgraph-crons.json", at("outer")],
    ["/work/a/langgraph-crons.json", at("inner")],
    ["/work/a/daily.cron.json", "{}"],
    ["/work/b/deep/daily.cron.json", "{}"],
  ]);
});

async function namesFor(files: EnvironmentFiles, path: string): Promise<readonly string[] | undefined> {
  const found = await files.of(uri(path));
  if (found === undefined) return undefined;
  return found.read.ok ? [...found.read.value.environments.keys()] : [];
}

describe("the environments of a file", () => {
  test.each<[string, readonly string[] | undefined]>([
    ["/work/a/daily.cron.json", ["inner"]],
    ["/work/b/deep/daily.cron.json", ["outer"]],
    ["/work/daily.cron.json", ["outer"]],
    ["/work/a/langgraph-crons.json", ["inner"]],
    // What is above the workspace is not the user's business here.
    ["/daily.cron.json", undefined],
    ["/workshop/daily.cron.json", undefined],
  ])("%s", async (path, names) => {
    expect(await namesFor(new EnvironmentFiles(), path)).toEqual(names);
  });

  test("of an untitled file there are none", async () => {
    expect(await new EnvironmentFiles().of(vscode.Uri.from({ scheme: "untitled", path: "/work/a.cron.json" }))).toBe(
      undefined,
    );
  });

  test("follow the file: changed on the disk, edited, deleted", async () => {
    const files = new EnvironmentFiles();
    let told = 0;
    files.onDidChange(() => {
      told += 1;
    });
    const file = uri("/work/a/langgraph-crons.json");
    expect(await namesFor(files, "/work/a/daily.cron.json")).toEqual(["inner"]);

    stubState.fileTexts.set(file.path, at("changed"));
    stubEvents.changedFile.fire(file);
    expect(await namesFor(files, "/work/a/daily.cron.json")).toEqual(["changed"]);

    const document = { uri: file, getText: () => at("typed") } as vscode.TextDocument;
    stubState.documents = [document];
    stubEvents.changedDocument.fire({ document, contentChanges: [], reason: undefined });
    expect(await namesFor(files, "/work/a/daily.cron.json")).toEqual(["typed"]);

    stubState.documents = [];
    stubState.fileTexts.delete(file.path);
    stubEvents.deletedFile.fire(file);
    expect(await namesFor(files, "/work/a/daily.cron.json")).toEqual(["outer"]);
    expect(told).toBe(3);

    // Another file is none of its business.
    stubEvents.changedFile.fire(uri("/work/a/daily.cron.json"));
    expect(told).toBe(3);
  });

  test("are those on the disk by now for who wants them read again, before a change is told", async () => {
    const files = new EnvironmentFiles();
    expect(await namesFor(files, "/work/b/daily.cron.json")).toEqual(["outer"]);
    stubState.fileTexts.set("/work/b/langgraph-crons.json", at("new"));
    files.readAgain();
    expect(await namesFor(files, "/work/b/daily.cron.json")).toEqual(["new"]);
  });

  test("are noticed in a new folder of which only the folder is told", async () => {
    vi.useFakeTimers();
    const files = new EnvironmentFiles();
    const file = uri("/work/new/langgraph-crons.json");
    expect(await namesFor(files, "/work/new/daily.cron.json")).toEqual(["outer"]);
    stubState.fileTexts.set(file.path, at("new"));
    stubState.files = [file];
    stubEvents.createdFile.fire(uri("/work/new"));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await namesFor(files, "/work/new/daily.cron.json")).toEqual(["new"]);

    // A new folder without one changes nothing.
    let told = 0;
    files.onDidChange(() => {
      told += 1;
    });
    stubState.files = [];
    stubEvents.createdFile.fire(uri("/work/b"));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told).toBe(0);
    vi.useRealTimers();
  });

  test("all of them", async () => {
    stubState.files = [uri("/work/langgraph-crons.json"), uri("/work/a/langgraph-crons.json"), uri("/work/gone.json")];
    const all = await new EnvironmentFiles().all();
    expect(all.map((each) => each.uri.path)).toEqual(["/work/langgraph-crons.json", "/work/a/langgraph-crons.json"]);
  });
});

test.each<[string, boolean]>([
  ["file:///work/langgraph-crons.json", true],
  ["file:///elsewhere/langgraph-crons.json", true],
  ["file:///work/my-langgraph-crons.json", false],
  ["git:///work/langgraph-crons.json", false],
  ["untitled:langgraph-crons.json", false],
])("%s is a file of environments: %s", (text, expected) => {
  expect(isEnvironmentsFile(vscode.Uri.parse(text))).toBe(expected);
});
