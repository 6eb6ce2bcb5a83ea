using System.Text.Json;
using System.Text.Json.Serialization;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.State;

/// <summary>JSON of the journal's events. The journal outlives releases: members are added, never renamed.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(PlanConverter)])]
[JsonSerializable(typeof(RunPin))]
[JsonSerializable(typeof(StepStart))]
[JsonSerializable(typeof(StepOutcome))]
[JsonSerializable(typeof(StepCompensated))]
[JsonSerializable(typeof(ConditionEvaluated))]
[JsonSerializable(typeof(GuardDecided))]
[JsonSerializable(typeof(ConfirmationAsked))]
[JsonSerializable(typeof(ConfirmationAnswered))]
[JsonSerializable(typeof(RunEnded))]
[JsonSerializable(typeof(OutcomeResolved))]
[JsonSerializable(typeof(List<JsonElement>))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
[JsonSerializable(typeof(AnswerPiece))]
internal sealed partial class RunJson : JsonSerializerContext
{
    /// <summary>An event's data as an element that owns its memory.</summary>
    public static JsonElement Write<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => JsonSerializer.SerializeToElement(value, type);
}
