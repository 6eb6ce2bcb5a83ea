using System.Text.Json;
using Banyan.Intents.Conditions;

namespace Banyan.Intents.Tests.Conditions;

[Trait("needs", "data")]
public sealed class RetailConditionTests
{
    [Fact]
    public void Every_given_condition_over_the_shops_records_comes_out_right()
    {
        var wrong = new List<string>();
        var counts = new Dictionary<Truth, int>();
        foreach (var (result, source, truth) in new RetailConditions(seed: 7).All())
        {
            var parsed = ExprParser.Parse(source);
            parsed.Fault.ShouldBeNull(source);
            var input = new ConditionInput(new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["s1"] = result }, RetailConditions.Now, TimeZoneInfo.Utc);
            var evaluation = ExprEvaluator.Evaluate(parsed.Root!, input);
            counts[truth] = counts.GetValueOrDefault(truth) + 1;
            if (evaluation.Value != truth)
            {
                wrong.Add($"{source}: {evaluation.Value}, right is {truth}; {string.Join(", ", evaluation.Evidence)}");
            }
        }

        wrong.ShouldBeEmpty();
        counts.Values.Sum().ShouldBeGreaterThan(2000);
        counts[Truth.Unknown].ShouldBeGreaterThan(1000);

        // A constant answer must not pass: neither side may outweigh the other by much.
        ((double)counts[Truth.True] / (counts[Truth.True] + counts[Truth.False])).ShouldBeInRange(0.4, 0.6);
    }
}
