using System.Collections.Concurrent;
using System.Text.Json;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Execution.Planning;

/// <summary>One place a merged field was written at, the conditions under which it counts, and its rank among all fields of its selection.</summary>
internal sealed record Occurrence(FieldNode Node, Guard[] Guards, int Place);

/// <summary>A field of an answer: all places of one response key on one concrete type, merged. Shared by every run of the operation.</summary>
internal sealed class FieldPlan
{
    private readonly OperationPlan _operation;
    private readonly ConcurrentDictionary<ObjectType, SelectionPlan>? _byType;
    private SelectionPlan? _only;

    /// <param name="operation">What it is part of.</param>
    /// <param name="parent">The concrete type it is selected on.</param>
    /// <param name="field">Null for <c>__typename</c>.</param>
    /// <param name="occurrences">At least one, in document order.</param>
    public FieldPlan(OperationPlan operation, ObjectType parent, GraphField? field, IReadOnlyList<Occurrence> occurrences)
    {
        _operation = operation;
        Parent = parent;
        Field = field;
        Occurrences = occurrences;
        Key = occurrences[0].Node.ResponseName;
        KeyText = JsonEncodedText.Encode(Key);
        Arguments = field is null ? null! : new ArgumentPlan(field, occurrences[0].Node);
        Scopes = field is null ? [] : [.. field.Scopes.Concat(field.Type.Named.Scopes).Distinct(StringComparer.Ordinal)];
        _byType = field?.Type.Named is InterfaceType or UnionType ? new ConcurrentDictionary<ObjectType, SelectionPlan>() : null;
    }

    /// <summary>The concrete type it is selected on.</summary>
    public ObjectType Parent { get; }

    /// <summary>The schema's field; null for <c>__typename</c>.</summary>
    public GraphField? Field { get; }

    /// <summary>Where it was written.</summary>
    public IReadOnlyList<Occurrence> Occurrences { get; }

    /// <summary>Its name in the answer.</summary>
    public string Key { get; }

    /// <summary>Its name in the answer, as UTF-8.</summary>
    public JsonEncodedText KeyText { get; }

    /// <summary>Its arguments: coerced already, or how to; not to be asked of <c>__typename</c>.</summary>
    public ArgumentPlan Arguments { get; }

    /// <summary>All scopes it asks for before its resolver runs: its own and its type's.</summary>
    public string[] Scopes { get; }

    /// <summary>Whether its value may not be null.</summary>
    public bool IsNonNull => Field is null || Field.Type is NonNullType;

    /// <summary>What is selected on a value of that concrete type. Worked out when first met.</summary>
    public SelectionPlan Children(ObjectType type)
    {
        if (_byType is not null)
        {
            return _byType.GetOrAdd(type, static (type, self) => self.Collect(type), this);
        }

        return _only ?? Interlocked.CompareExchange(ref _only, Collect(type), null) ?? _only;
    }

    /// <summary>Whether a child field is selected, fragments looked through.</summary>
    public bool Selects(string path, VariableValues variables)
    {
        var words = path.Split('.');
        IEnumerable<SelectionSet> sets = Occurrences.Where(one => Guard.Hold(one.Guards, variables)).Select(one => one.Node.Selections).OfType<SelectionSet>();
        for (var i = 0; i < words.Length; i++)
        {
            var found = sets.SelectMany(set => _operation.FieldsIn(set, variables)).Where(node => node.Name.Text == words[i]).ToList();
            if (found.Count == 0)
            {
                return false;
            }

            sets = found.Select(node => node.Selections).OfType<SelectionSet>();
        }

        return true;
    }

    private SelectionPlan Collect(ObjectType type)
    {
        var collector = new FieldCollector(_operation, type);
        foreach (var one in Occurrences)
        {
            if (one.Node.Selections is { } selections)
            {
                collector.Add(selections, one.Guards);
            }
        }

        return collector.Done();
    }
}
