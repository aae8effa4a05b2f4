import { mostSimilar } from "../base/similar";
import { shown, specFinding } from "../checks/specFinding";
import type { LocatedFinding } from "../specFile/json/locate";
import { type CronEnvironment, type EnvironmentsFile, forAll, overridePath } from "./environmentsFile";

/**
 * The overrides that belong to no spec: a wrong name leaves out a change that somebody counts on. `names`: of all specs for
 * which the file counts.
 */
export function strayOverrides(
  { overrides, name: environment }: CronEnvironment,
  names: ReadonlySet<string>,
  { places }: Pick<EnvironmentsFile, "places">,
): readonly LocatedFinding[] {
  const strange = [...overrides.keys()].filter((name) => name !== forAll && !names.has(name));
  const free = [...names].filter((name) => !overrides.has(name));
  return strange.map((name) => {
    const path = overridePath(environment, name);
    const meant = mostSimilar(name, free);
    const args = { name: shown(name) };
    const finding =
      meant === undefined
        ? specFinding("environments.no-spec", path, { args })
        : specFinding("environments.no-spec-similar", path, {
            args: { ...args, meant: shown(meant) },
            fix: { kind: "replaceText", text: meant },
          });
    return places.locate(finding);
  });
}
