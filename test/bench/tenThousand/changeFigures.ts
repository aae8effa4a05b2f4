import { groupings } from "../../../src/features/tree/arrange/grouping";
import { inParallel, openTestServer } from "../../support/testServer";
import { atMost, type BenchResult, told } from "../benchResult";
import { median, processorTime } from "../measure";
import type { SentRequests } from "./sentRequests";
import { openOnServer, readAll } from "./treeOnServer";

const rounds = 5;
const changes = 10;
const selected = 100;
/** As many as `CronActions` sends at once. */
const width = 4;

/** Under each grouping: what is drawn again if nothing has changed, and if somebody has changed ten crons in sight. */
export async function refreshFigures(url: string, sent: SentRequests): Promise<readonly BenchResult[]> {
  const server = openTestServer(url);
  const tree = openOnServer(url);
  await readAll(tree);
  const { connection, redrawn, store, view } = tree;
  const drawnBy = async (): Promise<number> => {
    await sent.quiet();
    redrawn.length = 0;
    await store.refresh(connection);
    await sent.quiet();
    return redrawn.includes(undefined) ? Number.POSITIVE_INFINITY : redrawn.flat().length;
  };
  const unchanged: number[] = [];
  const changed: number[] = [];
  for (const grouping of groupings) {
    await view.group(grouping);
    const rows = await tree.crons();
    unchanged.push(await drawnBy());
    const step = Math.floor(rows.length / changes);
    const some = rows.filter((_, index) => index % step === 0).slice(0, changes);
    await inParallel([...some.entries()], width, async ([index, { cron }]) => {
      const change = index % 2 === 0 ? { enabled: !cron.enabled } : { timezone: "Asia/Tokyo", schedule: cron.schedule };
      await server.patchCron(cron.cron_id, change);
    });
    changed.push(await drawnBy());
  }
  view.dispose();
  const most = changed.every((rows) => rows > 0) ? Math.max(...changed) : Number.NaN;
  return [
    atMost("rows drawn again by a refresh of an unchanged list", Math.max(...unchanged), "", 0),
    atMost(`rows drawn again for ${changes} changes (by grouping ${changed.join(", ")})`, most, "", changes),
  ];
}

/** Against the same requests without store and tree. */
export async function pauseFigures(url: string, sent: SentRequests): Promise<readonly BenchResult[]> {
  const server = openTestServer(url);
  const tree = openOnServer(url);
  await readAll(tree);
  const { actions, connection, refs, store, view } = tree;
  const on = store.crons(connection).filter(({ enabled }) => enabled);
  const times = { ours: [] as number[], peer: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const [mine = [], theirs = []] = [2 * round, 2 * round + 1].map((nth) =>
      on.slice(nth * selected, (nth + 1) * selected).map(({ cron_id }) => cron_id),
    );
    const pause = async () => {
      await actions.setEnabled(refs("dev", ...mine), false);
      await tree.crons();
    };
    const ask = () => inParallel(theirs, width, async (id) => void (await server.patchCron(id, { enabled: false })));
    times.ours.push(await processorTime(pause));
    await sent.quiet();
    times.peer.push(await processorTime(ask));
    await sent.quiet();
  }
  const isPaused = on.filter(({ cron_id }) => store.cron(connection, cron_id)?.enabled === false).length;
  view.dispose();
  const requests = median(times.peer);
  const beside = isPaused === rounds * selected ? median(times.ours) - requests : Number.NaN;
  return [
    told(`processor time of ${selected} requests that pause`, requests, "ms"),
    atMost(`pausing ${selected} selected crons costs beside them`, beside, "ms", 200),
  ];
}
