// Where Banyan runs and what it is asked for; the test host sets both variables.
import assert from 'node:assert/strict';

export const url = process.env.BANYAN_URL;
export const key = process.env.BANYAN_KEY;
assert.ok(url && key, 'BANYAN_URL and BANYAN_KEY say where Banyan runs and which key it takes');

// The built-in mock, and the same mock behind a provider of each wire language: there every ask and answer is translated.
export const far = ['far-chat', 'far-responses', 'far-messages', 'far-gemini', 'far-ollama'];
export const tools = ['mock/tools', ...far.map((side) => `${side}/mock/tools`)];
// Ollama has no way to force a tool: Banyan refuses there instead of hoping.
export const forcible = tools.filter((model) => !model.startsWith('far-ollama'));
export const embedders = ['mock/embed', ...['far-chat', 'far-gemini', 'far-ollama'].map((side) => `${side}/mock/embed`)];

export const limited = 'mock/chat:status=429,retry-after=1';
export const broken = 'mock/chat:cut=3';
export const slow = 'mock/chat:pace=20ms,words=2000';

export const question = 'What is the weather in Oslo?';
export const weather = {
  type: 'object',
  properties: { city: { type: 'string' }, celsius: { type: 'integer', minimum: -90, maximum: 60 } },
  required: ['city', 'celsius'],
  additionalProperties: false,
};

export const said = (text) => `This is Banyan's mock model. You said: ${text}`;

export function isWeather(value) {
  assert.deepEqual(Object.keys(value).sort(), ['celsius', 'city']);
  assert.equal(value.city, 'Oslo');
  assert.equal(Number.isInteger(value.celsius), true);
}

export function isUnit(vector, length) {
  assert.equal(vector.length, length);
  const size = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  assert.ok(Math.abs(size - 1) < 1e-3, `a vector of length ${size}`);
}
