using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Execution.Planning;

/// <summary>Merges selections on one concrete type: the specification's CollectFields, with what variables decide kept as conditions.</summary>
internal sealed class FieldCollector(OperationPlan operation, ObjectType type)
{
    private readonly OrderedDictionary<string, List<Occurrence>> _groups = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private int _place;

    /// <summary>Adds a selection set that counts under conditions.</summary>
    public void Add(SelectionSet set, Guard[] outer)
    {
        foreach (var selection in set.Items)
        {
            if (Guard.Of(selection.Directives, outer) is not { } guards)
            {
                continue;
            }

            switch (selection)
            {
                case FieldNode field:
                    AddField(field, guards);
                    break;
                case InlineFragment inline when inline.Condition is null || operation.Types.Applies(type, inline.Condition.Name.Text):
                    Add(inline.Selections, guards);
                    break;
                case FragmentSpread spread:
                    AddSpread(spread.Name.Text, guards);
                    break;
            }
        }
    }

    /// <summary>What was merged.</summary>
    public SelectionPlan Done() => new(type, [.. _groups.Select(group => new FieldPlan(operation, type, operation.Types.Field(type, group.Value[0].Node.Name.Text), group.Value))]);

    private void AddField(FieldNode field, Guard[] guards)
    {
        if (!_groups.TryGetValue(field.ResponseName, out var group))
        {
            _groups.Add(field.ResponseName, group = []);
        }

        group.Add(new Occurrence(field, guards, _place++));
    }

    private void AddSpread(string name, Guard[] guards)
    {
        // Met before without a condition, it adds nothing; under a condition, that condition may not have held.
        if (_seen.Contains(name) || !operation.Fragments.TryGetValue(name, out var fragment) || !_open.Add(name))
        {
            return;
        }

        if (guards.Length == 0)
        {
            _seen.Add(name);
        }

        if (operation.Types.Applies(type, fragment.Condition.Name.Text))
        {
            Add(fragment.Selections, guards);
        }

        _open.Remove(name);
    }
}
