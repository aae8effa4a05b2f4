/** What a test asks the Agent Server itself, past all the code under test. */
export interface StoredCron {
  readonly cron_id: string;
  readonly enabled: boolean;
  readonly schedule: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface StoredRun {
  readonly run_id: string;
  readonly status: string;
  readonly kwargs: { readonly config: { readonly configurable: { readonly cron_id?: string } } };
}

export class ServerApi {
  constructor(private readonly url: string) {}

  /** A new thread, whose title the tree shows. Returns its id. */
  async createThread(title: string): Promise<string> {
    const { thread_id } = await this.post<{ thread_id: string }>("/threads", { metadata: { title } });
    return thread_id;
  }

  crons(threadId: string): Promise<readonly StoredCron[]> {
    return this.post("/runs/crons/search", { thread_id: threadId, limit: 100 });
  }

  async runs(threadId: string): Promise<readonly StoredRun[]> {
    const response = await fetch(`${this.url}/threads/${threadId}/runs`);
    return (await response.json()) as readonly StoredRun[];
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
