import * as vscode from "vscode";
import type { WithoutSecrets } from "../../core/specFile/withoutSecrets";
import { listWords } from "./messageWords";

/** What became of texts that look like secrets; undefined if there were none. */
export function secretWords(written: readonly Pick<WithoutSecrets, "left" | "placeholders">[]): string | undefined {
  const count = written.reduce((sum, { placeholders }) => sum + placeholders.length, 0);
  const left = [...new Set(written.flatMap((each) => each.left))];
  const words = [
    ...(count === 0
      ? []
      : [
          vscode.l10n.t(
            "{0} texts that look like secrets were written as placeholders; a submit asks for them.",
            count,
          ),
        ]),
    ...(left.length === 0
      ? []
      : [
          vscode.l10n.t(
            "Look at {0} before you share it: it holds what looks like a secret, and no placeholder works there.",
            listWords(left),
          ),
        ]),
  ];
  return words.length === 0 ? undefined : words.join(" ");
}
