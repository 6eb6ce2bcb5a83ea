namespace Banyan.Gateway.Spine;

/// <summary>What somebody is trusted with: a named set of rights, which a key's scopes narrow.</summary>
public enum Role
{
    /// <summary>An application: no more and no less than the scopes of its key.</summary>
    Service,

    /// <summary>Reads the catalogue, prompts, tools and totals.</summary>
    Viewer,

    /// <summary>Asks models, and makes and tries prompts.</summary>
    Developer,

    /// <summary>Runs the service: providers, routing, stages, budgets, limits and switches.</summary>
    Operator,

    /// <summary>Reads everything, changes nothing.</summary>
    Auditor,

    /// <summary>May do everything.</summary>
    Admin,
}
