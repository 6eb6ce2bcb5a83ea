using Banyan.Gateway.Spine;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Transport;
using Banyan.Host.Doors;
using Banyan.Host.Doors.Intents;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph;

/// <summary>Joins HTTP to the GraphQL server: key, request, reply. A browser that opens the address gets a page to ask from.</summary>
internal sealed class GraphDoor(Lazy<GraphServer> server, DoorEntry entry, GraphSockets sockets, TimeProvider time, ILogger<GraphDoor> log)
{
    private const string Path = "/graphql";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var door = routes.ServiceProvider.GetRequiredService<GraphDoor>();
        routes.Map(Path, door.RunAsync).WithSummary("GraphQL: queries, mutations, subscriptions").WithTags("graphql").ExcludeFromDescription();
    }

    private async Task RunAsync(HttpContext http)
    {
        if (http.WebSockets.IsWebSocketRequest)
        {
            await sockets.ServeAsync(http);
            return;
        }

        if (ExplorerPage.IsWanted(http.Request))
        {
            await ExplorerPage.SendAsync(http);
            return;
        }

        var id = ExchangeId.New(time);
        using var named = log.OfRequest(id, http.Request.Headers.TraceParent);
        http.Response.Headers["x-request-id"] = id.ToString();
        try
        {
            await AnswerAsync(http, id);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller left: there is nobody to tell.
        }
        catch (Exception bug)
        {
            log.DoorFailed(id, bug);
            await GraphRefusals.BreakAsync(http, IntentFailures.Internal, id.ToString());
        }
    }

    private async Task AnswerAsync(HttpContext http, ExchangeId id)
    {
        var (caller, refused) = await entry.AuthenticateAsync(http);
        if (caller is null)
        {
            await GraphRefusals.SendAsync(http, refused!, id.ToString());
            return;
        }

        if (!IsOperating(caller) && entry.Room.Refuses())
        {
            await GraphRefusals.SendAsync(http, AskRoom.Full, id.ToString());
            return;
        }

        await using var running = entry.Begin(http, caller, out var closed);
        if (running is null)
        {
            await GraphRefusals.SendAsync(http, closed!, id.ToString());
            return;
        }

        var context = new GraphContext(new CallerPrincipal(caller), http.RequestServices) { TraceId = id.ToString() };
        try
        {
            await ReplyAsync(http, context, running.Token);
        }
        catch (OperationCanceledException) when (running.Stopped is not null && !http.RequestAborted.IsCancellationRequested)
        {
            await GraphRefusals.StoppedAsync(http, running.Stopped!, id.ToString());
        }
    }

    /// <summary>Whoever looks after the service gets in when nobody else does: a flood is ended from here.</summary>
    private static bool IsOperating(Caller caller) => caller.Grants.May("kill:write");

    private async Task ReplyAsync(HttpContext http, GraphContext context, CancellationToken cancellationToken)
    {
        var reply = await server.Value.HandleAsync(RequestOf(http.Request), context, cancellationToken);
        http.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
        {
            http.Response.Headers[name] = value;
        }

        await reply.WriteAsync(http.Response.BodyWriter, cancellationToken);
    }

    private static GraphRequest RequestOf(HttpRequest request) => new(request.Method, request.BodyReader)
    {
        ContentType = request.ContentType,
        Accept = request.Headers.Accept.Count == 0 ? null : request.Headers.Accept.ToString(),
        Query = name => request.Query.TryGetValue(name, out var value) ? value.ToString() : null,
        HasCookieCredentials = request.Headers.Cookie.Count > 0 && PresentedKey.Of(request.Headers) is null,
        HasGuardHeader = request.Headers.ContainsKey("x-banyan-csrf"),
    };
}
