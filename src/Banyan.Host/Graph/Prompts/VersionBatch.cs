using Banyan.Gateway.Prompts;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Prompts;

/// <summary>Versions by id, many in one read.</summary>
internal sealed class VersionBatch : IGraphBatch<Guid, PromptVersion>
{
    /// <summary>The only one.</summary>
    public static VersionBatch Instance { get; } = new();

    /// <inheritdoc />
    public ValueTask<IReadOnlyDictionary<Guid, PromptVersion>> LoadAsync(IReadOnlyList<Guid> keys, FieldContext context, CancellationToken cancellationToken) =>
        context.Get<IPrompts>().VersionsAsync(context.Caller().Tenant, keys, cancellationToken);
}
