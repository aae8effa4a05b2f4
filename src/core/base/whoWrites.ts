import { type Environment, variableOf } from "./environment";

/** Who writes to a server, as others are told while they wait: a workflow's run, or a person and their machine. */
export function whoWrites(env: Environment): string {
  const [run, repository] = [variableOf(env, "GITHUB_RUN_ID"), variableOf(env, "GITHUB_REPOSITORY")];
  if (run !== undefined && repository !== undefined) return `${repository} run ${run}`;
  const person = variableOf(env, "USER") ?? variableOf(env, "USERNAME");
  const machine = variableOf(env, "HOSTNAME") ?? variableOf(env, "COMPUTERNAME");
  return [person, machine].filter((part) => part !== undefined && part !== "").join("@");
}
