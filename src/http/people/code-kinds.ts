/** What there are codes of, as paths name it. */
export const CODE_KINDS = ["guide", "profile", "thunderbird-android", "davx5"] as const;
export type CodeKind = (typeof CODE_KINDS)[number];

export const CODE_FORMATS = ["svg", "png"] as const;
export type CodeFormat = (typeof CODE_FORMATS)[number];
