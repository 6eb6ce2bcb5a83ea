using System.Globalization;
using System.Text.Json;

namespace Banyan.Gateway.Routing.Rules;

/// <summary>Compiles the condition of a rule: once for each configuration, so that asks only compare.</summary>
internal static class ConditionCompiler
{
    private const int MostDepth = 8, MostParts = 100;
    private static readonly string[] Tests = ["eq", "ne", "in", "notIn", "lt", "lte", "gt", "gte", "prefix", "contains", "exists"];

    /// <summary>Compiles one; null stands for always.</summary>
    /// <exception cref="FormatException">It is none; the message says where and why.</exception>
    public static RuleCondition Compile(JsonElement? when) => when is { } source ? Read(source, "$", 0) : new AllOf([]);

    /// <summary>Whether a condition asks about the model that was named.</summary>
    public static bool AsksForModel(JsonElement? when) => when switch
    {
        { ValueKind: JsonValueKind.Object } map => map.EnumerateObject().Any(member => FactNames.Folded(member.Name) == "requestedmodel" || AsksForModel(member.Value)),
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Any(item => AsksForModel(item)),
        _ => false,
    };

    private static RuleCondition Read(JsonElement source, string place, int depth)
    {
        if (source.ValueKind != JsonValueKind.Object || depth > MostDepth)
        {
            throw new FormatException($"{place}: an object is wanted, at most {MostDepth} deep.");
        }

        RuleCondition[] parts = [.. source.EnumerateObject().Take(MostParts + 1).Select(member => Member(member.Name, member.Value, place, depth))];
        return parts.Length is 1 ? parts[0] : parts.Length > MostParts ? throw new FormatException($"{place}: at most {MostParts} conditions are right.") : new AllOf(parts);
    }

    private static RuleCondition Member(string name, JsonElement value, string place, int depth) => name switch
    {
        "all" => new AllOf(List(value, place + ".all", depth)),
        "any" => new AnyOf(List(value, place + ".any", depth)),
        "not" => new NotThis(Read(value, place + ".not", depth + 1)),
        _ when FactNames.TryFind(name, out var fact, out var member) => Fact(fact, member, value, $"{place}.{name}"),
        _ => throw new FormatException($"{place}: there is no field '{name}'. Known: {FactNames.All}."),
    };

    private static RuleCondition[] List(JsonElement list, string place, int depth) =>
        list.ValueKind == JsonValueKind.Array && list.GetArrayLength() is > 0 and <= MostParts
            ? [.. list.EnumerateArray().Select((part, at) => Read(part, $"{place}[{at}]", depth + 1))]
            : throw new FormatException($"{place}: a list of one to {MostParts} conditions is wanted.");

    private static RuleCondition Fact(RuleFact fact, string member, JsonElement tests, string place)
    {
        if (tests.ValueKind != JsonValueKind.Object || !tests.EnumerateObject().Any())
        {
            throw new FormatException($"{place}: comparisons are wanted, as {{\"eq\": \"x\"}}.");
        }

        RuleCondition[] all = [.. tests.EnumerateObject().Select(test => Test(fact, member, test.Name, test.Value, place))];
        return all.Length == 1 ? all[0] : new AllOf(all);
    }

    private static RuleCondition Test(RuleFact fact, string member, string written, JsonElement value, string place)
    {
        var test = Tests.FirstOrDefault(word => FactNames.Folded(word) == FactNames.Folded(written))
            ?? throw new FormatException($"{place}: there is no comparison '{written}'. Known: {string.Join(", ", Tests)}.");
        place = $"{place}.{test}";
        string[] wanted = test is "in" or "notIn" ? Values(value, place) : [Scalar(value, place)];
        if (test == "exists" || (FactNames.IsFlag(fact) && test is "eq" or "ne"))
        {
            var flag = bool.TryParse(wanted[0], out var yes) ? yes : throw new FormatException($"{place}: true or false is wanted.");
            return test == "exists" ? new Presence(fact, member, flag) : new FlagTest(fact, flag == (test == "eq"));
        }

        if (FactNames.IsNumber(fact) && test is "prefix" or "contains")
        {
            throw new FormatException($"{place}: a number has no such comparison.");
        }

        return FactNames.IsNumber(fact) || test is "lt" or "lte" or "gt" or "gte"
            ? new NumberTest(fact, member, ComparisonOf(test), [.. wanted.Select(one => Number(one, place))])
            : new TextTest(fact, member, ComparisonOf(test), wanted);
    }

    private static Comparison ComparisonOf(string test) => test switch
    {
        "eq" or "in" => Comparison.OneOf,
        "ne" or "notIn" => Comparison.NoneOf,
        "lt" => Comparison.Less,
        "lte" => Comparison.AtMost,
        "gt" => Comparison.More,
        "gte" => Comparison.AtLeast,
        "prefix" => Comparison.Prefix,
        _ => Comparison.Contains,
    };

    private static string[] Values(JsonElement list, string place) =>
        list.ValueKind == JsonValueKind.Array && list.GetArrayLength() is > 0 and <= 1000
            ? [.. list.EnumerateArray().Select(one => Scalar(one, place))]
            : throw new FormatException($"{place}: a list of one to 1000 values is wanted.");

    private static string Scalar(JsonElement value, string place) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw new FormatException($"{place}: one text, number, true or false is wanted."),
    };

    private static double Number(string text, string place) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException($"{place}: a number is wanted.");
}
