import type { Connection } from "../../../platform/servers/connections/connection";
import type { FormMessage } from "../../../protocol/formPhase";
import { type FormWords, formHostTexts } from "./formWords";
import { labels, plainMessage } from "./phaseAfter";

/** Where a submit would go now, and whether the user expects that. */
export type FormDestination =
  | { readonly kind: "known"; readonly connection: Connection }
  | { readonly kind: "removed"; readonly name: string }
  /** The connection has another address than when the form was opened. */
  | { readonly kind: "moved"; readonly connection: Connection; readonly from: string };

interface Situation {
  readonly isTrusted: boolean;
  readonly destination: FormDestination;
  readonly unreadable: readonly string[];
}

/** Why a press of the button is not sent at all; the connection if nothing prevents it. */
export function pressRefusal(
  { isTrusted, destination, unreadable }: Situation,
  words: FormWords,
): { readonly refusal: FormMessage } | { readonly connection: Connection } {
  if (!isTrusted) return { refusal: plainMessage("error", words.translate(formHostTexts.untrusted), "manageTrust") };
  switch (destination.kind) {
    case "removed": {
      const text = words.translate(formHostTexts.removed, { server: destination.name });
      return { refusal: plainMessage("error", text, "chooseConnection") };
    }
    case "moved": {
      const { name, url } = destination.connection;
      const text = words.translate(formHostTexts.moved, { server: name, url });
      return { refusal: plainMessage("error", text, "acceptAddress") };
    }
    case "known": {
      if (unreadable.length === 0) return { connection: destination.connection };
      const text = words.translate(formHostTexts.lookAtErrors, { fields: labels(unreadable, words) });
      return { refusal: { ...plainMessage("error", text), lookAt: "error" } };
    }
  }
}
