/** @type {import('next').NextConfig} */
export default {
  cacheComponents: true,
  partialPrefetching: true,
  reactCompiler: false,
  typedRoutes: true,
  poweredByHeader: false,
  // PGlite loads its WASM by file path and pg opens sockets: bundling either builds and then fails at run time.
  serverExternalPackages: ['@electric-sql/pglite', 'pg', '@prisma/client', '@prisma/adapter-pg', 'pino'],
  experimental: {
    // Lambda's synchronous payload limit is 6 MB, and quotes and escapes grow on the way; the service checks it exactly.
    serverActions: { bodySizeLimit: '16mb' },
  },
};
