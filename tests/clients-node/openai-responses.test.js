import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import OpenAI from 'openai';
import { forcible, isWeather, key, limited, question, said, slow, tools, url, weather } from './banyan.js';

const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: key, maxRetries: 0 });
const declared = [{ type: 'function', name: 'get_weather', description: 'Weather of a city', parameters: weather, strict: true }];

for (const model of tools) {
  describe(`openai responses: ${model}`, () => {
    test('chat', async () => {
      const answer = await client.responses.create({ model, instructions: 'Be brief.', input: question, store: false });
      assert.equal(answer.output_text, said(question));
      assert.equal(answer.status, 'completed');
      assert.ok(answer.usage.input_tokens > 0 && answer.usage.output_tokens > 0);
    });

    test('stream', async () => {
      const seen = [];
      const stream = client.responses.stream({ model, input: question, store: false }).on('event', (event) => seen.push(event.type));
      const answer = await stream.finalResponse();
      assert.equal(answer.output_text, said(question));
      assert.equal(seen[0], 'response.created');
      assert.equal(seen.at(-1), 'response.completed');
      assert.ok(seen.filter((type) => type === 'response.output_text.delta').length > 2, 'a stream comes in pieces');
    });

    test('tools with a second turn', async () => {
      const input = [{ role: 'user', content: question }];
      const first = await client.responses.create({ model, input, tools: declared, store: false });
      const call = first.output.find((item) => item.type === 'function_call');
      assert.equal(call.name, 'get_weather');
      isWeather(JSON.parse(call.arguments));
      const second = await client.responses.create({
        model, tools: declared, store: false,
        input: [...input, ...first.output, { type: 'function_call_output', call_id: call.call_id, output: 'rain, 9 degrees' }],
      });
      assert.match(second.output_text, /rain, 9 degrees/);
    });

    test('an answer by JSON schema', async () => {
      const answer = await client.responses.parse({
        model, input: question, text: { format: { type: 'json_schema', name: 'weather', schema: weather, strict: true } }, store: false,
      });
      isWeather(JSON.parse(answer.output_text));
    });
  });
}

for (const model of forcible) {
  test(`openai responses: ${model}: a forced tool in a stream`, async () => {
    const stream = client.responses.stream({ model, input: 'Say something', tools: declared, tool_choice: { type: 'function', name: 'get_weather' }, store: false });
    const answer = await stream.finalResponse();
    const call = answer.output.find((item) => item.type === 'function_call');
    assert.equal(call.name, 'get_weather');
    assert.deepEqual(Object.keys(JSON.parse(call.arguments)).sort(), ['celsius', 'city']);
  });
}

describe('openai responses: when it fails', () => {
  test('a wrong key is an AuthenticationError', async () => {
    const stranger = new OpenAI({ baseURL: `${url}/v1`, apiKey: 'sk-nobody', maxRetries: 0 });
    await assert.rejects(stranger.responses.create({ model: 'mock/chat', input: question }), OpenAI.AuthenticationError);
  });

  test('an unknown model is a NotFoundError', async () => {
    await assert.rejects(client.responses.create({ model: 'no-such-model', input: question }), OpenAI.NotFoundError);
  });

  test('a limit is a RateLimitError', async () => {
    await assert.rejects(client.responses.create({ model: limited, input: question }), OpenAI.RateLimitError);
  });

  test('a cut stream never completes', async () => {
    const stream = await client.responses.create({ model: 'mock/chat:cut=6', input: question, stream: true });
    const seen = [];
    let thrown;
    try {
      for await (const event of stream) seen.push(event.type);
    } catch (error) {
      thrown = error;
    }
    assert.ok(!seen.includes('response.completed'));
    assert.ok(thrown instanceof OpenAI.APIError || seen.includes('error') || seen.includes('response.failed'), seen.join(' '));
  });

  test('an abort ends the stream', async () => {
    const stopping = new AbortController();
    const stream = await client.responses.create({ model: slow, input: question, stream: true }, { signal: stopping.signal });
    let pieces = 0;
    for await (const event of stream) {
      if (event.type === 'response.output_text.delta' && ++pieces === 3) stopping.abort();
    }
    assert.ok(pieces < 100, `${pieces} pieces came after all`);
  });
});
