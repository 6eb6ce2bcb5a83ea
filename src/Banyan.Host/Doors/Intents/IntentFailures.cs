using Banyan.Intents.Spine;
using Banyan.Wire;

namespace Banyan.Host.Doors.Intents;

/// <summary>What the orchestrator's doors say no with.</summary>
internal static class IntentFailures
{
    /// <summary>A bug of ours.</summary>
    public static Failure Internal { get; } = new(FailureKind.Internal, "internal", "Banyan failed; report the request id.");

    /// <summary>The database is away.</summary>
    public static Failure Away { get; } = new(FailureKind.Busy, "dependency_unavailable", "The database can't be reached right now; retry shortly.") { RetryAfter = TimeSpan.FromSeconds(5) };

    /// <summary>A run that has ended can't be stopped.</summary>
    public static Failure Over { get; } = new(FailureKind.CallerFault, "conflict", "The run has ended; there is nothing left to stop.");

    /// <summary>There is none, or it is another person's: both read the same.</summary>
    public static Failure Missing(string what) => new(FailureKind.UnknownModel, "not_found", $"You have no such {what}.");

    /// <summary>The body or a parameter is wrong.</summary>
    public static Failure Invalid(string message, string? param = null) => new(FailureKind.CallerFault, "invalid_request", message) { Param = param };

    /// <summary>The key lacks a scope.</summary>
    public static Failure Lacks(string scope) => new(FailureKind.NotAllowed, "not_allowed", $"The key may not do this; it needs the scope {scope}.");

    /// <summary>A message that was not taken.</summary>
    public static Failure Of(Problem refused) => refused.Code switch
    {
        "conversation_not_found" or "confirmation_not_found" => new Failure(FailureKind.UnknownModel, "not_found", refused.Detail),
        "message_invalid" => Invalid(refused.Detail),
        "message_changed" => new Failure(FailureKind.CallerFault, "message_changed", refused.Detail) { Param = "clientMessageId" },
        "message_expired" => new Failure(FailureKind.CallerFault, "conflict", refused.Detail) { Param = "clientMessageId" },
        "conversation_busy" => new Failure(FailureKind.Busy, "conversation_busy", refused.Detail) { RetryAfter = TimeSpan.FromSeconds(1) },
        "rate_limited" => new Failure(FailureKind.RateLimited, "rate_limit_exceeded", refused.Detail) { RetryAfter = TimeSpan.FromSeconds(10) },
        _ => new Failure(FailureKind.CallerFault, "invalid_request", refused.Detail),
    };
}
