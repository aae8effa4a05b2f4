/** In the order in which the Python SDK reads them. */
const names = ["LANGGRAPH_API_KEY", "LANGSMITH_API_KEY", "LANGCHAIN_API_KEY"] as const;

export interface EnvironmentKey {
  readonly name: string;
  /** Never shown. */
  readonly value: string;
}

/** Keys in the environment, without the quotes and spaces that the Python SDK also drops. */
export function environmentKeys(environment: Readonly<Record<string, string | undefined>>): readonly EnvironmentKey[] {
  return names.flatMap((name) => {
    const value = (environment[name] ?? "").trim().replace(/^["']+|["']+$/g, "");
    return value === "" ? [] : [{ name, value }];
  });
}
