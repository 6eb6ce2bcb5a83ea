import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import OpenAI from 'openai';
import { broken, embedders, forcible, isUnit, isWeather, key, limited, question, said, slow, tools, url, weather } from './banyan.js';

const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: key, maxRetries: 0 });
const asked = [{ role: 'user', content: question }];
const declared = [{ type: 'function', function: { name: 'get_weather', description: 'Weather of a city', parameters: weather, strict: true } }];

for (const model of tools) {
  describe(`openai chat: ${model}`, () => {
    test('chat', async () => {
      const answer = await client.chat.completions.create({ model, messages: [{ role: 'developer', content: 'Be brief.' }, ...asked] });
      assert.equal(answer.choices[0].message.content, said(question));
      assert.equal(answer.choices[0].finish_reason, 'stop');
      assert.ok(answer.usage.prompt_tokens > 0 && answer.usage.completion_tokens > 0);
      assert.equal(answer.usage.total_tokens, answer.usage.prompt_tokens + answer.usage.completion_tokens);
    });

    test('stream', async () => {
      const stream = await client.chat.completions.create({ model, messages: asked, stream: true, stream_options: { include_usage: true } });
      let text = '', pieces = 0, finish, usage;
      for await (const chunk of stream) {
        if (chunk.choices[0]?.delta.content) {
          text += chunk.choices[0].delta.content;
          pieces++;
        }
        finish = chunk.choices[0]?.finish_reason ?? finish;
        usage = chunk.usage ?? usage;
      }
      assert.equal(text, said(question));
      assert.ok(pieces > 2, 'a stream comes in pieces');
      assert.equal(finish, 'stop');
      assert.ok(usage.completion_tokens > 0);
    });

    test('tools with a second turn', async () => {
      const first = await client.chat.completions.create({ model, messages: asked, tools: declared });
      const message = first.choices[0].message;
      assert.equal(first.choices[0].finish_reason, 'tool_calls');
      assert.equal(message.tool_calls.length, 1);
      assert.equal(message.tool_calls[0].function.name, 'get_weather');
      isWeather(JSON.parse(message.tool_calls[0].function.arguments));
      const second = await client.chat.completions.create({
        model, tools: declared, messages: [...asked, message, { role: 'tool', tool_call_id: message.tool_calls[0].id, content: 'rain, 9 degrees' }],
      });
      assert.match(second.choices[0].message.content, /rain, 9 degrees/);
      assert.equal(second.choices[0].finish_reason, 'stop');
    });

    test('an answer by JSON schema', async () => {
      const answer = await client.chat.completions.parse({
        model, messages: asked, response_format: { type: 'json_schema', json_schema: { name: 'weather', schema: weather, strict: true } },
      });
      isWeather(JSON.parse(answer.choices[0].message.content));
    });
  });
}

for (const model of forcible) {
  test(`openai chat: ${model}: a forced tool in a stream`, async () => {
    const runner = client.chat.completions.stream({
      model, messages: [{ role: 'user', content: 'Say something' }], tools: declared, tool_choice: { type: 'function', function: { name: 'get_weather' } },
    });
    const answer = await runner.finalChatCompletion();
    assert.equal(answer.choices[0].message.tool_calls[0].function.name, 'get_weather');
    assert.deepEqual(Object.keys(JSON.parse(answer.choices[0].message.tool_calls[0].function.arguments)).sort(), ['celsius', 'city']);
  });
}

for (const model of embedders) {
  test(`openai embeddings: ${model}`, async () => {
    const plain = await client.embeddings.create({ model, input: ['the cat sat', 'the cat sat down'] });
    assert.equal(plain.data.length, 2);
    plain.data.forEach((one, index) => {
      assert.equal(one.index, index);
      isUnit(one.embedding, 256);
    });
    const short = await client.embeddings.create({ model, input: 'the cat sat', dimensions: 64, encoding_format: 'float' });
    isUnit(short.data[0].embedding, 64);
  });
}

describe('openai chat: when it fails', () => {
  const ask = (model, more = {}) => client.chat.completions.create({ model, messages: asked, ...more });

  test('a wrong key is an AuthenticationError', async () => {
    const stranger = new OpenAI({ baseURL: `${url}/v1`, apiKey: 'sk-nobody', maxRetries: 0 });
    await assert.rejects(stranger.chat.completions.create({ model: 'mock/chat', messages: asked }), (error) => {
      assert.ok(error instanceof OpenAI.AuthenticationError);
      assert.equal(error.status, 401);
      assert.equal(error.code, 'invalid_api_key');
      return true;
    });
  });

  test('an unknown model is a NotFoundError', async () => {
    await assert.rejects(ask('no-such-model'), (error) => {
      assert.ok(error instanceof OpenAI.NotFoundError);
      assert.equal(error.code, 'model_not_found');
      assert.ok(error.requestID, 'the request id is told');
      return true;
    });
  });

  test('a limit is a RateLimitError with the time to wait', async () => {
    await assert.rejects(ask(limited), (error) => {
      assert.ok(error instanceof OpenAI.RateLimitError);
      assert.equal(error.status, 429);
      assert.ok(Number(error.headers.get('retry-after')) >= 1);
      return true;
    });
  });

  test('a cut stream throws', async () => {
    const stream = await ask(broken, { stream: true });
    let text = '';
    await assert.rejects(async () => {
      for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
    }, OpenAI.APIError);
    assert.ok(text.length > 0);
  });

  test('an abort ends the stream', async () => {
    const stopping = new AbortController();
    const stream = await client.chat.completions.create({ model: slow, messages: asked, stream: true }, { signal: stopping.signal });
    let pieces = 0;
    for await (const chunk of stream) {
      if (chunk.choices[0]?.delta.content && ++pieces === 3) stopping.abort();
    }
    assert.ok(pieces < 100, `${pieces} pieces came after all`);
  });

  test('an abort before the answer is an APIUserAbortError', async () => {
    const stopping = new AbortController();
    const answer = client.chat.completions.create({ model: 'mock/chat:delay=60s', messages: asked }, { signal: stopping.signal });
    setImmediate(() => stopping.abort());
    await assert.rejects(answer, OpenAI.APIUserAbortError);
  });
});

describe('openai models', () => {
  test('the list names what the key may use', async () => {
    const names = [];
    for await (const model of client.models.list()) names.push(model.id);
    assert.ok(names.includes('mock/chat') && names.includes('far-messages/mock/tools'));
  });

  test('one of them, its name escaped by the client', async () => {
    assert.equal((await client.models.retrieve('mock/chat')).id, 'mock/chat');
    await assert.rejects(client.models.retrieve('mock/none'), OpenAI.NotFoundError);
  });
});
