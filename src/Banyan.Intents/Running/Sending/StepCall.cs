using System.Text.Json;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Sending;

/// <summary>A call a step wants made, whoever answers it.</summary>
/// <param name="Intent">The intent.</param>
/// <param name="Arguments">A JSON object in the intent's names.</param>
/// <param name="Subject">For whom.</param>
/// <param name="RunId">The run.</param>
/// <param name="StepId">The step.</param>
internal sealed record StepCall(Intent Intent, JsonElement Arguments, Subject Subject, string RunId, string StepId)
{
    /// <summary>When the run's time is over; no call goes on beyond it.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>The call to one backend, its time cut to the deadline.</summary>
    public BackendCall To(IntentOperation operation, string? key, DateTimeOffset now)
    {
        var left = Deadline is { } end ? end - now : Intent.Timeout;
        return new BackendCall(left < Intent.Timeout ? Intent with { Timeout = left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1) } : Intent, operation, Arguments, Subject, key);
    }

    /// <summary>Whether the time is over.</summary>
    public bool IsOver(DateTimeOffset now) => Deadline is { } end && now >= end;
}
