using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Banyan.Gateway.Prompts.Variables;

namespace Banyan.Gateway.Prompts.Files;

/// <summary>The text of a prompt's file: front matter between two lines of dashes, then the template to the last byte.</summary>
/// <remarks>
/// The front matter is YAML of the plainest kind: a member a line, its value JSON, lists one item a line. Reading and writing are each other's reverse,
/// and the same prompt gives the same bytes everywhere, so that a repository shows only real changes.
/// </remarks>
public static class PromptFileText
{
    private const string Fence = "---\n";
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one.</summary>
    public static string Write(PromptFile file)
    {
        var text = new StringBuilder(Fence);
        Append(text, "name", Json(file.Name));
        Append(text, "category", Json(file.Category));
        Append(text, "description", file.Description is { } description ? Json(description) : null);
        AppendList(text, "tags", file.Tags.Select(Json));
        AppendList(text, "variables", Items(JsonReading.Parse(VariablesJson.Write(file.Content.Variables))));
        Append(text, "config", file.Content.Config?.GetRawText());
        Append(text, "modelRequirements", file.Content.ModelRequirements?.GetRawText());
        Append(text, "metadata", file.Content.Metadata?.GetRawText());
        AppendList(text, "messages", file.Content.Messages is { } messages ? Items(messages) : []);
        return text.Append(Fence).Append(file.Content.Template).ToString();
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It is none; the message says which line and why.</exception>
    public static PromptFile Read(string text)
    {
        var plain = text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimStart('\ufeff');
        var end = plain.StartsWith(Fence, StringComparison.Ordinal) ? plain.IndexOf("\n" + Fence, Fence.Length - 1, StringComparison.Ordinal) : -1;
        if (end < 0)
        {
            throw new FormatException("line 1: a file begins with front matter between two lines of three dashes.");
        }

        var matter = FrontMatter.Read(plain[Fence.Length..(end + 1)]);
        var content = new PromptContent
        {
            Template = plain[(end + 1 + Fence.Length)..],
            Messages = matter.Value("messages"),
            Variables = matter.Value("variables") is { } variables ? VariablesJson.Read(variables) : [],
            Config = matter.Value("config"),
            ModelRequirements = matter.Value("modelRequirements"),
            Metadata = matter.Value("metadata"),
        };
        return new PromptFile(matter.Text("name"), matter.Text("category"), content)
        {
            Description = matter.Value("description")?.Text(),
            Tags = matter.Value("tags") is { ValueKind: JsonValueKind.Array } tags ? [.. tags.EnumerateArray().Select(tag => tag.Text() ?? throw new FormatException("tags: words are wanted."))] : [],
        };
    }

    private static void Append(StringBuilder text, string name, string? json)
    {
        if (json is not null)
        {
            // One value, one line: JSON written over several lines is written anew.
            text.Append(name).Append(": ").Append(OneLine(json)).Append('\n');
        }
    }

    private static void AppendList(StringBuilder text, string name, IEnumerable<string> items)
    {
        var lines = items.Select(item => $"  - {OneLine(item)}\n").ToList();
        if (lines.Count > 0)
        {
            text.Append(name).Append(":\n").AppendJoin("", lines);
        }
    }

    private static IEnumerable<string> Items(JsonElement list) => list.EnumerateArray().Select(item => item.GetRawText());

    private static string OneLine(string json) => json.Contains('\n', StringComparison.Ordinal) || json.Contains('\r', StringComparison.Ordinal) ? Compact(JsonReading.Parse(json)) : json;

    private static string Json(string text) => Compact(writer => writer.WriteStringValue(text));

    private static string Compact(JsonElement value) => Compact(value.WriteTo);

    private static string Compact(Action<Utf8JsonWriter> write)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
