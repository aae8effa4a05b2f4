/**
 * The address of a page of `docs/`.
 * @param repository its address, as `package.json` has it
 * @param page with or without a fragment
 */
export function docsAddress(repository: string, page: string): string {
  return `${repository.replace(/\.git$/, "")}/blob/main/docs/${page}`;
}
