using System.Text.Json;
using System.Text.Json.Serialization;

namespace Banyan.Intents.Running.Feed;

/// <summary>JSON of what watchers see.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunStartedFace))]
[JsonSerializable(typeof(RefusedFace))]
[JsonSerializable(typeof(PlanFace))]
[JsonSerializable(typeof(StepFace))]
[JsonSerializable(typeof(ConfirmationFace))]
internal sealed partial class FeedJson : JsonSerializerContext
{
    /// <summary>Data of <c>run.started</c>.</summary>
    public static JsonElement Write(RunStartedFace face) => JsonSerializer.SerializeToElement(face, Default.RunStartedFace);

    /// <summary>Data of <c>refused</c>.</summary>
    public static JsonElement Write(RefusedFace face) => JsonSerializer.SerializeToElement(face, Default.RefusedFace);

    /// <summary>Data of <c>plan.ready</c>.</summary>
    public static JsonElement Write(PlanFace face) => JsonSerializer.SerializeToElement(face, Default.PlanFace);

    /// <summary>Data of <c>step.started</c> and <c>step.finished</c>.</summary>
    public static JsonElement Write(StepFace face) => JsonSerializer.SerializeToElement(face, Default.StepFace);

    /// <summary>Data of <c>confirmation.required</c>.</summary>
    public static JsonElement Write(ConfirmationFace face) => JsonSerializer.SerializeToElement(face, Default.ConfirmationFace);
}
