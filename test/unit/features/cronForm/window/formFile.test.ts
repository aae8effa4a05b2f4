import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import * as vscode from "vscode";
import { parseSpecFile } from "../../../../../src/core/specFile/parseSpecFile";
import { specWithArguments } from "../../../../../src/core/specFile/specWithArguments";
import { newFormFile, updateFormFile } from "../../../../../src/features/cronForm/window/formFile";
import { argumentSets } from "../../../../support/argumentSets";
import { resetStub, stubState } from "../../../support/vscode";

beforeEach(resetStub);

const args = { schedule: "0 9 * * *", assistant_id: "agent", thread_id: null };

describe("A form saved as a spec file", () => {
  it.each([
    ["/ws/daily-report.cron.json", "daily report", { name: "daily report", ...args }],
    ["/ws/daily-report.cron.json", "daily-report", args],
  ])("%s names the cron “%s”, so that its submit means the same one", async (path, name, spec) => {
    stubState.saveAs = vscode.Uri.file(path);
    expect(await newFormFile(name, args)).toEqual({ kind: "written", file: `file://${path}` });
    expect(JSON.parse(stubState.fileTexts.get(path) ?? "")).toEqual(spec);
  });

  it("holds just what the form held, and so does a form of the file, whatever the arguments are", async () => {
    stubState.saveAs = vscode.Uri.file("/ws/any.cron.json");
    const given = fc.asyncProperty(argumentSets, argumentSets, async (first, second) => {
      expect(await newFormFile("any", first)).toMatchObject({ kind: "written" });
      const text = `// Kept.\n${stubState.fileTexts.get("/ws/any.cron.json")}`;
      const [spec] = parseSpecFile(text, "any").specs;
      expect(spec?.arguments).toEqual(first);
      if (spec === undefined) return;
      const changed = specWithArguments(text, spec, second);
      expect(parseSpecFile(changed, "any").specs.map((each) => each.arguments)).toEqual([second]);
      expect(changed).toContain("// Kept.");
    });
    await fc.assert(given, { numRuns: 150 });
  });

  it("is not saved if no file is chosen", async () => {
    expect(await newFormFile("daily", args)).toEqual({ kind: "none" });
    expect(stubState.fileTexts.size).toBe(0);
  });
});

describe("The file of a form", () => {
  const uri = vscode.Uri.file("/ws/all.cron.json");
  const text =
    '[\n  { "name": "one", "schedule": "0 1 * * *" },\n  { "name": "two", "schedule": "0 2 * * *" } // last\n]\n';

  function open(content: string): void {
    const positionAt = (offset: number) => new vscode.Position(0, offset);
    stubState.documents.push({ uri, getText: () => content, positionAt } as unknown as vscode.TextDocument);
  }

  const update = (name: string, wanted: object) =>
    updateFormFile(uri.toString(), name, { opened: { schedule: "0 2 * * *" }, wanted: { ...wanted } });

  it("gets the form's changes, as one edit of these lines", async () => {
    open(text);
    expect(await update("two", { schedule: "0 3 * * *" })).toEqual({ kind: "written", file: uri.toString() });
    expect(stubState.edits.map(({ changes }) => changes.map((change) => change.text))).toEqual([
      ['  { "name": "two", "schedule": "0 3 * * *" } // last\n'],
    ]);
  });

  it("is not touched if it already has these values", async () => {
    open(text);
    expect(await update("two", { schedule: "0 2 * * *" })).toEqual({ kind: "same", file: uri.toString() });
    expect(stubState.edits).toEqual([]);
  });

  it.each([
    [text, "three", "it no longer has a cron of this name"],
    ['{ "schedule": ', "all", "errors"],
  ])("is reported with the reason if it can't be written: %j", async (content, name, reason) => {
    open(content);
    expect(await update(name, { schedule: "0 3 * * *" })).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining(reason),
    });
    expect(stubState.edits).toEqual([]);
  });

  it("that was deleted is reported, too", async () => {
    expect(await update("two", {})).toMatchObject({ kind: "failed" });
  });
});
