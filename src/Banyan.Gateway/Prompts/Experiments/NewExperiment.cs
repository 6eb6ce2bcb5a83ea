using System.Text.Json;

namespace Banyan.Gateway.Prompts.Experiments;

/// <summary>An experiment to be made.</summary>
/// <param name="PromptId">The prompt.</param>
/// <param name="Name">Its name within the prompt: a word of small letters, digits, <c>- _ .</c></param>
/// <param name="Unit">What always sees the same arm.</param>
/// <param name="Variants">Two to ten arms with their shares; one is the control.</param>
public sealed record NewExperiment(Guid PromptId, string Name, ExperimentUnit Unit, IReadOnlyList<NewVariant> Variants)
{
    /// <summary>Its layer. <value>Default <c>default</c>.</value></summary>
    public string? Layer { get; init; }

    /// <summary>Conditions a request must meet; null for every request.</summary>
    public JsonElement? Targeting { get; init; }

    /// <summary><c>{"errorRatePoints": 5, "latencyFactor": 2, "costFactor": 2}</c>, each optional; null for these figures.</summary>
    public JsonElement? Guardrails { get; init; }
}
