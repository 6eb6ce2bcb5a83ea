using System.Text.Json;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Intents;

/// <summary>A model plans, judges and words through the gateway: what is done is the same as without one, it costs little, and it may fail in any way.</summary>
public sealed class ModelPlannerTests
{
    private const string Ada = "ada@shop.example";

    [Fact]
    public async Task The_demos_sentences_have_the_same_effects_with_a_model_as_without_for_two_calls_at_most()
    {
        await using var model = ScriptedModel.Start();
        model.Plan = asked => GoldPlans.Of(asked.Message);
        var ended = new EndedCalls();
        await using var without = await ShopTalk.StartAsync();
        await using var with = await ShopTalk.StartAsync(new TalkWishes { More = model.Yaml, Replace = services => services.AddSingleton<IExchangeObserver>(ended) });

        var (plain, modelled) = (new List<JsonElement>(), new List<JsonElement>());
        foreach (var sentence in GoldPlans.Sentences)
        {
            plain.Add(await without.SayAsync(Ada, sentence));
            modelled.Add(await with.SayAsync(Ada, sentence));
        }

        modelled[^1].Steps().ShouldBe(plain[^1].Steps(), modelled[^1].GetRawText());
        modelled.Zip(GoldPlans.Sentences).ShouldAllBe(said => said.First.Planner() == "model");
        (await with.AllEffectsAsync()).ShouldBe(await without.AllEffectsAsync());
        (await with.AllEffectsAsync()).Count.ShouldBe(5);
        for (var i = 0; i < plain.Count; i++)
        {
            modelled[i].Status().ShouldBe(plain[i].Status(), GoldPlans.Sentences[i]);
        }

        var calls = modelled.Select(answer => answer.ModelCalls()).Order().ToList();
        calls[calls.Count / 2].ShouldBeLessThanOrEqualTo(2);
        calls[^1].ShouldBeLessThanOrEqualTo(4);
        calls.Sum().ShouldBe(model.Asked.Count);
        modelled.Sum(answer => answer.Tokens()).ShouldBe(model.TokensSold);
        await LedgerIsRunSumAsync(with, ended, modelled);
    }

    [Fact]
    public async Task A_plan_with_faults_is_repaired_once_and_twice_faulty_gives_way_to_words()
    {
        await using var model = ScriptedModel.Start();
        await using var talk = await ShopTalk.StartAsync(model.Yaml);
        var faulty = GoldPlans.Execute("""{"id":"s1","intent":"orders.shred","args":{}}""");
        model.Plan = asked => asked.IsRepair ? GoldPlans.Of(asked.Message) : faulty;

        var repaired = await talk.SayAsync(Ada, "What about my orders?");
        repaired.Planner().ShouldBe("model");
        repaired.Steps().ShouldBe(["orders.list succeeded modern"]);
        model.Asked.Count(asked => asked.Kind == "plan").ShouldBe(2);
        model.Asked.Last(asked => asked.IsRepair).Text.ShouldContain("orders.shred");

        model.Plan = _ => faulty;
        var words = await talk.SayAsync(Ada, "What's my phone number?");
        words.Planner().ShouldBe("lexical");
        words.Reason().ShouldContain("faults twice");
        words.Steps().ShouldBe(["users.get succeeded modern"]);
        model.Asked.Count(asked => asked.Kind == "plan").ShouldBe(4);
    }

    [Fact]
    public async Task What_is_asked_again_is_planned_once_and_with_its_template_costs_nothing()
    {
        await using var model = ScriptedModel.Start();
        await using var talk = await ShopTalk.StartAsync(model.Yaml);
        model.Plan = _ => GoldPlans.Execute("""{"id":"s1","intent":"users.get","args":{}}""", "It is {s1.phone}.");

        var first = await talk.SayAsync(Ada, "What's my phone number?");
        var again = await talk.SayAsync(Ada, "What's my phone number?");
        var bobs = await talk.SayAsync("bob@shop.example", "What's my phone number?");

        (first.ModelCalls(), again.ModelCalls(), bobs.ModelCalls()).ShouldBe((1, 0, 0));
        (first.Text(), again.Text(), bobs.Text()).ShouldBe(("It is +44 20 7946 0101.", "It is +44 20 7946 0101.", "It is +44 20 7946 0102."), "whose record it is, code says");
        (again.Planner(), again.Reason()).ShouldBe(("model", "The same message was planned before."));
    }

