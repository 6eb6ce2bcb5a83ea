using Banyan.Intents.Discovery.Definitions;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Discovery.Matching;

/// <summary>An operation as the matcher sees it.</summary>
/// <param name="Name">Its name, with its group if it has one.</param>
/// <param name="Description">What it does.</param>
/// <param name="Params">What it takes.</param>
/// <param name="Results">What it yields.</param>
internal sealed record MatchOperation(string Name, string Description, IReadOnlyList<MatchField> Params, IReadOnlyList<MatchField> Results)
{
    /// <summary>What the matcher looks at of a definition.</summary>
    public static MatchOperation Of(IntentDefinition definition) => new(
        $"{definition.Operation.OperationId} {string.Join(' ', definition.Shape.Tags)}",
        $"{definition.Intent.Title}. {definition.Intent.Description} {string.Join(". ", definition.Intent.Examples)}",
        Fields(definition.Intent.Params),
        Fields(definition.Intent.Result));

    /// <summary>The fields of a schema; of a list, those of its records.</summary>
    public static IReadOnlyList<MatchField> Fields(JsonSchema schema) =>
    [
        .. schema.Properties.Select(pair => new MatchField(
            pair.Key,
            $"{pair.Value.Word("title")} {pair.Value.Word("description")}",
            pair.Value.Type ?? "",
            [.. pair.Value.Enum.Select(value => value.ToString())],
            schema.Required.Contains(pair.Key, StringComparer.Ordinal))),
        .. schema.Properties.Values.Where(inner => inner.Type == "array").SelectMany(inner => inner.Items is { } items ? Fields(items) : []),
        .. schema.Items is { } each ? Fields(each) : [],
    ];
}
