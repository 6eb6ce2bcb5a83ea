namespace Banyan.GraphQL.Types.Drafting;

/// <summary>The directives a schema knows: the specification's, and its own.</summary>
internal static class DirectiveDefinitions
{
    private static readonly (string Definition, string Description)[] BuiltIn =
    [
        ("""@include("Included when true." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT""", "Includes a field or fragment only when the argument is true."),
        ("""@skip("Skipped when true." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT""", "Leaves a field or fragment out when the argument is true."),
        ("""@deprecated("Why, and what to use instead." reason: String! = "No longer supported") on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE""", "Marks what should not be used any more."),
        ("""@specifiedBy("Where the specification is." url: String!) on SCALAR""", "Tells where a scalar is specified."),
        ("@oneOf on INPUT_OBJECT", "Marks an input of which exactly one field must be given."),
    ];

    public static void Add(SchemaDraft draft, SchemaParts parts)
    {
        var all = BuiltIn.Select(one => new DirectiveDraft(one.Definition, one.Description, null)).Concat(draft.DirectiveDefinitions);
        foreach (var one in all)
        {
            Add(one, parts);
        }
    }

    public static void Add(DirectiveDraft draft, SchemaParts parts)
    {
        if (Sdl.Directive(draft.Definition, parts.Problems) is not { } node)
        {
            return;
        }

        var filler = new TypeFiller(parts);
        var arguments = new OrderedDictionary<string, InputValue>(StringComparer.Ordinal);
        foreach (var argument in node.Arguments)
        {
            var where = $"@{node.Name.Text}({argument.Name.Text}:)";
            filler.Put(arguments, filler.Input(argument, where, null), where);
        }

        var directive = new DirectiveType(node.Name.Text, draft.Description ?? node.Description?.Text, [.. node.Locations.Select(location => location.Text)], arguments, node.IsRepeatable);
        if (!parts.Directives.TryAdd(directive.Name, directive))
        {
            parts.Problems.Add($"Directive @{directive.Name} is declared more than once.");
        }
    }

    /// <summary>Whether it is one of the specification's.</summary>
    public static bool IsBuiltIn(string name) => name is "include" or "skip" or "deprecated" or "specifiedBy" or "oneOf";
}
