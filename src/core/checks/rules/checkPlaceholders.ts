import { findMalformedPlaceholders, findPlaceholders, resolvesPlaceholders } from "../../arguments/placeholders";
import type { Finding } from "../../finding/finding";
import { specFinding } from "../specFinding";
import type { TextAt } from "../texts";
import type { Rule } from "./rule";

const forms = { env: "${env:NAME}", secret: "${secret:NAME}" };

/** Reports malformed placeholders, and placeholders where none are resolved. */
export const checkPlaceholders: Rule = (_spec, _options, texts) =>
  texts
    .filter(({ text }) => text.includes("${"))
    .flatMap((at) => (resolvesPlaceholders(at.parameter) ? malformed(at) : misplaced(at)));

function malformed(at: TextAt): readonly Finding[] {
  return findMalformedPlaceholders(at.text).map((span) =>
    specFinding("spec.placeholder-malformed", at.path, { args: forms, span }),
  );
}

function misplaced(at: TextAt): readonly Finding[] {
  return findPlaceholders(at.text).map(({ text: placeholder, span }) =>
    specFinding("spec.placeholder-not-here", at.path, { args: { placeholder }, span }),
  );
}
