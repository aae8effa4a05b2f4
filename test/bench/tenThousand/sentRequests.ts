import { subscribe } from "node:diagnostics_channel";

interface SentRequest {
  readonly method: string;
  readonly path: string;
}

/** What Node's `fetch` really sends, whoever calls it. */
export class SentRequests {
  readonly all: SentRequest[] = [];
  private open = 0;

  constructor() {
    subscribe("undici:request:create", (message) => {
      this.all.push((message as { request: SentRequest }).request);
      this.open += 1;
    });
    for (const end of ["undici:request:trailers", "undici:request:error"]) {
      subscribe(end, () => {
        this.open -= 1;
      });
    }
  }

  /** Those after the first `begin`, without the question of what the server is. */
  since(begin: number): number {
    return this.all.slice(begin).filter(({ path }) => path !== "/info").length;
  }

  /** Nothing is under way, and nothing follows from the last answer. */
  async quiet(): Promise<void> {
    let before = -1;
    while (this.open > 0 || before !== this.all.length) {
      before = this.all.length;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
