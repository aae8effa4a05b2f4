import type { AgentServer } from "../server/agentServer";

/** A server of which some requests do more. */
export function overlay(below: AgentServer, above: Partial<AgentServer>): AgentServer {
  return new Proxy(below, {
    get: (target, name) => Reflect.get(Object.hasOwn(above, name) ? above : target, name),
  });
}
