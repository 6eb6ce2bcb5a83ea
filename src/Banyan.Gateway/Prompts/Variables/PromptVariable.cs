using System.Text.Json;

namespace Banyan.Gateway.Prompts.Variables;

/// <summary>A value a prompt asks for.</summary>
/// <param name="Name">Its name in templates and calls: a letter or underscore, then letters, digits and underscores; at most 64.</param>
/// <param name="Type">What it holds.</param>
public sealed record PromptVariable(string Name, VariableType Type)
{
    /// <summary>Whether a call without it fails. <value>Default true; one with a default value never fails.</value></summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>What is taken when a call has none; null when there is no such value.</summary>
    public JsonElement? DefaultValue { get; init; }

    /// <summary>JSON Schema that values must fit, beside the type; null when the type is enough.</summary>
    public JsonElement? Validation { get; init; }

    /// <summary>Whether its values are kept from records and logs.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>When two values count as equal for the prompt cache. <value>Default exact.</value></summary>
    public VariableMatch Match { get; init; }

    /// <summary>What it means, for people; null when not said.</summary>
    public string? Description { get; init; }
}
