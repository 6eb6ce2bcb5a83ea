using System.Collections.Immutable;
using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>One schema with its references and <c>allOf</c> parts laid over each other; later keywords win, properties and required add up.</summary>
internal sealed class GeminiSchemaNode
{
    /// <summary>Keywords other than the ones below, in the order met.</summary>
    public List<KeyValuePair<string, JsonElement>> Keywords { get; } = [];

    public List<KeyValuePair<string, JsonElement>> Properties { get; } = [];

    public List<string> Required { get; } = [];

    public List<JsonElement> Choices { get; } = [];

    public bool IsNullable { get; set; }

    /// <summary>References open on the way to this node: meeting one again is a cycle.</summary>
    public ImmutableHashSet<string> Open { get; private set; } = [];

    /// <summary>Why the schema can't be laid flat; null when it can.</summary>
    public string? Problem { get; private set; }

    public static GeminiSchemaNode From(JsonElement schema, JsonElement root, ImmutableHashSet<string> open)
    {
        var node = new GeminiSchemaNode { Open = open };
        node.Lay(schema, root);
        return node;
    }

    /// <summary>Lays another schema over this one.</summary>
    public void Lay(JsonElement schema, JsonElement root)
    {
        foreach (var (name, value) in schema.Members())
        {
            switch (name)
            {
                case "$ref":
                    Follow(value.Text() ?? "", root);
                    break;
                case "allOf":
                    foreach (var part in value.Items())
                    {
                        Lay(part, root);
                    }

                    break;
                case "anyOf" or "oneOf":
                    Choices.AddRange(value.Items());
                    break;
                case "properties":
                    foreach (var (property, sub) in value.Members())
                    {
                        Set(Properties, property, sub);
                    }

                    break;
                case "required":
                    Required.AddRange(value.Items().Select(item => item.Text() ?? "").Where(item => !Required.Contains(item, StringComparer.Ordinal)));
                    break;
                case "nullable":
                    IsNullable |= value.Truth() ?? false;
                    break;
                case "$defs" or "definitions":
                    break;
                default:
                    Set(Keywords, name, value);
                    break;
            }
        }
    }

    private void Follow(string pointer, JsonElement root)
    {
        if (Open.Contains(pointer))
        {
            Problem ??= $"The schema refers to itself (`{pointer}`), and this model takes no references.";
            return;
        }

        Open = Open.Add(pointer);
        var target = Resolve(pointer, root);
        if (target.ValueKind != JsonValueKind.Object)
        {
            Problem ??= $"The reference `{pointer}` leads nowhere inside the schema.";
            return;
        }

        Lay(target, root);
    }

    private static JsonElement Resolve(string pointer, JsonElement root)
    {
        if (pointer is not ['#', ..])
        {
            return default;
        }

        var element = root;
        foreach (var step in pointer[1..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            element = element.Member(Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
        }

        return element;
    }

    private static void Set(List<KeyValuePair<string, JsonElement>> members, string name, JsonElement value)
    {
        var index = members.FindIndex(member => string.Equals(member.Key, name, StringComparison.Ordinal));
        if (index < 0)
        {
            members.Add(new(name, value));
        }
        else
        {
            members[index] = new(name, value);
        }
    }
}
