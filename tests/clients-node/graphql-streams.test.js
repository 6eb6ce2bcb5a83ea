// The usual clients of both streaming protocols, unmodified: an operation goes there and back, and a refusal is told.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createClient as overEvents } from 'graphql-sse';
import { createClient as overSocket } from 'graphql-ws';
import { WebSocket } from 'ws';
import { key, url } from './banyan.js';

const events = () => overEvents({ url: `${url}/graphql`, headers: { authorization: `Bearer ${key}` }, retryAttempts: 0 });
const socket = (connectionParams) => overSocket({ url: `${url.replace(/^http/, 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams, retryAttempts: 0 });

async function all(client, query) {
  const answers = [];
  for await (const answer of client.iterate({ query })) answers.push(answer);
  return answers;
}

test('graphql-sse gets an answer and its end', async () => {
  const [answer, ...rest] = await all(events(), '{ me { tenant } }');
  assert.equal(typeof answer.data.me.tenant, 'string');
  assert.deepEqual(rest, []);
});

test('graphql-ws gets answers, one after the other, with the key in its first message', async () => {
  const client = socket({ authorization: `Bearer ${key}` });
  for (let i = 0; i < 3; i++) {
    const [answer, ...rest] = await all(client, '{ me { tenant } }');
    assert.equal(typeof answer.data.me.tenant, 'string');
    assert.deepEqual(rest, []);
  }
  await client.dispose();
});

test('graphql-ws is told why a document is refused', async () => {
  const client = socket({ Authorization: `Bearer ${key}` });
  await assert.rejects(all(client, '{ nothing }'), (errors) => errors[0].extensions.code === 'GRAPHQL_VALIDATION_FAILED');
  await client.dispose();
});

test('graphql-ws without a key is closed as forbidden', async () => {
  await assert.rejects(all(socket(), '{ me { tenant } }'), (closed) => closed.code === 4403);
});

const listening = {
  query: 'subscription($input: CompletionInput!) { completionStream(input: $input) { sequence delta response { content model } } }',
  variables: { input: { messages: [{ role: 'USER', content: 'Say hello to both of us' }], modelPreference: 'mock/chat' } },
};

for (const [name, open] of [['graphql-sse', () => events()], ['graphql-ws', () => socket({ authorization: `Bearer ${key}` })]]) {
  test(`${name} streams a completion, piece by piece and in order, with the whole answer last`, async () => {
    const client = open();
    const chunks = [];
    for await (const answer of client.iterate(listening)) {
      assert.equal(answer.errors, undefined);
      chunks.push(answer.data.completionStream);
    }
    await client.dispose();
    const last = chunks.at(-1);
    assert.ok(chunks.length > 2, `${chunks.length} chunks`);
    assert.deepEqual(chunks.map((chunk) => chunk.sequence), [...chunks.map((chunk) => chunk.sequence)].sort((a, b) => a - b));
    assert.equal(last.response.model, 'mock/chat');
    assert.equal(chunks.map((chunk) => chunk.delta).join(''), last.response.content);
  });
}
