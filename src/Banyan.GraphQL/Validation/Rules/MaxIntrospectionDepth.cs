using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>Introspection does not go round in circles: lists of fields, interfaces, possible types or input fields stand inside each other at most twice.</summary>
internal sealed class MaxIntrospectionDepth(Check check) : Rule(check)
{
    private const int Most = 3;

    public override void Field(FieldNode node, NamedType? parent, GraphField? field)
    {
        if (node.Name.Text is "__schema" or "__type" && node.Selections is { } selections && IsTooDeep(selections))
        {
            Check.Report("Maximum introspection depth exceeded", node);
        }
    }

    // A fragment is looked into again only when it is reached deeper than before: at most once for each depth.
    private bool IsTooDeep(SelectionSet start)
    {
        var reached = new Dictionary<string, int>(StringComparer.Ordinal);
        var waiting = new Stack<(SelectionSet Set, int Depth)>([(start, 0)]);
        while (waiting.TryPop(out var next))
        {
            if (!Check.Spend(next.Set.Items.Count))
            {
                return false;
            }

            foreach (var selection in next.Set.Items)
            {
                switch (selection)
                {
                    case FieldNode field:
                        var depth = next.Depth + (field.Name.Text is "fields" or "interfaces" or "possibleTypes" or "inputFields" ? 1 : 0);
                        if (depth >= Most)
                        {
                            return true;
                        }

                        if (field.Selections is { } inner)
                        {
                            waiting.Push((inner, depth));
                        }

                        break;
                    case InlineFragment inline:
                        waiting.Push((inline.Selections, next.Depth));
                        break;
                    case FragmentSpread spread when reached.GetValueOrDefault(spread.Name.Text, -1) < next.Depth && Check.Fragments.TryGetValue(spread.Name.Text, out var fragment):
                        reached[spread.Name.Text] = next.Depth;
                        waiting.Push((fragment.Selections, next.Depth));
                        break;
                }
            }
        }

        return false;
    }
}
