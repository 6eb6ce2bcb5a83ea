using Banyan.Gateway.Tools.Executing;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Tools;

/// <summary>How often tools were called in the last day: all of them in one reading.</summary>
internal sealed class CountsBatch : IGraphBatch<Guid, ToolCounts>
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private CountsBatch()
    {
    }

    public static CountsBatch Instance { get; } = new();

    /// <inheritdoc />
    public async ValueTask<IReadOnlyDictionary<Guid, ToolCounts>> LoadAsync(IReadOnlyList<Guid> keys, FieldContext context, CancellationToken cancellationToken) =>
        await context.Get<IToolLog>().CountAsync(context.Caller().Tenant, context.Get<TimeProvider>().GetUtcNow() - Day, cancellationToken);
}
