using System.Text;
using System.Text.Json;
using Banyan.Gateway.Prompts.Variables;

namespace Banyan.Gateway.Prompts.Versions;

/// <summary>Tells what differs between two versions.</summary>
internal static class VersionDiff
{
    /// <summary>Compares them.</summary>
    public static PromptDiff Of(PromptVersion from, PromptVersion to) => new(
        from.Number,
        to.Number,
        LineDiff.Of(Text(from.Content), Text(to.Content), $"version {from.Number}", $"version {to.Number}"),
        [.. Members(Variables(from.Content), Variables(to.Content))],
        [.. Members(Config(from.Content), Config(to.Content))]);

    private static string Text(PromptContent content)
    {
        if (content.Messages is not { } messages)
        {
            return content.Template;
        }

        var text = new StringBuilder();
        foreach (var message in messages.EnumerateArray())
        {
            text.Append(message.Text("insert") is { } insert ? $"[messages of {insert}]\n" : $"[{message.Text("role")}]\n{message.Text("content")}\n");
        }

        return text.ToString();
    }

    private static Dictionary<string, string> Variables(PromptContent content) =>
        content.Variables.ToDictionary(variable => variable.Name, variable => VariablesJson.Write([variable])[1..^1], StringComparer.Ordinal);

    private static Dictionary<string, string> Config(PromptContent content)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        Add("", content.Config);
        Add("modelRequirements.", content.ModelRequirements);
        return members;

        void Add(string prefix, JsonElement? value)
        {
            foreach (var member in value is { ValueKind: JsonValueKind.Object } some ? some.EnumerateObject().ToList() : [])
            {
                members[prefix + JsonReading.NameOf(member)] = Encoding.UTF8.GetString(CanonicalJson.Write(member.Value));
            }
        }
    }

    private static IEnumerable<string> Members(Dictionary<string, string> from, Dictionary<string, string> to)
    {
        foreach (var name in from.Keys.Union(to.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (old, fresh) = (from.GetValueOrDefault(name), to.GetValueOrDefault(name));
            if (old != fresh)
            {
                yield return old is null ? $"+ {name}: {fresh}" : fresh is null ? $"- {name}: {old}" : $"~ {name}: {old} -> {fresh}";
            }
        }
    }
}
