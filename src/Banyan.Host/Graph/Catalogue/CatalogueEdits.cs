using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Gateway.Catalog.Editing;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;
using Banyan.Wire;

namespace Banyan.Host.Graph.Catalogue;

/// <summary>What the editing of providers, models and aliases does alike.</summary>
internal static class CatalogueEdits
{
    public const string Write = "catalog:write";

    /// <summary>Makes a change.</summary>
    /// <exception cref="RefusedException">It was refused: everything wrong with the whole it would have made is told.</exception>
    public static async ValueTask EditAsync(this FieldContext context, ConfigEdit edit) =>
        Throw(await context.Get<IConfigDesk>().EditAsync(edit, context.Cancelled));

    /// <summary>Removes an entry the database has.</summary>
    public static async ValueTask<bool> RemoveAsync(this FieldContext context, string action, string section, string name)
    {
        await context.EditAsync(new ConfigEdit(context.Caller(), action, section, name) { Change = static _ => null });
        return true;
    }

    /// <summary>Goes on when nothing was refused.</summary>
    public static void Throw(ConfigRefusal? refusal)
    {
        if (refusal is not null)
        {
            throw new RefusedException(refusal.Failure) { Violations = [.. refusal.Problems.Select(problem => (problem.Path, $"{problem.Code} {problem.Message} {problem.Hint}"))] };
        }
    }

    /// <summary>What was saved, as it is in force here.</summary>
    /// <exception cref="StoreAwayException">It was saved, but this node could not read it yet.</exception>
    public static T InForce<T>(IReadOnlyDictionary<string, T> all, string name) =>
        all.TryGetValue(name, out var found) ? found : throw new StoreAwayException("It is saved; this node could not put it in force yet.");

    /// <summary>The name in an input, which is what its <c>id</c> says too.</summary>
    /// <param name="input">The input.</param>
    /// <param name="why">What is told when the two differ.</param>
    /// <exception cref="RefusedException">They differ: what is saved keeps its name.</exception>
    public static string KeptName(InputFields input, string why)
    {
        var name = input.Text("name")!;
        return input.Text("id") is { } id && id != name ? throw Bad("name", why) : name;
    }

    /// <summary>A refusal that names an input field.</summary>
    public static RefusedException Bad(string param, string message) => new(new Failure(FailureKind.CallerFault, "invalid_request", message) { Param = param });

    /// <summary>Sets a member, or takes it out when there is no value.</summary>
    public static void Put(this JsonObject entry, string name, JsonNode? value)
    {
        if (value is null)
        {
            entry.Remove(name);
        }
        else
        {
            entry[name] = value;
        }
    }

    /// <summary>A JSON value as a node of its own; null stays null.</summary>
    public static JsonNode? Node(JsonElement? value) => value is { ValueKind: not JsonValueKind.Null } some ? JsonNode.Parse(some.GetRawText()) : null;

    /// <summary>Texts as a list; null when there are none.</summary>
    public static JsonArray? Texts(IReadOnlyList<string> texts) => texts.Count == 0 ? null : [.. texts.Select(text => (JsonNode)text)];

    /// <summary>An object of settings with spans of time as documents write them: a number is seconds, a name that ends in <c>Seconds</c> loses it.</summary>
    public static JsonNode? Spans(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.Object } some)
        {
            return Node(value);
        }

        var spans = new JsonObject();
        foreach (var member in some.EnumerateObject())
        {
            var name = member.Name.EndsWith("Seconds", StringComparison.Ordinal) ? member.Name[..^"Seconds".Length] : member.Name;
            spans[name] = member.Value.ValueKind == JsonValueKind.Number ? $"{member.Value.GetRawText()}s" : Node(member.Value);
        }

        return spans;
    }
}
