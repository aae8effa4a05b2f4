import fc from "fast-check";
import { expect, test } from "vitest";
import type { CronArguments } from "../../../src/core/arguments/cronArguments";
import { parameters } from "../../../src/core/arguments/parameters";
import { createRequest } from "../../../src/core/server/requests/createRequest";
import { argumentSets, connectionHeaders } from "../../support/argumentSets";
import { askSdk } from "./sdk";

const cases = 600;
const seed = Math.floor(Math.random() * 2 ** 31);

test(`the request is the Python SDK's, for ${cases} random argument sets, seed ${seed}`, async () => {
  // create_for_thread has no on_run_completed.
  const sets = fc.sample(argumentSets, { numRuns: cases, seed }).map(({ on_run_completed, ...rest }) => ({
    ...rest,
    ...(rest.thread_id === null && on_run_completed !== undefined ? { on_run_completed } : {}),
  }));
  const ours = sets.map((set) => createRequest(set as CronArguments, { name: null }));
  const theirs = await askSdk(sets.map((set) => ({ record: JSON.parse(JSON.stringify(set)) })));
  for (const [index, request] of ours.entries()) {
    const { headers, ...rest } = theirs[index] as { readonly headers: Readonly<Record<string, string>> };
    const own = Object.entries(headers).filter(([name]) => !connectionHeaders.includes(name));
    expect({ ...rest, headers: Object.fromEntries(own) }, JSON.stringify(sets[index])).toEqual(
      JSON.parse(JSON.stringify(request)),
    );
  }
  // Every parameter took part, or this would prove little.
  for (const { name } of parameters) expect(sets.filter((set) => Object.hasOwn(set, name)).length).toBeGreaterThan(50);
});
