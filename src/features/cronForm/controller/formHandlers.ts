import type { RawArguments } from "../../../core/arguments/cronArguments";
import type { JsonValue } from "../../../core/base/json";
import { askServer, type ServerQuestions } from "../../../core/checks/askServer";
import { type CheckOptions, checkArguments } from "../../../core/checks/checkArguments";
import { checkName } from "../../../core/checks/checkName";
import { checkOnServer } from "../../../core/checks/checkOnServer";
import { inputShape } from "../../../core/checks/inputShape";
import type { Finding } from "../../../core/finding/finding";
import type { Connection } from "../../../platform/servers/connections/connection";
import type { CronRef } from "../../../platform/servers/cronRef";
import type { Choices, DraftToCheck, FormRequests } from "../../../protocol/cronForm";
import type { FieldMessage } from "../../../protocol/fieldMessage";
import type { FailureAction } from "../../../protocol/formPhase";
import type { Handlers } from "../../../protocol/rpc";
import type { CalendarView, SchedulePreview, WordsOffer } from "../../../protocol/scheduleView";
import { type ChoiceOf, calledValues } from "./calledValues";
import type { FormChanges } from "./formChanges";
import type { FormController } from "./formController";
import type { FormDocuments } from "./formDocuments";
import { nameOf } from "./formRecord";
import { type FormSurroundings, formState } from "./formState";
import { formHostTexts } from "./formWords";
import { type NamePorts, nameAdvice, takenName } from "./nameAdvice";
import type { TryRun } from "./try/tryRun";
import type { RequestPorts } from "./viewOfRequest";

/** What a form's page can ask for, besides what the controller does itself. */
export interface HandlerPorts extends FormSurroundings, NamePorts, Omit<RequestPorts, "checkOptions"> {
  readonly learnZone: (zone: string) => void;
  readonly assistants: (connection: Connection) => Promise<Choices>;
  readonly threads: (connection: Connection, search: string) => Promise<Choices>;
  /** Lets the user choose a source; `thread`: the form's, or "". undefined: nothing was chosen. */
  readonly otherInput: (connection: Connection, thread: string) => Promise<JsonValue | undefined>;
  /** As the pickers show them. */
  readonly choiceOf: ChoiceOf;
  readonly nodes: (connection: Connection, assistant: string) => Promise<Choices>;
  /** undefined: the connection is gone. */
  readonly preview: (raw: RawArguments, connection: Connection | undefined) => Promise<SchedulePreview>;
  readonly calendar: (
    raw: RawArguments,
    connection: Connection | undefined,
    monthsAhead: number,
  ) => CalendarView | null;
  readonly wordsOffer: (raw: RawArguments, connection: Connection | undefined) => Promise<WordsOffer>;
  readonly checkOptions: (connection: Connection | undefined) => CheckOptions;
  /** undefined: the server is not asked. */
  readonly questions: (connection: Connection) => ServerQuestions | undefined;
  readonly fieldMessages: (raw: RawArguments, findings: readonly Finding[]) => readonly FieldMessage[];
  /** Asks for a name; `proposed`: what it begins with. */
  readonly saveTemplate: (args: RawArguments, proposed: string) => Promise<void>;
  readonly trying: TryRun;
  readonly documents: Pick<FormDocuments, "assistantChanged" | "namesOf" | "open" | "save">;
  readonly reveal: (cron: CronRef) => Promise<void>;
  /** Starts a run of a cron; asks where it goes to production. */
  readonly runCron: (cron: CronRef) => Promise<void>;
  /** A spec file, by its URI. */
  readonly openFile: (file: string) => Promise<void>;
  readonly act: (action: Exclude<FailureAction, "chooseConnection" | "acceptAddress">) => Promise<void>;
  readonly closeTab: () => void;
}

