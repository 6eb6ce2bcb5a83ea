// The suite's tests as they are; only the addresses come from the environment. Federated tracing (ftv1) is not offered.
const path = require('node:path');

const suite = path.dirname(require.resolve('@apollo/federation-subgraph-compatibility-tests/package.json'));
module.exports = {
  rootDir: path.join(suite, 'dist', 'tests'),
  testMatch: ['**/*.test.js'],
  testEnvironment: 'node',
  testPathIgnorePatterns: ['ftv1'],
  haste: { retainAllFiles: true },
  moduleNameMapper: { '/utils/client$': path.join(__dirname, 'client.cjs') },
};
