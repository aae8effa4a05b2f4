import { findPlaceholders, resolvesPlaceholders } from "../../arguments/placeholders";
import { specFinding } from "../specFinding";
import type { Rule } from "./rule";

/** Reports `${env:…}` without a value here, only as information: another computer, such as CI, may have one. */
export const checkEnvironment: Rule = (_spec, { hasEnvironment }, texts) => {
  if (hasEnvironment === undefined) return [];
  return texts
    .filter(({ parameter }) => resolvesPlaceholders(parameter))
    .flatMap((at) =>
      findPlaceholders(at.text)
        .filter(({ kind, name }) => kind === "env" && !hasEnvironment(name))
        .map(({ text: placeholder, span }) =>
          specFinding("spec.env-not-here", at.path, { args: { placeholder }, span }),
        ),
    );
};
