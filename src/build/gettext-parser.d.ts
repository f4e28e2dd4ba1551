/** What we use of it; it brings no types. */
declare module "gettext-parser" {
  export interface GetTextTranslation {
    readonly msgid: string;
    readonly msgctxt?: string;
    readonly msgid_plural?: string;
    readonly msgstr: readonly string[];
    readonly comments?: Readonly<
      Partial<Record<"translator" | "reference" | "extracted" | "flag" | "previous", string>>
    >;
  }

  /** By context, and then by text. */
  export type GetTextMessages = Readonly<Record<string, Readonly<Record<string, GetTextTranslation>>>>;

  export interface GetTextFile {
    readonly charset: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly translations: GetTextMessages;
    readonly obsolete?: GetTextMessages;
  }

  export const po: {
    parse(text: string): GetTextFile;
    compile(file: GetTextFile, options: { readonly foldLength: number }): Uint8Array;
  };
}
