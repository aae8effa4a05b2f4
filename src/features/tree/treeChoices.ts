import type { Memento } from "vscode";
import { type CronFilters, noFilters } from "./arrange/cronFilters";
import { type Grouping, isGrouping } from "./arrange/grouping";

/** What the user has chosen about the tree. */
interface Choices {
  readonly grouping: Grouping;
  readonly filters: CronFilters;
  /** Whether threads without crons are shown. */
  readonly showsOtherThreads: boolean;
}

const key = "tree";
const defaults: Choices = { grouping: "thread", filters: noFilters, showsOtherThreads: true };

/** How the tree is to look, remembered for each workspace. */
export class TreeChoices {
  private current: Choices;

  constructor(private readonly memory: Pick<Memento, "get" | "update">) {
    this.current = readChoices(memory.get<unknown>(key));
  }

  get grouping(): Grouping {
    return this.current.grouping;
  }

  get filters(): CronFilters {
    return this.current.filters;
  }

  get showsOtherThreads(): boolean {
    return this.current.showsOtherThreads;
  }

  change(change: Partial<Choices>): void {
    this.current = { ...this.current, ...change };
    void this.memory.update(key, this.current);
  }
}

/** Another version of the extension may have written it. */
function readChoices(stored: unknown): Choices {
  const { filters, grouping, showsOtherThreads } = recordOf(stored);
  const { assistants, health } = recordOf(filters);
  return {
    grouping: isGrouping(grouping) ? grouping : defaults.grouping,
    filters: { health: textsOf(health), assistants: textsOf(assistants) },
    showsOtherThreads: typeof showsOtherThreads === "boolean" ? showsOtherThreads : defaults.showsOtherThreads,
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
