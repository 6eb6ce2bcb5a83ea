using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>A subscription selects one field at its root, without conditions, and none of introspection's.</summary>
internal sealed class SingleFieldSubscriptions(Check check) : Rule(check)
{
    public override void Operation(OperationDefinition operation, ObjectType? root)
    {
        if (operation.Kind != OperationKind.Subscription || root is null)
        {
            return;
        }

        var fields = new OrderedDictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        var conditions = new List<DirectiveNode>();
        Collect(operation.Selections, root, fields, conditions);
        var who = operation.Name is { } name ? $"Subscription \"{name}\"" : "Anonymous Subscription";
        if (conditions.Count > 0)
        {
            Check.Report($"{who} must not use `@skip` or `@include` directives in the top level selection.", [.. conditions]);
            return;
        }

        if (fields.Count == 0)
        {
            Check.Report($"{who} must select one top level field.", operation.Selections);
        }
        else if (fields.Count > 1)
        {
            Check.Report($"{who} must select only one top level field.", [.. fields.Values.Skip(1).SelectMany(same => same)]);
        }

        foreach (var same in fields.Values.Where(same => same[0].Name.Text.StartsWith("__", StringComparison.Ordinal)))
        {
            Check.Report($"{who} must not select an introspection top level field.", [.. same]);
        }
    }

    private void Collect(SelectionSet set, ObjectType root, OrderedDictionary<string, List<FieldNode>> fields, List<DirectiveNode> conditions)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<Selection>(set.Items.Reverse());
        while (waiting.TryPop(out var selection) && Check.Spend())
        {
            if (ConditionOf(selection) is { } condition)
            {
                conditions.Add(condition);
                continue;
            }

            switch (selection)
            {
                case FieldNode field:
                    if (!fields.TryGetValue(field.ResponseName, out var same))
                    {
                        fields.Add(field.ResponseName, same = []);
                    }

                    same.Add(field);
                    break;
                case InlineFragment inline when Applies(inline.Condition, root):
                    Push(inline.Selections, waiting);
                    break;
                case FragmentSpread spread when seen.Add(spread.Name.Text) && Check.Fragments.TryGetValue(spread.Name.Text, out var fragment) && Applies(fragment.Condition, root):
                    Push(fragment.Selections, waiting);
                    break;
            }
        }
    }

    // What stands under a condition is not looked into: the condition alone is the mistake.
    private static DirectiveNode? ConditionOf(Selection selection) =>
        selection.Directives.FirstOrDefault(directive => directive.Name.Text == "skip") ?? selection.Directives.FirstOrDefault(directive => directive.Name.Text == "include");

    private bool Applies(NamedTypeNode? condition, ObjectType root) =>
        condition is null || (Check.Schema.Find(condition) is NamedType type && (type == root || Check.Schema.PossibleTypes.Contains(type, root)));

    private static void Push(SelectionSet set, Stack<Selection> waiting)
    {
        for (var index = set.Items.Count - 1; index >= 0; index--)
        {
            waiting.Push(set.Items[index]);
        }
    }
}
