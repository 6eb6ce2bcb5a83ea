namespace Banyan.Gateway.Metering.Reports;

/// <summary>How far apart points of a trend lie, in UTC.</summary>
public enum UsageInterval
{
    /// <summary>An hour.</summary>
    Hour,

    /// <summary>A day, from midnight.</summary>
    Day,

    /// <summary>An ISO week, from Monday.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,
}
