namespace Banyan.Gateway.Budgets.Slices;

/// <summary>Why a slice tells the store how it stands.</summary>
public enum Telling
{
    /// <summary>A while has passed: use is reckoned, what is unused ends.</summary>
    Tick,

    /// <summary>Something is free that others may wait for.</summary>
    Prompt,

    /// <summary>All that is free is wanted elsewhere.</summary>
    GiveBack,
}
