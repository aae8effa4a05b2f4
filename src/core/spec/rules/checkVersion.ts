import type { Finding } from "../../finding";
import { isJsonObject } from "../../json";
import type { RawArguments } from "../cronArguments";
import { parameters } from "../parameters";
import { specFinding } from "../specFinding";
import type { CheckOptions } from "./rule";

/** The last version known to take every cron with a context and run none of them; 0.16.7 is known to run them. */
const lastWithoutContext = "0.15.1";

/** What the chosen server is too old for. */
export function checkVersion(spec: RawArguments, { serverVersion }: CheckOptions): readonly Finding[] {
  if (serverVersion === undefined) return [];
  const args = { version: serverVersion };
  const tooNew = parameters
    .filter(({ name, since }) => since !== null && isOlder(serverVersion, since) && Object.hasOwn(spec, name))
    .map(({ name, since }) =>
      specFinding("spec.too-new", [name], { args: { ...args, key: name, since: since ?? "" } }),
    );
  const { context } = spec;
  const hasContext = isJsonObject(context) && Object.keys(context).length > 0;
  if (!hasContext || isOlder(lastWithoutContext, serverVersion)) return tooNew;
  return [...tooNew, specFinding("spec.context-never-runs", ["context"], { args })];
}

/** Whether a version comes before another one; what follows its three numbers doesn't count. */
function isOlder(version: string, other: string): boolean {
  const right = numbersOf(other);
  for (const [index, left] of numbersOf(version).entries()) {
    const difference = left - (right[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function numbersOf(version: string): readonly number[] {
  const [, major, minor, patch] = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return [major, minor, patch].map((part) => Number(part ?? 0));
}
