import type { Finding } from "../../finding";
import { isJsonObject } from "../../json";
import { isBefore } from "../../server/serverVersion";
import type { RawArguments } from "../cronArguments";
import { parameters } from "../parameters";
import { specFinding } from "../specFinding";
import type { CheckOptions } from "./rule";

/** 0.15.1 is known to take every cron with a context and run none of them, 0.16.7 to run them. */
const firstWithContext = "0.15.2";

/** What the chosen server is too old for. */
export function checkVersion(
  spec: RawArguments,
  { serverVersion }: Pick<CheckOptions, "serverVersion">,
): readonly Finding[] {
  if (serverVersion === undefined) return [];
  const args = { version: serverVersion };
  const tooNew = parameters
    .filter(({ name, since }) => since !== null && isBefore(serverVersion, since) && Object.hasOwn(spec, name))
    .map(({ name, since }) =>
      specFinding("spec.too-new", [name], { args: { ...args, key: name, since: since ?? "" } }),
    );
  const { context } = spec;
  const hasContext = isJsonObject(context) && Object.keys(context).length > 0;
  if (!hasContext || !isBefore(serverVersion, firstWithContext)) return tooNew;
  return [...tooNew, specFinding("spec.context-never-runs", ["context"], { args })];
}
