import * as vscode from "vscode";
import { type Proposal, valueProposal } from "../../../core/specFile/completion/proposal";
import {
  nodeProposals,
  type ServerQuestion,
  schemaProposals,
  serverQuestion,
} from "../../../core/specFile/completion/serverProposals";
import { assistantChoice, moreThreads, threadChoice } from "../../../platform/ask/serverChoices";
import type { Connection } from "../../../platform/servers/connections/connection";
import type { ServerFacts } from "../../../platform/servers/serverFacts";
import { documentRange } from "../../../platform/specs/documentRange";
import type { Choice } from "../../../protocol/cronForm";
import { type CompletionContext, completionItem } from "./completionItem";

/** How long to wait for the server before showing what is known without it. */
const patienceMilliseconds = 300;

/** Items to show before and after those that are known without a server. */
interface ServerItems {
  readonly first: readonly vscode.CompletionItem[];
  readonly last: readonly vscode.CompletionItem[];
  /** There are more items, so further typing must ask again. */
  readonly isCut: boolean;
}

interface Answer {
  readonly proposals: readonly Proposal[];
  readonly isCut: boolean;
}

const nothing: ServerItems = { first: [], last: [], isCut: false };

/** What a connection's server knows about a place: assistants, threads, nodes, schemas. */
export class ServerCompletions {
  constructor(private readonly facts: ServerFacts) {}

  /**
   * Empty if the workspace isn't trusted, there is no connection, or the server can't answer. `isUrgent`: others are
   * waiting, so a slow answer is "late"; the next call then has it.
   */
  async ask(
    context: CompletionContext,
    token: vscode.CancellationToken,
    isUrgent: boolean,
  ): Promise<ServerItems | "late"> {
    const { connection } = context;
    const question = serverQuestion(context.given, context.place);
    if (question === undefined || connection === undefined || !vscode.workspace.isTrusted) return nothing;
    const abort = new AbortController();
    const listener = token.onCancellationRequested(() => abort.abort());
    const answer = this.answer(context, question, connection, abort.signal)
      // Other places report why a server doesn't answer; here the list is just shorter.
      .catch(() => nothing)
      .finally(() => listener.dispose());
    return isUrgent ? Promise.race([answer, late()]) : answer;
  }

  private async answer(
    context: CompletionContext,
    question: ServerQuestion,
    connection: Connection,
    signal: AbortSignal,
  ): Promise<ServerItems> {
    const { isCut, proposals } = await this.proposals(context, question, connection, signal);
    const items = await Promise.all(proposals.map((proposal) => completionItem(context, proposal)));
    if (isCut) items.push(cutItem(context));
    return question.kind === "schema" ? { first: items, last: [], isCut } : { first: [], last: items, isCut };
  }

  private async proposals(
    context: CompletionContext,
    question: ServerQuestion,
    connection: Connection,
    signal: AbortSignal,
  ): Promise<Answer> {
    const { given, place } = context;
    switch (question.kind) {
      case "assistants": {
        const assistants = await this.facts.assistants(connection, signal);
        return whole(assistants.map((assistant) => choiceProposal("assistant", assistantChoice(assistant))));
      }
      case "threads": {
        const typed = typedThread(context);
        const { isCut, threads } = await this.facts.findThreads(connection, typed, signal);
        return { isCut, proposals: threads.map((thread) => choiceProposal("thread", threadChoice(thread), typed)) };
      }
      case "nodes":
        return whole(nodeProposals(given, place, await this.facts.nodes(connection, question.assistant, signal)));
      case "schema": {
        const schemas = await this.facts.schemas(connection, question.assistant, signal);
        const schema = schemas[`${question.of}_schema`];
        return whole(schema === null ? [] : schemaProposals(given, place, schema));
      }
    }
  }
}

function whole(proposals: readonly Proposal[]): Answer {
  return { proposals, isCut: false };
}

/** Found by its name, by its id, and by the words that were sent to the server. */
function choiceProposal(kind: "assistant" | "thread", { detail, label, value }: Choice, typed = ""): Proposal {
  return valueProposal(value, { kind, label, detail, filter: `${JSON.stringify(value)} ${label} ${typed}`.trim() });
}

/** The part of a thread's id or title before the cursor. */
function typedThread({ document, offset, place }: CompletionContext): string {
  return document.getText().slice(place.replace.offset, offset).replace(/^"/, "");
}

/** The last line of a shortened list; choosing it changes nothing. */
function cutItem({ document, offset, place }: CompletionContext): vscode.CompletionItem {
  const item = new vscode.CompletionItem(moreThreads(), vscode.CompletionItemKind.Text);
  const { length, offset: start } = place.replace;
  const there = document.getText().slice(start, start + length);
  item.range = documentRange(document, place.replace);
  item.insertText = there;
  item.filterText = document.getText().slice(start, offset);
  return item;
}

function late(): Promise<"late"> {
  return new Promise((resolve) => setTimeout(() => resolve("late"), patienceMilliseconds));
}
