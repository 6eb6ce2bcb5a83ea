using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Transport;
using Banyan.Host.Doors;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph;

/// <summary>Takes sockets over from HTTP. The key stands in the upgrade's headers, or in the first message, where browsers can put one.</summary>
internal sealed class GraphSockets(Lazy<GraphServer> server, DoorEntry entry, Identities identities, TimeProvider time, ILogger<GraphSockets> log)
{
    private const string Protocol = "graphql-transport-ws", Bearer = "Bearer ";

    public async Task ServeAsync(HttpContext http)
    {
        var id = ExchangeId.New(time);
        using var named = log.OfRequest(id, http.Request.Headers.TraceParent);
        if (!Origins.IsAllowed(http.Request))
        {
            await GraphRefusals.SendAsync(http, Origins.Foreign, id.ToString());
            return;
        }

        var presented = PresentedKey.Of(http.Request.Headers);
        var (caller, refused) = presented is null ? default : await entry.AuthenticateAsync(http);
        if (refused is not null)
        {
            await GraphRefusals.SendAsync(http, refused, id.ToString());
            return;
        }

        var offered = http.WebSockets.WebSocketRequestedProtocols.Contains(Protocol);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(offered ? Protocol : null);
        GraphContext? Known(Caller? found) => found is null ? null : new GraphContext(new CallerPrincipal(found), http.RequestServices) { TraceId = id.ToString() };
        try
        {
            await server.Value.RunSocketAsync(
                new GraphSocket(socket, Known(caller), async (authorization, token) => Known(await FindAsync(http, authorization, token))), http.RequestAborted);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client is gone.
        }
        catch (Exception bug)
        {
            log.DoorFailed(id, bug);
            http.Abort();
        }
    }

    private async ValueTask<Caller?> FindAsync(HttpContext http, string authorization, CancellationToken cancellationToken) =>
        (await identities.FindAsync(authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : authorization.Trim(), http.Connection.RemoteIpAddress, cancellationToken)).Caller;
}
