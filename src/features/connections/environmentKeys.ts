/** In the order in which the Python SDK looks. */
const names = ["LANGGRAPH_API_KEY", "LANGSMITH_API_KEY", "LANGCHAIN_API_KEY"] as const;

export interface EnvironmentKey {
  readonly name: string;
  /** Never shown. */
  readonly value: string;
}

/** Keys that the environment holds, without the quotes and blanks that the Python SDK drops too. */
export function environmentKeys(environment: Readonly<Record<string, string | undefined>>): readonly EnvironmentKey[] {
  return names.flatMap((name) => {
    const value = (environment[name] ?? "").trim().replace(/^["']+|["']+$/g, "");
    return value === "" ? [] : [{ name, value }];
  });
}
