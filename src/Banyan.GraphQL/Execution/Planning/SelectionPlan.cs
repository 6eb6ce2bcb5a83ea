using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Execution.Planning;

/// <summary>What an answer holds of one concrete type, in the order selected.</summary>
/// <param name="Type">The concrete type.</param>
/// <param name="Fields">Each response key once.</param>
internal sealed record SelectionPlan(ObjectType Type, FieldPlan[] Fields)
{
    /// <summary>Whether variables decide what counts.</summary>
    public bool IsConditional { get; } = Fields.Any(field => field.Occurrences.Any(one => one.Guards.Length > 0));

    /// <summary>The fields that count for these variables, in the order of their first place that counts.</summary>
    /// <exception cref="NullConditionException">A variable that decides is null.</exception>
    public FieldPlan[] Included(VariableValues variables)
    {
        var included = new List<(int Place, FieldPlan Field)>(Fields.Length);
        foreach (var field in Fields)
        {
            if (field.Occurrences.FirstOrDefault(one => Guard.Decide(one.Guards, variables)) is { } first)
            {
                included.Add((first.Place, field));
            }
        }

        included.Sort(static (left, right) => left.Place.CompareTo(right.Place));
        return [.. included.Select(one => one.Field)];
    }
}
