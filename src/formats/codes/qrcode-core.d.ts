/** The npm package's encoder alone: its entry point brings a command line's, canvases' and files' code with it. */
declare module "qrcode/lib/core/qrcode.js" {
  export function create(
    segments: readonly { readonly mode: "byte"; readonly data: Uint8Array }[],
    options: { readonly errorCorrectionLevel: "L" | "M" },
  ): { readonly modules: { readonly size: number; readonly data: Uint8Array } };
}
