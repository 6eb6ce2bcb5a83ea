using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>How this dialect's documents are opened and looked into.</summary>
internal static class AnthropicJson
{
    /// <summary>Opens a document no deeper than any body may be.</summary>
    public static JsonDocumentOptions Bounded { get; } = new() { MaxDepth = JsonSafety.MaxDepth };

    /// <summary>A member of an object; null when the element is no object, has no such member, or has null there.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        JsonMembers.Member(element, name) is var value && value.IsThere() ? value : null;

    /// <summary>A member that is a string; null when it is not there or no string.</summary>
    public static JsonText? TextMember(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } value ? JsonText.From(value) : null;

    /// <summary>A member that is a string, decoded; null when it is not there or no string.</summary>
    public static string? Word(this JsonElement element, string name) => element.TextMember(name)?.ToString();
}
