using System.Collections.Concurrent;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Migration;

/// <summary>Backends that answer what a test says, and note what they were asked.</summary>
internal sealed class ScriptedBackends : IBackends
{
    public Func<BackendCall, BackendReply> Answer { get; set; } = _ => Well("""{"status":"open"}""");

    public ConcurrentQueue<BackendCall> Calls { get; } = new();

    public static BackendReply Well(string json, int ms = 10) => new() { Status = 200, Value = TestIntents.Json(json), Took = TimeSpan.FromMilliseconds(ms) };

    public static BackendReply Bad(RouteOutcome outcome, bool isNotReceived = false) => new()
    {
        Outcome = outcome,
        Problem = new Problem(ProblemWords.BackendContract, "scripted"),
        IsProvablyNotReceived = isNotReceived,
        IsTransient = true,
        Took = TimeSpan.FromMilliseconds(10),
    };

    public ValueTask<BackendReply> CallAsync(BackendCall call, CancellationToken cancellationToken)
    {
        Calls.Enqueue(call);
        return new ValueTask<BackendReply>(Answer(call));
    }
}
