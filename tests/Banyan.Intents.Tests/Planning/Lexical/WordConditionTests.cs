using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Intents.Conditions;
using Banyan.Intents.Planning.Lexical.Compiling;
using Banyan.Intents.Planning.Lexical.Words;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Tests.Planning.Lexical;

[Trait("needs", "data")]
public sealed class WordConditionTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Now = new(2026, 3, 20, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 20);

    [Fact]
    public void Conditions_in_words_run_exactly_when_true_and_no_write_runs_on_unknown()
    {
        var cases = new WordConditions(Today, 7);
        var counts = new Counts();
        Measure(WordConditions.OrderSchema, [.. WordConditions.Orders()], cases.ForOrder, 1000, counts);
        Measure(WordConditions.ProductSchema, [.. WordConditions.Products()], cases.ForProduct, 300, counts);
        Measure(WordConditions.UserSchema, [.. WordConditions.Users()], cases.ForUser, 200, counts);
        Measure(WordConditions.ShopSchema, [.. cases.ShopOrders()], cases.ForShop, 700, counts);

        output.WriteLine($"{counts.All} cases ({counts.True} true), right {100.0 * counts.Right / counts.All:F1} %, compiled {100.0 * counts.Compiled / counts.All:F1} %; with a field missing {counts.Missing}, run {counts.RunOnMissing}");
        counts.All.ShouldBeGreaterThanOrEqualTo(2000);
        ((double)counts.True / counts.All).ShouldBeInRange(0.4, 0.6);
        ((double)counts.Right / counts.All).ShouldBeGreaterThanOrEqualTo(0.95);
        counts.Missing.ShouldBeGreaterThan(1000);
        counts.RunOnMissing.ShouldBe(0);
    }

    private void Measure(string schema, List<JsonObject> records, Func<WordCondition> make, int count, Counts counts)
    {
        var result = SchemaReader.Read(JsonElement.Parse(schema));
        var compiler = new ConditionCompiler(Today);
        for (var i = 0; i < count; i++)
        {
            var condition = make();
            var isUnless = i % 5 == 4;

            // Truth alternates where the records allow it, so that "never" and "always" are worth half.
            var record = records.Skip(i * 7 % records.Count).Concat(records).Take(records.Count).FirstOrDefault(one => condition.Holds(one) != isUnless == (i % 2 == 0)) ?? records[i % records.Count];
            var wanted = condition.Holds(record) != isUnless;
            var compiled = compiler.Compile(Tokenizer.Read(condition.Words), isUnless, "s1", result);
            var truth = compiled is null ? Truth.Unknown : Evaluate(compiled.Expr, record);
            counts.All++;
            counts.True += wanted ? 1 : 0;
            counts.Compiled += compiled is null ? 0 : 1;
            counts.Right += (truth == Truth.True) == wanted && compiled is not null ? 1 : 0;
            if ((truth == Truth.True) != wanted || compiled is null)
            {
                output.WriteLine($"{(isUnless ? "unless" : "if")} {condition.Words} -> {compiled?.Expr} on {record["status"]} {record["total"]}: {truth}, not {wanted}");
            }

            foreach (var field in compiled is null ? [] : condition.Fields)
            {
                var without = record.DeepClone().AsObject();
                without.Remove(field);
                counts.Missing++;
                counts.RunOnMissing += Evaluate(compiled!.Expr, without) == Truth.True && condition.Fields.Length == 1 ? 1 : 0;
            }
        }
    }

    private static Truth Evaluate(string expr, JsonObject record)
    {
        var parsed = ExprParser.Parse(expr);
        parsed.Fault.ShouldBeNull(expr);
        var roots = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["s1"] = JsonElement.Parse(record.ToJsonString()) };
        return ExprEvaluator.Evaluate(parsed.Root!, new ConditionInput(roots, Now, TimeZoneInfo.Utc)).Value;
    }

    private sealed class Counts
    {
        public int All, True, Right, Compiled, Missing, RunOnMissing;
    }
}
