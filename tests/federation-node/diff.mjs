// Reads [[before, after], ...] from standard input; writes the kinds of change the reference implementation finds in each pair, as JSON.
import { readFileSync } from 'node:fs';
import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';

const pairs = JSON.parse(readFileSync(0, 'utf8')).map((pair) => pair.map((sdl) => buildSchema(sdl)));
console.log(JSON.stringify(pairs.map(([before, after]) => [
  ...findBreakingChanges(before, after).map((change) => `Breaking ${change.type}`),
  ...findDangerousChanges(before, after).map((change) => `Dangerous ${change.type}`),
])));
