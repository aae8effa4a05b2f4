import type { Connection } from "../../platform/servers/connections/connection";
import type { DeletedCron } from "../../platform/servers/cronActions";

/** Crons that were deleted together and can be made again together. */
export interface DeletedBatch {
  readonly connection: Connection;
  readonly crons: readonly DeletedCron[];
}

/** More than anybody undoes. */
const mostBatches = 20;

/**
 * The crons deleted in this window, for as long as it is open: their payloads can hold secrets, so nothing of them is
 * stored. What is taken out is no longer there, so no cron is made again twice.
 */
export class DeletedCrons {
  private batches: readonly DeletedBatch[] = [];

  get latest(): DeletedBatch | undefined {
    return this.batches.at(-1);
  }

  add(batch: DeletedBatch): void {
    this.batches = [...this.batches, batch].slice(-mostBatches);
  }

  /** The batch, once; undefined if it was taken before. */
  take(batch: DeletedBatch): DeletedBatch | undefined {
    const isThere = this.batches.includes(batch);
    this.batches = this.batches.filter((each) => each !== batch);
    return isThere ? batch : undefined;
  }

  /** Nothing can be made again on a connection that is gone. */
  keepOnly(connectionIds: readonly string[]): void {
    this.batches = this.batches.filter(({ connection }) => connectionIds.includes(connection.id));
  }
}
