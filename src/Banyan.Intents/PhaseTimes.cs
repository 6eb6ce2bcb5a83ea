using System.Text.Json;
using Banyan.Intents.Running;

namespace Banyan.Intents;

/// <summary>Where the time of a message went, in milliseconds.</summary>
internal sealed class PhaseTimes(TimeProvider time)
{
    private long _mark = time.GetTimestamp();

    /// <summary>Waiting for the conversation's turn.</summary>
    public long QueueMs { get; private set; }

    /// <summary>Building the context.</summary>
    public long ContextMs { get; private set; }

    /// <summary>Planning.</summary>
    public long PlanMs { get; private set; }

    /// <summary>Proving the plan.</summary>
    public long CheckMs { get; private set; }

    /// <summary>Wording the answer.</summary>
    public long AnswerMs { get; private set; }

    /// <summary>Marks the end of the waiting.</summary>
    public void Queued() => QueueMs = Lap();

    /// <summary>Marks the end of context building.</summary>
    public void ContextBuilt() => ContextMs = Lap();

    /// <summary>Marks the end of planning, of which so much went into proving.</summary>
    public void Planned(TimeSpan proving) => (PlanMs, CheckMs) = (Lap() - (long)proving.TotalMilliseconds, (long)proving.TotalMilliseconds);

    /// <summary>Marks the end of the steps, which time themselves.</summary>
    public void Ran() => Lap();

    /// <summary>Marks the end of the answer.</summary>
    public void Answered() => AnswerMs = Lap();

    /// <summary>Writes them as <c>phasesMs</c>.</summary>
    public void Write(Utf8JsonWriter writer, RunTimes run)
    {
        writer.WriteStartObject("phasesMs");
        writer.WriteNumber("queue", QueueMs + run.QueueMs);
        writer.WriteNumber("context", ContextMs);
        writer.WriteNumber("plan", PlanMs);
        writer.WriteNumber("check", CheckMs);
        writer.WriteNumber("conditions", run.ConditionsMs);
        writer.WriteNumber("steps", run.StepsMs);
        writer.WriteNumber("answer", AnswerMs);
        writer.WriteEndObject();
    }

    private long Lap()
    {
        var before = _mark;
        _mark = time.GetTimestamp();
        return (long)time.GetElapsedTime(before, _mark).TotalMilliseconds;
    }
}
