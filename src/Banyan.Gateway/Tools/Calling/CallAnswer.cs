namespace Banyan.Gateway.Tools.Calling;

/// <summary>What came back of a request.</summary>
/// <param name="Status">Its status; 0 when none came.</param>
/// <param name="MediaType">What its body says it is.</param>
/// <param name="Body">Its body.</param>
/// <param name="Fault">What went wrong on the way.</param>
/// <param name="Problem">The same in words that finish "the call failed:"; no address.</param>
internal sealed record CallAnswer(int Status, string MediaType, byte[] Body, CallFault Fault, string Problem)
{
    /// <summary>Where the answer says to look; null when it does not.</summary>
    public Uri? Location { get; init; }

    /// <summary>How long it says to wait; null when it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The session an MCP server opened; null when none.</summary>
    public string? Session { get; init; }

    /// <summary>How it wants to be authenticated to; null when it does not say.</summary>
    public string? Challenge { get; init; }

    /// <summary>Whether it succeeded.</summary>
    public bool IsOk => Fault == CallFault.None && Status is >= 200 and < 300;

    /// <summary>One that did not come.</summary>
    public static CallAnswer Broke(CallFault fault, string problem) => new(0, "", [], fault, problem);
}

/// <summary>What can go wrong on the way.</summary>
internal enum CallFault : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Its address may not be reached.</summary>
    Refused,

    /// <summary>Nobody is there, or the connection broke.</summary>
    Unreachable,

    /// <summary>It took too long.</summary>
    TimedOut,

    /// <summary>It said more than it may.</summary>
    TooLarge,

    /// <summary>It can't be understood.</summary>
    Garbled,
}
