// Asks two servers in turn over keep-alive connections and tells requests for each second of the server's own CPU, and the spread of answers' times.
import { randomBytes } from 'node:crypto';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [host, out] = process.argv.slice(2);
const [rounds, seconds, connections] = [3, 4, 16];
const key = randomBytes(24).toString('hex');
const fifty = `{ ${Array.from({ length: 10 }, (_, i) => `m${i}: me { __typename tenant service a: tenant b: service }`).join(' ')} }`;
const queries = { '{ __typename }': '{ __typename }', '50 fields': fifty };

function start(command, args, options, ready) {
  const child = spawn('taskset', ['-c', '1', command, ...args], { stdio: ['pipe', 'pipe', 'inherit'], ...options });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (piece) => { said += piece; const port = ready(said); if (port) resolve({ child, port }); });
    child.on('exit', (code) => reject(new Error(`${command} ended with ${code}: ${said}`)));
  });
}

const warmed = new Set();
const cpu = (pid) => { const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' '); return (Number(fields[11]) + Number(fields[12])) / 100; };

async function measure({ child, port }, path, headers, query) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const body = JSON.stringify({ query });
  const once = () => new Promise((resolve, reject) => {
    const began = performance.now();
    const asked = request({ port, host: '127.0.0.1', path, method: 'POST', agent, headers: { ...headers, 'content-type': 'application/json', 'content-length': body.length } }, (answer) => {
      let text = '';
      answer.on('data', (piece) => { text += piece; }).on('end', () => (answer.statusCode === 200 && !text.includes('"errors"') ? resolve(performance.now() - began) : reject(new Error(text))));
    });
    asked.on('error', reject).end(body);
  });
  const run = async (until, times) => { while (performance.now() < until) times.push(await once()); };
  await Promise.all(Array.from({ length: connections }, () => run(performance.now() + (warmed.has(child.pid) ? 1000 : 8000), [])));
  warmed.add(child.pid);
  const [times, before] = [[], cpu(child.pid)];
  await Promise.all(Array.from({ length: connections }, () => run(performance.now() + seconds * 1000, times)));
  const spent = cpu(child.pid) - before;
  agent.destroy();
  times.sort((a, b) => a - b);
  return { perCpu: times.length / spent, perSecond: times.length / seconds, p50: times[times.length >> 1], p99: times[Math.floor(times.length * 0.99)] };
}

const folder = mkdtempSync(join(tmpdir(), 'banyan-graphql-'));
const banyan = await start('dotnet', [host], { cwd: folder, env: { ...process.env, BANYAN_ADMIN_KEY: key, BANYAN__server__listen: 'http://127.0.0.1:18097', BANYAN__storage__dataDir: join(folder, 'data'), BANYAN__rateLimiting__enabled: 'false' } }, (said) => said.includes('listens on') && 18097);
const yoga = await start('node', ['--no-warnings', 'yoga.mjs'], {}, (said) => Number(said.trim()));
const results = {};
for (const [name, query] of Object.entries(queries)) {
  results[name] = { banyan: [], yoga: [] };
  for (let round = 0; round < rounds; round++) {
    results[name].banyan.push(await measure(banyan, '/graphql', { authorization: `Bearer ${key}` }, query));
    results[name].yoga.push(await measure(yoga, '/graphql', {}, query));
  }
}

banyan.child.kill('SIGTERM');
yoga.child.stdin.end();
const middle = (list, of) => list.map((one) => one[of]).sort((a, b) => a - b)[list.length >> 1];
const row = ([name, { banyan: ours, yoga: theirs }]) => `| ${name} | ${middle(ours, 'perCpu').toFixed(0)} | ${middle(theirs, 'perCpu').toFixed(0)} | ${(middle(ours, 'perCpu') / middle(theirs, 'perCpu')).toFixed(2)} | ${middle(ours, 'p99').toFixed(2)} ms | ${middle(theirs, 'p99').toFixed(2)} ms |`;
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const page = `# GraphQL over HTTP

Written by \`bench/graphql/run\` at ${commit}: medians of ${rounds} interleaved rounds of ${seconds} s, ${connections} keep-alive connections, each server on one core, the driver on the other. Banyan answers as it is delivered: keys, rights, limits and meters on; graphql-yoga has no key, no limits, logging off. Ratios of one run are what counts; machines differ.

| query | Banyan, requests per CPU second | graphql-yoga | ratio | Banyan p99 | graphql-yoga p99 |
|---|---|---|---|---|---|
${Object.entries(results).map(row).join('\n')}
`;
// What bench/graphql/engine wrote stays.
const inProcess = existsSync(out) ? (/\n## In process\n[^]*$/.exec(readFileSync(out, 'utf8'))?.[0] ?? '') : '';
writeFileSync(out, page + inProcess);
console.log(page);
process.exit(0);
