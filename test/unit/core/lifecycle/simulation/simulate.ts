import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import fc from "fast-check";
import { hashAtOnce } from "./hashAtOnce";
import { adoptingHistories, applyingHistories, histories, movingHistories, restoringHistories } from "./histories";
import type { History } from "./history";
import { runHistory } from "./runHistory";

/**
 * `npm run simulate -- [--count N] [--seed S] [--workers W]`: lives through random histories, on all cores, and prints
 * what went wrong. `--moves`: of moves; `--undone`: of deletions that are undone, `--adoptions`: of crons that
 * several specs take over, `--applies`: of applies beside submits, `--all`: of all these kinds. `--heedless`: submits
 * don't heed the lock of all names, which has to be found. `--show I` tells what happens in one of them, `--file F` in
 * that of a file.
 */
const option = (name: string, otherwise: number) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};

/** So many histories come from one seed: which ones does not depend on the number of workers. */
const batch = 500;

const kinds = {
  submits: histories,
  moves: movingHistories,
  undone: restoringHistories,
  adoptions: adoptingHistories,
  applies: applyingHistories,
};
type Kind = keyof typeof kinds;
const allKinds = Object.keys(kinds) as readonly Kind[];

interface Share {
  readonly isHeedless: boolean;
  readonly of: Kind | "all";
  readonly seed: number;
  readonly count: number;
  /** Of all batches a worker lives through each `step`th, from `first` on. */
  readonly first: number;
  readonly step: number;
}

interface Told {
  readonly histories: number;
  readonly events: number;
  readonly violations: readonly { readonly text: string; readonly history: number }[];
}

async function show(history: History): Promise<void> {
  const { log, violations } = await runHistory(history, true, isHeedless);
  console.log([...log, ...violations].join("\n"));
}

/** Of all kinds each batch is of another one, in turn. */
function sampleOf(of: Kind | "all", seed: number, from: number, count: number): readonly History[] {
  const kind = of === "all" ? (allKinds[(from / batch) % allKinds.length] ?? "submits") : of;
  return fc.sample(kinds[kind], { numRuns: count, seed: seed + from });
}

async function liveThrough(
  { isHeedless, of, seed, count, first, step }: Share,
  tell: (told: Told) => void,
): Promise<void> {
  for (let from = first * batch; from < count; from += step * batch) {
    const sample = sampleOf(of, seed, from, Math.min(batch, count - from));
    let events = 0;
    const violations: { text: string; history: number }[] = [];
    for (const [index, history] of sample.entries()) {
      const lived = await runHistory(history, false, isHeedless);
      events += lived.events;
      for (const text of lived.violations) violations.push({ text, history: from + index });
    }
    tell({ histories: sample.length, events, violations });
  }
}

function inWorker(share: Share, tell: (told: Told) => void): Promise<void> {
  const worker = new Worker(new URL(import.meta.url), { workerData: share });
  worker.on("message", tell);
  return new Promise((resolve, reject) => {
    worker.on("error", reject);
    worker.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
  });
}

async function simulate(count: number, seed: number, workers: number): Promise<void> {
  const begun = performance.now();
  const found = new Map<string, { times: number; first: number }>();
  let done = 0;
  let events = 0;
  const add = (told: Told) => {
    done += told.histories;
    if (done % 100_000 === 0) console.log(`${done} so far`);
    events += told.events;
    for (const { text, history } of told.violations) {
      const known = found.get(text);
      if (known === undefined) console.log(`history ${history}: ${text}`);
      found.set(text, { times: (known?.times ?? 0) + 1, first: Math.min(known?.first ?? history, history) });
    }
  };
  const shares = Array.from({ length: workers }, (_, first) => ({ isHeedless, of, seed, count, first, step: workers }));
  await Promise.all(shares.map((share) => inWorker(share, add)));
  const seconds = (performance.now() - begun) / 1000;
  const violations = [...found.values()].reduce((sum, { times }) => sum + times, 0);
  console.log(
    `seed ${seed}: ${done} histories in ${seconds.toFixed(1)} s, ${Math.round(done / seconds)}/s on ${workers} threads, ` +
      `${Math.round(events / done)} events each, ${violations} violations`,
  );
  for (const [text, { times, first }] of found) console.log(`${times} × ${text} (first: history ${first})`);
  process.exitCode = found.size > 0 || done !== count ? 1 : 0;
}

hashAtOnce();
const isHeedless = process.argv.includes("--heedless");
const seed = option("seed", Date.now() & 0x7fffffff);
const of = (["all", ...allKinds] as const).find((kind) => process.argv.includes(`--${kind}`)) ?? "submits";
const shown = option("show", -1);
const file = process.argv[process.argv.indexOf("--file") + 1];
if (!isMainThread) await liveThrough(workerData as Share, (told) => parentPort?.postMessage(told));
else if (process.argv.includes("--file") && file !== undefined) await show(JSON.parse(readFileSync(file, "utf8")));
else if (shown >= 0) {
  const history = sampleOf(of, seed, shown - (shown % batch), batch)[shown % batch];
  if (history !== undefined) {
    console.log(JSON.stringify(history, null, 1));
    await show(history);
  }
} else await simulate(option("count", 1_000_000), seed, option("workers", availableParallelism()));
