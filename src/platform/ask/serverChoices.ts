import * as vscode from "vscode";
import type { AgentServer, CallOptions } from "../../core/server/agentServer";
import { largestPage } from "../../core/server/agentServer";
import type { Assistant, Thread } from "../../core/server/cron";
import { assistantArgument } from "../../core/server/stored/assistantArgument";
import type { Choice } from "../../protocol/cronForm";
import { plainText } from "../words/plainText";
import { threadTitle } from "../words/threadTitle";

/** The first page: an assistant that is not on it can still be typed. */
export async function assistantChoices(server: AgentServer, options?: CallOptions): Promise<readonly Choice[]> {
  const assistants = await server.searchAssistants({ limit: largestPage, offset: 0 }, options);
  return assistants.map(assistantChoice);
}

export function assistantChoice(assistant: Assistant): Choice {
  const value = assistantArgument(assistant);
  const name = plainText(assistant.name);
  return value === assistant.graph_id
    ? { value, label: plainText(value), detail: name === value ? "" : name }
    : { value, label: name === "" ? value : name, detail: plainText(`${assistant.graph_id} · ${value}`) };
}

export function threadChoice(thread: Thread): Choice {
  const { thread_id, metadata, status } = thread;
  const title = threadTitle(thread);
  const graph = typeof metadata.graph_id === "string" ? metadata.graph_id : undefined;
  const details = plainText([...(graph === undefined ? [] : [graph]), status].join(" · "));
  const choice = graph === undefined ? { value: thread_id } : { value: thread_id, assistant: graph };
  return title === undefined
    ? { ...choice, label: thread_id, detail: details }
    : { ...choice, label: title, detail: `${thread_id} · ${details}` };
}

export async function nodeChoices(
  server: AgentServer,
  assistant: string,
  options?: CallOptions,
): Promise<readonly Choice[]> {
  const nodes = await server.graphNodes(assistant, options);
  return nodes.map(({ id, ...next }) => ({ value: id, label: id, detail: "", ...next }));
}

/** The line at the end of a shortened list of threads. */
export function moreThreads(): string {
  return vscode.l10n.t("More threads: type part of an id, of a title, or key=value");
}
