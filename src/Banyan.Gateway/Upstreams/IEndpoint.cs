using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Upstreams;

/// <summary>Where and under which key a kind of provider is called; everything else about it is its dialect's.</summary>
internal interface IEndpoint
{
    /// <summary>The provider kinds it serves.</summary>
    IReadOnlyList<string> Kinds { get; }

    /// <summary>The address for an ask in a dialect.</summary>
    Uri Address(Exchange exchange, DialectId dialect);

    /// <summary>Adds the key and the headers the provider demands.</summary>
    void Prepare(HttpRequestMessage request, Exchange exchange);
}
