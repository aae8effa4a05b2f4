import { isSkippedFolder } from "./specNameOfFile";

export interface FolderEntry {
  readonly name: string;
  /** link: a link that leads to no file. other: neither file nor folder, such as a pipe. */
  readonly kind: "file" | "folder" | "link" | "other";
}

/** How folders are read. A place is a path on the command line, an address in the editor. */
export interface FolderPorts<Place> {
  /** Rejects if the folder can't be read. */
  readonly entries: (folder: Place) => Promise<readonly FolderEntry[]>;
  readonly child: (folder: Place, name: string) => Place;
  readonly isIgnored: (place: Place, kind: "file" | "folder") => Promise<boolean>;
}

/** Something that may have wanted files, or be one, and can't be read. */
export type UnreadablePlace<Place> =
  | { readonly kind: "folder"; readonly place: Place; readonly error: unknown }
  | { readonly kind: "other"; readonly place: Place };

export interface FilesBelow<Place> {
  readonly files: readonly Place[];
  readonly unreadable: readonly UnreadablePlace<Place>[];
}

/**
 * The wanted files in a folder and below, sorted by name in each folder, without what git ignores and what builds and
 * package managers put there. This is what a set has: the editor and the command line must find the same. Never rejects
 * for what can't be read.
 */
export async function filesBelow<Place>(
  folder: Place,
  isWanted: (file: Place, name: string) => boolean,
  ports: FolderPorts<Place>,
): Promise<FilesBelow<Place>> {
  // A user who names an ignored folder wants its files.
  const isMeant = await ports.isIgnored(folder, "folder");
  const isIgnored = isMeant ? async () => false : ports.isIgnored;
  const files: Place[] = [];
  const unreadable: UnreadablePlace<Place>[] = [];
  const walk = async (place: Place): Promise<void> => {
    for (const { kind, name } of await sortedEntries(place)) {
      const child = ports.child(place, name);
      if (kind === "folder") {
        if (!isSkippedFolder(name) && !(await isIgnored(child, "folder"))) await walk(child);
      } else if (isWanted(child, name) && !(await isIgnored(child, "file"))) {
        if (kind === "other") unreadable.push({ kind, place: child });
        // A link that leads nowhere is told by whoever reads it, with the system's reason.
        else files.push(child);
      }
    }
  };
  const sortedEntries = async (place: Place): Promise<readonly FolderEntry[]> => {
    try {
      return (await ports.entries(place)).toSorted((one, other) => (one.name < other.name ? -1 : 1));
    } catch (error) {
      unreadable.push({ kind: "folder", place, error });
      return [];
    }
  };
  await walk(folder);
  return { files, unreadable };
}
