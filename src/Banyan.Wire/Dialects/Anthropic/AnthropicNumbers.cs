using System.Globalization;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Looks at number lexemes without changing them.</summary>
internal static class AnthropicNumbers
{
    /// <summary>The value, for comparing; null when it is no number a decimal can hold.</summary>
    public static decimal? Value(JsonRaw? lexeme) =>
        lexeme is { } raw && decimal.TryParse(raw.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
