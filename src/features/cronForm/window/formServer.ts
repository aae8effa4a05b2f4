import * as vscode from "vscode";
import type { RawArguments } from "../../../core/arguments/cronArguments";
import type { JsonObject } from "../../../core/base/json";
import { askServer } from "../../../core/checks/askServer";
import { type CheckOptions, checkArguments } from "../../../core/checks/checkArguments";
import { checkOnServer } from "../../../core/checks/checkOnServer";
import { documentSchema } from "../../../core/checks/documentSchema";
import { findCrons } from "../../../core/lifecycle/onServer/findCrons";
import { isLoopback } from "../../../core/server/address/serverUrl";
import type { AgentServer, CallOptions } from "../../../core/server/agentServer";
import type { Cron } from "../../../core/server/cron";
import { ServerFailure } from "../../../core/server/problems/serverProblem";
import { graphAssistantId } from "../../../core/server/stored/graphAssistantId";
import { metadataKeys } from "../../../core/server/stored/ownMetadata";
import { specName } from "../../../core/server/stored/specName";
import { askQuestion } from "../../../platform/ask/askQuestion";
import { confirmSend } from "../../../platform/ask/confirmSend";
import { assistantChoices, moreThreads, nodeChoices, threadChoice } from "../../../platform/ask/serverChoices";
import { confirm } from "../../../platform/host/confirm";
import { readSetting } from "../../../platform/host/settings";
import { UntrustedWorkspace } from "../../../platform/host/trust";
import type { Connection } from "../../../platform/servers/connections/connection";
import { cronName } from "../../../platform/words/cronName";
import { messageWords } from "../../../platform/words/messageWords";
import type { Choice, Choices } from "../../../protocol/cronForm";
import type { FieldMessage } from "../../../protocol/fieldMessage";
import type { FormSubmission, SubmissionEnd } from "../controller/formPorts";
import { formHostTexts } from "../controller/formWords";
import type { FormDestination } from "../controller/pressRefusal";
import type { FormServices } from "../formServices";
import { type SubmitPorts, submitForm } from "./submitForm";
import { windowFieldMessages, windowWords } from "./windowWords";

/** What forms ask servers, and send to them. */
export class FormServer {
  private readonly submitPorts: SubmitPorts;

  constructor(private readonly services: FormServices) {
    const { placeholders, servers } = services;
    this.submitPorts = {
      words: windowWords,
      fieldMessages: windowFieldMessages,
      checkOptions: (connection) => this.checkOptions(connection),
      questions: (connection, signal) => this.questions(connection, signal),
      placeholders: (asked, connection) => placeholders.lookup(asked, connection),
      confirmSend,
      answer: askQuestion,
      named: (connection, name, signal) => this.named(connection, name, { signal }),
      confirmTaken,
      send: (connection, options) => servers.submit(connection, options),
    };
  }

  submit(submission: FormSubmission): Promise<SubmissionEnd> {
    return submitForm(submission, this.submitPorts);
  }

  /** The cron of that name which a submit would change, with its payload; undefined: there is none. */
  async namedCron(connection: Connection, name: string): Promise<Cron | undefined> {
    const [cron] = await this.named(connection, name);
    return cron;
  }

  private async named(connection: Connection, name: string, options?: CallOptions): Promise<readonly Cron[]> {
    return findCrons(await this.services.servers.server(connection), { [metadataKeys.name]: name }, options);
  }

  /** undefined: the connection is gone. */
  checkOptions(connection: Connection | undefined): CheckOptions {
    const { placeholders, servers } = this.services;
    const state = connection && servers.state(connection);
    const { hasEnvironment } = placeholders;
    return {
      now: Date.now(),
      minimumMinutes: readSetting("minimumMinutes"),
      ...(hasEnvironment === undefined ? {} : { hasEnvironment }),
      ...(connection === undefined ? {} : { dialect: connection.dialect, onLoopback: isLoopback(connection.url) }),
      ...(state?.kind === "ready" ? { server: state.info } : {}),
    };
  }

  /** undefined: not asked. As for spec files, asks only a server that has answered, if the setting allows it. */
  questions(connection: Connection, signal?: AbortSignal) {
    const mayAsk = vscode.workspace.isTrusted && readSetting("checkOnServer");
    return mayAsk && this.services.servers.state(connection).kind === "ready"
      ? this.services.servers.facts.questions(connection, signal)
      : undefined;
  }

