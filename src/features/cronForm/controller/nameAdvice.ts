import { isUuid } from "../../../core/base/isUuid";
import type { ServerQuestions } from "../../../core/checks/askServer";
import { standardDialect } from "../../../core/schedule/scheduleDialect";
import { freeName, proposeName } from "../../../core/specFile/proposeName";
import type { Connection } from "../../../platform/servers/connections/connection";
import type { DraftToCheck, NameAdvice } from "../../../protocol/cronForm";
import type { FieldMessage } from "../../../protocol/fieldMessage";
import type { FormController } from "./formController";
import { fixedName } from "./formRecord";
import { type FormWords, formHostTexts } from "./formWords";

export interface NamePorts {
  readonly words: FormWords;
  /** The names of the server's crons; undefined: not read yet. Nothing is asked. */
  readonly serverNames: (connection: Connection) => ReadonlySet<string> | undefined;
  /** Names that the server's crons only show, because another tool wrote them: a submit does not find a cron by them. */
  readonly shownNames: (connection: Connection) => readonly string[];
  /** The names of the other open forms' crons. */
  readonly namesBeside: () => readonly string[];
}

/** The name that this form proposes for a new cron, by what is known. */
export function proposedFor(
  { destination }: FormController,
  ports: NamePorts,
  { arguments: raw, assistant }: Pick<DraftToCheck, "arguments"> & { readonly assistant?: string | undefined },
): string {
  const connection = destination.kind === "removed" ? undefined : destination.connection;
  const onServer = connection === undefined ? undefined : ports.serverNames(connection);
  const shown = connection === undefined ? [] : ports.shownNames(connection);
  const taken = new Set([...(onServer ?? []), ...shown, ...ports.namesBeside()]);
  return proposeName(raw, { assistant, dialect: connection?.dialect ?? standardDialect, taken });
}

/** A proposal, and whether the name that the form shows is still free. */
export async function nameAdvice(
  controller: FormController,
  ports: NamePorts,
  draft: DraftToCheck,
  questions: ServerQuestions | undefined,
): Promise<NameAdvice> {
  const fixed = fixedName(controller.stored);
  if (fixed !== null) return { proposed: fixed, isFree: false };
  const assistant = await assistantName(draft.arguments.assistant_id, questions);
  const proposed = proposedFor(controller, ports, { ...draft, assistant });
  const { destination } = controller;
  const known = destination.kind === "known" ? destination.connection : undefined;
  const names = known && ports.serverNames(known);
  const name = draft.name.trim() || proposed;
  const isShown = known !== undefined && ports.shownNames(known).includes(name);
  return { proposed, isFree: names !== undefined && !names.has(name) && !isShown };
}

/** Says that a server has a cron of the typed name, and offers a name that is free. */
export function takenName(controller: FormController, ports: NamePorts, name: string): readonly FieldMessage[] {
  const { destination, stored } = controller;
  const typed = name.trim();
  if (typed === "" || fixedName(stored) !== null || destination.kind !== "known") return [];
  const names = ports.serverNames(destination.connection);
  if (names?.has(typed) !== true) return [];
  const shown = ports.shownNames(destination.connection);
  const free = freeName(typed, new Set([...names, ...shown, ...ports.namesBeside()]));
  const { translate } = ports.words;
  return [
    {
      code: "form.name-taken",
      severity: "warning",
      path: ["name"],
      message: translate(formHostTexts.nameOnServer, { server: destination.connection.name }),
      fixes: [{ label: translate(formHostTexts.useName, { name: free }), changes: [{ path: ["name"], value: free }] }],
    },
  ];
}

/** Only an id needs to be looked up; a graph's name says what it is. A server that doesn't answer is no reason to wait. */
async function assistantName(id: unknown, questions: ServerQuestions | undefined): Promise<string | undefined> {
  if (typeof id !== "string" || !isUuid(id) || questions === undefined) return undefined;
  const assistants = await questions.assistants().catch(() => []);
  return assistants.find(({ assistant_id }) => assistant_id === id)?.name;
}
