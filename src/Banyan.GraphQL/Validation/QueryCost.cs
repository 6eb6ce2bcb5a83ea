using System.Globalization;
using System.Runtime.CompilerServices;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation;

/// <summary>
/// What an operation may cost at most: a leaf nothing, an object 1, a root field of a mutation 10, or what <c>@cost</c> says; a list as often as it is long,
/// which a slicing argument or <c>@listSize</c> tells, else 50. Introspection costs nothing. Asked for each request, since lengths come from variables.
/// </summary>
internal sealed class QueryCost
{
    private const int UsualLength = 50;
    private const int MutationWeight = 10;
    private const long Most = long.MaxValue / 4;

    private readonly GraphSchema _schema;
    private readonly Func<string, int?> _variable;
    private readonly Dictionary<string, FragmentDefinition> _fragments = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Fragment, Slice? Slice), long> _known = [];

    private QueryCost(GraphSchema schema, Document document, Func<string, int?> variable)
    {
        (_schema, _variable) = (schema, variable);
        foreach (var fragment in document.Definitions.OfType<FragmentDefinition>())
        {
            _fragments[fragment.Name.Text] = fragment;
        }
    }

    /// <summary>The cost of an operation of a validated document.</summary>
    /// <param name="schema">What it is asked against.</param>
    /// <param name="document">As parsed and found good.</param>
    /// <param name="operation">One of its operations.</param>
    /// <param name="variable">A variable's coerced value where it is an integer, default applied; else null.</param>
    public static long Of(GraphSchema schema, Document document, OperationDefinition operation, Func<string, int?> variable) =>
        new QueryCost(schema, document, variable).Selections(operation.Selections, schema.Root(operation.Kind), null, operation.Kind == OperationKind.Mutation);

    /// <summary>Why the operation costs too much; null when it does not.</summary>
    /// <inheritdoc cref="Of"/>
    public static GraphError? Refusal(GraphSchema schema, Document document, OperationDefinition operation, Func<string, int?> variable, QueryLimits limits)
    {
        var cost = Of(schema, document, operation, variable);
        return cost <= limits.MaxCost ? null : new GraphError(string.Create(CultureInfo.InvariantCulture, $"The query may cost {cost}, more than the {limits.MaxCost} allowed."))
        {
            Code = GraphCodes.QueryTooCostly,
            Locations = [document.Locate(operation)],
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["cost"] = cost, ["limit"] = limits.MaxCost },
        };
    }

    private long Selections(SelectionSet set, NamedType? parent, Slice? slice, bool isMutation)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return Most;
        }

        var cost = 0L;
        foreach (var selection in set.Items)
        {
            cost = Math.Min(Most, cost + selection switch
            {
                FieldNode field => Field(field, parent, slice, isMutation),
                InlineFragment inline => Selections(inline.Selections, inline.Condition is null ? parent : _schema.Find(inline.Condition) as NamedType, slice, isMutation),
                FragmentSpread spread => Fragment(spread.Name.Text, slice, isMutation),
                _ => 0,
            });
        }

        return cost;
    }

    private long Fragment(string name, Slice? slice, bool isMutation)
    {
        if (!_fragments.TryGetValue(name, out var fragment) || _known.TryGetValue((name, slice), out var cost))
        {
            return fragment is null ? 0 : _known[(name, slice)];
        }

        _known[(name, slice)] = 0;
        return _known[(name, slice)] = Selections(fragment.Selections, _schema.Find(fragment.Condition) as NamedType, slice, isMutation);
    }

    private long Field(FieldNode node, NamedType? parent, Slice? slice, bool isMutation)
    {
        if (parent is null || node.Name.Text.StartsWith("__", StringComparison.Ordinal) || _schema.FieldOf(parent, node.Name.Text) is not { } field)
        {
            return 0;
        }

        var length = field.ListSize is { } size ? LengthOf(node, field, size) : (int?)null;
        var inner = length is { } sliced && field.ListSize!.SizedFields.Count > 0 ? new Slice(sliced, string.Join(' ', field.ListSize.SizedFields)) : null;
        var own = inner is null ? length : null;
        var items = Items(field.Type, own ?? (slice is not null && slice.Has(node.Name.Text) ? slice.Length : UsualLength));
        var weight = field.Cost ?? (isMutation ? MutationWeight : TypeFit.IsLeaf(field.Type.Named) ? 0 : 1);
        var children = node.Selections is { } selections ? Selections(selections, field.Type.Named, inner, isMutation: false) : 0;
        return items >= Most / Math.Max(1, weight + children) ? Most : items * (weight + children);
    }

    private int LengthOf(FieldNode node, GraphField field, ListSize size)
    {
        var length = -1;
        foreach (var name in size.SlicingArguments)
        {
            var given = node.Arguments.FirstOrDefault(argument => argument.Name.Text == name)?.Value ?? field.Arguments.GetValueOrDefault(name)?.DefaultLiteral;
            var value = given switch
            {
                IntValue number => int.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : int.MaxValue,
                VariableValue variable => _variable(variable.Name.Text) ?? -1,
                _ => -1,
            };
            length = Math.Max(length, value);
        }

        return length >= 0 ? Math.Max(1, length) : size.Assumed ?? UsualLength;
    }

    // Lists inside lists are as long as usual, each.
    private static long Items(GraphType type, long length)
    {
        var items = 1L;
        var next = length;
        for (var rest = type; rest is not NamedType; rest = rest is ListType list ? list.Item : ((NonNullType)rest).Inner)
        {
            if (rest is ListType)
            {
                items = Math.Min(Most, items * next);
                next = UsualLength;
            }
        }

        return items;
    }

    private sealed record Slice(int Length, string Fields)
    {
        public bool Has(string name) => $" {Fields} ".Contains($" {name} ", StringComparison.Ordinal);
    }
}
