using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Intents.Conditions;

namespace Banyan.Intents.Tests.Conditions;

public sealed class ExprPropertyTests
{
    private const int Cases = 5000;

    [Fact]
    public void What_is_written_is_read_as_the_same_expression()
    {
        var generator = new ExprGenerator(1);
        var read = 0;
        for (var i = 0; i < Cases; i++)
        {
            var made = generator.Next(5);
            var written = ExprPrinter.Print(made);
            var parsed = ExprParser.Parse(written);
            if (ExprBounds.Fault(made) is not null)
            {
                parsed.Root.ShouldBeNull(written);
                continue;
            }

            read++;
            parsed.Fault.ShouldBeNull(written);
            Same(made, parsed.Root!).ShouldBeTrue(written);
        }

        read.ShouldBeGreaterThan(Cases / 2);
    }

    [Fact]
    public void De_Morgan_holds_with_unknown_in_it()
    {
        var generator = new ExprGenerator(2);
        for (var i = 0; i < Cases; i++)
        {
            var (a, b) = (generator.Truth(4), generator.Truth(4));
            var input = Truths(i);

            Value(new Expr.Not(new Expr.Binary(ExprOperator.And, a, b)), input).ShouldBe(Value(new Expr.Binary(ExprOperator.Or, new Expr.Not(a), new Expr.Not(b)), input));
            Value(new Expr.Not(new Expr.Binary(ExprOperator.Or, a, b)), input).ShouldBe(Value(new Expr.Binary(ExprOperator.And, new Expr.Not(a), new Expr.Not(b)), input));
        }
    }

    [Fact]
    public void Knowing_more_never_turns_true_into_false()
    {
        // Kleene's logic is monotonic: a field that was missing may settle what was unknown and nothing else.
        var generator = new ExprGenerator(3);
        for (var i = 0; i < Cases; i++)
        {
            var made = generator.Truth(5);
            var before = Value(made, Truths(i));
            foreach (var more in new[] { true, false })
            {
                var after = Value(made, Truths(i, more));
                (before == Truth.Unknown || before == after).ShouldBeTrue(ExprPrinter.Print(made));
            }
        }
    }

    [Fact]
    public void Random_text_is_read_or_refused_and_never_throws()
    {
        var generator = new ExprGenerator(4);
        for (var i = 0; i < Cases * 4; i++)
        {
            var noise = generator.Noise();
            var parsed = ExprParser.Parse(noise);
            (parsed.Root is null).ShouldBe(parsed.Fault is not null, noise);
            if (parsed.Root is { } root)
            {
                ExprCheck.Faults(root, new Dictionary<string, Wire.Schemas.JsonSchema>(StringComparer.Ordinal));
            }
        }
    }

    [Fact]
    public void Any_expression_over_any_result_has_an_outcome()
    {
        var generator = new ExprGenerator(5);
        var seen = new HashSet<Truth>();
        for (var i = 0; i < Cases; i++)
        {
            var made = generator.Next(5);
            var roots = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
            {
                ["s1"] = JsonSerializer.SerializeToElement(generator.Json(3)),
                ["s2"] = JsonSerializer.SerializeToElement(generator.Json(2)),
            };
            seen.Add(ExprEvaluator.Evaluate(made, new ConditionInput(roots, DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc)).Value);
        }

        seen.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("true", "true", "true", "true")]
    [InlineData("true", "unknown", "unknown", "true")]
    [InlineData("true", "false", "false", "true")]
    [InlineData("unknown", "true", "unknown", "true")]
    [InlineData("unknown", "unknown", "unknown", "unknown")]
    [InlineData("unknown", "false", "false", "unknown")]
    [InlineData("false", "true", "false", "true")]
    [InlineData("false", "unknown", "false", "unknown")]
    [InlineData("false", "false", "false", "false")]
    public void Kleenes_tables_hold(string one, string other, string and, string or)
    {
        string Is(string expression) => Value(ExprParser.Parse(expression.Replace("unknown", "s1.missing", StringComparison.Ordinal)).Root!, Truths(0)).Word();

        Is($"{one} && {other}").ShouldBe(and);
        Is($"{one} || {other}").ShouldBe(or);
        Is($"!{one}").ShouldBe(one switch { "true" => "false", "false" => "true", _ => "unknown" });
    }

    private static Truth Value(Expr root, ConditionInput input) => ExprEvaluator.Evaluate(root, input).Value;

    private static ConditionInput Truths(int bits, bool? missing = null)
    {
        var truths = new JsonObject { ["t0"] = (bits & 1) == 0, ["t1"] = (bits & 2) == 0, ["t2"] = (bits & 4) == 0, ["t3"] = "no truth" };
        if (missing is { } more)
        {
            truths["missing"] = more;
            truths["t3"] = more;
        }

        return new ConditionInput(new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["s1"] = JsonSerializer.SerializeToElement(truths) }, DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc);
    }

    private static bool Same(Expr one, Expr other) => (one, other) switch
    {
        (Expr.Literal a, Expr.Literal b) => Equals(a.Value, b.Value),
        (Expr.Field a, Expr.Field b) => a.Path.Equals(b.Path),
        (Expr.Binary a, Expr.Binary b) when a.Operator != b.Operator => false,
        (Expr.Call a, Expr.Call b) when a.Name != b.Name => false,
        _ => one.GetType() == other.GetType() && one.Children().Count() == other.Children().Count() && one.Children().Zip(other.Children()).All(pair => Same(pair.First, pair.Second)),
    };
}
