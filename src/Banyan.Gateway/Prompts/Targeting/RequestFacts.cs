using System.Globalization;
using Banyan.Gateway.Prompts.Rendering;

namespace Banyan.Gateway.Prompts.Targeting;

/// <summary>The facts that conditions ask about.</summary>
internal sealed class RequestFacts(Prompt prompt, Subject subject, DateTimeOffset now)
{
    private const string Metadata = "metadata.", Tag = "tags.";
    private static readonly string[] Known = ["service", "team", "user", "feature", "conversation", "door", "requestedModel", "promptName", "promptCategory", "tags", "hour", "weekday"];

    /// <summary>Whether there is such a fact at all.</summary>
    public static bool IsKnown(string name) =>
        Known.Contains(name, StringComparer.Ordinal) || name.StartsWith(Metadata, StringComparison.Ordinal) || name.StartsWith(Tag, StringComparison.Ordinal);

    /// <summary>A fact; null when it is absent.</summary>
    public FactValue? Find(string name) => name switch
    {
        "service" => FactValue.Of(subject.Service),
        "team" => FactValue.Of(subject.Team),
        "user" => FactValue.Of(subject.User),
        "feature" => FactValue.Of(subject.Feature),
        "conversation" => FactValue.Of(subject.Conversation),
        "door" => FactValue.Of(subject.Door),
        "requestedModel" => FactValue.Of(subject.RequestedModel),
        "promptName" => FactValue.Of(prompt.Name),
        "promptCategory" => FactValue.Of(prompt.Category),
        "tags" => subject.Tags.Count == 0 ? null : new FactValue(string.Join(',', subject.Tags), null, subject.Tags),
        "hour" => FactValue.Of(now.UtcDateTime.Hour),
        "weekday" => FactValue.Of(now.UtcDateTime.DayOfWeek.ToString().ToLower(CultureInfo.InvariantCulture)),
        _ when name.StartsWith(Tag, StringComparison.Ordinal) => subject.Tags.Contains(name[Tag.Length..], StringComparer.Ordinal) ? new FactValue("true") : null,
        _ when name.StartsWith(Metadata, StringComparison.Ordinal) => subject.Metadata?.Member(name[Metadata.Length..]) is { } value ? FactValue.Of(value) : null,
        _ => null,
    };
}
