import type { Clock } from "../../base/clock";
import type { AgentServer } from "../../server/agentServer";
import type { Cron } from "../../server/cron";

/** A server, and how old its answers are. */
export interface DatedServer {
  readonly server: AgentServer;
  /** When the request was sent that this cron answers; of a cron from elsewhere, long ago. */
  readonly readAt: (cron: Cron) => number;
}

/** Notes when each answer was asked for, so that whoever changes a cron can't count from any later moment. */
export function datedServer(below: AgentServer, clock: Clock): DatedServer {
  const times = new WeakMap<object, number>();
  const server = new Proxy(below, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return async (...given: unknown[]) => {
        const askedAt = clock.now();
        const answer: unknown = await method.apply(target, given);
        for (const part of [answer].flat()) if (part instanceof Object) times.set(part, askedAt);
        return answer;
      };
    },
  });
  return { server, readAt: (cron) => times.get(cron) ?? Number.NEGATIVE_INFINITY };
}
