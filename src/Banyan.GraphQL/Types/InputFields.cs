using System.Text.Json;

namespace Banyan.GraphQL.Types;

/// <summary>The coerced fields of an input object, in the order of its type; what a maker of a typed input reads.</summary>
/// <param name="Values">By name; a field that was not given and has no default is absent, one given as null is null.</param>
public sealed record InputFields(IReadOnlyDictionary<string, object?> Values)
{
    /// <summary>Whether the caller gave it, null included, or it has a default.</summary>
    public bool Has(string name) => Values.ContainsKey(name);

    /// <summary>A field as its type coerces it; <c>default</c> when absent or null.</summary>
    public T? Get<T>(string name) => Values.TryGetValue(name, out var value) && value is not null ? (T)value : default;

    /// <summary>A string or id; null when absent or null.</summary>
    public string? Text(string name) => Get<string>(name);

    /// <summary>An integer; null when absent or null.</summary>
    public int? Int(string name) => Values.TryGetValue(name, out var value) ? (int?)value : null;

    /// <summary>A number; null when absent or null.</summary>
    public double? Float(string name) => Values.TryGetValue(name, out var value) ? (double?)value : null;

    /// <summary>A boolean; null when absent or null.</summary>
    public bool? Bool(string name) => Values.TryGetValue(name, out var value) ? (bool?)value : null;

    /// <summary>A value of the JSON scalar; null when absent or null.</summary>
    public JsonElement? Json(string name) => Values.TryGetValue(name, out var value) ? (JsonElement?)value : null;

    /// <summary>A list's items; empty when absent or null.</summary>
    public IReadOnlyList<T> List<T>(string name) =>
        Values.TryGetValue(name, out var value) && value is IReadOnlyList<object?> items ? [.. items.Select(item => (T)item!)] : [];
}
