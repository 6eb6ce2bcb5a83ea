// Reads {"name": sdl, ...} from standard input; two composers compose the subgraphs, and each one's verdict is written as JSON.
import { readFileSync } from 'node:fs';
import { composeServices as guild } from '@theguild/federation-composition';
import apollo from '@apollo/composition';
import { parse } from 'graphql';

const subgraphs = Object.entries(JSON.parse(readFileSync(0, 'utf8'))).map(([name, sdl]) => ({ name, url: `http://${name}.invalid/`, typeDefs: parse(sdl) }));
const told = (result) => ({ errors: (result.errors ?? []).map((error) => error.message), supergraph: result.supergraphSdl ?? null });

console.log(JSON.stringify({ apollo: told(apollo.composeServices(subgraphs)), guild: told(guild(subgraphs)) }));
