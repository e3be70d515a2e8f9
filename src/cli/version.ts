/** Put in by the build (scripts/build.mjs). */
declare const __NETGRAPH_VERSION__: string | undefined;

/** The version of the package, or `development` when run from source. */
export const VERSION = typeof __NETGRAPH_VERSION__ === 'undefined' ? 'development' : __NETGRAPH_VERSION__;