/** The host's side of the protocol, for one form. */
export function formHandlers(
  controller: FormController,
  ports: HandlerPorts,
  changes: FormChanges,
): Handlers<FormRequests> {
  const connection = () => {
    const { destination } = controller;
    return destination.kind === "removed" ? undefined : destination.connection;
  };
  const questions = () => {
    const { destination } = controller;
    return destination.kind === "known" ? ports.questions(destination.connection) : undefined;
  };
  const choices = async (read: (connection: Connection) => Promise<Choices>): Promise<Choices> => {
    const known = connection();
    if (known !== undefined) return read(known);
    const server = controller.stored.destination.name;
    return { kind: "unavailable", message: ports.words.translate(formHostTexts.gone, { server }) };
  };
  /** With the cron that the form has created or changed. */
  const withCron = async (act: (cron: CronRef) => Promise<void>): Promise<null> => {
    const { destination, done } = controller.stored;
    if (done !== null) await act({ connectionId: destination.id, cronId: done.cronId });
    return null;
  };
  return {
    load: ({ zone }) => {
      ports.learnZone(zone);
      return formState(controller, ports);
    },
    assistants: () => choices(ports.assistants),
    threads: ({ search }) => choices((known) => ports.threads(known, search)),
    nodes: ({ assistant }) =>
      assistant === ""
        ? { kind: "unavailable", message: ports.words.translate(formHostTexts.chooseAssistant) }
        : choices((known) => ports.nodes(known, assistant)),
    preview: ({ arguments: raw }) => ports.preview(raw, connection()),
    calendar: ({ arguments: raw, monthsAhead }) => ports.calendar(raw, connection(), monthsAhead),
    words: ({ arguments: raw }) => ports.wordsOffer(raw, connection()),
    otherInput: async ({ thread }) => {
      const known = connection();
      const value = known && (await ports.otherInput(known, thread));
      return value === undefined ? null : { value };
    },
    called: (ids) => calledValues(ids, questions(), ports.choiceOf),
    inputShape: async ({ assistant }) => {
      void ports.documents.assistantChanged(controller, assistant);
      const asked = questions();
      if (asked === undefined || assistant === "") return null;
      const spec = { assistant_id: assistant };
      const { inputSchema } = (await askServer(asked, [spec]))(spec);
      return inputSchema === undefined ? null : (inputShape(inputSchema) ?? null);
    },
    openDocument: async (wanted) => {
      await ports.documents.open(controller, wanted);
      return null;
    },
    saveDocuments: async () => {
      await ports.documents.save(controller.stored.form);
      return null;
    },
    name: (draft) => nameAdvice(controller, ports, draft, questions()),
    requestText: async (shown) => (await requestTexts()).viewOfRequest(controller, ports, shown),
    giveRequest: async (given) => {
      await (await requestTexts()).giveRequest(controller, ports, given);
      return null;
    },
    check: ({ arguments: raw, name }) => {
      const findings = [
        ...nameFindings(controller, { arguments: raw, name }),
        ...checkArguments(raw, ports.checkOptions(connection())),
      ];
      return [...ports.fieldMessages(raw, findings), ...takenName(controller, ports, name)];
    },
    checkOnServer: async ({ arguments: raw }) => {
      const asked = questions();
      if (asked === undefined) return [];
      const about = await askServer(asked, [raw]);
      return ports.fieldMessages(raw, checkOnServer(raw, about(raw)));
    },
    changes: ({ arguments: raw }) => changes.view(raw),
    settle: async (settled) => {
      await changes.settle(settled);
      return null;
    },
    submit: (press) => {
      changes.outdate();
      void controller.submit(press);
      return null;
    },
    cancelSubmit: () => {
      controller.cancel();
      return null;
    },
    finishInBackground: () => {
      if (controller.isSubmitting) ports.closeTab();
      return null;
    },
    saveFile: async (filled) => {
      await controller.saveFile(filled);
      return null;
    },
    saveTemplate: async ({ arguments: args, unreadable }) => {
      if (controller.isWhole({ unreadable })) await ports.saveTemplate(args, nameOf(controller.stored, args));
      return null;
    },
    startTry: (press) => {
      void ports.trying.start(press);
      return null;
    },
    cancelTry: () => {
      ports.trying.cancel();
      return null;
    },
    revealCron: () => withCron(ports.reveal),
    runCron: () => withCron(ports.runCron),
    openFile: async () => {
      const { subject } = controller.stored;
      if (subject.kind === "spec") await ports.openFile(subject.file);
      return null;
    },
    goOn: ({ to }) => {
      controller.goOn(to);
      return null;
    },
    act: async ({ action }) => {
      if (action === "chooseConnection" || action === "acceptAddress") await controller.redirect(action);
      else await ports.act(action);
      return null;
    },
  };
}

/** Needed only where somebody unfolds the request: loaded then. */
const requestTexts = () => import("./viewOfRequest");

/** A name that the user has not typed is generated, or comes from a file. */
function nameFindings({ stored }: FormController, { arguments: raw, name }: DraftToCheck): readonly Finding[] {
  return name.trim() === "" ? [] : checkName(nameOf({ ...stored, draft: { ...stored.draft, name } }, raw));
}
