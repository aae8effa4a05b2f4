import { beforeEach, expect, test } from "vitest";
import { type LogOutputChannel, Uri } from "vscode";
import { parseSpecFile } from "../../../../src/core/specFile/parseSpecFile";
import { submitTargets } from "../../../../src/features/specFile/submit/submitTargets";
import { SpecIndex } from "../../../../src/platform/specs/specIndex";
import { plainSpec } from "../../../fixtures/specs/goodSpecs";
import { resetStub, stubEvents, stubState } from "../../support/vscode";

const text = JSON.stringify({ name: "daily", ...plainSpec });
const [source, copy] = ["crons", "dist"].map((folder) => Uri.file(`/repo/${folder}/daily.cron.json`));
const log = {
  error: (what: string, failure: unknown) => expect.fail(`${what}: ${failure}`),
} as unknown as LogOutputChannel;

beforeEach(() => {
  resetStub();
  stubState.folders = [Uri.file("/repo")];
  stubState.files = [source, copy].filter((file) => file !== undefined);
  for (const { path } of stubState.files) stubState.fileTexts.set(path, text);
  stubState.fileTexts.set("/repo/.git/HEAD", "");
});

const others = (index: SpecIndex, file = source) => (file === undefined ? [] : index.check("daily", file)).length;

test("a build's copy that git ignores takes no name, whichever of the two is read", async () => {
  stubState.fileTexts.set("/repo/.gitignore", "dist/\n");
  const index = new SpecIndex(log);
  await expect.poll(() => index.isRead).toBe(true);
  expect([others(index), others(index, copy)]).toEqual([0, 0]);
  // Nor when it changes, or is open in an editor.
  if (copy !== undefined) {
    stubEvents.changedFile.fire(copy);
    index.note(copy, { text, file: parseSpecFile(text, "daily") });
  }
  await new Promise((resolve) => setImmediate(resolve));
  expect([others(index), others(index, copy)]).toEqual([0, 0]);
  stubState.pick = ({ items }) => items.map(({ label }) => label);
  expect((await submitTargets(undefined, undefined))?.files).toEqual([source]);
  index.dispose();
});

test("a copy that git does not ignore is reported, until it is ignored", async () => {
  const index = new SpecIndex(log);
  await expect.poll(() => [others(index), others(index, copy)]).toEqual([1, 1]);
  stubState.fileTexts.set("/repo/.gitignore", "dist/\n");
  stubEvents.createdFile.fire(Uri.file("/repo/.gitignore"));
  await expect.poll(() => others(index)).toBe(0);
  index.dispose();
});
