namespace Banyan.Host.Graph.Usage;

/// <summary>A stretch of time people ask for by name. Days begin at midnight UTC.</summary>
internal enum UsagePeriod
{
    /// <summary>Since midnight.</summary>
    Today,

    /// <summary>The day before.</summary>
    Yesterday,

    /// <summary>Since Monday.</summary>
    ThisWeek,

    /// <summary>The last seven times 24 hours.</summary>
    Last7Days,

    /// <summary>Since the first of the month.</summary>
    ThisMonth,

    /// <summary>The month before.</summary>
    LastMonth,

    /// <summary>The last thirty times 24 hours.</summary>
    Last30Days,

    /// <summary>The last ninety times 24 hours.</summary>
    Last90Days,

    /// <summary>As a range says.</summary>
    Custom,
}
