using System.Text.Json;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Transport.Http;
using Banyan.GraphQL.Transport.Sockets;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Transport;

/// <summary>Answers GraphQL over HTTP, event streams and sockets, given as plain values. One for a schema; safe for any number of requests at once.</summary>
public sealed class GraphServer
{
    private readonly ServerParts _parts;

    /// <param name="schema">What is asked against.</param>
    /// <param name="options">Null for the defaults.</param>
    public GraphServer(GraphSchema schema, GraphServerOptions? options = null)
    {
        Schema = schema;
        Options = options ?? new GraphServerOptions();
        var settings = new ExecutionSettings
        {
            Authorizer = Options.Authorizer,
            Errors = Options.Errors,
            Time = Options.Time,
            MaxDuration = Options.MaxDuration,
            MaxNodes = Options.MaxNodes,
        };
        _parts = new ServerParts(Options, new OperationDesk(schema, Options), new Executor(settings));
    }

    /// <summary>What is asked against.</summary>
    public GraphSchema Schema { get; }

    /// <summary>How it answers.</summary>
    public GraphServerOptions Options { get; }

    /// <summary>Answers a request: POST or GET, with JSON or a stream of events.</summary>
    /// <param name="request">As it came.</param>
    /// <param name="context">Who asks, and services that live until the reply is written.</param>
    /// <param name="cancellationToken">Signalled when the caller leaves.</param>
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    public ValueTask<GraphReply> HandleAsync(GraphRequest request, GraphContext context, CancellationToken cancellationToken) =>
        new HttpExchange(_parts, request, context).AnswerAsync(cancellationToken);

    /// <summary>Serves a socket of the protocol <c>graphql-transport-ws</c> until it closes.</summary>
    /// <param name="socket">Accepted, and how its caller is known.</param>
    /// <param name="cancellationToken">Signalled when the connection breaks.</param>
    public async Task RunSocketAsync(GraphSocket socket, CancellationToken cancellationToken)
    {
        using var session = new SocketSession(_parts, socket);
        await session.RunAsync(cancellationToken);
    }

    /// <summary>Runs a query or mutation in process.</summary>
    /// <param name="document">Its text.</param>
    /// <param name="variables">A JSON object; null for none.</param>
    /// <param name="context">Who asks.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The answer; a refused document's has errors alone. Dispose it.</returns>
    public async ValueTask<GraphResult> ExecuteAsync(string document, JsonElement? variables, GraphContext context, CancellationToken cancellationToken)
    {
        var (accepted, refused) = await _parts.Desk.AcceptAsync(new GraphCall(document, null, variables, null), context, cancellationToken);
        return accepted is null ? Replies.ResultOf(refused!) : await _parts.Executor.ExecuteAsync(accepted.Plan, accepted.Variables, context, cancellationToken);
    }
}
