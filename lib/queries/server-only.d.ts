/** Next resolves it by itself; it has no types of its own. */
declare module 'server-only';
