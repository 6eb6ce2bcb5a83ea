using System.Text.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>The lens over <c>messages</c>, and over content wherever it is a string or a list of blocks.</summary>
internal static class AnthropicLensMessages
{
    private static readonly string[] MessageMembers = ["role", "content"];

    /// <summary>Handles one member's value; leaves the reader on the value's last token.</summary>
    public delegate void OnMember(ref Utf8JsonReader value, AnthropicFound found, string name);

    public static void Read(ref Utf8JsonReader reader, AnthropicFound found)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            found.WrongType("messages", "a list of messages");
            reader.Skip();
            return;
        }

        found.HasMessages = true;
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            Message(ref reader, found, i);
        }
    }

    /// <summary>Reads content: text, or blocks.</summary>
    public static int Content(ref Utf8JsonReader reader, AnthropicFound found, string param)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                found.Text(AnthropicLensText.Content(ref reader));
                return 0;
            case JsonTokenType.StartArray:
                return AnthropicLensBlocks.Read(ref reader, found, param);
            default:
                found.WrongType(param, "a string or a list of content blocks");
                reader.Skip();
                return 0;
        }
    }

    /// <summary>Walks the members of an object; anything but an object is passed over. A name that stands twice is refused.</summary>
    public static void Members(ref Utf8JsonReader reader, AnthropicFound found, string param, OnMember onMember)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = AnthropicLensText.Decoded(ref reader);
            if (!seen.Add(name))
            {
                found.Refuse($"{param}.{name}", $"`{param}.{name}` stands twice in one object.");
            }

            reader.Read();
            onMember(ref reader, found, name);
        }
    }

    private static void Message(ref Utf8JsonReader reader, AnthropicFound found, int index)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            found.WrongType($"messages.{index}", "an object");
            reader.Skip();
            return;
        }

        int seen = 0, calls = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = AnthropicLensText.Which(ref reader, MessageMembers);
            var param = member < 0 ? "" : $"messages.{index}.{MessageMembers[member]}";
            found.Once(ref seen, member, param);
            reader.Read();
            if (member == 1)
            {
                calls += Content(ref reader, found, param);
            }
            else
            {
                if (member == 0 && reader.TokenType != JsonTokenType.String)
                {
                    found.WrongType(param, "a string");
                }

                reader.Skip();
            }
        }

        if ((seen & 3) != 3)
        {
            found.Refuse($"messages.{index}", $"`messages.{index}` needs `role` and `content`.");
        }

        found.Needs |= calls > 1 ? AskNeeds.ParallelTools : AskNeeds.None;
    }
}
