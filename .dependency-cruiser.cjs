/** Import direction of the project; every rule is an error. */
const only = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '(\\.(test|spec)\\.tsx?$|/testing/)' },
  to: { path: '^(app|components|lib|prisma)/', pathNot: allowed },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A cycle has no direction.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'A module of ours that is imported must exist; packages are the compiler’s to check.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, path: '^(\\.|@/)' },
    },
    only('domain-is-pure', 'The domain knows nothing but itself.', '^lib/domain/', '^lib/domain/'),
    {
      name: 'domain-without-packages',
      comment: 'The domain has no packages and no I/O.',
      severity: 'error',
      from: { path: '^lib/domain/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'core'] },
    },
    only(
      'contract-is-client-safe',
      'The contract is shared with the browser.',
      '^lib/contract/',
      '^lib/(contract|domain)/',
    ),
    only('aws-is-a-door', 'lib/aws knows AWS and the domain.', '^lib/aws/', '^lib/(aws|domain)/'),
    only(
      'store-is-a-door',
      'lib/store knows Prisma and the domain.',
      '^lib/store/',
      '^(lib/(store|domain)/|prisma/generated/)',
    ),
    only(
      'live-carries-changes',
      'lib/live knows what changed, nothing else.',
      '^lib/live/',
      '^lib/(live|contract|domain)/',
    ),
    only(
      'collector-knows-no-next',
      'The collector moves from AWS to the store.',
      '^lib/collector/',
      '^lib/(collector|live|aws|store|contract|domain)/',
    ),
    only(
      'services-do-not-know-transports',
      'A service is the operator’s verb.',
      '^lib/services/',
      '^lib/(services|collector|live|aws|store|contract|domain)/',
    ),
    only(
      'runtime-composes',
      'The composition root wires what is below it.',
      '^lib/runtime/',
      '^lib/(runtime|services|collector|live|aws|store|contract|domain)/',
    ),
    only(
      'queries-are-the-read-door',
      'Pages read through queries.',
      '^lib/queries/',
      '^lib/(queries|runtime|services|store|contract|domain)/',
    ),
    only(
      'actions-are-the-write-door',
      'The browser writes through actions.',
      '^lib/actions/',
      '^lib/(actions|runtime|services|contract|domain)/',
    ),
    only(
      'components-render',
      'Components see the contract, the actions and the domain.',
      '^components/',
      '^(components/|lib/(contract|actions|domain)/)',
    ),
    only(
      'app-composes',
      'Routes place components and open the doors.',
      '^app/',
      '^(app/|components/|lib/(queries|actions|runtime|contract|domain)/)',
    ),
    only(
      'sandbox-stands-alone',
      'The sandbox is AWS: it shares the pure domain only.',
      '^lib/sandbox/(?!functions/)',
      '^lib/(sandbox|domain)/',
    ),
    only(
      'examples-are-ordinary-handlers',
      'Example functions are deployable unchanged.',
      '^lib/sandbox/functions/',
      '^lib/(sandbox/functions|rerun)/',
    ),
    only('rerun-stands-alone', 'lib/rerun imports nothing but the SDK client.', '^lib/rerun/', '^lib/rerun/'),
    {
      name: 'nobody-imports-the-sandbox',
      comment: 'Production code reaches AWS over HTTP only.',
      severity: 'error',
      from: {
        path: '^(app|components|lib)/',
        pathNot: '^(lib/(sandbox|cli|bench)/)|\\.(test|spec)\\.tsx?$|/testing/',
      },
      to: { path: '^lib/sandbox/' },
    },
    {
      name: 'one-door-to-the-sdk',
      comment: 'Only lib/aws imports the AWS SDK.',
      severity: 'error',
      from: {
        path: '^(app|components|lib)/',
        pathNot: '^lib/(aws|rerun|sandbox/functions|bench|cli)/|\\.test\\.ts$|/testing/',
      },
      to: { path: '@aws-sdk/' },
    },
    {
      name: 'one-door-to-prisma',
      comment: 'Only lib/store imports Prisma and the database drivers.',
      severity: 'error',
      from: { path: '^(app|components|lib)/', pathNot: '^lib/(store|bench|cli)/|\\.test\\.ts$|/testing/' },
      to: { path: '(@prisma/|@electric-sql/|node_modules/pg/|prisma/generated)' },
    },
    {
      name: 'features-do-not-import-each-other',
      comment: 'A feature folder stands alone; what two need goes to ui/ or live/.',
      severity: 'error',
      from: {
        path: '^components/(chains|logs|functions|health|events|rules|state-machines|conditions|activity)/',
      },
      to: {
        path: '^components/(chains|functions|health|events|rules|state-machines|conditions|activity)/',
        pathNot: '^components/$1/',
      },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules|prisma/generated' },
    exclude: { path: '^(\\.next|\\.reprise|node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
