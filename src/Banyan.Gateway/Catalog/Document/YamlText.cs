using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Banyan.Gateway.Catalog.Document;

/// <summary>Reads YAML into nodes, event by event so that every node knows its line and no name gets lost.</summary>
/// <remarks>Anchors and aliases are refused: they hide where a value comes from and let a small file grow without bound.</remarks>
internal static class YamlText
{
    /// <summary>Deepest nesting accepted.</summary>
    public const int MaxDepth = 32;

    /// <exception cref="DocumentException">The text is not one YAML document.</exception>
    public static ConfigNode Read(string text)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (parser.TryConsume<StreamEnd>(out _))
            {
                return ConfigNode.Null(ConfigPlace.Document);
            }

            parser.Consume<DocumentStart>();
            var root = ReadNode(parser, "", 0);
            parser.Consume<DocumentEnd>();
            return parser.Accept<StreamEnd>(out _) ? root : throw new DocumentException("There is more than one document in the file.") { Line = LineOf(parser.Current) };
        }
        catch (YamlException broken)
        {
            throw new DocumentException(broken.Message, broken) { Line = (int)broken.Start.Line };
        }
    }

    private static ConfigNode ReadNode(Parser parser, string path, int depth)
    {
        var line = LineOf(parser.Current);
        if (depth > MaxDepth)
        {
            throw new DocumentException($"The document is nested deeper than {MaxDepth} levels.") { Line = line };
        }

        var place = new ConfigPlace(path, line);
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            Refuse(scalar, line);
            return IsNull(scalar) ? ConfigNode.Null(place) : ConfigNode.Scalar(place, scalar.Value);
        }

        if (parser.TryConsume<MappingStart>(out var map))
        {
            Refuse(map, line);
            return ReadMap(parser, place, depth);
        }

        if (parser.TryConsume<SequenceStart>(out var list))
        {
            Refuse(list, line);
            return ReadList(parser, place, depth);
        }

        throw new DocumentException("YAML aliases (*name) are not accepted; write the value out.") { Line = line };
    }

    private static ConfigNode ReadMap(Parser parser, ConfigPlace place, int depth)
    {
        var members = new List<ConfigMember>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var line = LineOf(parser.Current);
            if (!parser.TryConsume<Scalar>(out var name))
            {
                throw new DocumentException("A name must be plain text.") { Line = line };
            }

            var value = ReadNode(parser, ConfigPlace.Join(place.Path, name.Value), depth + 1);
            members.Add(new ConfigMember(name.Value, value));
        }

        return ConfigNode.Map(place, members);
    }

    private static ConfigNode ReadList(Parser parser, ConfigPlace place, int depth)
    {
        var items = new List<ConfigNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(parser, ConfigPlace.Join(place.Path, items.Count), depth + 1));
        }

        return ConfigNode.List(place, items);
    }

    private static void Refuse(NodeEvent node, int line)
    {
        if (!node.Anchor.IsEmpty)
        {
            throw new DocumentException("YAML anchors (&name) are not accepted; write the value out.") { Line = line };
        }
    }

    private static bool IsNull(Scalar scalar) => scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL";

    private static int LineOf(ParsingEvent? at) => at is null ? 0 : (int)at.Start.Line;
}
