using System.Text.Json;

namespace Banyan.Gateway.Prompts.Targeting;

/// <summary>Reads conditions: <c>{"all": […]}</c>, <c>{"any": […]}</c>, <c>{"not": …}</c>, or facts with tests, as <c>{"team": {"eq": "billing"}}</c>.</summary>
internal static class ConditionReader
{
    private const int MostDepth = 8, MostParts = 50;
    private static readonly string[] Numbers = ["lt", "lte", "gt", "gte"];
    private static readonly string[] Tests = ["eq", "ne", "in", "notIn", "lt", "lte", "gt", "gte", "prefix", "contains", "exists"];

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It is none; the message says where and why.</exception>
    public static Condition Read(JsonElement source) => Read(source, "$", 0);

    private static Condition Read(JsonElement source, string place, int depth)
    {
        if (source.ValueKind != JsonValueKind.Object || depth > MostDepth)
        {
            throw new FormatException($"{place}: an object is wanted, at most {MostDepth} deep.");
        }

        Condition[] parts = [.. source.EnumerateObject().Select(member => Member(JsonReading.NameOf(member), member.Value, place, depth))];
        return parts.Length switch
        {
            0 => throw new FormatException($"{place}: a condition is wanted."),
            1 => parts[0],
            > MostParts => throw new FormatException($"{place}: at most {MostParts} conditions are right."),
            _ => new AllOf(parts),
        };
    }

    private static Condition Member(string name, JsonElement value, string place, int depth) => name switch
    {
        "all" => new AllOf(List(value, place + ".all", depth)),
        "any" => new AnyOf(List(value, place + ".any", depth)),
        "not" => new NotThis(Read(value, place + ".not", depth + 1)),
        _ when RequestFacts.IsKnown(name) => Fact(name, value, $"{place}.{name}"),
        _ => throw new FormatException($"{place}: '{name}' is no fact that is known."),
    };

    private static Condition[] List(JsonElement list, string place, int depth) =>
        list.ValueKind == JsonValueKind.Array && list.GetArrayLength() is > 0 and <= MostParts
            ? [.. list.EnumerateArray().Select((part, at) => Read(part, $"{place}[{at}]", depth + 1))]
            : throw new FormatException($"{place}: a list of one to {MostParts} conditions is wanted.");

    private static Condition Fact(string fact, JsonElement tests, string place)
    {
        if (tests.ValueKind != JsonValueKind.Object || !tests.EnumerateObject().Any())
        {
            throw new FormatException($"{place}: tests are wanted, as {{\"eq\": \"x\"}}.");
        }

        Condition[] all = [.. tests.EnumerateObject().Select(test => Test(fact, JsonReading.NameOf(test), test.Value, place))];
        return all.Length == 1 ? all[0] : new AllOf(all);
    }

    private static FactTest Test(string fact, string test, JsonElement value, string place)
    {
        if (!Tests.Contains(test, StringComparer.Ordinal))
        {
            throw new FormatException($"{place}: '{test}' is none of {string.Join(", ", Tests)}.");
        }

        FactValue?[] wanted = test is "in" or "notIn" && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(FactValue.Of)] : [FactValue.Of(value)];
        var isRight = wanted.Length is > 0 and <= 1000 && wanted.All(one => one is not null) && (!Numbers.Contains(test, StringComparer.Ordinal) || wanted[0]!.Number is not null);
        return isRight ? new FactTest(fact, test, wanted!) : throw new FormatException($"{place}.{test}: a value that the test can use is wanted.");
    }
}
