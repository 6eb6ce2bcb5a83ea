namespace Banyan.Gateway.Prompts.Store;

/// <summary>How a write ended.</summary>
public enum StoreEnd : byte
{
    /// <summary>It is written.</summary>
    Done,

    /// <summary>What it is about is not there.</summary>
    Gone,

    /// <summary>Somebody changed it first, or it is in no state for this.</summary>
    Stale,

    /// <summary>The name, or the one place there is, is taken.</summary>
    Taken,
}