    [Fact]
    public async Task A_model_that_is_down_gives_way_to_words_and_is_asked_again_with_the_next_message()
    {
        await using var model = ScriptedModel.Start();
        await using var talk = await ShopTalk.StartAsync(model.Yaml);
        model.Trouble = _ => WallScript.Json("""{"error":{"message":"overloaded","type":"server_error"}}""", 503);

        var down = await talk.SayAsync(Ada, "What about my orders?");
        down.Planner().ShouldBe("lexical");
        down.Reason().ShouldNotBeEmpty();
        down.Steps().ShouldBe(["orders.list succeeded modern"]);
        foreach (var order in new[] { "1001", "1002", "1003", "1007" })
        {
            down.Text().ShouldContain(order);
        }

        model.Trouble = _ => null;
        model.Plan = asked => GoldPlans.Of(asked.Message);
        (await talk.SayAsync(Ada, "What's my phone number?")).Planner().ShouldBe("model");
    }

    [Theory]
    [InlineData("I would rather talk about the weather.")]
    [InlineData("""{"kind":"execute","steps":"all of them"}""")]
    [InlineData("""{"kind":"execute","steps":[{"id":"s1","intent":"orders.list","args":{},"tool":"shell"}]}""")]
    public async Task Whatever_a_model_answers_the_message_is_answered_within_four_calls(string garbage)
    {
        await using var model = ScriptedModel.Start();
        await using var talk = await ShopTalk.StartAsync(model.Yaml);
        model.Plan = _ => garbage;
        model.Judge = _ => garbage;
        model.Prose = _ => "";

        var answer = await talk.SayAsync(Ada, "What about my orders?");
        answer.Planner().ShouldBe("lexical");
        answer.Reason().ShouldContain("The model's plan is none");
        answer.Text().ShouldContain("1003");
        model.Asked.Count.ShouldBeLessThanOrEqualTo(4);
        answer.ModelCalls().ShouldBe(model.Asked.Count);
    }

