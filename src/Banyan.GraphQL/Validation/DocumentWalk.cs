using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation;

/// <summary>Goes once through operations and fragments, works out the types at every place, and shows each place to all rules. As deep as the parser went, no deeper.</summary>
internal sealed class DocumentWalk(Check check, IReadOnlyList<Rule> rules)
{
    private readonly Rule[] _rules = [.. rules];

    public void Run()
    {
        foreach (var definition in check.Document.Definitions.TakeWhile(_ => !check.IsOver))
        {
            switch (definition)
            {
                case OperationDefinition operation:
                    Operation(operation);
                    break;
                case FragmentDefinition fragment:
                    Fragment(fragment);
                    break;
            }
        }
    }

    private void Operation(OperationDefinition operation)
    {
        var root = check.Schema.Root(operation.Kind);
        foreach (var rule in _rules)
        {
            rule.Operation(operation, root);
        }

        foreach (var variable in operation.Variables)
        {
            Variable(variable);
        }

        Directives(operation.Directives, operation.Kind switch
        {
            OperationKind.Query => "QUERY",
            OperationKind.Mutation => "MUTATION",
            OperationKind.Subscription => "SUBSCRIPTION",
        });
        Selections(operation.Selections, root);
    }

    private void Fragment(FragmentDefinition fragment)
    {
        var type = check.Schema.Find(fragment.Condition);
        foreach (var rule in _rules)
        {
            rule.Fragment(fragment, type);
        }

        Named(fragment.Condition);
        Directives(fragment.Directives, "FRAGMENT_DEFINITION");
        Selections(fragment.Selections, Composite(type));
    }

    private void Variable(VariableDefinition variable)
    {
        var type = check.Schema.Find(variable.Type);
        foreach (var rule in _rules)
        {
            rule.Variable(variable, type);
        }

        Named(variable.Type);
        if (variable.DefaultValue is { } value)
        {
            Value(value, type is { IsInput: true } ? type : null);
        }

        Directives(variable.Directives, "VARIABLE_DEFINITION");
    }

    private void Named(TypeNode node)
    {
        var type = node;
        while (type is not NamedTypeNode)
        {
            type = type is ListTypeNode list ? list.Item : ((NonNullTypeNode)type).Inner;
        }

        foreach (var rule in _rules)
        {
            rule.Named((NamedTypeNode)type);
        }
    }

    private void Selections(SelectionSet set, NamedType? parent)
    {
        foreach (var selection in set.Items)
        {
            if (check.IsOver)
            {
                return;
            }

            switch (selection)
            {
                case FieldNode field:
                    Field(field, parent);
                    break;
                case FragmentSpread spread:
                    foreach (var rule in _rules)
                    {
                        rule.Spread(spread, parent);
                    }

                    Directives(spread.Directives, "FRAGMENT_SPREAD");
                    break;
                case InlineFragment inline:
                    Inline(inline, parent);
                    break;
            }
        }
    }

    private void Field(FieldNode node, NamedType? parent)
    {
        var field = parent is null ? null : check.Schema.FieldOf(parent, node.Name.Text);
        foreach (var rule in _rules)
        {
            rule.Field(node, parent, field);
        }

        Arguments(new ArgumentSite(node, node.Arguments, field?.Arguments, parent));
        Directives(node.Directives, "FIELD");
        if (node.Selections is { } selections)
        {
            Selections(selections, Composite(field?.Type.Named));
        }
    }

    private void Inline(InlineFragment inline, NamedType? parent)
    {
        var type = inline.Condition is null ? parent : check.Schema.Find(inline.Condition);
        foreach (var rule in _rules)
        {
            rule.Inline(inline, parent, type);
        }

        if (inline.Condition is { } condition)
        {
            Named(condition);
        }

        Directives(inline.Directives, "INLINE_FRAGMENT");
        Selections(inline.Selections, Composite(type));
    }

    private void Directives(IReadOnlyList<DirectiveNode> directives, string location)
    {
        if (directives.Count == 0)
        {
            return;
        }

        foreach (var rule in _rules)
        {
            rule.Directives(directives, location);
        }

        foreach (var directive in directives)
        {
            Arguments(new ArgumentSite(directive, directive.Arguments, check.Schema.Directives.GetValueOrDefault(directive.Name.Text)?.Arguments, null));
        }
    }

    private void Arguments(in ArgumentSite site)
    {
        foreach (var rule in _rules)
        {
            rule.Arguments(in site);
        }

        foreach (var argument in site.Given)
        {
            Value(argument.Value, site.Declared?.GetValueOrDefault(argument.Name.Text)?.Type);
        }
    }

    private void Value(ValueNode value, GraphType? type)
    {
        foreach (var rule in _rules)
        {
            rule.Value(value, type);
        }
    }

    private static NamedType? Composite(GraphType? type) => type is FieldsType or UnionType ? (NamedType)type : null;
}
