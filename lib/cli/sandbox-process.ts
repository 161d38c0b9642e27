import { main } from './sandbox.ts';

// The sandbox as a child of `npm start`.
process.exitCode = await main([]);
