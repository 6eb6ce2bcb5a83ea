// What is generated of Banyan's schema: all its types, and a few operations as documents that know what they ask and are told.
const config = { strictScalars: true, useTypeImports: true, enumsAsTypes: true, scalars: { DateTime: 'string', Decimal: 'string', JSON: 'unknown', Long: 'number' } };

module.exports = {
  schema: '../../docs/graphql/schema.graphql',
  documents: 'operations/*.graphql',
  generates: {
    'artifacts/generated/schema.ts': { plugins: ['typescript'], config },
    'artifacts/generated/banyan.ts': { plugins: ['typescript-operations', 'typed-document-node'], config },
  },
};
