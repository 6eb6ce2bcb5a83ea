using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Validation;

/// <summary>What definitions hold and what they reach through fragments; each worked out once, when first asked for.</summary>
internal sealed class DocumentFacts(Check check)
{
    private readonly Dictionary<SelectionSet, IReadOnlyList<FragmentSpread>> _spreads = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Definition, IReadOnlyList<VariableUse>> _uses = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<OperationDefinition, IReadOnlyList<VariableUse>> _reached = new(ReferenceEqualityComparer.Instance);

    /// <summary>Spreads in a selection and all selections inside it, not looking into fragments.</summary>
    public IReadOnlyList<FragmentSpread> Spreads(SelectionSet set)
    {
        if (_spreads.TryGetValue(set, out var known))
        {
            return known;
        }

        var spreads = new List<FragmentSpread>();
        var waiting = new Stack<SelectionSet>([set]);
        while (waiting.TryPop(out var next))
        {
            foreach (var selection in next.Items)
            {
                switch (selection)
                {
                    case FragmentSpread spread:
                        spreads.Add(spread);
                        break;
                    case FieldNode { Selections: { } inner }:
                        waiting.Push(inner);
                        break;
                    case InlineFragment inline:
                        waiting.Push(inline.Selections);
                        break;
                }
            }
        }

        _spreads.Add(set, spreads);
        return spreads;
    }

    /// <summary>Fragments some selections reach, each once, in the order found.</summary>
    public List<FragmentDefinition> Reached(IEnumerable<SelectionSet> from)
    {
        var found = new List<FragmentDefinition>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<FragmentSpread>(from.SelectMany(Spreads));
        while (waiting.TryDequeue(out var spread) && check.Spend())
        {
            if (seen.Add(spread.Name.Text) && check.Fragments.TryGetValue(spread.Name.Text, out var fragment))
            {
                found.Add(fragment);
                foreach (var inner in Spreads(fragment.Selections))
                {
                    waiting.Enqueue(inner);
                }
            }
        }

        return found;
    }

    /// <summary>Every fragment, those it spreads before it; where they spread each other in a circle, one of them comes too early.</summary>
    public IEnumerable<FragmentDefinition> DeepestFirst()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<(FragmentDefinition Fragment, int Next)>();
        foreach (var start in check.Fragments.Values)
        {
            if (seen.Add(start.Name.Text))
            {
                waiting.Push((start, 0));
            }

            while (waiting.TryPop(out var top))
            {
                var spreads = Spreads(top.Fragment.Selections);
                if (top.Next == spreads.Count)
                {
                    yield return top.Fragment;
                    continue;
                }

                waiting.Push((top.Fragment, top.Next + 1));
                if (check.Fragments.TryGetValue(spreads[top.Next].Name.Text, out var inner) && seen.Add(inner.Name.Text))
                {
                    waiting.Push((inner, 0));
                }
            }
        }
    }

    /// <summary>Uses of variables by an operation and all fragments it reaches.</summary>
    public IReadOnlyList<VariableUse> Uses(OperationDefinition operation)
    {
        if (_reached.TryGetValue(operation, out var known))
        {
            return known;
        }

        var all = new List<VariableUse>(Own(operation));
        foreach (var fragment in Reached([operation.Selections]))
        {
            var own = Own(fragment);
            if (!check.Spend(own.Count))
            {
                break;
            }

            all.AddRange(own);
        }

        _reached.Add(operation, all);
        return all;
    }

    private IReadOnlyList<VariableUse> Own(Definition definition)
    {
        if (!_uses.TryGetValue(definition, out var uses))
        {
            _uses.Add(definition, uses = new VariableSearch(check.Schema).In(definition));
        }

        return uses;
    }
}
