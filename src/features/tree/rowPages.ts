/** VS Code takes seconds to draw more rows than this below one. */
const pageSize = 500;

/** How many rows are shown below each row that has very many, by the row's id. */
export class RowPages {
  private readonly pages = new Map<string, number>();

  /** How many of the rows below are shown. */
  shown(id: string): number {
    return (this.pages.get(id) ?? 1) * pageSize;
  }

  /** How many the next page has, if so many are left. */
  next(left: number): number {
    return Math.min(left, pageSize);
  }

  more(id: string): void {
    this.pages.set(id, (this.pages.get(id) ?? 1) + 1);
  }

  /** Shows as many as it takes to see the row at `index`. */
  reach(id: string, index: number): void {
    const pages = Math.ceil((index + 1) / pageSize);
    if (pages > (this.pages.get(id) ?? 1)) this.pages.set(id, pages);
  }

  /** Others are below the rows now. */
  clear(): void {
    this.pages.clear();
  }
}
