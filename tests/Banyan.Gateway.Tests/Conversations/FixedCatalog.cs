using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tests.Conversations;

/// <summary>A configuration that does not change.</summary>
internal sealed class FixedCatalog(CatalogSnapshot snapshot) : ICatalog
{
    public CatalogSnapshot Current => snapshot;
}
