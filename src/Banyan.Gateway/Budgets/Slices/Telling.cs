namespace Banyan.Gateway.Budgets.Slices;

/// <summary>Why a slice tells the store how it stands.</summary>
public enum Telling
{
    /// <summary>A while has passed: use is reckoned, what is unused ends.</summary>
    Tick,

    /// <summary>Something is free that others may wait for.</summary>
    Prompt,

    /// <summary>What is free is wanted elsewhere.</summary>
    GiveBack,

    /// <summary>Counters are about to be read: all is told, and what is free goes back.</summary>
    Reading,
}
