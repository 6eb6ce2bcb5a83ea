using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation;

/// <summary>
/// Finds fields that cannot share a place in the answer, without comparing pairs:
/// (1) a set is all fields that land in one object of the answer, fragments put in, each fragment once;
/// (2) it is grouped by response name, and within by concrete parent, fields of interfaces and unions standing in every such group;
/// (3) each member is compared with the first of its group, for what is compared is an equivalence;
/// (4) the selections of a group together make the next set, and a set seen before is not looked at again.
/// It is done twice: for name and arguments among fields that can meet, and for the shape of values among all, since clients read both the same way.
/// </summary>
/// <remarks>The idea is of Simon Adameit's linear algorithm for this rule, described by XING in 2017; the code is our own.</remarks>
internal sealed class FieldMerging(Check check)
{
    private readonly MergeReport _report = new(check);
    private readonly HashSet<SelectionKey> _seen = [];
    private readonly Stack<List<MergedField>> _waiting = new();
    private readonly Dictionary<SelectionKey, List<MergedField>> _collected = [];
    private readonly Dictionary<string, MergedField> _first = new(StringComparer.Ordinal);
    private readonly Dictionary<FieldNode, string> _arguments = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<SelectionSet, int> _numbers = new(ReferenceEqualityComparer.Instance);

    public void Run()
    {
        foreach (var byShape in (ReadOnlySpan<bool>)[false, true])
        {
            _seen.Clear();
            foreach (var (set, parent) in Starts())
            {
                Push([(set, parent, null)]);
                while (_waiting.TryPop(out var fields) && check.Spend(fields.Count))
                {
                    Compare(fields, byShape);
                }
            }
        }
    }

    // Operations first; then fragments no operation reaches, for they are checked too.
    private IEnumerable<(SelectionSet Set, NamedType? Parent)> Starts()
    {
        var operations = check.Document.Definitions.OfType<OperationDefinition>().ToArray();
        foreach (var operation in operations)
        {
            yield return (operation.Selections, check.Schema.Root(operation.Kind));
        }

        var reached = check.Facts.Reached(operations.Select(operation => operation.Selections)).Select(fragment => fragment.Name.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var fragment in check.Document.Definitions.OfType<FragmentDefinition>())
        {
            if (reached.Add(fragment.Name.Text))
            {
                reached.UnionWith(check.Facts.Reached([fragment.Selections]).Select(inner => inner.Name.Text));
                yield return (fragment.Selections, check.Schema.Find(fragment.Condition) as NamedType);
            }
        }
    }

    private void Compare(List<MergedField> fields, bool byShape)
    {
        // Nearly every name stands once: only those that stand again get a list.
        Dictionary<MergedField, List<MergedField>>? groups = null;
        _first.Clear();
        foreach (var field in fields)
        {
            if (_first.TryAdd(field.Node.ResponseName, field))
            {
                continue;
            }

            var first = _first[field.Node.ResponseName];
            groups ??= new Dictionary<MergedField, List<MergedField>>(ReferenceEqualityComparer.Instance);
            if (!groups.TryGetValue(first, out var group))
            {
                groups.Add(first, group = [first]);
            }

            group.Add(field);
        }

        foreach (var field in fields)
        {
            if (groups is not null && groups.TryGetValue(field, out var group))
            {
                CompareGroup(group, byShape);
            }
            else if (groups is null || ReferenceEquals(_first[field.Node.ResponseName], field))
            {
                Deeper(field);
            }
        }
    }

    private void CompareGroup(List<MergedField> group, bool byShape)
    {
        if (byShape)
        {
            CompareShapes(group);
        }
        else
        {
            CompareNames(group);
        }
    }

    private void CompareShapes(List<MergedField> group)
    {
        var first = group.Find(field => field.Field is not null);
        Deeper(first is null ? group : group.FindAll(field => field == first || HasSameShape(first, field)));
    }

    private bool HasSameShape(MergedField first, MergedField other)
    {
        if (_report.Has(first, other))
        {
            return false;
        }

        if (other.Field is null || TypeFit.HaveSameShape(first.Field!.Type, other.Field.Type))
        {
            return true;
        }

        _report.Tell(first, other, $"they return conflicting types \"{first.Field.Type}\" and \"{other.Field.Type}\"");
        return false;
    }

    private void CompareNames(List<MergedField> group)
    {
        if (group[0].Parent is ObjectType parent && group.TrueForAll(field => field.Parent == parent))
        {
            var alike = group.FindAll(field => IsSameField(group[0], field));
            if (check.Spend(alike.Count))
            {
                Deeper(alike);
            }

            return;
        }

        var anywhere = group.FindAll(field => field.Parent is not ObjectType);
        anywhere = anywhere.FindAll(field => IsSameField(anywhere[0], field));
        if (anywhere.Count == group.Count)
        {
            Deeper(group);
            return;
        }

        foreach (var here in group.Where(field => field.Parent is ObjectType).GroupBy(field => field.Parent))
        {
            var together = new List<MergedField>(anywhere);
            foreach (var field in here)
            {
                if (together.Count == 0 || IsSameField(together[0], field))
                {
                    together.Add(field);
                }
            }

            if (!check.Spend(together.Count))
            {
                return;
            }

            Deeper(together);
        }
    }

    private bool IsSameField(MergedField first, MergedField other)
    {
        if (first.Node == other.Node)
        {
            return true;
        }

        if (first.Node.Name.Text != other.Node.Name.Text)
        {
            _report.Tell(first, other, $"\"{first.Node.Name}\" and \"{other.Node.Name}\" are different fields");
            return false;
        }

        if (first.Node.Arguments.Count != other.Node.Arguments.Count || (first.Node.Arguments.Count > 0 && ArgumentsOf(first.Node) != ArgumentsOf(other.Node)))
        {
            _report.Tell(first, other, "they have differing arguments");
            return false;
        }

        return true;
    }

    private string ArgumentsOf(FieldNode node)
    {
        if (!_arguments.TryGetValue(node, out var text))
        {
            _arguments.Add(node, text = ValueIdentity.Of(node.Arguments));
        }

        return text;
    }

    private void Deeper(MergedField field)
    {
        if (field.Node.Selections is { } selections)
        {
            Push([(selections, field.Field?.Type.Named, field)]);
        }
    }

    private void Deeper(List<MergedField> group)
    {
        List<(SelectionSet, NamedType?, MergedField?)>? next = null;
        foreach (var field in group)
        {
            if (field.Node.Selections is { } selections)
            {
                (next ??= []).Add((selections, field.Field?.Type.Named, field));
            }
        }

        if (next is not null)
        {
            Push(next);
        }
    }

    // What some selections hold is the same both times it is asked for.
    private void Push(List<(SelectionSet Set, NamedType? Parent, MergedField? Owner)> from)
    {
        var numbers = new int[from.Count];
        for (var index = 0; index < numbers.Length; index++)
        {
            numbers[index] = NumberOf(from[index].Set);
        }

        var key = SelectionKey.Of(numbers);
        if (!_seen.Add(key))
        {
            return;
        }

        if (!_collected.TryGetValue(key, out var fields))
        {
            _collected.Add(key, fields = new FieldCollection(check).Collect(from));
        }

        _waiting.Push(fields);
    }

    private int NumberOf(SelectionSet set)
    {
        if (!_numbers.TryGetValue(set, out var number))
        {
            _numbers.Add(set, number = _numbers.Count);
        }

        return number;
    }
}
