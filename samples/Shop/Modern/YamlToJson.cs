using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Shop.Modern;

/// <summary>A YAML document as JSON: quoted words stay text, plain ones may be numbers, booleans or nothing.</summary>
public static class YamlToJson
{
    public static JsonNode Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return Read(stream.Documents[0].RootNode)!;
    }

    private static JsonNode? Read(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, Read(child.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Read)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => ReadPlain(plain.Value!),
        YamlScalarNode quoted => JsonValue.Create(quoted.Value),
        _ => throw new NotSupportedException($"{node.NodeType} is not used here."),
    };

    private static JsonValue? ReadPlain(string text) => text switch
    {
        "" or "null" or "~" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        _ when decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
