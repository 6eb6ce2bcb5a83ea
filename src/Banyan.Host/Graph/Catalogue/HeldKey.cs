using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;

namespace Banyan.Host.Graph.Catalogue;

/// <summary>A key with whose it is.</summary>
internal sealed record HeldKey(Provider Provider, ProviderKey Key)
{
    /// <summary>How it does on the node that answers.</summary>
    public KeyReading Reading(FieldContext context) => context.Get<IKeyHealth>().Of(Provider, Key);
}
