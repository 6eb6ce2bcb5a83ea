using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Banyan.Intents.Running;
using Banyan.Intents.Running.Feed;
using Banyan.Intents.Spine;

namespace Banyan.Intents;

/// <summary>The whole answer to a message as JSON: the data of <c>run.finished</c> and the body of a plain reply.</summary>
internal static class RunAnswerJson
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it.</summary>
    public static JsonElement Write(RunOutcome outcome, string text, RunBudget budget, PhaseTimes phases)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Relaxed))
        {
            writer.WriteStartObject();
            Head(writer, outcome, text);
            Clarify(writer, outcome);
            Confirmation(writer, outcome);
            Steps(writer, outcome.Scope);
            writer.WriteStartArray("unmet");
            foreach (var unmet in outcome.Scope.Plan.Unmet)
            {
                writer.WriteStringValue(unmet);
            }

            writer.WriteEndArray();
            writer.WriteNumber("modelCalls", budget.Calls);
            writer.WriteNumber("tokens", budget.Tokens);
            writer.WriteString("usd", budget.Usd.ToString("0.0#########", CultureInfo.InvariantCulture));
            phases.Write(writer, outcome.Times);
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(stream.ToArray());
        return document.RootElement.Clone();
    }

    private static void Head(Utf8JsonWriter writer, RunOutcome outcome, string text)
    {
        var plan = outcome.Scope.Plan;
        writer.WriteString("runId", outcome.Scope.RunId);
        writer.WriteString("conversationId", outcome.Scope.ConversationId);
        writer.WriteString("kind", PlanJson.Word(plan.Kind));
        writer.WriteString("status", RunWords.Of(outcome.Status));
        writer.WriteString("text", text);
        writer.WriteString("planner", plan.Planner);
        writer.WriteString("plannerReason", plan.PlannerReason);
        writer.WriteString("catalogueVersion", plan.CatalogueVersion);
        writer.WriteString("code", outcome.Problem?.Code ?? (plan is { Kind: PlanKind.Refuse, Words: { } words } && words.StartsWith("denied_", StringComparison.Ordinal) ? words : null));
    }

    private static void Clarify(Utf8JsonWriter writer, RunOutcome outcome)
    {
        var asks = new[] { outcome.Scope.Plan.Clarify }.OfType<Clarification>().Concat(outcome.Asks).ToList();
        if (asks.Count == 0)
        {
            writer.WriteNull("clarify");
            return;
        }

        writer.WriteStartObject("clarify");
        writer.WriteString("question", string.Join(' ', asks.Select(ask => ask.Question).Distinct(StringComparer.Ordinal)));
        writer.WriteStartArray("missing");
        foreach (var missing in asks.SelectMany(ask => ask.Missing).Distinct())
        {
            writer.WriteStartObject();
            writer.WriteString("step", missing.Step);
            writer.WriteString("param", missing.Param);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("candidates");
        foreach (var candidate in asks.SelectMany(ask => ask.Candidates).Distinct(StringComparer.Ordinal))
        {
            writer.WriteStringValue(candidate);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Confirmation(Utf8JsonWriter writer, RunOutcome outcome)
    {
        writer.WritePropertyName("confirmation");
        if (outcome.Confirmation is { } asked)
        {
            FeedJson.Write(ConfirmationFace.Of(asked)).WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static void Steps(Utf8JsonWriter writer, RunScope scope)
    {
        writer.WriteStartArray("steps");
        foreach (var step in scope.Plan.Steps)
        {
            var face = scope.Ended.TryGetValue(step.Id, out var outcome)
                ? StepFace.Of(outcome)
                : new StepFace { Id = step.Id, Intent = step.Intent, Status = RunWords.Of(StepStatus.Pending) };
            FeedJson.Write(face).WriteTo(writer);
        }

        writer.WriteEndArray();
    }
}
