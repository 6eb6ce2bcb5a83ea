using Banyan.Wire;
using Banyan.Wire.Schemas;

namespace Banyan.Gateway.Prompts;

/// <summary>What came of something asked of prompts: a value, or why there is none.</summary>
/// <param name="Value">The value; null when it failed.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
public readonly record struct PromptResult<T>(T? Value, Failure? Failure)
    where T : class
{
    /// <summary>Every place at fault, with its path; empty when it did not fail or failed for another reason.</summary>
    public IReadOnlyList<SchemaFault> Faults { get => field ?? []; init; }

    /// <summary>A value.</summary>
    public static implicit operator PromptResult<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    public static implicit operator PromptResult<T>(Failure failure) => new(null, failure);
}