    [Fact]
    public async Task A_judge_lets_nothing_happen_unasked_and_is_one_call_for_all_conditions()
    {
        await using var model = ScriptedModel.Start();
        await using var talk = await ShopTalk.StartAsync(model.Yaml);
        const string When = """
            "when":{"text":"if it sounds urgent","expr":null,"else":"skip"}
            """;
        model.Plan = _ => GoldPlans.Execute(
            $$$$"""
            {"id":"s1","intent":"orders.get","args":{"orderId":{"lit":"1002","from":"user"}}},
            {"id":"s2","intent":"orders.cancel","after":["s1"],"args":{"orderId":{"ref":"s1.orderId"}},{{{{When}}}} },
            {"id":"s3","intent":"complaints.create","after":["s1"],"args":{"orderId":{"ref":"s1.orderId"},"text":{"lit":"it is late","from":"user"}},{{{{When}}}} }
            """);
        model.Judge = _ => """{"s2":"true","s3":"unknown","s9":"true"}""";

        var answer = await talk.SayAsync(Ada, "Look at 1002, cancel it if it sounds urgent, and complain that it is late if it sounds urgent");
        answer.Status().ShouldBe("awaiting_confirmation");
        answer.Confirmation().ShouldContain("urgent");
        answer.Steps().ShouldContain("complaints.create skipped ");
        model.Asked.Count(asked => asked.Kind == "verdicts").ShouldBe(1);
        (await talk.AllEffectsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_see_anybody_is_shown_the_parameter_that_names_them_and_nobody_else_is()
    {
        const string Whose = "What is bob@shop.example's phone number?";
        await using var model = ScriptedModel.Start();
        await using var talk = await ShopTalk.StartAsync(model.Yaml);
        model.Plan = _ => GoldPlans.Execute("""{"id":"s1","intent":"users.get","args":{"email":{"lit":"bob@shop.example","from":"user"}}}""", "It is {s1.phone}.");

        var seen = await talk.SayAsync("mia@shop.example", Whose);
        seen.Text().ShouldBe("It is +44 20 7946 0102.");
        seen.Planner().ShouldBe("model");
        model.Asked.Last().Text.ShouldContain("email (required)");

        var before = await talk.CallsAsync();
        var refused = await talk.SayAsync(Ada, Whose);
        refused.GetProperty("code").GetString().ShouldBe("denied_subject");
        model.Asked.Last().Text.ShouldNotContain("email (required)");
        (await talk.CallsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_model_that_says_nothing_for_ten_seconds_gives_way_to_words()
    {
        await using var model = ScriptedModel.Start();
        await using var talk = await ShopTalk.StartAsync(model.Yaml);
        model.Trouble = asked => asked.Kind == "plan" ? new WallScript().Silence() : null;

        var answer = await talk.SayAsync(Ada, "What's my phone number?");
        answer.Planner().ShouldBe("lexical");
        answer.Reason().ShouldContain("did not answer in time");
        answer.Text().ShouldContain("+44 20 7946 0101");
    }

    [Fact]
    public async Task A_plan_that_wants_a_model_again_and_again_is_stopped_at_four_calls()
    {
        await using var model = ScriptedModel.Start();
        await using var talk = await ShopTalk.StartAsync(model.Yaml);
        var steps = Enumerable.Range(2, 5).Select(i =>
            $$$$"""{"id":"s{{{{i}}}}","intent":"orders.get","after":["s{{{{i - 1}}}}"],"args":{"orderId":{"lit":"1003","from":"user"}},"when":{"text":"if {{{{i}}}} sounds odd","expr":null,"else":"skip"} }""");
        model.Plan = _ => GoldPlans.Execute(string.Join(',', steps.Prepend("""{"id":"s1","intent":"orders.get","args":{"orderId":{"lit":"1003","from":"user"}}}""")));
        model.Judge = _ => """{"s2":"true","s3":"true","s4":"true","s5":"true","s6":"true"}""";

        var answer = await talk.SayAsync(Ada, "Look at 1003 again and again while it sounds odd");
        model.Asked.Count.ShouldBe(4);
        answer.ModelCalls().ShouldBe(4);
        answer.Steps().Count(step => step == "orders.get succeeded modern").ShouldBe(4);
        answer.Text().ShouldContain("1003");
    }

    /// <summary>Calls, tokens and money of all answers are those of the ledger's rows.</summary>
    private static async Task LedgerIsRunSumAsync(ShopTalk talk, EndedCalls ended, List<JsonElement> answers)
    {
        await talk.StopAsync();
        var store = talk.Services.GetRequiredService<IUsageStore>();
        var rows = new List<UsageRow>();
        foreach (var record in ended.All)
        {
            rows.AddRange(await store.OfRequestAsync("default", record.Exchange.Id.Value, default));
        }

        rows.Count.ShouldBe(answers.Sum(answer => answer.ModelCalls()));
        rows.Sum(row => row.Usage.Total).ShouldBe(answers.Sum(answer => answer.Tokens()));
        (rows.Sum(row => row.CostNanoUsd ?? 0) / 1_000_000_000m).ShouldBe(answers.Sum(answer => answer.Usd()));
        rows.Sum(row => row.CostNanoUsd ?? 0).ShouldBeGreaterThan(0);
        rows.ShouldAllBe(row => row.UserId == "cust-01" && row.Door == "intents");
    }
}
