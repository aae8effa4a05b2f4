interface Components {
  readonly scheme: string;
  readonly authority?: string;
  readonly path?: string;
  readonly query?: string;
  readonly fragment?: string;
}

/** Of POSIX paths only. */
export class Uri {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;

  private constructor({ authority = "", fragment = "", path = "", query = "", scheme }: Components) {
    this.scheme = scheme;
    this.authority = authority;
    this.path = path;
    this.query = query;
    this.fragment = fragment;
  }

  static from(components: Components): Uri {
    return new Uri(components);
  }

  static file(path: string): Uri {
    return new Uri({ scheme: "file", path });
  }

  static parse(text: string): Uri {
    const [, scheme = "file", authority = "", path = "", query = "", fragment = ""] =
      /^([^:/?#]+):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/.exec(text) ?? [];
    const decoded = [authority, path, query, fragment].map(decodeURIComponent);
    return new Uri({
      scheme,
      authority: decoded[0],
      path: decoded[1],
      query: decoded[2],
      fragment: decoded[3],
    } as Components);
  }

  static joinPath(base: Uri, ...parts: readonly string[]): Uri {
    const segments: string[] = [];
    for (const segment of [base.path, ...parts].join("/").split("/")) {
      if (segment === "..") segments.pop();
      else if (segment !== "" && segment !== ".") segments.push(segment);
    }
    return base.with({ path: `/${segments.join("/")}` });
  }

  get fsPath(): string {
    return this.path;
  }

  with(change: Partial<Components>): Uri {
    const { authority, fragment, path, query, scheme } = this;
    return new Uri({ authority, fragment, path, query, scheme, ...change });
  }

  toString(): string {
    const path = this.path.split("/").map(encodeURIComponent).join("/");
    const authority = this.authority !== "" || this.scheme === "file" ? `//${this.authority}` : "";
    const query = this.query === "" ? "" : `?${encodeURIComponent(this.query)}`;
    const fragment = this.fragment === "" ? "" : `#${encodeURIComponent(this.fragment)}`;
    return `${this.scheme}:${authority}${path}${query}${fragment}`;
  }

  toJSON(): Components {
    const { authority, fragment, path, query, scheme } = this;
    return { scheme, authority, path, query, fragment };
  }
}
