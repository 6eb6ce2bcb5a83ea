using Banyan.Gateway.Callers.Services;
using Banyan.Gateway.Spine;

namespace Banyan.Host.Graph.Keys;

/// <summary>Grants as values of the schema: of a key as it is kept, and of a caller as it is bounded.</summary>
internal static class GrantsJson
{
    public static Dictionary<string, object?> Of(Grants grants)
    {
        var json = new Dictionary<string, object?>(StringComparer.Ordinal) { ["operations"] = grants.Operations, ["models"] = grants.Models, ["tools"] = grants.Tools };
        foreach (var (name, patterns) in new[] { ("features", grants.Features), ("prompts", grants.Prompts), ("intents", grants.Intents), ("networks", grants.Networks) })
        {
            // What nothing bounds is left out: most callers read three members.
            if (patterns is not ["*"])
            {
                json[name] = patterns;
            }
        }

        return json;
    }

    /// <summary>What bounds the keys of a service, as it was given; what is left to the keys is left out.</summary>
    public static Dictionary<string, object?> Of(ServiceGrants grants)
    {
        var json = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in new (string, object?)[]
        {
            ("models", grants.Models), ("aliases", grants.Aliases), ("features", grants.Features), ("tools", grants.Tools), ("prompts", grants.Prompts), ("intents", grants.Intents), ("assertUser", grants.AssertUser),
            ("dataTerms", grants.DataTerms is { } demand ? DataDemandJson.Of(demand) : null),
        })
        {
            if (value is not null)
            {
                json[name] = value;
            }
        }

        return json;
    }
}
