using System.Text;
using System.Text.Json;

namespace Banyan.Gateway.Catalog.Document;

/// <summary>Reads JSON into nodes. Comments and trailing commas are accepted: people write this file.</summary>
internal static class JsonDocumentText
{
    /// <exception cref="DocumentException">The text is not JSON.</exception>
    public static ConfigNode Read(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var options = new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = YamlText.MaxDepth };
        var reader = new Utf8JsonReader(bytes, options);
        try
        {
            reader.Read();
            var lines = new LineCounter(bytes);
            var root = ReadNode(ref reader, "", lines);
            while (reader.Read())
            {
                throw new DocumentException("There is more than one document in the file.") { Line = lines.At(reader.TokenStartIndex) };
            }

            return root;
        }
        catch (JsonException broken)
        {
            throw new DocumentException(broken.Message, broken) { Line = (int)(broken.LineNumber ?? 0) + 1 };
        }
    }

    private static ConfigNode ReadNode(ref Utf8JsonReader reader, string path, LineCounter lines)
    {
        var place = new ConfigPlace(path, lines.At(reader.TokenStartIndex));
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadMap(ref reader, place, lines);
            case JsonTokenType.StartArray:
                return ReadList(ref reader, place, lines);
            case JsonTokenType.Null:
                return ConfigNode.Null(place);
            case JsonTokenType.String:
                return ConfigNode.Scalar(place, reader.GetString()!);
            default:
                return ConfigNode.Scalar(place, Encoding.UTF8.GetString(reader.ValueSpan));
        }
    }

    private static ConfigNode ReadMap(ref Utf8JsonReader reader, ConfigPlace place, LineCounter lines)
    {
        var members = new List<ConfigMember>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            members.Add(new ConfigMember(name, ReadNode(ref reader, ConfigPlace.Join(place.Path, name), lines)));
        }

        return ConfigNode.Map(place, members);
    }

    private static ConfigNode ReadList(ref Utf8JsonReader reader, ConfigPlace place, LineCounter lines)
    {
        var items = new List<ConfigNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadNode(ref reader, ConfigPlace.Join(place.Path, items.Count), lines));
        }

        return ConfigNode.List(place, items);
    }

    /// <summary>Turns ascending offsets into lines in one pass over the text.</summary>
    private sealed class LineCounter(byte[] text)
    {
        private int _at;
        private int _line = 1;

        public int At(long offset)
        {
            for (; _at < offset; _at++)
            {
                _line += text[_at] == (byte)'\n' ? 1 : 0;
            }

            return _line;
        }
    }
}
