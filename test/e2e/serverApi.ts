import type { JsonObject } from "../../src/core/base/json";

/** What a test asks the Agent Server itself, past all the code under test. */
export interface StoredCron {
  readonly cron_id: string;
  readonly enabled: boolean;
  readonly schedule: string;
  readonly next_run_date: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
}

interface StoredThread {
  readonly thread_id: string;
  readonly status: string;
}

export interface StoredRun {
  readonly run_id: string;
  readonly status: string;
  readonly kwargs: { readonly config: { readonly configurable: { readonly cron_id?: string } } };
}

export class ServerApi {
  constructor(private readonly url: string) {}

  /** A new thread, whose title the tree shows. Returns its id. */
  async createThread(title: string, metadata: JsonObject = {}): Promise<string> {
    const { thread_id } = await this.post<{ thread_id: string }>("/threads", { metadata: { ...metadata, title } });
    return thread_id;
  }

  async removeThread(id: string): Promise<void> {
    await fetch(`${this.url}/threads/${id}`, { method: "DELETE" });
  }

  /** A second assistant of the sample's graph. Returns its id. */
  async createAssistant(name: string): Promise<string> {
    const { assistant_id } = await this.post<{ assistant_id: string }>("/assistants", { graph_id: "report", name });
    return assistant_id;
  }

  async removeAssistant(id: string): Promise<void> {
    await fetch(`${this.url}/assistants/${id}`, { method: "DELETE" });
  }

  /** A cron on a thread of its own, both with this title. */
  async createOnThread(
    title: string,
    cron: JsonObject,
  ): Promise<{ readonly threadId: string; readonly cronId: string }> {
    const threadId = await this.createThread(title);
    const { cron_id } = await this.createCron(threadId, { ...cron, metadata: { name: title } });
    return { threadId, cronId: cron_id };
  }

  /** One that has run once. */
  async createThatRan(title: string, cron: JsonObject & { readonly assistant_id: string }) {
    const created = await this.createOnThread(title, cron);
    await this.run(created.threadId, cron.assistant_id, created.cronId);
    return created;
  }

  createCron(threadId: string | null, cron: JsonObject): Promise<StoredCron> {
    return this.post(threadId === null ? "/runs/crons" : `/threads/${threadId}/runs/crons`, cron);
  }

  crons(threadId: string): Promise<readonly StoredCron[]> {
    return this.post("/runs/crons/search", { thread_id: threadId, limit: 100 });
  }

  async runs(threadId: string): Promise<readonly StoredRun[]> {
    const response = await fetch(`${this.url}/threads/${threadId}/runs`);
    return (await response.json()) as readonly StoredRun[];
  }

  /** Runs an assistant on a thread as a cron does, and waits for the end. */
  run(threadId: string, assistant: string, cronId: string): Promise<unknown> {
    const config = { configurable: { cron_id: cronId } };
    return this.post(`/threads/${threadId}/runs/wait`, { assistant_id: assistant, input: {}, config });
  }

  /** All crons, runs and threads, as a test leaves them that has failed before. */
  async removeAll(): Promise<void> {
    await this.removeAllCrons();
    for (const { status, thread_id } of await this.post<readonly StoredThread[]>("/threads/search", { limit: 1000 })) {
      if (status === "busy") await this.cancelRuns(thread_id);
      await this.removeThread(thread_id);
    }
  }

  /** Deleting its thread does not end a run, and the server works on one at a time: the next test's would wait for it. */
  private async cancelRuns(threadId: string): Promise<void> {
    for (const { run_id, status } of await this.runs(threadId)) {
      if (status !== "pending" && status !== "running") continue;
      await fetch(`${this.url}/threads/${threadId}/runs/${run_id}/cancel?wait=true`, { method: "POST" });
    }
  }

  /** Runs an assistant on a thread as a cron does, without waiting for the end. */
  startRun(threadId: string, assistant: string, cronId: string): Promise<unknown> {
    const config = { configurable: { cron_id: cronId } };
    return this.post(`/threads/${threadId}/runs`, { assistant_id: assistant, input: {}, config });
  }

  async removeAllCrons(): Promise<void> {
    for (const { cron_id } of await this.post<readonly StoredCron[]>("/runs/crons/search", { limit: 1000 })) {
      await this.removeCron(cron_id);
    }
  }

  async removeCron(id: string): Promise<void> {
    await fetch(`${this.url}/runs/crons/${id}`, { method: "DELETE" });
  }

  async removeCrons(threadId: string): Promise<void> {
    for (const { cron_id } of await this.crons(threadId)) {
      await fetch(`${this.url}/runs/crons/${cron_id}`, { method: "DELETE" });
    }
  }

  private async post<Answer>(path: string, body: unknown): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Answer;
  }
}
