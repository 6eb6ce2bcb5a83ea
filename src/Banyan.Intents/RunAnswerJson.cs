using System.Globalization;
using System.Text.Json;
using Banyan.Intents.Running;
using Banyan.Intents.Running.Feed;
using Banyan.Intents.Spine;
using Banyan.Wire.Json;

namespace Banyan.Intents;

/// <summary>The whole answer to a message as JSON: the data of <c>run.finished</c> and the body of a plain reply.</summary>
internal static class RunAnswerJson
{
    /// <summary>Writes it.</summary>
    public static JsonElement Write(RunOutcome outcome, string text, RunBudget budget, PhaseTimes phases)
    {
        return JsonWriting.Element(writer =>
        {
            writer.WriteStartObject();
            Head(writer, outcome, text);
            writer.WritePropertyName("clarify");
            ClarifyJson.Write(writer, outcome);
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
        });
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
