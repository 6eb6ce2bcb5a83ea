namespace Banyan.Gateway.Spine;

/// <summary>How an attempt or an exchange ended.</summary>
public enum Outcome : byte
{
    /// <summary>Not ended yet.</summary>
    Running,

    /// <summary>Complete.</summary>
    Succeeded,

    /// <summary>The caller left.</summary>
    Cancelled,

    /// <summary>An error before or instead of an answer.</summary>
    Failed,

    /// <summary>A time bound passed.</summary>
    TimedOut,

    /// <summary>Refused by Banyan before anything was sent.</summary>
    Refused,

    /// <summary>The stream broke after content: what came is incomplete.</summary>
    Truncated,

    /// <summary>Begun but never ended: the process died; settled at its input estimate on restart.</summary>
    Lost,

    /// <summary>Answered from the cache.</summary>
    Cached,

    /// <summary>A signed correction of an earlier row.</summary>
    Adjusted,
}
