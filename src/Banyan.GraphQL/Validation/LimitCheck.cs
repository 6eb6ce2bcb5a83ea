using System.Globalization;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Validation;

/// <summary>Refuses documents that ask for too much, by counting alone: each definition is counted once, then fragments are added where they are spread.</summary>
internal sealed class LimitCheck(Check check)
{
    private readonly Dictionary<string, SelectionCount> _fragments = new(StringComparer.Ordinal);

    public void Run()
    {
        var counter = new SelectionCounter(check);
        var counts = new Dictionary<Definition, SelectionCount>(ReferenceEqualityComparer.Instance);
        var fragments = 0;
        foreach (var definition in check.Document.Definitions)
        {
            switch (definition)
            {
                case OperationDefinition operation:
                    Compare(operation.Variables.Count, check.Limits.MaxVariables, "variables", operation);
                    counts.Add(operation, counter.Count(operation));
                    break;
                case FragmentDefinition fragment:
                    Compare(++fragments, check.Limits.MaxFragments, "fragments", fragment);
                    counts.Add(fragment, counter.Count(fragment));
                    break;
            }

            if (check.IsOver)
            {
                return;
            }
        }

        foreach (var fragment in check.Facts.DeepestFirst())
        {
            _fragments[fragment.Name.Text] = Whole(counts[fragment]);
        }

        foreach (var operation in check.Document.Definitions.OfType<OperationDefinition>())
        {
            Compare(Whole(counts[operation]), operation);
        }
    }

    private void Compare(SelectionCount whole, OperationDefinition operation)
    {
        Compare(whole.Fields, check.Limits.MaxFields, "fields", operation);
        Compare(whole.RootFields, check.Limits.MaxRootFields, "fields at its root", operation);
        Compare(whole.Visited, check.Limits.MaxSpreads, "spreads", operation);
        if (whole.Depth > check.Limits.MaxDepth)
        {
            check.Refuse(GraphCodes.QueryTooDeep, string.Create(CultureInfo.InvariantCulture, $"The query nests selections more than {check.Limits.MaxDepth} levels deep."), operation);
        }
    }

    private void Compare(long count, int most, string what, GraphNode where)
    {
        if (count > most)
        {
            check.Refuse(GraphCodes.QueryTooLarge, string.Create(CultureInfo.InvariantCulture, $"The query has more than {most} {what}."), where);
        }
    }

    // A fragment that is not there yet is missing or part of a cycle; both are told by rules.
    private SelectionCount Whole(SelectionCount own)
    {
        var whole = new SelectionCount { Fields = own.Fields, RootFields = own.RootFields, Depth = own.Depth, Visited = own.Spreads.Count };
        foreach (var (name, depth) in own.Spreads)
        {
            if (_fragments.TryGetValue(name, out var inner))
            {
                whole.Fields = Math.Min(whole.Fields + inner.Fields, int.MaxValue);
                whole.RootFields = depth == 0 ? Math.Min(whole.RootFields + inner.RootFields, int.MaxValue) : whole.RootFields;
                whole.Visited = Math.Min(whole.Visited + inner.Visited, int.MaxValue);
                whole.Depth = Math.Max(whole.Depth, depth + inner.Depth);
            }
        }

        return whole;
    }
}
