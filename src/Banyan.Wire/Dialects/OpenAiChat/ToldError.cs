using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>An error as an upstream told it, whichever of the usual shapes it wears.</summary>
/// <param name="Message">Its text; null when it has none.</param>
/// <param name="Type">Its <c>type</c>, or Google's <c>status</c>.</param>
/// <param name="Code">Its <c>code</c> as a word.</param>
/// <param name="Param">The field it blames.</param>
/// <param name="Status">Its <c>code</c> as a number between 400 and 599; 0 when it has none.</param>
/// <param name="IsJson">Whether the body was JSON at all.</param>
internal sealed record ToldError(string? Message, string? Type, string? Code, string? Param, int Status, bool IsJson)
{
    private static readonly ToldError Nothing = new(null, null, null, null, 0, IsJson: false);

    public static ToldError Read(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return Nothing;
        }

        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = JsonSafety.MaxDepth });
            return From(document.RootElement);
        }
        catch (JsonException)
        {
            return Nothing;
        }
    }

    private static ToldError From(JsonElement root)
    {
        while (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0)
        {
            root = root[0];
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            return Nothing with { IsJson = true };
        }

        if (JsonMembers.Member(root, "error") is var error && error.ValueKind is JsonValueKind.Object or JsonValueKind.String)
        {
            return error.ValueKind == JsonValueKind.Object ? FromObject(error) : FromObject(root) with { Message = Text(error) };
        }

        return FromObject(root);
    }

    private static ToldError FromObject(JsonElement error)
    {
        var code = Member(error, "code");
        var inner = Member(error, "innererror");
        var word = Text(code);
        var number = code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var told) ? told : 0;
        if (number == 0 && int.TryParse(word, System.Globalization.CultureInfo.InvariantCulture, out var spelled))
        {
            number = spelled;
        }

        return new ToldError(
            Text(Member(error, "message")) ?? Text(Member(error, "detail")),
            Text(Member(error, "type")) ?? Text(Member(error, "status")),
            Text(Member(inner, "code")) ?? word,
            Text(Member(error, "param")),
            number is >= 400 and <= 599 ? number : 0,
            IsJson: true);
    }

    private static JsonElement Member(JsonElement element, string name) =>
        JsonMembers.Member(element, name);

    // The framework's own decoding throws on lone surrogates.
    private static string? Text(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? JsonText.From(element).ToString() : null;
}
