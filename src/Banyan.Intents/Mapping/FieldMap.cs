using System.Collections.Frozen;
using System.Text.Json;

namespace Banyan.Intents.Mapping;

/// <summary>From an intent's names and values to a backend's, and back. Reads intent name to backend name; applied forwards to parameters and backwards to results.</summary>
internal sealed record FieldMap
{
    /// <summary>Names and values stay as they are.</summary>
    public static FieldMap None { get; } = new();

    /// <summary>Intent name to backend name (a backend name may be a dotted path).</summary>
    public IReadOnlyDictionary<string, string> Rename { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Backend members that are always sent with this value.</summary>
    public IReadOnlyDictionary<string, JsonElement> Const { get; init; } = FrozenDictionary<string, JsonElement>.Empty;

    /// <summary>Intent name to a table of intent value to backend value.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Enum { get; init; } = FrozenDictionary<string, IReadOnlyDictionary<string, string>>.Empty;

    /// <summary>Intent name to a number's backend name and factor: intent = backend x by (cents to money: 0.01).</summary>
    public IReadOnlyDictionary<string, ScaleRule> Scale { get; init; } = FrozenDictionary<string, ScaleRule>.Empty;

    /// <summary>Intent name (ISO date) to a date's backend name and format.</summary>
    public IReadOnlyDictionary<string, DateRule> Date { get; init; } = FrozenDictionary<string, DateRule>.Empty;

    /// <summary>Backend name to the intent names joined into it, with the separator (street, city, postcode into one line).</summary>
    public IReadOnlyDictionary<string, JoinRule> Join { get; init; } = FrozenDictionary<string, JoinRule>.Empty;

    /// <summary>Intent name to the backend names joined into it: the other way round.</summary>
    public IReadOnlyDictionary<string, JoinRule> Split { get; init; } = FrozenDictionary<string, JoinRule>.Empty;

    /// <summary>Where in the backend's answer the result stands, as <c>$.data</c>; null for the whole answer.</summary>
    public string? Unwrap { get; init; }
}
