import { queryPostgres } from "../../scripts/lib/databases.mjs";

export interface Lateness {
  /** Each new row is seen by others so many seconds after it was stamped, at most. */
  readonly insert: number;
  /** Each change of a row is. */
  readonly update: number;
}

/** Crons whose name begins so are the late ones; all others are as always. */
export const lateName = "late-";

/**
 * From now on crons named `late-…` are committed late, by a random part of so many seconds: a transaction stamps its row
 * at its beginning, and until its end nobody else can see it. Slow disks do that, and synchronous replicas.
 * Both Aegra and langgraph-runtime-pg keep crons in a table `crons`.
 */
export async function commitLate(postgresUri: string, lateness: Lateness): Promise<void> {
  const late = (operation: "insert" | "update") => {
    const named = `starts_with(coalesce(new.metadata ->> 'langgraph_crons_name', ''), '${lateName}')`;
    return `
      create function commit_late_${operation}() returns trigger language plpgsql as
        $$ begin perform pg_sleep(random() * ${lateness[operation]}); return null; end $$;
      create constraint trigger commit_late_${operation} after ${operation} on crons
        deferrable initially deferred for each row when (${named}) execute function commit_late_${operation}();`;
  };
  await queryPostgres(
    postgresUri,
    `drop function if exists commit_late_insert cascade;
     drop function if exists commit_late_update cascade;
     ${late("insert")} ${late("update")}`,
  );
}
