using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation;

/// <summary>Finds the variables a definition uses, with the types expected where they stand.</summary>
internal sealed class VariableSearch(GraphSchema schema)
{
    private readonly List<VariableUse> _uses = [];

    public IReadOnlyList<VariableUse> In(Definition definition)
    {
        switch (definition)
        {
            case OperationDefinition operation:
                Directives(operation.Directives);
                Selections(operation.Selections, schema.Root(operation.Kind));
                break;
            case FragmentDefinition fragment:
                Directives(fragment.Directives);
                Selections(fragment.Selections, schema.Find(fragment.Condition) as NamedType);
                break;
        }

        return _uses;
    }

    private void Selections(SelectionSet set, NamedType? parent)
    {
        foreach (var selection in set.Items)
        {
            switch (selection)
            {
                case FieldNode node:
                    var field = parent is null ? null : schema.FieldOf(parent, node.Name.Text);
                    Arguments(node.Arguments, field?.Arguments);
                    Directives(node.Directives);
                    if (node.Selections is { } inner)
                    {
                        Selections(inner, field?.Type.Named);
                    }

                    break;
                case FragmentSpread spread:
                    Directives(spread.Directives);
                    break;
                case InlineFragment inline:
                    Directives(inline.Directives);
                    Selections(inline.Selections, inline.Condition is null ? parent : schema.Find(inline.Condition) as NamedType);
                    break;
            }
        }
    }

    private void Directives(IReadOnlyList<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            Arguments(directive.Arguments, schema.Directives.GetValueOrDefault(directive.Name.Text)?.Arguments);
        }
    }

    private void Arguments(IReadOnlyList<ArgumentNode> given, OrderedDictionary<string, InputValue>? declared)
    {
        foreach (var argument in given)
        {
            var input = declared?.GetValueOrDefault(argument.Name.Text);
            Value(argument.Value, input?.Type, null, input?.DefaultLiteral is not null);
        }
    }

    private void Value(ValueNode value, GraphType? type, InputType? oneOf, bool hasDefault)
    {
        switch (value)
        {
            case VariableValue variable:
                _uses.Add(new VariableUse(variable, type, oneOf, hasDefault));
                break;
            case ListValue list:
                var item = (type is NonNullType nonNull ? nonNull.Inner : type) is ListType of ? of.Item : null;
                foreach (var one in list.Items)
                {
                    Value(one, item, null, hasDefault: false);
                }

                break;
            case ObjectValue fields:
                var input = type?.Named as InputType;
                foreach (var field in fields.Fields)
                {
                    var known = input?.Fields.GetValueOrDefault(field.Name.Text);
                    Value(field.Value, known?.Type, input is { IsOneOf: true } ? input : null, known?.DefaultLiteral is not null);
                }

                break;
        }
    }
}
