namespace Banyan.Gateway.Metering.Reports;

/// <summary>What usage is told apart by.</summary>
public enum UsageGroup
{
    /// <summary>The calling application.</summary>
    Service,

    /// <summary>The end user.</summary>
    User,

    /// <summary>The caller's name for the use.</summary>
    Feature,

    /// <summary>The caller's team.</summary>
    Team,

    /// <summary>The model by full name.</summary>
    Model,

    /// <summary>The provider.</summary>
    Provider,

    /// <summary>The prompt, by name.</summary>
    Prompt,

    /// <summary>The caller's key, by its public id.</summary>
    Key,
}
