import { ServerApi } from "../../e2e/serverApi";
import { inParallel } from "../../support/testServer";

export const many = 10_000;
/** The crons are shared out among so many assistants: each group of one is a quarter of them. */
export const assistants = ["First", "Second", "Third", "Fourth"] as const;
/** More at once make the server no faster. */
const width = 8;

/** 10,000 crons of a real server, each on a thread of its own, none of them due in the next five months. */
export async function createManyCrons(url: string): Promise<void> {
  const server = new ServerApi(url);
  const ids = await Promise.all(assistants.map((name) => server.createAssistant(name)));
  const month = ((new Date().getUTCMonth() + 6) % 12) + 1;
  const indexes = Array.from({ length: many }, (_, index) => index);
  await inParallel(indexes, width, async (index) => {
    const name = `cron-${String(index).padStart(5, "0")}`;
    const thread = await server.createThread(name);
    await server.createCron(thread, {
      assistant_id: ids[index % ids.length] ?? "",
      schedule: `${index % 60} ${Math.floor(index / 60) % 24} ${1 + (index % 28)} ${month} *`,
      input: { report: name },
      metadata: { name },
    });
  });
}
