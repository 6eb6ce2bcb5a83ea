using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Transport.Streaming;

namespace Banyan.GraphQL.Transport;

/// <summary>What all transports of a server share.</summary>
internal sealed record ServerParts(GraphServerOptions Options, OperationDesk Desk, Executor Executor)
{
    /// <summary>Open event streams of each key.</summary>
    public KeyCounter Streams { get; } = new(Options.MaxStreamsPerKey);

    /// <summary>Open sockets of each key.</summary>
    public KeyCounter Sockets { get; } = new(Options.MaxSocketsPerKey);

    /// <summary>Tells the observer of an answer.</summary>
    public void Ended(GraphOperation? operation, long started, GraphResult result)
    {
        var refusal = result.HasRun || result.Errors.Count == 0 ? null : result.Errors[0].Code;
        Options.Observer?.Ended(new GraphOutcome(operation, Options.Time.GetElapsedTime(started)) { RefusalCode = refusal, Errors = result.Errors.Count });
    }

    /// <summary>Tells the observer of a refusal.</summary>
    public void Refused(GraphOperation? operation, long started, GraphRefusal refused) =>
        Options.Observer?.Ended(new GraphOutcome(operation, Options.Time.GetElapsedTime(started)) { RefusalCode = refused.Error.Code });
}
