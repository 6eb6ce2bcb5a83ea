using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation;

/// <summary>Puts together the fields some selections give one object, every fragment looked into once.</summary>
internal sealed class FieldCollection(Check check)
{
    private readonly List<MergedField> _fields = [];
    private Queue<(FragmentDefinition Fragment, MergedField? Owner)>? _waiting;
    private HashSet<string>? _seen;

    public List<MergedField> Collect(List<(SelectionSet Set, NamedType? Parent, MergedField? Owner)> from)
    {
        foreach (var (set, parent, owner) in from)
        {
            Add(set, parent, owner);
        }

        while (_waiting is not null && _waiting.TryDequeue(out var next) && check.Spend())
        {
            Add(next.Fragment.Selections, check.Schema.Find(next.Fragment.Condition) as NamedType, next.Owner);
        }

        return _fields;
    }

    private void Add(SelectionSet set, NamedType? parent, MergedField? owner)
    {
        foreach (var selection in set.Items)
        {
            switch (selection)
            {
                case FieldNode field:
                    _fields.Add(new MergedField(field, parent, parent is null ? null : check.Schema.FieldOf(parent, field.Name.Text), owner));
                    break;
                case InlineFragment inline:
                    Add(inline.Selections, inline.Condition is null ? parent : check.Schema.Find(inline.Condition) as NamedType, owner);
                    break;
                case FragmentSpread spread when (_seen ??= new HashSet<string>(StringComparer.Ordinal)).Add(spread.Name.Text) && check.Fragments.TryGetValue(spread.Name.Text, out var fragment):
                    (_waiting ??= new()).Enqueue((fragment, owner));
                    break;
            }
        }
    }
}
