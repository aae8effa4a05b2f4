import { readHealths, type ServerHealths } from "../../core/known/readHealths";
import type { Cron } from "../../core/server/cron";
import { givenNames } from "../../core/server/stored/givenNames";
import { type CliIo, UsageError } from "../cliIo";
import { cliText } from "../cliTexts";
import { didYouMean } from "../didYouMean";
import type { OpenServer } from "../withServer";

/** The crons of a server; `wanted`: only those with this id or name. Throws `ServerFailure` and `UsageError`. */
export async function askHealths(
  open: OpenServer,
  wanted: string | undefined,
  io: Pick<CliIo, "clock">,
): Promise<ServerHealths> {
  const isWanted = (cron: Cron) => wanted === undefined || isCalled(cron, wanted);
  const all = await readHealths({ ...open, isWanted, now: () => io.clock.now() });
  const crons = all.crons.filter(({ cron }) => isWanted(cron));
  if (wanted !== undefined && crons.length === 0)
    throw noCron(
      wanted,
      open.url,
      all.crons.map(({ cron }) => cron),
    );
  return { ...all, crons };
}

/** By its id, or by one of its names. */
export function isCalled(cron: Cron, word: string): boolean {
  return cron.cron_id === word || givenNames(cron).includes(word);
}

export function noCron(word: string, url: string, crons: readonly Cron[]): UsageError {
  const names = crons.flatMap((cron) => givenNames(cron));
  return new UsageError(`${cliText("noCron", { cron: word, url })}${didYouMean(word, names)}`);
}
