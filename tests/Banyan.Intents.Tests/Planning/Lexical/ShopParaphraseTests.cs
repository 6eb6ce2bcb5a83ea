using System.Globalization;
using System.Text.Json;
using Banyan.Intents.Planning.Lexical;
using Banyan.Intents.Spine;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Planning.Lexical;

public sealed class ShopParaphraseTests(ITestOutputHelper output)
{
    private static readonly JsonElement File = JsonElement.Parse(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Planning", "shop-paraphrases.json")));
    private static readonly DateTimeOffset Now = File.GetProperty("now").GetDateTimeOffset();

    [Fact]
    public void Nine_of_ten_paraphrases_get_their_plan_and_the_held_out_half_is_as_good()
    {
        var planner = new LexicalPlanner(new FakeClock(Now));
        int[] right = [0, 0], all = [0, 0];
        var unasked = 0;
        foreach (var sentence in File.GetProperty("sentences").EnumerateArray())
        {
            var number = sentence.GetProperty("n").GetInt32();
            var half = 1 - (number % 2);
            var plan = planner.Plan(ShopIntents.Request(sentence.GetProperty("say").GetString()!, conversation: Given(sentence)));
            var fault = new GoldPlan(sentence.GetProperty("plan").GetString()!, (_, _, _) => true).Fault(plan);
            all[half]++;
            unasked += Unasked(plan, sentence.GetProperty("plan").GetString()!);
            right[half] += fault is null ? 1 : 0;
            if (fault is not null)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number}{(half == 0 ? " tuned" : " held out")}: {sentence.GetProperty("say").GetString()}\n     {fault}"));
            }
        }

        output.WriteLine($"tuned {right[0]}/{all[0]}, held out {right[1]}/{all[1]}; writes nobody asked for that would run unconfirmed: {unasked}");
        unasked.ShouldBe(0);
        (right[0] + right[1]).ShouldBeGreaterThanOrEqualTo(180);
        Math.Abs(right[0] - right[1]).ShouldBeLessThanOrEqualTo(5);
    }

    // A complete write that is never confirmed, in a plan that should not have it.
    private static int Unasked(Plan plan, string wanted) => plan.Kind != PlanKind.Execute ? 0 : plan.Steps.Count(step =>
        ShopIntents.Catalogue.Intents[step.Intent] is { Effect: not Effect.Read, Confirm: "never" } && !wanted.Contains(step.Intent, StringComparison.Ordinal)
        && !(plan.Clarify?.Missing.Any(missing => missing.Step == step.Id) ?? false));

    private static ConversationView Given(JsonElement sentence)
    {
        if (!sentence.TryGetProperty("given", out var given))
        {
            return ConversationView.Empty;
        }

        var parts = given.GetString()!.Split(':');
        return ConversationView.Empty with { Entities = [new SpokenEntity(parts[0], parts[1], parts[2], true, Now)] };
    }
}
