using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Catalog.Schema;

namespace Banyan.Gateway.Catalog.Checks;

/// <summary>Reads the <c>when</c> of a routing rule and tells what is wrong with it.</summary>
internal sealed class ConditionReader(ProblemList problems)
{
    /// <summary>Reads a condition; several members of one map must all hold.</summary>
    /// <returns>Null after a problem.</returns>
    public Condition? Read(ConfigNode? node)
    {
        if (node is null)
        {
            return Condition.Always;
        }

        if (node.Kind != ConfigNodeKind.Map)
        {
            return Wrong(node, "A condition is a map.", "Write { field: { eq: value } }, or all, any, not.");
        }

        var parts = node.Members.Select(ReadMember).ToList();
        return parts.Contains(null) ? null : Join(parts!);
    }

    private Condition? ReadMember(ConfigMember member) => member.Name switch
    {
        "all" => ReadList(member.Value) is { } parts ? Join(parts) : null,
        "any" => ReadList(member.Value) is { } parts ? Any(parts) : null,
        "not" => Read(member.Value) is { } part ? new Condition([], [$"not({Text(part)})"]) : null,
        _ => ReadField(member),
    };

    private List<Condition>? ReadList(ConfigNode node)
    {
        if (node.Kind != ConfigNodeKind.List || node.Items.Count == 0)
        {
            Wrong(node, "all and any take a list of conditions.", "Write [{ field: { eq: value } }, ...].");
            return null;
        }

        var parts = node.Items.Select(Read).ToList();
        return parts.Contains(null) ? null : parts.OfType<Condition>().ToList();
    }

    private Condition? ReadField(ConfigMember member)
    {
        if (ConditionFields.Find(member.Name) is not { } field)
        {
            var near = LooseName.Nearest(member.Name, ConditionFields.All);
            return Wrong(member.Value, $"There is no field \"{member.Name}\".", near is null ? $"Known: {string.Join(", ", ConditionFields.All)}." : $"Did you mean {near}?");
        }

        if (member.Value.Kind != ConfigNodeKind.Map || member.Value.Members.Count == 0)
        {
            return Wrong(member.Value, $"{field} is not compared with anything.", $"Write {{ {field}: {{ eq: value }} }}.");
        }

        var comparisons = member.Value.Members.Select(comparison => ReadComparison(field, comparison)).ToList();
        return comparisons.Contains(null) ? null : new Condition(comparisons!, []);
    }

    private Comparison? ReadComparison(string field, ConfigMember member)
    {
        var known = ConditionFields.Operators.FirstOrDefault(word => LooseName.Same(word, member.Name));
        if (known is null)
        {
            Wrong(member.Value, $"There is no comparison \"{member.Name}\".", $"Use one of {string.Join(", ", ConditionFields.Operators)}.");
            return null;
        }

        var isList = known is "in" or "notIn";
        if (isList != (member.Value.Kind == ConfigNodeKind.List) || member.Value.Kind == ConfigNodeKind.Map)
        {
            Wrong(member.Value, isList ? $"{known} takes a list." : $"{known} takes one value.", isList ? "Write [a, b]." : "For several values use in.");
            return null;
        }

        var values = isList ? member.Value.Items : [member.Value];
        if (values.FirstOrDefault(value => !Fits(field, known, value)) is { } bad)
        {
            Wrong(bad, $"\"{bad.Text}\" cannot be compared with {field} by {known}.", known == "exists" || ConditionFields.IsFlag(field) ? "Give true or false." : "Give a number.");
            return null;
        }

        return new Comparison(field, known, [.. values.Select(value => value.Text).Order(StringComparer.Ordinal)]);
    }

    private static bool Fits(string field, string comparison, ConfigNode value)
    {
        if (value.Kind != ConfigNodeKind.Scalar)
        {
            return false;
        }

        if (comparison == "exists" || (ConditionFields.IsFlag(field) && !ConditionFields.IsOrder(comparison)))
        {
            return Quantity.TryFlag(value.Text, out _);
        }

        var isText = comparison is "prefix" or "contains";
        return isText ? !ConditionFields.IsNumber(field) : !(ConditionFields.IsNumber(field) || ConditionFields.IsOrder(comparison)) || Quantity.TryNumber(value.Text, out _);
    }

    private static Condition Join(IEnumerable<Condition> parts)
    {
        var all = parts.ToList();
        return new Condition([.. all.SelectMany(part => part.Comparisons)], [.. all.SelectMany(part => part.Others)]);
    }

    private static Condition Any(List<Condition> parts) =>
        parts.Count == 1 ? parts[0] : new Condition([], [$"any({string.Join("; ", parts.Select(Text).Order(StringComparer.Ordinal))})"]);

    private static string Text(Condition condition) => string.Join(", ", condition.Keys.Order(StringComparer.Ordinal));

    private Condition? Wrong(ConfigNode node, string message, string hint)
    {
        problems.Error(ProblemCode.BadCondition, node.Place, message, hint);
        return null;
    }
}
