using System.Text.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Reads <c>tools</c> and the old <c>functions</c>: names, how many, how deep their schemas are.</summary>
internal static class LensTools
{
    private const int MostTools = 1024;
    private const int DeepestSchema = 64;

    public static void Take(ref Utf8JsonReader reader, LensFindings found, string member)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            if (reader.TokenType != JsonTokenType.Null)
            {
                found.WrongType(member, "an array");
            }

            reader.Skip();
            return;
        }

        var start = (int)reader.TokenStartIndex;
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            count++;
            Tool(ref reader, found, member);
        }

        found.TextBytes += (int)reader.BytesConsumed - start;
        found.Needs |= count > 0 ? AskNeeds.Tools : AskNeeds.None;
        if (count > MostTools)
        {
            found.Refuse("invalid_request", member, $"`{member}` has {count} entries; at most {MostTools} are taken.");
        }
    }

    /// <summary>Reads one tool; its name is the first member <c>name</c> at the tool's own or its function's level.</summary>
    private static void Tool(ref Utf8JsonReader reader, LensFindings found, string member)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            found.WrongType(member, "a list of objects");
            reader.Skip();
            return;
        }

        var hasName = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isName = ChatToken.Is(reader, "name"u8);
            var isFunction = !isName && (ChatToken.Is(reader, "function"u8) || ChatToken.Is(reader, "custom"u8));
            reader.Read();
            if (isName && reader.TokenType == JsonTokenType.String)
            {
                Name(ref reader, found, member, ref hasName);
            }
            else if (isFunction && reader.TokenType == JsonTokenType.StartObject)
            {
                Function(ref reader, found, member, ref hasName);
            }
            else
            {
                SkipSchema(ref reader, found, member);
            }
        }
    }

    private static void Function(ref Utf8JsonReader reader, LensFindings found, string member, ref bool hasName)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isName = ChatToken.Is(reader, "name"u8);
            reader.Read();
            if (isName && reader.TokenType == JsonTokenType.String)
            {
                Name(ref reader, found, member, ref hasName);
            }
            else
            {
                SkipSchema(ref reader, found, member);
            }
        }
    }

    private static void Name(ref Utf8JsonReader reader, LensFindings found, string member, ref bool hasName)
    {
        if (hasName)
        {
            found.Twice($"{member}[].function.name");
        }

        hasName = true;
        found.ToolNames.Add(ChatToken.Text(reader));
    }

    private static void SkipSchema(ref Utf8JsonReader reader, LensFindings found, string member)
    {
        var outside = reader.CurrentDepth;
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }

        while (reader.Read() && reader.CurrentDepth > outside)
        {
            if (reader.CurrentDepth - outside > DeepestSchema)
            {
                found.Refuse("invalid_request", member, $"A schema in `{member}` nests deeper than {DeepestSchema} levels.");
            }
        }
    }
}
