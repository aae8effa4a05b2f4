import { atMost, type BenchResult, told } from "../benchResult";
import { median, processorTime, timed } from "../measure";
import { many } from "./manyCrons";
import { rawCrawl } from "./rawCrawl";
import type { SentRequests } from "./sentRequests";
import { openOnServer, readAll } from "./treeOnServer";
import { usedHeap } from "./usedHeap";

const rounds = 5;

/** What it costs to read all crons and their threads, beside the raw crawl of both. */
export async function readingFigures(url: string, sent: SentRequests): Promise<readonly BenchResult[]> {
  // What the first request loads is not what it reads.
  await rawCrawl(url);
  const begin = sent.all.length;
  const [peerHeap] = await heapOf(() => rawCrawl(url));
  const pages = sent.since(begin);
  const first = await firstReading(url, sent);
  const [raw, ours] = await times(url);
  return [
    ...first,
    told("heap of what the raw crawl reads", peerHeap, "MB"),
    told("requests of the raw crawl of crons and threads", pages, ""),
    told("time of the raw crawl, median", raw.wall, "ms"),
    told("time until the tree is complete, median", ours.wall, "ms"),
    told("processor time of the raw crawl, median", raw.processor, "ms"),
    told("processor time until the tree is complete, median", ours.processor, "ms"),
  ];
}

async function firstReading(url: string, sent: SentRequests): Promise<readonly BenchResult[]> {
  const begin = sent.all.length;
  let untilRows = Number.NaN;
  let asked = Number.NaN;
  const [heap, { view }] = await heapOf(async () => {
    const tree = openOnServer(url);
    const { connection, store } = tree;
    const listening = store.onDidChange(() => {
      if (store.crons(connection).length > 0 && Number.isNaN(untilRows)) untilRows = sent.since(begin);
    });
    await readAll(tree);
    await sent.quiet();
    asked = sent.since(begin);
    listening.dispose();
    return tree;
  });
  view.dispose();
  return [
    atMost("requests after /info before the first rows", untilRows, "", 2),
    atMost(`requests after /info until ${many} crons and threads are complete`, asked, "", 25),
    atMost("heap of store and tree then", heap, "MB", 30),
  ];
}

/** What the result of `read` keeps, which is returned beside it so that it is still in use. */
async function heapOf<Result>(read: () => Promise<Result>): Promise<readonly [number, Result]> {
  const before = await usedHeap();
  const result = await read();
  return [(await usedHeap()) - before, result];
}

async function times(url: string) {
  const contenders = [
    { wall: [] as number[], processor: [] as number[], read: async () => void (await rawCrawl(url)) },
    {
      wall: [] as number[],
      processor: [] as number[],
      read: async () => {
        const tree = openOnServer(url);
        await readAll(tree);
        tree.view.dispose();
      },
    },
  ] as const;
  for (let round = 0; round < rounds; round += 1) {
    for (const { processor, read, wall } of contenders) {
      wall.push(await timed(async () => void processor.push(await processorTime(read))));
    }
  }
  const [raw, ours] = contenders;
  const medians = ({ processor, wall }: (typeof contenders)[number]) => ({
    wall: median(wall),
    processor: median(processor),
  });
  return [medians(raw), medians(ours)] as const;
}
