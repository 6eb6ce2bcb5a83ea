using System.Globalization;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Validation;

/// <summary>Counts what definitions hold as written, and refuses what is too much at one place: aliases, directives, list items.</summary>
internal sealed class SelectionCounter(Check check)
{
    private int _aliases;

    public SelectionCount Count(OperationDefinition operation)
    {
        var count = new SelectionCount();
        Directives(operation.Directives);
        foreach (var variable in operation.Variables)
        {
            Directives(variable.Directives);
            if (variable.DefaultValue is { } value)
            {
                Items(value);
            }
        }

        Add(operation.Selections, depth: 0, count);
        return count;
    }

    public SelectionCount Count(FragmentDefinition fragment)
    {
        var count = new SelectionCount();
        Directives(fragment.Directives);
        Add(fragment.Selections, depth: 0, count);
        return count;
    }

    private void Add(SelectionSet set, int depth, SelectionCount count)
    {
        foreach (var selection in set.Items)
        {
            Directives(selection.Directives);
            switch (selection)
            {
                case FieldNode field:
                    Add(field, depth, count);
                    break;
                case FragmentSpread spread:
                    count.Spreads.Add((spread.Name.Text, depth));
                    break;
                case InlineFragment inline:
                    Add(inline.Selections, depth, count);
                    break;
            }
        }
    }

    private void Add(FieldNode field, int depth, SelectionCount count)
    {
        count.Fields++;
        count.RootFields += depth == 0 ? 1 : 0;
        count.Depth = Math.Max(count.Depth, depth + 1);
        if (field.Alias is { } alias && ++_aliases > check.Limits.MaxAliases)
        {
            Refuse(check.Limits.MaxAliases, "aliases", alias);
        }

        Arguments(field.Arguments);
        if (field.Selections is { } selections)
        {
            Add(selections, depth + 1, count);
        }
    }

    private void Directives(IReadOnlyList<DirectiveNode> directives)
    {
        if (directives.Count > check.Limits.MaxDirectives)
        {
            Refuse(check.Limits.MaxDirectives, "directives at one place", directives[^1]);
        }

        foreach (var directive in directives)
        {
            Arguments(directive.Arguments);
        }
    }

    private void Arguments(IReadOnlyList<ArgumentNode> arguments)
    {
        foreach (var argument in arguments)
        {
            Items(argument.Value);
        }
    }

    private void Items(ValueNode value)
    {
        if (value is ListValue or ObjectValue && ItemsIn(value) > check.Limits.MaxListItems)
        {
            Refuse(check.Limits.MaxListItems, "list items in one argument", value);
        }
    }

    private static int ItemsIn(ValueNode value) => value switch
    {
        ListValue list => list.Items.Count + list.Items.Sum(ItemsIn),
        ObjectValue fields => fields.Fields.Sum(field => ItemsIn(field.Value)),
        _ => 0,
    };

    private void Refuse(int most, string what, GraphNode where) =>
        check.Refuse(GraphCodes.QueryTooLarge, string.Create(CultureInfo.InvariantCulture, $"The query has more than {most} {what}."), where);
}
