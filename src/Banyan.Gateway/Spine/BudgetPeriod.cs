namespace Banyan.Gateway.Spine;

/// <summary>How long a budget lasts before it opens anew, at local midnight of its zone.</summary>
public enum BudgetPeriod
{
    /// <summary>A day.</summary>
    Daily,

    /// <summary>An ISO week, from Monday.</summary>
    Weekly,

    /// <summary>A calendar month.</summary>
    Monthly,
}
