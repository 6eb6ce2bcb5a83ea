using System.Text.Json;
using System.Text.Json.Nodes;

namespace Banyan.GraphQL.Tests.Oracle;

/// <summary>
/// An introspection's answer as texts to compare: one for the schema itself, one for each type and directive, by name. The order of types and of directives means
/// nothing and is not compared; that of fields, arguments, values, members and locations is.
/// </summary>
internal static class IntrospectionText
{
    /// <summary>The reference speaks of what came after September 2025: where a directive is deprecated, and variables of fragments.</summary>
    public static readonly string[] LaterMembers =
    [
        "__Schema.directives(includeDeprecated:)",
        "__Directive.isDeprecated",
        "__Directive.deprecationReason",
        "__DirectiveLocation.FRAGMENT_VARIABLE_DEFINITION",
        "__DirectiveLocation.DIRECTIVE_DEFINITION",
        "@deprecated DIRECTIVE_DEFINITION",
    ];

    private static readonly string[] BuiltIn = ["Int", "Float", "String", "Boolean", "ID", "include", "skip", "deprecated", "specifiedBy", "oneOf"];

    public static string[] Of(JsonElement data)
    {
        var schema = JsonNode.Parse(data.GetRawText())!["__schema"]!.AsObject();
        var texts = schema["types"]!.AsArray().Select(type => Text(type!, type!["name"]!.GetValue<string>()))
            .Concat(schema["directives"]!.AsArray().Select(directive => $"@{Text(directive!, directive!["name"]!.GetValue<string>())}")).Order(StringComparer.Ordinal).ToArray();
        schema.Remove("types");
        schema.Remove("directives");
        return [schema.ToJsonString(), .. texts];
    }

    /// <summary>The members of <see cref="LaterMembers"/> an answer has.</summary>
    public static string[] LaterOf(JsonElement data)
    {
        var schema = JsonNode.Parse(data.GetRawText())!["__schema"]!;
        return [.. schema["types"]!.AsArray().Concat(schema["directives"]!.AsArray()).SelectMany(one => Take(one!)).Order(StringComparer.Ordinal)];
    }

    // What the specification defines it describes in no fixed words; each side has its own.
    private static string Text(JsonNode definition, string name)
    {
        _ = Take(definition);
        if (BuiltIn.Contains(name) || name.StartsWith("__", StringComparison.Ordinal))
        {
            Undescribe(definition);
        }

        return definition.ToJsonString();
    }

    private static void Undescribe(JsonNode? node)
    {
        (node as JsonObject)?.Remove("description");
        foreach (var inner in node switch { JsonObject members => members.Select(member => member.Value), JsonArray items => items, _ => [] })
        {
            Undescribe(inner);
        }
    }

    /// <summary>Takes later members out of a definition.</summary>
    private static List<string> Take(JsonNode definition)
    {
        var taken = new List<string>();
        var name = definition["name"]!.GetValue<string>();
        Take(definition["fields"], member => $"{name}.{member}");
        Take(definition["enumValues"], member => $"{name}.{member}");
        Take(definition["locations"], member => $"@{name} {member}");
        foreach (var field in definition["fields"] as JsonArray ?? [])
        {
            Take(field!["args"], member => $"{name}.{field["name"]}({member}:)");
        }

        return taken;

        void Take(JsonNode? members, Func<string, string> coordinate)
        {
            foreach (var member in (members as JsonArray ?? []).ToArray())
            {
                var at = coordinate(member is JsonObject one ? one["name"]!.GetValue<string>() : member!.GetValue<string>());
                if (LaterMembers.Contains(at))
                {
                    taken.Add(at);
                    members!.AsArray().Remove(member);
                }
            }
        }
    }
}
