import * as vscode from "vscode";
import type { MoveTarget } from "../../core/lifecycle/actions/moveCron";
import { outcomeMessages } from "../../core/lifecycle/texts/outcomeTexts";
import type { Cron } from "../../core/server/cron";
import { specName } from "../../core/server/stored/specName";
import { askQuestion } from "../../platform/ask/askQuestion";
import { assistantChoice } from "../../platform/ask/serverChoices";
import { confirm } from "../../platform/host/confirm";
import { pickFrom } from "../../platform/host/quickInput";
import type { Moved, OutcomeOf } from "../../platform/servers/cronOutcomes";
import { sentencesWords } from "../../platform/words/messageWords";
import { plainText } from "../../platform/words/plainText";
import { actTogether } from "./actTogether";
import { type ChosenCrons, type CronParts, distinctTitle } from "./chosenCrons";
import { productionLines } from "./confirmChange";
import { cronsWords, nameLines } from "./cronNames";
import { failureOf, isNotDone } from "./outcomes";
import { pickThread } from "./pickThread";

/** A place to move to, and what it is called. */
interface Place {
  readonly target: MoveTarget;
  readonly words: string;
}

/** Moves crons to another thread or assistant, after asking where, and whether. */
export async function moveCrons(parts: CronParts, chosen: ChosenCrons): Promise<void> {
  const place = await askPlace(parts, chosen);
  if (place === undefined) return;
  const { connection } = chosen;
  const crons = chosen.crons.filter((cron) => !isThere(cron, place.target));
  const server = plainText(connection.name);
  if (crons.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("{0} is there already.", cronsWords(chosen.crons)));
    return;
  }
  if (!(await confirmMove({ connection, crons }, place))) return;
  await actTogether<Moved>(
    { connection, crons },
    {
      title: vscode.l10n.t("Moving {0} on {1}", cronsWords(crons), server),
      act: (refs, options) =>
        parts.actions.move(refs, place.target, {
          ...options,
          confirm: (question) => askQuestion({ question, name: server, connection }),
        }),
      failureOf: leftBecause,
      onDone: (done) => void vscode.window.showInformationMessage(movedWords(crons, done, place)),
    },
  );
}

async function askPlace(parts: CronParts, { connection, crons }: ChosenCrons): Promise<Place | undefined> {
  const items = [
    { label: vscode.l10n.t("To another thread…"), ask: () => askThread(parts, connection) },
    {
      label: vscode.l10n.t("To a new thread for each run"),
      ask: async () => ({ target: { thread_id: null }, words: vscode.l10n.t("a new thread for each run") }),
    },
    { label: vscode.l10n.t("To another assistant…"), ask: () => askAssistant(parts, connection) },
  ];
  const placeHolder = vscode.l10n.t("Move {0} where?", cronsWords(crons));
  const picked = await vscode.window.showQuickPick(items, { placeHolder });
  return picked?.ask();
}

async function askThread(parts: CronParts, connection: ChosenCrons["connection"]): Promise<Place | undefined> {
  const placeHolder = vscode.l10n.t("Move to which thread?");
  const id = await pickThread(parts, { kind: "connection", connection }, placeHolder);
  return id === undefined
    ? undefined
    : { target: { thread_id: id }, words: vscode.l10n.t("thread {0}", plainText(id)) };
}

async function askAssistant({ servers }: CronParts, connection: ChosenCrons["connection"]): Promise<Place | undefined> {
  const picked = await pickFrom({
    placeHolder: vscode.l10n.t("Move to which assistant?"),
    several: false,
    load: async () => {
      const assistants = await servers.facts.assistants(connection);
      const items = assistants.map((assistant) => {
        const { detail, label } = assistantChoice(assistant);
        return { label, description: detail, assistantId: assistant.assistant_id };
      });
      return { items, marked: [] };
    },
  });
  const [choice] = Array.isArray(picked) ? picked : [];
  if (choice === undefined) return undefined;
  return { target: { assistant_id: choice.assistantId }, words: vscode.l10n.t("assistant {0}", choice.label) };
}

function isThere(cron: Cron, { thread_id, assistant_id }: MoveTarget): boolean {
  return (
    (thread_id === undefined || cron.thread_id === thread_id) &&
    (assistant_id === undefined || cron.assistant_id === assistant_id)
  );
}

/** Always asks, because the old cron is deleted. */
function confirmMove({ connection, crons }: ChosenCrons, { words }: Place): Promise<boolean> {
  const named = crons.some((cron) => specName(cron) !== undefined);
  const lines = [
    ...nameLines(crons),
    vscode.l10n.t(
      "A server can't move a cron: a new one is made there, paused, and compared; then the old one is deleted, and the new one is switched on if the old one was. It has a new id. Headers and query parameters are lost: a server doesn't return them.",
    ),
    ...(named ? [vscode.l10n.t("A spec file still says the old place, and its submit would move the cron back.")] : []),
    ...productionLines(connection),
  ];
  const question = vscode.l10n.t("Move {0} on {1} to {2}?", cronsWords(crons), plainText(connection.name), words);
  return confirm(question, lines, vscode.l10n.t("Move"));
}

function leftBecause(outcome: OutcomeOf<Moved>): unknown {
  if (isNotDone(outcome)) return failureOf(outcome);
  const { outcome: end } = outcome;
  switch (end.kind) {
    case "moved":
      return undefined;
    case "changed":
      return new Error(vscode.l10n.t("Somebody has changed the cron in the meantime."));
    case "unfinished":
      return new Error(vscode.l10n.t("A submit of it is not finished. Resume it, or submit it again."));
    case "cantPause":
      return new Error(
        vscode.l10n.t(
          "Server {0} can't pause crons, so there would be two of it, or none. Duplicate it, then delete it.",
          plainText(end.version),
        ),
      );
    default:
      return new Error(sentencesWords(outcomeMessages(end)));
  }
}

function movedWords(crons: readonly Cron[], done: readonly OutcomeOf<Moved>[], { words }: Place): string {
  const moved = done.flatMap((each) =>
    each.kind === "tried" && each.outcome.kind === "moved" ? [each.outcome.cron] : [],
  );
  const [only] = moved;
  const before = crons.find(({ cron_id }) => cron_id === done[0]?.ref.cronId);
  return moved.length === 1 && only !== undefined && before !== undefined
    ? vscode.l10n.t("Moved “{0}” to {1}. It has a new id: {2}.", distinctTitle(before), words, only.cron_id)
    : vscode.l10n.t("Moved {0} crons to {1}. They have new ids.", moved.length, words);
}