  /** All findings about a cron as it would be submitted. */
  async findings(raw: RawArguments, connection: Connection): Promise<readonly FieldMessage[]> {
    const questions = this.questions(connection);
    const onServer = questions && checkOnServer(raw, (await askServer(questions, [raw]))(raw));
    const found = checkArguments(raw, this.checkOptions(connection));
    return windowFieldMessages(raw, [...found, ...(onServer ?? [])]);
  }

  /** The JSON schema of an assistant's input; undefined: the server gives none. */
  async inputSchema(connection: Connection, assistant: string): Promise<JsonObject | undefined> {
    const spec = { assistant_id: assistant };
    return (await askServer(this.services.servers.facts.questions(connection), [spec]))(spec).inputSchema;
  }

  /** By which an editor completes and checks a JSON parameter; undefined: any JSON is right, or that isn't known. */
  async documentSchema(destination: FormDestination, name: string, assistant: string): Promise<JsonObject | undefined> {
    const asked = destination.kind === "known" ? this.questions(destination.connection) : undefined;
    const spec = { assistant_id: assistant };
    return documentSchema(name, asked === undefined || assistant === "" ? {} : (await askServer(asked, [spec]))(spec));
  }

  /** The names of the crons that are known; undefined: they were not read. */
  names(connection: Connection): ReadonlySet<string> | undefined {
    const { servers } = this.services;
    if (servers.state(connection).kind !== "ready") return undefined;
    return new Set(servers.crons(connection).flatMap((cron) => specName(cron) ?? []));
  }

  /** What the known crons are called whose name another tool wrote. */
  shownNames(connection: Connection): readonly string[] {
    const { servers } = this.services;
    if (servers.state(connection).kind !== "ready") return [];
    const others = servers.crons(connection).filter((cron) => specName(cron) === undefined);
    return others.flatMap((cron) => cronName(cron) ?? []);
  }

  /** Of these the only one, or the assistant of the newest cron that is known; undefined: none of them. */
  private usualAssistant(connection: Connection, choices: readonly Choice[]): string | undefined {
    if (choices.length === 1) return choices[0]?.value;
    const [newest] = [...this.services.servers.crons(connection)].sort(
      (one, other) => Date.parse(other.created_at) - Date.parse(one.created_at),
    );
    const id = newest?.assistant_id;
    return choices.find(({ value }) => value === id || graphAssistantId(value) === id)?.value;
  }

  assistants(connection: Connection): Promise<Choices> {
    return this.choices(connection, async (server) => {
      const choices = await assistantChoices(server);
      const usual = this.usualAssistant(connection, choices);
      return usual === undefined ? { choices } : { choices, usual };
    });
  }

  threads(connection: Connection, search: string): Promise<Choices> {
    return this.choices(connection, async () => {
      const { isCut, threads } = await this.services.servers.facts.findThreads(connection, search);
      const choices = threads.map(threadChoice);
      return isCut ? { choices, more: moreThreads() } : { choices };
    });
  }

  nodes(connection: Connection, assistant: string): Promise<Choices> {
    return this.choices(connection, async (server) => ({ choices: await nodeChoices(server, assistant) }));
  }

  /** Asks the server, unless it is known to work; the answer arrives as an event. */
  async wake(connection: Connection): Promise<void> {
    const { servers } = this.services;
    const { kind } = servers.state(connection);
    if (vscode.workspace.isTrusted && (kind === "unknown" || kind === "problem")) await servers.refresh(connection);
  }

  /** The choices of a picker. Without trust, or without an answer, a message says why; typing always works. */
  private async choices(
    connection: Connection,
    read: (server: AgentServer) => Promise<Omit<Extract<Choices, { kind: "list" }>, "kind">>,
  ): Promise<Choices> {
    try {
      const found = await read(await this.services.servers.server(connection));
      // It answers, so an earlier silence is over.
      void this.wake(connection);
      return { kind: "list", ...found };
    } catch (failure) {
      if (failure instanceof ServerFailure || failure instanceof UntrustedWorkspace) {
        return { kind: "unavailable", message: windowWords.failure(failure) };
      }
      throw failure;
    }
  }
}

function confirmTaken({ name: server }: Connection, name: string): Promise<boolean> {
  const question = messageWords({ text: formHostTexts.nameTaken, args: { server, name } });
  return confirm(question, [], vscode.l10n.t("Update It"));
}
