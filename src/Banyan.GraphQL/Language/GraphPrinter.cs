namespace Banyan.GraphQL.Language;

/// <summary>Writes nodes as text, in the layout of the reference implementation: two spaces, a line for each selection, arguments broken over 80 columns.</summary>
/// <remarks>What is printed reads as the same tree, and printing that gives the same text.</remarks>
internal static class GraphPrinter
{
    /// <summary>A document, a definition, a selection, a value or a type as text.</summary>
    public static string Print(GraphNode node) => node switch
    {
        Document document => string.Join("\n\n", document.Definitions.Select(Print)),
        NameNode name => name.Text,
        ValueNode value => ValuePrinter.Print(value),
        TypeNode type => Print(type),
        ArgumentNode argument => $"{argument.Name}: {ValuePrinter.Print(argument.Value)}",
        ObjectFieldNode field => $"{field.Name}: {ValuePrinter.Print(field.Value)}",
        DirectiveNode directive => $"@{directive.Name}{PrintText.Wrap("(", string.Join(", ", directive.Arguments.Select(Print)), ")")}",
        OperationDefinition operation => Print(operation),
        FragmentDefinition fragment => Print(fragment),
        VariableDefinition variable => Print(variable),
        SelectionSet set => PrintText.Block(set.Items.Select(Print)),
        FieldNode field => Print(field),
        FragmentSpread spread => $"...{spread.Name}{PrintText.Wrap(" ", Directives(spread.Directives))}",
        InlineFragment inline => PrintText.Words("...", PrintText.Wrap("on ", inline.Condition?.Name.Text ?? ""), Directives(inline.Directives), Print(inline.Selections)),
        _ => TypePrinter.Print(node),
    };

    /// <summary>Directives behind each other.</summary>
    public static string Directives(IReadOnlyList<DirectiveNode> directives) => string.Join(' ', directives.Select(Print));

    private static string Print(TypeNode type) => type switch
    {
        ListTypeNode list => $"[{Print(list.Item)}]",
        NonNullTypeNode nonNull => $"{Print(nonNull.Inner)}!",
        _ => ((NamedTypeNode)type).Name.Text,
    };

    private static string Print(OperationDefinition operation)
    {
        var keyword = operation.Kind switch
        {
            OperationKind.Query => "query",
            OperationKind.Mutation => "mutation",
            OperationKind.Subscription => "subscription",
        };
        var prefix = PrintText.Description(operation.Description)
            + PrintText.Words(keyword, operation.Name + PrintText.List(operation.Variables.Select(Print), isIndented: false), Directives(operation.Directives));
        return prefix == "query" ? Print(operation.Selections) : $"{prefix} {Print(operation.Selections)}";
    }

    private static string Print(FragmentDefinition fragment) =>
        $"{PrintText.Description(fragment.Description)}fragment {fragment.Name} on {fragment.Condition.Name} {PrintText.Wrap("", Directives(fragment.Directives), " ")}{Print(fragment.Selections)}";

    private static string Print(VariableDefinition variable)
    {
        var value = variable.DefaultValue is null ? "" : ValuePrinter.Print(variable.DefaultValue);
        return $"{PrintText.Description(variable.Description)}${variable.Variable.Name}: {Print(variable.Type)}{PrintText.Wrap(" = ", value)}{PrintText.Wrap(" ", Directives(variable.Directives))}";
    }

    private static string Print(FieldNode field)
    {
        var prefix = field.Alias is null ? field.Name.Text : $"{field.Alias}: {field.Name}";
        var arguments = PrintText.Arguments(prefix.Length, [.. field.Arguments.Select(Print)]);
        return $"{prefix}{arguments}{PrintText.Wrap(" ", Directives(field.Directives))}{PrintText.Wrap(" ", field.Selections is null ? "" : Print(field.Selections))}";
    }
}
