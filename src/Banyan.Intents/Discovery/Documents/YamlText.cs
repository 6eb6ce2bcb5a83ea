using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Banyan.Intents.Discovery.Documents;

/// <summary>Reads JSON or YAML 1.2 (core schema) into a tree. Aliases are copied, and bounded, so that a small file can't become a large tree.</summary>
internal static class YamlText
{
    private const int MostDepth = 64;
    private const int MostNodes = 200_000;

    private static readonly System.Buffers.SearchValues<char> NumberSigns = System.Buffers.SearchValues.Create("0123456789+-.eE");

    /// <summary>Reads a document.</summary>
    /// <returns>The tree, or what is wrong with the text.</returns>
    public static (JsonObject? Root, string? Problem) Read(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
        try
        {
            var root = text.AsSpan().TrimStart().StartsWith("{") ? JsonNode.Parse(text, documentOptions: new() { MaxDepth = MostDepth }) : FromYaml(text);
            return root is JsonObject record ? (record, null) : (null, "it is no object");
        }
        catch (System.Text.Json.JsonException wrong)
        {
            return (null, $"it is no JSON: line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}");
        }
        catch (YamlException wrong)
        {
            return (null, $"it is no YAML: line {wrong.Start.Line}, column {wrong.Start.Column}");
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException)
        {
            return (null, $"it can't be read: {wrong.Message}");
        }
    }

    private static JsonNode? FromYaml(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        var left = MostNodes;
        return stream.Documents.Count == 1 ? Node(stream.Documents[0].RootNode, 0, ref left) : throw new FormatException("one document is wanted");
    }

    private static JsonNode? Node(YamlNode node, int depth, ref int left)
    {
        if (depth > MostDepth || --left < 0)
        {
            throw new FormatException("it is too deep or too large");
        }

        switch (node)
        {
            case YamlMappingNode map:
                var record = new JsonObject();
                foreach (var (key, value) in map.Children)
                {
                    record[((YamlScalarNode)key).Value ?? ""] = Node(value, depth + 1, ref left);
                }

                return record;
            case YamlSequenceNode list:
                var array = new JsonArray();
                foreach (var one in list.Children)
                {
                    array.Add(Node(one, depth + 1, ref left));
                }

                return array;
            default:
                return Scalar((YamlScalarNode)node);
        }
    }

    private static JsonValue? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style != ScalarStyle.Plain)
        {
            return JsonValue.Create(text);
        }

        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
            _ when text.AsSpan().ContainsAnyInRange('0', '9') && !text.AsSpan().ContainsAnyExcept(NumberSigns) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };
    }
}
