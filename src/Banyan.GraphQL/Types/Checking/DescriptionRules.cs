using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Types.Checking;

/// <summary>Everything a reader of the schema sees is described.</summary>
internal static class DescriptionRules
{
    public static void Check(SchemaParts parts)
    {
        foreach (var where in parts.Declared.SelectMany(Undescribed))
        {
            parts.Problems.Add($"{where} has no description.");
        }

        foreach (var directive in parts.Directives.Values)
        {
            parts.Problems.AddRange(Arguments($"@{directive.Name}", directive.Arguments.Values).Concat(IsBlank(directive.Description) ? [$"@{directive.Name}"] : []).Select(where => $"{where} has no description."));
        }
    }

    private static IEnumerable<string> Undescribed(NamedType type) => (IsBlank(type.Description) ? [$"Type {type}"] : Array.Empty<string>()).Concat(type switch
    {
        FieldsType fields => fields.Fields.Values.SelectMany(field => Arguments($"{type}.{field.Name}", field.Arguments.Values).Concat(IsBlank(field.Description) ? [$"{type}.{field.Name}"] : [])),
        InputType input => input.Fields.Values.Where(field => IsBlank(field.Description)).Select(field => $"{type}.{field.Name}"),
        EnumType named => named.Entries.Values.Where(entry => IsBlank(entry.Description)).Select(entry => $"{type}.{entry.Name}"),
        _ => [],
    });

    private static IEnumerable<string> Arguments(string where, IEnumerable<InputValue> arguments) =>
        arguments.Where(argument => IsBlank(argument.Description)).Select(argument => $"{where}({argument.Name}:)");

    private static bool IsBlank(string? text) => string.IsNullOrWhiteSpace(text);
}
