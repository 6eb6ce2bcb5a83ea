namespace Banyan.Gateway.Limits;

/// <summary>Who shares a rate limit.</summary>
public enum LimitScope
{
    /// <summary>Everybody of a tenant together; its id is <c>*</c>.</summary>
    Global,

    /// <summary>A provider, by its name in the configuration.</summary>
    Provider,

    /// <summary>A calling application, all its keys together.</summary>
    Service,

    /// <summary>An end user; upper and lower case are one.</summary>
    User,

    /// <summary>A use the caller names; upper and lower case are one.</summary>
    Feature,

    /// <summary>A key, by its public id.</summary>
    Key,
}
