using System.Collections.Frozen;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Execution.Planning;

/// <summary>A validated operation, ready to run any number of times at once. What concrete types need is worked out when they are first met.</summary>
internal sealed class OperationPlan
{
    public OperationPlan(Document document, OperationDefinition operation, SchemaTypes types)
    {
        Document = document;
        Operation = operation;
        Types = types;
        Fragments = document.Definitions.OfType<FragmentDefinition>().ToFrozenDictionary(fragment => fragment.Name.Text, StringComparer.Ordinal);
        var collector = new FieldCollector(this, types.Schema.Root(operation.Kind)!);
        collector.Add(operation.Selections, Guard.None);
        Root = collector.Done();
        HasOwnDeadline = Root.Fields.Any(field => field.Field is { HasOwnDeadline: true });
        OutlivesStopping = Root.Fields.Any(field => field.Field is { OutlivesStopping: true });
        RootFields = [.. Root.Fields.Select(field => field.Occurrences[0].Node.Name.Text).Distinct(StringComparer.Ordinal)];
    }

    public Document Document { get; }

    public OperationDefinition Operation { get; }

    public OperationKind Kind => Operation.Kind;

    public SchemaTypes Types { get; }

    public FrozenDictionary<string, FragmentDefinition> Fragments { get; }

    /// <summary>What is selected on the root type.</summary>
    public SelectionPlan Root { get; }

    /// <summary>Whether a field on it keeps a deadline of its own, so that the operation's time limit does not hold.</summary>
    public bool HasOwnDeadline { get; }

    /// <summary>Whether a field on it gives an answer that is let end when the server is told to stop.</summary>
    public bool OutlivesStopping { get; }

    /// <summary>Names of the fields on it, each once.</summary>
    public IReadOnlyList<string> RootFields { get; }

    /// <summary>The fields a selection set holds, fragments looked through, whatever their types.</summary>
    public IEnumerable<FieldNode> FieldsIn(SelectionSet set, VariableValues variables)
    {
        foreach (var selection in set.Items)
        {
            if (Guard.Of(selection.Directives, Guard.None) is not { } guards || !Guard.Hold(guards, variables))
            {
                continue;
            }

            if (selection is FieldNode field)
            {
                yield return field;
            }

            var inner = selection switch
            {
                InlineFragment inline => inline.Selections,
                FragmentSpread spread => Fragments[spread.Name.Text].Selections,
                _ => null,
            };
            foreach (var found in inner is null ? [] : FieldsIn(inner, variables))
            {
                yield return found;
            }
        }
    }
}
