import type { Finding } from "../../finding";
import type { RawArguments } from "../cronArguments";
import { parameters } from "../parameters";
import { findMalformedPlaceholders, findPlaceholders, placeholderParameters } from "../placeholders";
import { specFinding } from "../specFinding";
import { type TextAt, textsOf } from "../texts";

const forms = { env: "${env:NAME}", secret: "${secret:NAME}" };

/** Placeholders that are written wrongly, or where none is resolved. */
export function checkPlaceholders(spec: RawArguments): readonly Finding[] {
  return parameters.flatMap(({ name }) => {
    const check = placeholderParameters.includes(name) ? malformed : misplaced;
    return textsOf(spec[name], name).flatMap(check);
  });
}

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
