import { afterEach, beforeEach, expect, vi } from "vitest";
import * as vscode from "vscode";
import { PlanDiffs } from "../../../../src/features/plan/planDiffs";
import { PlanPage } from "../../../../src/features/plan/planPage";
import type { EnvironmentRef } from "../../../../src/platform/app/fileNode";
import { EnvironmentFiles } from "../../../../src/platform/servers/environments/environmentFiles";
import type { ReportBlock } from "../../../../src/protocol/report";
import { MemoryServer } from "../../support/memoryServer";
import { createServers } from "../../support/memoryServers";
import { resetStub, stubState } from "../../support/vscode";

const folder = vscode.Uri.file("/crons");
const opened: PlanPage[] = [];

/** The server in memory says that the next run is on 1 December at 9. */
const now = Date.parse("2026-11-30T12:00:00Z");

/** An empty workspace in which every question is answered with its first button, before each test of a file. */
export function usePlanPages(): void {
  beforeEach(() => {
    resetStub();
    vi.useFakeTimers({ now, toFake: ["Date"] });
    stubState.folders = [folder];
    stubState.answer = ({ buttons }) => buttons[0];
  });
  afterEach(() => {
    vi.useRealTimers();
    for (const page of opened.splice(0)) page.dispose();
  });
}

export function write(name: string, spec: object | string): void {
  const path = `/crons/${name}.cron.json`;
  if (!stubState.fileTexts.has(path)) stubState.files.push(vscode.Uri.file(path));
  stubState.fileTexts.set(path, typeof spec === "string" ? spec : JSON.stringify(spec));
}

export function remove(name: string): void {
  const path = `/crons/${name}.cron.json`;
  stubState.files = stubState.files.filter((file) => file.path !== path);
  stubState.fileTexts.delete(path);
}

export const daily = { thread_id: null, assistant_id: "agent", schedule: "0 9 1 12 *", timezone: "UTC", input: {} };

interface Opening {
  readonly production?: boolean;
  readonly environment?: EnvironmentRef;
  /** The address of a saved plan. */
  readonly saved?: string;
}

export async function open(server: MemoryServer, { environment, production = false, saved }: Opening = {}) {
  const { connections, store } = createServers({ dev: server });
  if (production) await connections.update("dev", { production });
  const placeholders = { lookup: async () => () => "s3cret-value" };
  const diffs = new PlanDiffs();
  const environments = new EnvironmentFiles();
  const subject = {
    connectionId: "dev",
    places: [],
    ...(environment === undefined ? {} : { environment }),
    ...(saved === undefined ? {} : { saved }),
  };
  const page = new PlanPage(subject, { connections, environments, servers: store, placeholders }, diffs);
  opened.push(page);
  page.setVisible(true);
  await settled(page);
  return { page, diffs };
}

const isBusy = (page: PlanPage) => ["Reading…"].includes(page.report().title) || page.report().tone === "busy";

async function settled(page: PlanPage): Promise<void> {
  await vi.waitFor(() => expect(isBusy(page)).toBe(false), { timeout: 5_000, interval: 1 });
}

/** Presses something, and waits for its end. */
export async function press(page: PlanPage, id: string): Promise<void> {
  await page.act(id);
  await settled(page);
}

export function server(): MemoryServer {
  const made = new MemoryServer();
  made.assistants = [{ assistant_id: "fe096781-5601-53d2-b2f6-0d3403f7e9ca", graph_id: "agent", name: "agent" }];
  return made;
}

export const flat = (blocks: readonly ReportBlock[]): readonly ReportBlock[] =>
  blocks.flatMap((block) => (block.kind === "section" ? [block, ...flat(block.blocks)] : [block]));
export const titles = (page: PlanPage) =>
  flat(page.report().blocks).flatMap((block) => (block.kind === "section" ? [block.title] : []));
export const notices = (page: PlanPage) =>
  flat(page.report().blocks).flatMap((block) => (block.kind === "notice" ? [block.text] : []));
export const labels = (page: PlanPage) =>
  flat(page.report().blocks).flatMap((block) =>
    block.kind === "actions" ? block.actions.map(({ label }) => label) : block.kind === "check" ? [block.label] : [],
  );
export const names = (of: MemoryServer) =>
  [...of.crons.values()].map(({ metadata }) => metadata.langgraph_crons_name).sort();

export const environmentsPath = "/crons/langgraph-crons.json";
export const staging = { file: vscode.Uri.file(environmentsPath).toString(), name: "staging" };

export function writeEnvironments(environment: object, set = "ours"): void {
  stubState.fileTexts.set(environmentsPath, JSON.stringify({ set, environments: { staging: environment } }));
}

/** A server whose set has these crons, and then files for only some of them. */
export async function withGone(gone: readonly string[], kept: readonly string[] = ["kept"], spec: object = {}) {
  const dev = server();
  writeEnvironments({ url: "http://dev.test" });
  for (const name of [...gone, ...kept]) write(name, { ...daily, ...spec, input: { of: name } });
  const { page, diffs } = await open(dev, { environment: staging });
  await press(page, "apply");
  for (const name of gone) remove(name);
  await press(page, "refresh");
  stubState.messages = [];
  return { dev, diffs, page };
}
