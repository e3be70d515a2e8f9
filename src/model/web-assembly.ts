/** As much of it as is used. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  readonly RuntimeError: new () => Error;
};

type Imports = Readonly<Record<string, Readonly<Record<string, (...args: number[]) => number>>>>;

/** What a module gives, which is kept as base64. Throws where there is no WebAssembly, or no room for the module's memory. */
export const instantiate = (base64: string, imports: Imports = {}): object =>
  new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(base64, 'base64')), imports).exports;

/** Whether something was thrown by a module itself. */
export const isTrap = (error: unknown): boolean => error instanceof WebAssembly.RuntimeError;
