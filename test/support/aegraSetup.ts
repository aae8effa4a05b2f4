import type { TestProject } from "vitest/node";
import { startAegra } from "./aegra";
import { commitLate } from "./lateCommits";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of Aegra: `inject("aegraUrl")`. */
    aegraUrl: string;
    /** Its database, for a second Aegra on it. */
    aegraDatabase: string;
  }
}

/** One Aegra on PostgreSQL for a whole test project. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startAegra({ name: project.name });
  await commitLate(server.postgresUri);
  project.provide("aegraUrl", server.url);
  project.provide("aegraDatabase", server.postgresUri);
  return () => server.stop();
}
