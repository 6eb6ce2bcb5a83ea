using System.Net.WebSockets;
using Banyan.GraphQL.Execution;

namespace Banyan.GraphQL.Transport;

/// <summary>An accepted web socket and how its caller is known.</summary>
/// <param name="Socket">Accepted with the subprotocol <c>graphql-transport-ws</c> where the client offered it; closed when served.</param>
/// <param name="Context">The caller of the upgrade's headers; null when those named none.</param>
/// <param name="Authenticate">Turns the first message's <c>authorization</c> into a caller; null when it is not accepted.</param>
public sealed record GraphSocket(WebSocket Socket, GraphContext? Context, Func<string, CancellationToken, ValueTask<GraphContext?>> Authenticate);
