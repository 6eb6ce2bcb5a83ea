// A client of some twenty lines: what it asks and what it is told have the types that were generated.
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';

const { BANYAN_URL: url, BANYAN_KEY: key } = process.env;

export async function ask<TData, TVariables>(document: TypedDocumentNode<TData, TVariables>, variables: NoInfer<TVariables>): Promise<TData> {
  const reply = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const answer = (await reply.json()) as { data?: TData; errors?: { message: string }[] };
  if (answer.errors || answer.data === undefined) {
    throw new Error(`${reply.status}: ${JSON.stringify(answer.errors)}`);
  }
  return answer.data;
}
