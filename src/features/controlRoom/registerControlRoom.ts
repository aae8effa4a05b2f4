import * as vscode from "vscode";
import { type App, runCommand } from "../../platform/app/app";
import { lazily } from "../../platform/host/lazily";
import { readSetting } from "../../platform/host/settings";
import { requireTrust } from "../../platform/host/trust";
import type { ControlRoomParts } from "./attentionPick";
import type { ControlRoom } from "./controlRoom";

/** The list of what needs attention, and its count in the status bar for those who want it. */
export function registerControlRoom(
  app: App,
  parts: Omit<ControlRoomParts, "log">,
  load: () => Promise<typeof ControlRoom>,
): vscode.Disposable {
  const room = lazily(async () => app.own(new (await load())({ ...parts, log: app.log })));
  const follow = () => {
    if (readSetting("attentionInStatusBar")) room().catch((failure) => app.log.error("Control room", failure));
  };
  follow();
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration(follow),
    app.command("langgraphCrons.attention.open", async (cron) => {
      requireTrust();
      await (await room()).open(cron);
    }),
    app.command("langgraphCrons.attention.show", async () => {
      requireTrust();
      if (parts.connections.all().length === 0) await runCommand("langgraphCrons.connection.add");
      else (await room()).show();
    }),
  );
}
