using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Routing;

/// <summary>Explains where an ask would go. Sends nothing, spends nothing, counts nothing.</summary>
public interface IRoutes
{
    /// <summary>Decides about an exchange as the row would.</summary>
    /// <param name="exchange">The ask; its candidates and its decision are written on it.</param>
    /// <returns>The decision, null only where the name stands for nothing or is not granted; and why nothing could answer, null when something could.</returns>
    (RouteDecision? Decision, Failure? Failure) Explain(Exchange exchange);
}
