namespace Banyan.Gateway.Routing.Choosing;

/// <summary>How the targets of a name are put in order.</summary>
internal enum TargetOrder
{
    /// <summary>As written.</summary>
    Written,

    /// <summary>At random by weight.</summary>
    Weight,

    /// <summary>By cost, latency and quality.</summary>
    Weighed,

    /// <summary>By the priority of their providers; equals by cost, latency and quality.</summary>
    Priority,
}
