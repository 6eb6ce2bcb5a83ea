namespace Banyan.Gateway.Metering.Reports;

/// <summary>What groups are ordered by, the most first.</summary>
public enum UsageOrder
{
    /// <summary>What they cost.</summary>
    Cost,

    /// <summary>Their tokens.</summary>
    Tokens,

    /// <summary>Their requests.</summary>
    Requests,
}
