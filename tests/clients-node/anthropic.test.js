import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { broken, forcible, isWeather, key, limited, question, said, slow, tools, url, weather } from './banyan.js';

const client = new Anthropic({ baseURL: url, apiKey: key, maxRetries: 0 });
const asked = [{ role: 'user', content: question }];
const declared = [{ name: 'get_weather', description: 'Weather of a city', input_schema: weather }];
const text = (message) => message.content.filter((block) => block.type === 'text').map((block) => block.text).join('');

for (const model of tools) {
  describe(`anthropic messages: ${model}`, () => {
    test('chat', async () => {
      const answer = await client.messages.create({ model, max_tokens: 200, system: 'Be brief.', messages: asked });
      assert.equal(answer.type, 'message');
      assert.equal(answer.role, 'assistant');
      assert.equal(text(answer), said(question));
      assert.equal(answer.stop_reason, 'end_turn');
      assert.ok(answer.usage.input_tokens > 0 && answer.usage.output_tokens > 0);
    });

    test('stream', async () => {
      const seen = [];
      const stream = client.messages.stream({ model, max_tokens: 200, messages: asked }).on('streamEvent', (event) => seen.push(event.type));
      const answer = await stream.finalMessage();
      assert.equal(text(answer), said(question));
      assert.equal(answer.stop_reason, 'end_turn');
      assert.equal(seen[0], 'message_start');
      assert.equal(seen.at(-1), 'message_stop');
      assert.ok(seen.filter((type) => type === 'content_block_delta').length > 2, 'a stream comes in pieces');
      assert.ok(answer.usage.output_tokens > 0);
    });

    test('tools with a second turn', async () => {
      const first = await client.messages.create({ model, max_tokens: 200, messages: asked, tools: declared });
      assert.equal(first.stop_reason, 'tool_use');
      const call = first.content.find((block) => block.type === 'tool_use');
      assert.equal(call.name, 'get_weather');
      isWeather(call.input);
      const second = await client.messages.create({
        model, max_tokens: 200, tools: declared,
        messages: [...asked, { role: 'assistant', content: first.content }, { role: 'user', content: [{ type: 'tool_result', tool_use_id: call.id, content: 'rain, 9 degrees' }] }],
      });
      assert.match(text(second), /rain, 9 degrees/);
      assert.equal(second.stop_reason, 'end_turn');
    });

    test('an answer by JSON schema', async () => {
      const answer = await client.messages.create({ model, max_tokens: 200, messages: asked, output_config: { format: { type: 'json_schema', schema: weather } } });
      isWeather(JSON.parse(text(answer)));
    });
  });
}

for (const model of forcible) {
  test(`anthropic messages: ${model}: a forced tool in a stream`, async () => {
    const stream = client.messages.stream({
      model, max_tokens: 200, messages: [{ role: 'user', content: 'Say something' }], tools: declared, tool_choice: { type: 'tool', name: 'get_weather' },
    });
    const answer = await stream.finalMessage();
    const call = answer.content.find((block) => block.type === 'tool_use');
    assert.equal(call.name, 'get_weather');
    assert.deepEqual(Object.keys(call.input).sort(), ['celsius', 'city']);
  });
}

test('anthropic: tokens are counted', async () => {
  const counted = await client.messages.countTokens({ model: 'mock/chat', messages: asked });
  assert.ok(counted.input_tokens > 0);
});

describe('anthropic models', () => {
  test('the list names what the key may use', async () => {
    const names = [];
    for await (const model of client.models.list()) names.push(model.id);
    assert.ok(names.includes('mock/chat') && names.includes('far-chat/mock/tools'));
  });

  test('one of them, in the shape this client reads', async () => {
    const model = await client.models.retrieve('mock/chat');
    assert.equal(model.id, 'mock/chat');
    assert.equal(model.type, 'model');
    assert.ok(model.display_name && model.created_at);
    await assert.rejects(client.models.retrieve('mock/none'), (error) => {
      assert.ok(error instanceof Anthropic.NotFoundError);
      assert.equal(error.error.error.type, 'not_found_error');
      return true;
    });
  });
});

describe('anthropic messages: when it fails', () => {
  const ask = (model, more = {}) => client.messages.create({ model, max_tokens: 200, messages: asked, ...more });

  test('a wrong key is an AuthenticationError', async () => {
    const stranger = new Anthropic({ baseURL: url, apiKey: 'sk-nobody', maxRetries: 0 });
    await assert.rejects(stranger.messages.create({ model: 'mock/chat', max_tokens: 200, messages: asked }), (error) => {
      assert.ok(error instanceof Anthropic.AuthenticationError);
      assert.equal(error.status, 401);
      assert.equal(error.error.error.type, 'authentication_error');
      return true;
    });
  });

  test('a key as a token is as good as an API key', async () => {
    const bearer = new Anthropic({ baseURL: url, apiKey: null, authToken: key, maxRetries: 0 });
    assert.equal(text(await bearer.messages.create({ model: 'mock/chat', max_tokens: 200, messages: asked })), said(question));
  });

  test('an unknown model is a NotFoundError', async () => {
    await assert.rejects(ask('no-such-model'), (error) => {
      assert.ok(error instanceof Anthropic.NotFoundError);
      assert.ok(error.requestID, 'the request id is told');
      return true;
    });
  });

  test('a limit is a RateLimitError with the time to wait', async () => {
    await assert.rejects(ask(limited), (error) => {
      assert.ok(error instanceof Anthropic.RateLimitError);
      assert.ok(Number(error.headers.get('retry-after')) >= 1);
      return true;
    });
  });

  test('a cut stream throws', async () => {
    const seen = [];
    await assert.rejects(async () => {
      for await (const event of await ask(broken, { stream: true })) seen.push(event.type);
    }, Anthropic.APIError);
    assert.ok(seen.length > 0 && !seen.includes('message_stop'));
  });

  test('an abort ends the stream', async () => {
    const stopping = new AbortController();
    const stream = await client.messages.create({ model: slow, max_tokens: 4000, messages: asked, stream: true }, { signal: stopping.signal });
    let pieces = 0;
    for await (const event of stream) {
      if (event.type === 'content_block_delta' && ++pieces === 3) stopping.abort();
    }
    assert.ok(pieces < 100, `${pieces} pieces came after all`);
  });
});
