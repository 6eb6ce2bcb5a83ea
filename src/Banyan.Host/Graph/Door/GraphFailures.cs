using Banyan.Gateway.Spine;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Language;
using Banyan.Host.Doors.Intents;

namespace Banyan.Host.Graph.Door;

/// <summary>What callers read of what resolvers throw; bugs go to the log under the request's id.</summary>
internal sealed partial class GraphFailures(ILogger<GraphFailures> log) : IGraphErrors
{
    /// <inheritdoc />
    public GraphError? Describe(Exception exception, GraphContext context) => exception switch
    {
        RefusedException refused => FailureCodes.Describe(refused.Failure, context.TraceId, refused.Violations),
        StoreAwayException => FailureCodes.Describe(IntentFailures.Away, context.TraceId),
        _ => null,
    };

    /// <inheritdoc />
    public void Unexpected(Exception bug, string traceId) => Failed(log, traceId, bug);

    [LoggerMessage(110, LogLevel.Error, "graph_field_failed request {RequestId}")]
    private static partial void Failed(ILogger log, string requestId, Exception bug);
}
