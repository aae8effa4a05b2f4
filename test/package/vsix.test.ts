import { access, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { runCommand } from "../../scripts/lib/runCommand.mjs";
import { installExtensionArguments } from "../../scripts/lib/vscodeServer.mjs";
import { openWorkbench } from "../e2e/openWorkbench";
import { CronForm } from "../e2e/pages/cronForm";
import { CronsView } from "../e2e/pages/cronsView";
import { ServerApi } from "../e2e/serverApi";
import { agentServerUrl } from "../support/agentServerUrl";
import { projectFolder } from "../support/paths";
import { expectNotices } from "./expectNotices";

const { vsix } = inject("packed");

/** Paths that a manifest names, wherever they stand in it. */
function pathsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return /^(\.\/)?(dist|media|l10n)\//.test(value) ? [value.replace("./", "")] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(pathsIn);
}

describe("the package", () => {
  let folder: string;
  let installed: string;
  let files: readonly string[];
  let manifest: Readonly<Record<string, unknown>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "langgraph-crons-installed-"));
    const { code, output } = await runCommand(process.execPath, installExtensionArguments(folder, vsix));
    expect([code, output]).toEqual([0, expect.stringContaining("successfully installed")]);
    const names = await readdir(join(folder, "extensions"));
    installed = join(folder, "extensions", names.find((name) => name.startsWith("langgraph-crons.")) ?? "");
    const entries = await readdir(installed, { recursive: true, withFileTypes: true });
    files = entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(installed.length + 1)
          .replaceAll("\\", "/"),
      );
    manifest = JSON.parse(await readFile(join(installed, "package.json"), "utf8")) as typeof manifest;
  });
  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  it("has at most 26 files and 600 kB", async () => {
    expect(files.length).toBeLessThanOrEqual(26);
    expect((await stat(vsix)).size).toBeLessThanOrEqual(600_000);
  });

  it("contains everything that its manifest names, and neither sources nor packages", () => {
    // VS Code never reads `bin`: it names the command line of a checkout, which has a package of its own.
    const { bin, ...ofExtension } = manifest;
    expect(pathsIn(ofExtension)).not.toHaveLength(0);
    expect(files).toEqual(expect.arrayContaining([...new Set(pathsIn(ofExtension))]));
    expect(pathsIn(bin)).toEqual(["dist/cli.js"]);
    expect(files).not.toContain("dist/cli.js");
    expect(
      files.filter((file) =>
        /node_modules|\.ts$|\.map$|^(src|test|scripts|docs|sample|\.vscode|\.github)\/|^(CONTRIBUTING|SECURITY)\.md$/.test(
          file,
        ),
      ),
    ).toEqual([]);
  });

  it("names the libraries in it, with their licences", async () => {
    await expectNotices(join(installed, "dist"), [
      ...["@vvo/tzdb", "city-timezones", "cron-parser", "cronstrue", "destr"],
      ...["eventsource-parser", "ignore", "jsonc-parser", "luxon", "ofetch", "ufo"],
    ]);
  });

  it("shows its pictures from the repository: the Marketplace takes no others", async () => {
    const readme = await readFile(join(installed, "readme.md"), "utf8");
    const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]*)\)/g)].map(([, address = ""]) => address);
    expect(pictures.length).toBeGreaterThan(2);
    const repository = "https://github.com/langgraph-crons/langgraph-crons/raw/HEAD/";
    for (const address of pictures) {
      expect(address.startsWith(repository)).toBe(true);
      await access(join(projectFolder, address.slice(repository.length)));
    }
  });

  it("works after installation: connection, tree, form and spec file", async ({ onTestFinished }) => {
    const url = agentServerUrl();
    const api = new ServerApi(url);
    const threadId = await api.createThread("From the package");
    onTestFinished(async () => {
      await api.removeCrons(threadId);
      // A second try has its own of that name.
      await api.removeThread(threadId);
    });
    const { workbench } = await openWorkbench({ name: "package", vsix });
    const view = new CronsView(workbench);
    await view.show();
    await view.addConnection(url);

    await view.unfoldThreads();
    await workbench.contextMenu(view.thread("From the package"), "Create Cron…");
    const form = new CronForm(workbench);
    await form.fill("name", "Packed");
    await form.fill("schedule", "0 9 * * 1");
    await form.preview.getByText("9:00 AM").first().waitFor();
    await form.fill("assistant_id", "report");
    await form.type("input", '{ "topic": "the package" }');
    await form.create.click();
    await form.frame.getByRole("button", { name: "Reveal in Tree" }).click();
    await view.waitForFocus(view.cron(/Packed, next run in .*, At 9:00 AM, only on Monday UTC/));
    expect(await api.crons(threadId)).toHaveLength(1);

    await workbench.openFile("morning-report.cron.json");
    await workbench.editor.lens("Monday through Friday").waitFor();
  });
});
