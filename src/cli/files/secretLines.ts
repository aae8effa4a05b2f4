import { fillMessage } from "../../core/base/message";
import type { WithoutSecrets } from "../../core/specFile/withoutSecrets";

const texts = {
  secret: "{file}: {path} looked like a secret. Set the variable {variable} to its value before you submit or apply.",
  secretLeft:
    "{file}: {keys} has what looks like a secret, and no placeholder works there. Look at it before you share the file.",
} as const;

/** What to do about texts of a new spec file that look like secrets. */
export function secretLines(file: string, { left, placeholders }: Omit<WithoutSecrets, "spec">): readonly string[] {
  return [
    ...placeholders.map(({ path, variable }) => fillMessage(texts.secret, { file, path: path.join("."), variable })),
    ...(left.length === 0 ? [] : [fillMessage(texts.secretLeft, { file, keys: left.join(", ") })]),
  ];
}
