namespace Banyan.Gateway.Spine;

/// <summary>Whose spending a budget counts.</summary>
public enum BudgetScope
{
    /// <summary>Everybody of the tenant together.</summary>
    Global,

    /// <summary>A calling application.</summary>
    Service,

    /// <summary>An end user.</summary>
    User,

    /// <summary>A use the caller names.</summary>
    Feature,

    /// <summary>A team.</summary>
    Team,

    /// <summary>A key, by its public id.</summary>
    Key,
}
