using System.Collections.Concurrent;
using System.Text.Json;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Running.Kit;

/// <summary>Backends in memory. Each call is kept; what it does is the test's.</summary>
internal sealed class ScriptedBackends : IBackends
{
    public ConcurrentQueue<BackendCall> Calls { get; } = new();

    public Func<BackendCall, CancellationToken, ValueTask<BackendReply>> Does { get; set; } = (_, _) => new(Ok("{}"));

    public ValueTask<BackendReply> CallAsync(BackendCall call, CancellationToken cancellationToken)
    {
        Calls.Enqueue(call);
        return Does(call, cancellationToken);
    }

    public static BackendReply Ok(string json) => new() { Status = 200, Value = Texts.Json(json) };

    public static BackendReply Ok(JsonElement value) => new() { Status = 200, Value = value };

    public static BackendReply Unreachable { get; } = new()
    {
        Problem = new Problem(ProblemWords.BackendUnreachable, "away"),
        IsProvablyNotReceived = true,
        Outcome = RouteOutcome.Unreachable,
    };

    public static BackendReply TimedOut { get; } = new() { Problem = new Problem(ProblemWords.BackendTimeout, "late"), Outcome = RouteOutcome.TimedOut };

    public static BackendReply Refused { get; } = new() { Status = 409, Problem = new Problem(ProblemWords.BackendRejected, "no") };
}
