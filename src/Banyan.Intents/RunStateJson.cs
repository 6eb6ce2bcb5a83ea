using System.Globalization;
using System.Text.Json;
using Banyan.Intents.Running;
using Banyan.Intents.Running.Feed;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;
using Banyan.Wire.Json;

namespace Banyan.Intents;

/// <summary>A run as it stands, as JSON: plan, steps with conditions and guard rails, what it waits for, its last answer. What steps were given and gave is told only where it is asked for.</summary>
internal static class RunStateJson
{
    /// <summary>Writes it.</summary>
    /// <param name="run">Its row.</param>
    /// <param name="state">What its journal says.</param>
    /// <param name="withValues">Whether steps tell what was sent and what came.</param>
    public static JsonElement Write(JournalRun run, RunState state, bool withValues)
    {
        return JsonWriting.Element(writer =>
        {
            writer.WriteStartObject();
            Head(writer, run, state);
            Plan(writer, state);
            Steps(writer, state, withValues);
            Waits(writer, state);
            End(writer, state);
            writer.WriteEndObject();
        });
    }

    private static void Head(Utf8JsonWriter writer, JournalRun run, RunState state)
    {
        writer.WriteString("runId", run.Id);
        writer.WriteString("conversationId", run.ConversationId);
        writer.WriteString("clientMessageId", run.ClientMessageId);
        writer.WriteString("status", RunWords.Of(state.Status));
        writer.WriteString("createdAt", run.CreatedAt);
        writer.WriteNumber("sequence", state.Head);
    }

    private static void Plan(Utf8JsonWriter writer, RunState state)
    {
        writer.WritePropertyName("plan");
        if (state.Pin is { } pin)
        {
            PlanJson.Write(writer, pin.Plan);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static void Steps(Utf8JsonWriter writer, RunState state, bool withValues)
    {
        writer.WriteStartArray("steps");
        foreach (var step in state.Pin?.Plan.Steps ?? [])
        {
            Step(writer, step, state, withValues);
        }

        writer.WriteEndArray();
    }

    private static void Step(Utf8JsonWriter writer, PlanStep step, RunState state, bool withValues)
    {
        var outcome = state.Ended.GetValueOrDefault(step.Id);
        var face = outcome is not null ? StepFace.Of(outcome)
            : state.Begun.TryGetValue(step.Id, out var begun) ? StepFace.Of(begun)
            : new StepFace { Id = step.Id, Intent = step.Intent, Status = RunWords.Of(StepStatus.Pending) };
        writer.WriteStartObject();
        foreach (var member in FeedJson.Write(face).EnumerateObject())
        {
            member.WriteTo(writer);
        }

        writer.WriteString("route", outcome?.Route);
        writer.WriteString("stage", outcome?.Stage);
        writer.WriteStartArray("guards");
        foreach (var guard in outcome?.Guards ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("check", guard.Check);
            writer.WriteBoolean("ok", guard.Ok);
            writer.WriteString("reason", guard.Reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (withValues)
        {
            Value(writer, "request", (outcome?.Arguments ?? state.Begun.GetValueOrDefault(step.Id)?.Arguments)?.Value);
            Value(writer, "response", outcome?.Value);
        }

        writer.WriteEndObject();
    }

    private static void Value(Utf8JsonWriter writer, string name, JsonElement? value)
    {
        if (value is { ValueKind: not JsonValueKind.Undefined } there)
        {
            writer.WritePropertyName(name);
            there.WriteTo(writer);
        }
    }

    private static void Waits(Utf8JsonWriter writer, RunState state)
    {
        writer.WritePropertyName("confirmation");
        if (state.Waits is { } asked)
        {
            FeedJson.Write(ConfirmationFace.Of(asked)).WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WritePropertyName("answer");
        if (state.Answer is { } answer)
        {
            answer.WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static void End(Utf8JsonWriter writer, RunState state)
    {
        if (state.OverAt is { } over)
        {
            writer.WriteString("endedAt", over);
        }
        else
        {
            writer.WriteNull("endedAt");
        }

        writer.WriteNumber("modelCalls", state.End?.ModelCalls ?? 0);
        writer.WriteNumber("tokens", state.End?.Tokens ?? 0);
        writer.WriteString("usd", (state.End?.Usd ?? 0).ToString("0.0#########", CultureInfo.InvariantCulture));
    }
}
