using System.Text.Json;
using Banyan.Intents.Mapping;

namespace Banyan.Intents.Tests.Mapping;

/// <summary>JSON written in tests with single quotes.</summary>
internal static class Json
{
    public static JsonElement Of(string text)
    {
        using var document = JsonDocument.Parse(text.Replace('\'', '"'));
        return document.RootElement.Clone();
    }

    public static string Text(JsonElement value) => JsonTree.Canonical(JsonTree.Node(value)).Replace('"', '\'');

    public static FieldMap Map(string text)
    {
        var map = FieldMapReader.Read(Of(text), "map", out var errors);
        errors.ShouldBeEmpty();
        return map;
    }
}
