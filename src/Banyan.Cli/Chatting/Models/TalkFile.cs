using System.Text;
using System.Text.Json;
using Banyan.Cli.Asking;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting.Models;

/// <summary>A conversation with a model, as it is kept in a file: JSON with the messages in the form every chat API reads.</summary>
internal static class TalkFile
{
    /// <summary>Writes one.</summary>
    public static byte[] Write(ModelTalk talk) => JsonFile.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("model", talk.Model);
        WriteSettings(writer, talk);
        writer.WriteStartArray("messages");
        foreach (var turn in talk.Said)
        {
            WriteMessage(writer, "user", turn.User);
            WriteMessage(writer, "assistant", turn.Assistant);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>Writes how the model is asked, beside its name: members that say nothing are left out.</summary>
    public static void WriteSettings(Utf8JsonWriter writer, ModelTalk talk)
    {
        if (talk.System is not null)
        {
            writer.WriteString("system", talk.System);
        }

        talk.Own.Write(writer);
    }

    /// <summary>Reads one; null when the bytes are none.</summary>
    public static ModelTalk? Read(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetString(bytes));
            var root = document.RootElement;
            return Members.Text(root, "model") is { Length: > 0 } model && ReadTurns(root) is { } said
                ? new ModelTalk(model)
                {
                    System = Members.Text(root, "system"),
                    Own = new OwnMembers { Prompt = Members.Text(root, "prompt"), Variables = Variables(root), Tools = [.. Members.Texts(root, "tools")] },
                    Said = said,
                }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SortedDictionary<string, string> Variables(JsonElement root)
    {
        var variables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in Members.Object(root, "variables") is { } found ? found.EnumerateObject() : default)
        {
            variables[member.Name] = member.Value.GetRawText();
        }

        return variables;
    }

    /// <summary>The messages in pairs; null when they are not somebody's and the model's in turn.</summary>
    private static List<ModelTurn>? ReadTurns(JsonElement root)
    {
        var messages = Members.Items(root, "messages").Select(message => (Role: Members.Text(message, "role"), Text: Members.Text(message, "content"))).ToList();
        var turns = messages.Chunk(2)
            .Where(pair => pair is [{ Role: "user", Text: not null }, { Role: "assistant", Text: not null }])
            .Select(pair => new ModelTurn(pair[0].Text!, pair[1].Text!))
            .ToList();
        return turns.Count * 2 == messages.Count ? turns : null;
    }

    private static void WriteMessage(Utf8JsonWriter writer, string role, string content)
    {
        writer.WriteStartObject();
        writer.WriteString("role", role);
        writer.WriteString("content", content);
        writer.WriteEndObject();
    }
}
