using System.Globalization;
using System.Text.Json;
using Banyan.Gateway.Routing.Learning;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Routing.Rules;

/// <summary>What rules read of one ask. Nothing is made for a fact that no rule asks about.</summary>
internal ref struct RouteFacts(Exchange exchange, string requested, RouteLearning learning)
{
    private static readonly string[] Days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
    private JsonElement? _metadata;
    private bool _isMetadataRead;

    /// <summary>A text; null when it is absent.</summary>
    public string? Text(RuleFact fact, string member) => fact switch
    {
        RuleFact.Service => exchange.Caller.Service,
        RuleFact.Team => exchange.Caller.Team,
        RuleFact.User => exchange.Caller.User,
        RuleFact.Feature => exchange.Caller.Feature,
        RuleFact.Door => exchange.Door,
        RuleFact.Operation => exchange.Operation switch { Operation.Embed => "embed", Operation.CountTokens => "countTokens", _ => "chat" },
        RuleFact.RequestedModel => requested.Length > 0 ? requested : null,
        RuleFact.PromptName => exchange.Prompt?.Name,
        RuleFact.PromptCategory => exchange.Prompt is { Category.Length: > 0 } prompt ? prompt.Category : null,
        RuleFact.Weekday => Days[(int)exchange.StartedAt.UtcDateTime.DayOfWeek],
        RuleFact.Tag => Tag(member),
        RuleFact.Metadata or RuleFact.RequiresAccuracy => Noted(fact == RuleFact.RequiresAccuracy ? "requiresAccuracy" : member),
        _ => Flag(fact) is { } flag ? (flag ? "true" : "false") : Number(fact, member)?.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A number; null when it is absent or none.</summary>
    public double? Number(RuleFact fact, string member) => fact switch
    {
        RuleFact.EstimatedInputTokens => exchange.Ask.Lens.EstimatedInputTokens,
        RuleFact.MaxTokens => exchange.Ask.Lens.MaxOutputTokens,
        RuleFact.Hour => exchange.StartedAt.UtcDateTime.Hour,
        RuleFact.BudgetRemaining => learning.BudgetLeft(exchange.Caller),
        RuleFact.Tag or RuleFact.Metadata => double.TryParse(Text(fact, member), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => null,
    };

    /// <summary>A flag; null where the fact is none, or is absent.</summary>
    public bool? Flag(RuleFact fact) => fact switch
    {
        RuleFact.Stream => exchange.Ask.Lens.Streams,
        RuleFact.HasTools => exchange.Ask.Lens.ToolNames.Count > 0 || Needs(AskNeeds.Tools),
        RuleFact.HasImages => exchange.Ask.Lens.Images > 0 || Needs(AskNeeds.Vision),
        RuleFact.NeedsJsonSchema => Needs(AskNeeds.JsonSchema),
        RuleFact.RequiresAccuracy => string.Equals(Noted("requiresAccuracy"), "true", StringComparison.OrdinalIgnoreCase),
        _ => null,
    };

    private readonly bool Needs(AskNeeds need) => ((exchange.Ask.Lens.Needs | exchange.Requires) & need) != 0;

    /// <summary><c>tags.beta</c> is true where the caller wrote <c>beta</c>, and <c>on</c> where it wrote <c>beta=on</c> or <c>beta:on</c>.</summary>
    private readonly string? Tag(string name)
    {
        var tags = exchange.Composed?.Tags;
        for (var i = 0; i < (tags?.Count ?? 0); i++)
        {
            var tag = tags![i];
            if (tag.StartsWith(name, StringComparison.Ordinal) && (tag.Length == name.Length || tag[name.Length] is '=' or ':'))
            {
                return tag.Length == name.Length ? "true" : tag[(name.Length + 1)..];
            }
        }

        return null;
    }

    private string? Noted(string name)
    {
        if (!_isMetadataRead)
        {
            (_metadata, _isMetadataRead) = (MetadataMember.Of(exchange), true);
        }

        return _metadata is { ValueKind: JsonValueKind.Object } noted && noted.TryGetProperty(name, out var value)
            ? value.ValueKind switch { JsonValueKind.Null => null, JsonValueKind.True => "true", JsonValueKind.False => "false", JsonValueKind.String => value.GetString(), _ => value.GetRawText() }
            : null;
    }
}
