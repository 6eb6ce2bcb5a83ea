using System.Text.Json;
using Banyan.Intents.Checking.Plans;
using Banyan.Intents.Planning.Lexical;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Planning.Lexical;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Checking;

/// <summary>What the lexical planner makes of the shop's sentences must pass the checks that stand behind it.</summary>
public sealed class LexicalPlanTests(ITestOutputHelper output)
{
    private static readonly JsonElement Sentences = JsonElement.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Planning", "shop-paraphrases.json")));
    private static readonly DateTimeOffset Now = Sentences.GetProperty("now").GetDateTimeOffset();

    [Fact]
    public void Every_plan_is_proved_and_no_literal_of_it_lacks_the_users_words()
    {
        var planner = new LexicalPlanner(new FakeClock(Now));
        var bench = new GuardBench(new FakeClock(Now));
        var (steps, wrong) = (0, new List<string>());
        foreach (var sentence in Sentences.GetProperty("sentences").EnumerateArray())
        {
            var said = sentence.GetProperty("say").GetString()!;
            var things = sentence.TryGetProperty("given", out var given) && given.GetString()!.Split(':') is [var kind, var id, var label] ? new[] { new SpokenEntity(kind, id, label, true, Now) } : [];
            var request = ShopIntents.Request(said, conversation: ConversationView.Empty with { Entities = things });
            var plan = planner.Plan(request);
            wrong.AddRange(new PlanCheck(bench).Check(plan, request).Select(fault => $"{said}: {fault.Detail}"));

            var scope = Shop.Scope(ShopIntents.Ada, plan, said) with { Catalogue = ShopIntents.Catalogue, Entities = things };
            foreach (var step in plan.Steps.Where(step => step.Args.Values.All(argument => argument is Argument.Literal)))
            {
                steps++;
                var asked = bench.Rails.Bind(step, scope).Ask?.Missing.Where(missing => step.Args.ContainsKey(missing.Param));
                wrong.AddRange((asked ?? []).Select(missing => $"{said}: {missing.Param} = {((Argument.Literal)step.Args[missing.Param]).Value} is asked"));
            }
        }

        wrong.ForEach(output.WriteLine);
        wrong.ShouldBeEmpty();
        steps.ShouldBeGreaterThan(150);
    }
}
