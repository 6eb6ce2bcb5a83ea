using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>Every field selected exists on the type it is selected on.</summary>
internal sealed class FieldsOnCorrectType(Check check) : Rule(check)
{
    public override void Field(FieldNode node, NamedType? parent, GraphField? field)
    {
        if (parent is not null && field is null)
        {
            Check.Report($"Cannot query field \"{node.Name}\" on type \"{parent}\".{Suggest(node.Name.Text, parent)}", node);
        }
    }

    private string Suggest(string name, NamedType parent)
    {
        if (!Check.MaySuggest)
        {
            return "";
        }

        var types = parent is ObjectType ? [] : TypesWith(name, parent);
        return types.Count > 0 ? Suggestions.Ask("to use an inline fragment on ", types)
            : parent is FieldsType known ? Check.Suggest(name, known.Fields.Keys)
            : "";
    }

    // Objects the value may be, and interfaces they share; what more of them have comes first.
    private List<string> TypesWith(string name, NamedType parent)
    {
        var uses = new Dictionary<FieldsType, int>();
        foreach (var one in Check.Schema.PossibleTypes.Of(parent).Where(one => one.Fields.ContainsKey(name)))
        {
            uses[one] = 1;
            foreach (var implemented in one.Interfaces.Where(implemented => implemented.Fields.ContainsKey(name)))
            {
                uses[implemented] = uses.GetValueOrDefault(implemented) + 1;
            }
        }

        return [.. uses.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key is ObjectType).ThenBy(pair => pair.Key.Name, StringComparer.Ordinal).Select(pair => pair.Key.Name)];
    }
}
