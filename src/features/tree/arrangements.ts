import { countAttention } from "../../core/health/attention";
import type { Cron } from "../../core/server/cron";
import { type Connection, connectionKey } from "../../platform/servers/connections/connection";
import type { ServerStore } from "../../platform/servers/serverStore";
import { type Arrangement, arrangeCrons, type CronFact } from "./arrange/arrangeCrons";
import { isFiltering, passesFilters } from "./arrange/cronFilters";
import { timeBounds } from "./arrange/nextRunGroup";
import { type RedrawnRow, redrawnRows } from "./arrange/redrawnRows";
import type { TreeChoices } from "./treeChoices";

/** Finds crons while the user searches. */
interface Search {
  readonly isSearching: boolean;
  /** The crons that match, and all of matching threads. */
  crons(connection: Connection): readonly Cron[];
}

interface Surroundings {
  readonly now: () => number;
  /** The zone in which the person reads the clock. */
  readonly zone: () => string;
}

export interface Arranged extends Arrangement {
  /** How many of the connection's crons need attention, whether they are shown or not. */
  readonly attention: number;
  /** How many crons are shown, and how many there are. */
  readonly shown: number;
  readonly all: number;
}

/** How the crons of each connection stand in the tree, kept until something changes. */
export class Arrangements {
  private readonly known = new Map<string, { readonly arranged: Arranged; readonly crons: readonly Cron[] }>();

  constructor(
    private readonly store: ServerStore,
    private readonly search: Search,
    private readonly choices: TreeChoices,
    private readonly surroundings: Surroundings,
  ) {}

  of(connection: Connection): Arranged {
    const key = connectionKey(connection);
    const known = this.known.get(key);
    const crons = this.store.crons(connection);
    if (known?.crons === crons) return known.arranged;
    const arranged = this.arrange(connection);
    this.known.set(key, { arranged, crons });
    return arranged;
  }

  /** All crons of a connection with their health. */
  facts(connection: Connection): readonly CronFact[] {
    return this.factsOf(connection, this.store.crons(connection));
  }

  forget(connection?: Connection): void {
    if (connection === undefined) this.known.clear();
    else this.known.delete(connectionKey(connection));
  }

  /** Which rows are others after these crons have changed; undefined if none of the connection was drawn. */
  follow(connection: Connection, changed: readonly string[]): readonly RedrawnRow[] | undefined {
    const before = this.known.get(connectionKey(connection))?.arranged;
    if (before === undefined) return undefined;
    this.forget(connection);
    const after = this.of(connection);
    if (after.attention !== before.attention) return [{ kind: "connection" }];
    return redrawnRows(before, after, changed, this.choices.grouping === "thread");
  }

  private arrange(connection: Connection): Arranged {
    const { filters, grouping } = this.choices;
    const facts = this.facts(connection);
    const found = this.search.isSearching ? this.factsOf(connection, this.search.crons(connection)) : facts;
    const shown = isFiltering(filters) ? found.filter((fact) => passesFilters(fact, filters)) : found;
    const bounds = timeBounds(this.surroundings.now(), this.surroundings.zone());
    return {
      ...arrangeCrons(shown, grouping, bounds),
      attention: countAttention(facts.map(({ health }) => health)),
      shown: shown.length,
      all: facts.length,
    };
  }

  private factsOf(connection: Connection, crons: readonly Cron[]): readonly CronFact[] {
    return crons.map((cron) => ({ cron, health: this.store.health(connection, cron) }));
  }
}
