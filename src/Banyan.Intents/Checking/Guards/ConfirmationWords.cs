using System.Globalization;
using System.Text;
using System.Text.Json;
using Banyan.Intents.Checking.Binding;
using Banyan.Intents.Checking.Output;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Checking.Guards;

/// <summary>Says in plain words what a yes would do: arguments, the record they mean, the condition and what it looked at.</summary>
internal static class ConfirmationWords
{
    /// <summary>The question, without its code.</summary>
    /// <param name="step">The step.</param>
    /// <param name="intent">Its intent.</param>
    /// <param name="arguments">What would be sent.</param>
    /// <param name="record">The record it is about; null when none was read.</param>
    /// <param name="seen">What the condition looked at, and destinations with their sources.</param>
    public static string Of(PlanStep step, Intent intent, BoundArguments arguments, JsonElement? record, (IReadOnlyDictionary<string, string> Evidence, IReadOnlyList<string> Warnings) seen)
    {
        var resource = intent.Owner?.Resource;
        var glimpse = record is { } found ? RecordGlimpse.Of(found) : "";
        var parts = arguments.Value.EnumerateObject()
            .Where(member => CallerBinding.Of(intent, member.Name) is null || arguments.Provenance[member.Name] != Provenance.CallerBound)
            .Select(member => $"{NameWords.Label(member.Name)} {Shown(member.Value)}{(member.Name == resource && glimpse.Length > 0 ? $" ({glimpse})" : "")}")
            .ToList();
        var text = new StringBuilder(intent.Title.TrimEnd('.', '?', '!'));
        text.Append(parts.Count > 0 ? ": " + string.Join(", ", parts) : "").Append('?');
        if (resource is null && glimpse.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" ({glimpse})");
        }

        if (step.When is { } when)
        {
            var looked = seen.Evidence.Select(pair => $"{NameWords.Label(pair.Key[(pair.Key.LastIndexOf('.') + 1)..])} is {pair.Value}").Distinct(StringComparer.Ordinal).Take(6).ToList();
            text.Append(CultureInfo.InvariantCulture, $" Condition: {when.Text}{(looked.Count > 0 ? $" ({string.Join(", ", looked)})" : "")}.");
        }

        foreach (var warning in seen.Warnings)
        {
            text.Append(' ').Append(warning);
        }

        return PlainText.Clean(text.ToString(), []);
    }

    /// <summary>A value as a person reads it, at most 120 characters.</summary>
    public static string Shown(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Shown)),
            JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Select(member => $"{NameWords.Label(member.Name)} {Shown(member.Value)}")),
            _ => value.GetRawText(),
        };
        return text.Length <= 120 ? text : text[..120] + "…";
    }
}
