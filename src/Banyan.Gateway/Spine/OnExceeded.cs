namespace Banyan.Gateway.Spine;

/// <summary>What happens at a budget's limit.</summary>
public enum OnExceeded
{
    /// <summary>Asks are refused until the period ends.</summary>
    Block,

    /// <summary>Asks go on; an alert was raised.</summary>
    Warn,

    /// <summary>Asks go on with the budget's cheaper model.</summary>
    Degrade,
}
