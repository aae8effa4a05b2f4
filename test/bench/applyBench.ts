import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startAgentServer } from "../support/agentServer";
import { builtFile } from "../support/builtFile";
import { inParallel } from "../support/testServer";
import { atMost, type BenchResult, told } from "./benchResult";
import { timed } from "./measure";

const many = 1_000;
const widths = [4, 16] as const;

/**
 * What it costs to make 1,000 crons exactly once: an apply as it ships, beside bare creates. Each on a server of its own:
 * the more crons this one has, the longer it takes for one more.
 */
export async function run(): Promise<readonly BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), "langgraph-crons-apply-"));
  try {
    const results: BenchResult[] = [];
    for (const width of widths) results.push(...(await figures(folder, width)));
    return results;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function figures(folder: string, width: number): Promise<readonly BenchResult[]> {
  const raw = await onServer((url) => inParallel(specsOf(`raw-${width}`), width, (spec) => create(url, spec)));
  const file = join(folder, `${width}.cron.json`);
  await writeFile(file, JSON.stringify(specsOf(`applied-${width}`)));
  const options = { cwd: folder, env: { PATH: process.env.PATH, XDG_STATE_HOME: folder }, maxBuffer: 64_000_000 };
  const applied = await onServer((url) => {
    const args = [builtFile("cli.js"), "apply", file, "--url", url, "--yes", "--concurrency", String(width)];
    return promisify(execFile)(process.execPath, args, options);
  });
  return [
    told(`${many} bare creates, ${width} at once`, raw, "ms"),
    told(`an apply of ${many} new specs, ${width} at once`, applied, "ms"),
    atMost("the apply, for each second of bare creates", applied / raw, "", 3),
  ];
}

/** How long that takes on a server without crons, which has answered before. */
async function onServer(work: (url: string) => Promise<unknown>): Promise<number> {
  // It writes all it has into a file every ten seconds otherwise.
  const env = { LANGGRAPH_DISABLE_FILE_PERSISTENCE: "true" };
  const { stop, url } = await startAgentServer({ name: "apply", env });
  try {
    const [spec] = specsOf("first");
    if (spec !== undefined) await create(url, spec);
    return await timed(() => work(url));
  } finally {
    await stop();
  }
}

function specsOf(prefix: string) {
  return Array.from({ length: many }, (_, index) => ({
    name: `${prefix}-${index}`,
    thread_id: null,
    assistant_id: "report",
    schedule: `${index % 60} 3 1 * *`,
    timezone: "Europe/Berlin",
    input: { topic: `the ${index}th of ${prefix}` },
    metadata: { team: "red" },
  }));
}

async function create(url: string, { name, thread_id: _, ...body }: ReturnType<typeof specsOf>[number]): Promise<void> {
  const response = await fetch(`${url}/runs/crons`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...body, metadata: { ...body.metadata, name } }),
  });
  if (!response.ok) throw new Error(await response.text());
  await response.arrayBuffer();
}
