import { readFileSync } from "node:fs";
import fc from "fast-check";
import { hashAtOnce } from "./hashAtOnce";
import { histories } from "./history";
import { runHistory } from "./runHistory";

/** `npm run simulate -- [--count N] [--seed S] [--show]`: lives through random histories and prints what went wrong. */
const option = (name: string, otherwise: number) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const count = option("count", 1_000_000);
const seed = option("seed", Date.now() & 0x7fffffff);
const most = option("failures", 5);

const batch = 500;

hashAtOnce();
const file = process.argv[process.argv.indexOf("--file") + 1];
if (process.argv.includes("--file") && file !== undefined) {
  const { log, violations } = await runHistory(JSON.parse(readFileSync(file, "utf8")), true);
  console.log([...log, ...violations].join("\n"));
  process.exit();
}
const show = option("show", -1);
if (show >= 0) {
  const history = fc.sample(histories, { numRuns: batch, seed: seed + show - (show % batch) })[show % batch];
  if (history !== undefined) {
    console.log(JSON.stringify(history, null, 1));
    const { log, violations } = await runHistory(history, true);
    console.log([...log, ...violations].join("\n"));
  }
  process.exit();
}
const begun = performance.now();
const found = new Map<string, { times: number; first: number }>();
let events = 0;
let done = 0;
for (let from = 0; from < count; from += batch) {
  const sample = fc.sample(histories, { numRuns: Math.min(batch, count - from), seed: seed + from });
  for (const [index, history] of sample.entries()) {
    const { violations, events: few } = await runHistory(history);
    events += few;
    done += 1;
    for (const violation of violations) {
      const known = found.get(violation);
      if (known === undefined) {
        found.set(violation, { times: 1, first: from + index });
        console.log(`history ${from + index}: ${violation}`);
      } else known.times += 1;
    }
  }
  if (found.size >= most && process.argv.includes("--stop")) break;
}
const seconds = (performance.now() - begun) / 1000;
console.log(
  `seed ${seed}: ${done} histories in ${seconds.toFixed(1)} s, ${Math.round(done / seconds)}/s, ${Math.round(events / done)} events each`,
);
for (const [violation, { times, first }] of found) console.log(`${times} × ${violation} (first: history ${first})`);
process.exitCode = found.size > 0 ? 1 : 0;
