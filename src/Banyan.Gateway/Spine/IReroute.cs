using Banyan.Wire;

namespace Banyan.Gateway.Spine;

/// <summary>Ranks an exchange's candidates anew under another name.</summary>
internal interface IReroute
{
    /// <summary>Ranks the candidates of a model or alias for an ask and writes them on the exchange.</summary>
    /// <returns>Why there are none; then the exchange is as it was.</returns>
    Failure? Rank(Exchange exchange, string name);
}
