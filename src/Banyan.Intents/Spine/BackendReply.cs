using System.Text.Json;

namespace Banyan.Intents.Spine;

/// <summary>What a backend made of a call.</summary>
internal sealed record BackendReply
{
    /// <summary>HTTP status; null when none came.</summary>
    public int? Status { get; init; }

    /// <summary>The result in the intent's names; null when there is none.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Why it is no success; null when it is one.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Whether the backend provably took nothing in: refused connection, no such host, 404, 405, 501.</summary>
    public bool IsProvablyNotReceived { get; init; }

    /// <summary>Whether asking again may help: 408, 429, 5xx, a broken connection.</summary>
    public bool IsTransient { get; init; }

    /// <summary>When the backend wants to be asked again; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What it says of the backend's health.</summary>
    public RouteOutcome Outcome { get; init; }

    /// <summary>Its time.</summary>
    public TimeSpan Took { get; init; }
}
