import * as vscode from "vscode";
import type { Report, ReportAction, ReportTone } from "../../protocol/report";
import { plainText } from "../words/plainText";

interface Unread {
  readonly about: string;
  /** undefined: it was removed. */
  readonly connection: { readonly name: string; readonly production: boolean } | undefined;
  /** Why there is nothing to show; undefined while it is being read. */
  readonly because: string | undefined;
}

/** A page about something that is not known (yet). */
export function unreadReport({ about, because, connection }: Unread): Report {
  const title = because === undefined ? vscode.l10n.t("Reading…") : vscode.l10n.t("Can't be read");
  const tone = because === undefined ? "busy" : "bad";
  const refresh = { id: "refresh", label: vscode.l10n.t("Refresh"), style: "primary" } as const;
  const isLost = because === undefined || connection === undefined;
  return sentenceReport({ about, connection, title, tone, text: because, actions: isLost ? [] : [refresh] });
}

interface Sentence extends Pick<Unread, "about" | "connection"> {
  readonly title: string;
  readonly tone: ReportTone;
  readonly text: string | undefined;
  readonly actions: readonly ReportAction[];
}

/** A page that says one thing. */
export function sentenceReport({ about, actions, connection, text, title, tone }: Sentence): Report {
  return {
    about,
    title,
    tone,
    server: {
      name: connection === undefined ? vscode.l10n.t("unknown connection") : plainText(connection.name),
      production: connection?.production === true ? vscode.l10n.t("production") : null,
    },
    summary: "",
    blocks: [
      ...(text === undefined ? [] : [{ kind: "notice", tone, text } as const]),
      ...(actions.length === 0 ? [] : [{ kind: "actions", actions } as const]),
    ],
  };
}

export function noConnectionWords(): string {
  return vscode.l10n.t("Its connection was removed.");
}
