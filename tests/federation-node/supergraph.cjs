// Starts the suite's two reference subgraphs and a gateway in front of them and of the subgraph at PRODUCTS_URL.
// Prints the gateway's address once it answers; ends when its standard input does.
const { spawn } = require('node:child_process');
const net = require('node:net');
const path = require('node:path');
const { gateway } = require('./gateway.cjs');

const suite = path.dirname(require.resolve('@apollo/federation-subgraph-compatibility-tests/package.json'));
const children = [];

const freePort = () => new Promise((resolve) => {
  const server = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

async function ask(url, body) {
  const reply = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify(body) });
  return reply.json();
}

async function subgraph(name) {
  const port = await freePort();
  const child = spawn(process.execPath, ['index.js'], {
    cwd: path.join(suite, 'dist', 'subgraphs', name), env: { ...process.env, [`${name.toUpperCase()}_PORT`]: String(port) }, stdio: ['ignore', 'ignore', 'inherit'],
  });
  children.push(child);
  const url = `http://localhost:${port}/`;
  while (child.exitCode === null) {
    if (await ask(url, { query: '{ __typename }' }).then((reply) => reply.data !== undefined, () => false)) {
      return { name, url };
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${name} ended`);
}

async function main() {
  const subgraphs = [{ name: 'products', url: process.env.PRODUCTS_URL }, ...(await Promise.all(['inventory', 'users'].map(subgraph)))];
  console.log(await gateway(subgraphs));
}

function end(status) {
  children.forEach((child) => child.kill());
  process.exit(status);
}

process.stdin.on('end', () => end(0)).resume();
main().catch((error) => {
  console.error(error);
  end(1);
});
