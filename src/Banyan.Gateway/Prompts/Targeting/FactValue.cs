using System.Globalization;
using System.Text.Json;

namespace Banyan.Gateway.Prompts.Targeting;

/// <summary>What is known of a request in one respect: a text, a number or some words.</summary>
/// <param name="Text">As text.</param>
/// <param name="Number">As a number; null when it is none.</param>
/// <param name="Words">Its words; null when it is one value.</param>
internal sealed record FactValue(string Text, double? Number = null, IReadOnlyList<string>? Words = null)
{
    public static FactValue? Of(string? text) => text is null ? null : new FactValue(text);

    public static FactValue Of(int number) => new(number.ToString(CultureInfo.InvariantCulture), number);

    /// <summary>A value of JSON; null for null.</summary>
    public static FactValue? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => new FactValue(value.Text()!),
        JsonValueKind.Number => new FactValue(value.GetRawText(), value.GetDouble()),
        JsonValueKind.True => new FactValue("true"),
        JsonValueKind.False => new FactValue("false"),
        JsonValueKind.Array => new FactValue(value.GetRawText(), null, [.. value.EnumerateArray().Select(item => Of(item)?.Text ?? "null")]),
        JsonValueKind.Object => new FactValue(value.GetRawText()),
        _ => null,
    };
}
