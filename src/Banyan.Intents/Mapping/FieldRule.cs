namespace Banyan.Intents.Mapping;

/// <summary>What a map says of one field: its two names and how the value changes.</summary>
internal sealed record FieldRule(string Intent, string Backend)
{
    /// <summary>Intent value to backend value; null when values stay.</summary>
    public IReadOnlyDictionary<string, string>? Words { get; init; }

    /// <summary>The backend's date format; null when it is no date.</summary>
    public string? Format { get; init; }

    /// <summary>intent = backend x by; null when it is not scaled.</summary>
    public decimal? By { get; init; }
}
