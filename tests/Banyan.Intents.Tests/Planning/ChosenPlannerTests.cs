using System.Collections.Frozen;
using System.Text.Json;
using Banyan.Intents.Planning;
using Banyan.Intents.Planning.Lexical;
using Banyan.Intents.Planning.Model;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Answering;
using Banyan.Intents.Tests.Flow;
using Banyan.TestKit;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Tests.Planning;

public sealed class ChosenPlannerTests
{
    private const string Good = """{"kind":"execute","steps":[{"id":"s1","intent":"orders.get","after":[],"args":{"orderId":{"lit":"1002","from":"user"},"note":null},"when":null}],"answer":null,"clarify":null,"unmet":[],"words":null,"confidence":0.9}""";
    private readonly ScriptedModel _model = new();
    private readonly ScriptedCheck _check = new();
    private readonly FakeClock _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_sound_plan_of_the_model_is_taken_after_one_call()
    {
        _model.Answers.Enqueue(new ModelAnswer(Good, null, 10, 0));

        var plan = (await Planner("auto").PlanAsync(Request(), default)).Plan;

        plan.Planner.ShouldBe("model");
        plan.CatalogueVersion.ShouldBe("sha256:0");
        plan.Steps[0].Args.Keys.ShouldBe(["orderId"]);
        _model.Asks.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_faulty_plan_is_repaired_once_with_its_faults_told()
    {
        _model.Answers.Enqueue(new ModelAnswer(Good, null, 10, 0));
        _model.Answers.Enqueue(new ModelAnswer(Good, null, 10, 0));
        _check.Faults.Enqueue([new Problem(ProblemWords.ArgInvalid, "orderId is wrong")]);

        var plan = (await Planner("model").PlanAsync(Request(), default)).Plan;

        plan.Planner.ShouldBe("model");
        _model.Asks.Count.ShouldBe(2);
        _model.Asks[1].Messages[^1].Text.ShouldContain("orderId is wrong");
    }

    [Fact]
    public async Task Twice_faulty_the_words_decide_and_the_reason_is_told()
    {
        _model.Answers.Enqueue(new ModelAnswer(Good, null, 10, 0));
        _model.Answers.Enqueue(new ModelAnswer(Good, null, 10, 0));
        _check.Faults.Enqueue([new Problem(ProblemWords.ArgInvalid, "a")]);
        _check.Faults.Enqueue([new Problem(ProblemWords.ArgInvalid, "b")]);

        var plan = (await Planner("auto").PlanAsync(Request(), default)).Plan;

        plan.Planner.ShouldBe("lexical");
        plan.PlannerReason!.ShouldContain("twice");
        _model.Asks.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("I would say: cancel it!")]
    [InlineData("""{"kind":"execute","steps":[{"id":"s1","intent":"orders.get","run":"rm"}]}""")]
    public async Task What_is_no_plan_is_given_back_once_and_then_the_words_decide(string said)
    {
        _model.Answers.Enqueue(new ModelAnswer(said, null, 10, 0));
        _model.Answers.Enqueue(new ModelAnswer(said, null, 10, 0));

        var plan = (await Planner("auto").PlanAsync(Request(), default)).Plan;

        plan.Planner.ShouldBe("lexical");
        plan.PlannerReason!.ShouldContain("twice");
        _model.Asks.Count.ShouldBe(2);
        _model.Asks[1].Messages[^1].Text.ShouldContain("FAULT OF YOUR LAST PLAN plan_invalid");
    }

    [Fact]
    public async Task What_is_no_plan_may_be_mended()
    {
        _model.Answers.Enqueue(new ModelAnswer("I would say: cancel it!", null, 10, 0));
        _model.Answers.Enqueue(new ModelAnswer(Good, null, 10, 0));

        (await Planner("auto").PlanAsync(Request(), default)).Plan.Planner.ShouldBe("model");
    }

    [Fact]
    public async Task A_model_that_is_away_is_not_asked_again()
    {
        _model.Answers.Enqueue(new ModelAnswer("", new Problem(ProblemWords.BackendTimeout, "The model did not answer in time."), 0, 0));

        var plan = (await Planner("auto").PlanAsync(Request(), default)).Plan;

        (plan.Planner, plan.PlannerReason, _model.Asks.Count).ShouldBe(("lexical", "The model did not answer in time.", 1));
    }

    [Fact]
    public async Task Every_plan_is_proved_once_and_its_faults_come_with_it()
    {
        _model.IsThereAtAll = false;
        _check.Faults.Enqueue([new Problem(ProblemWords.ArgInvalid, "orderId is wrong")]);

        var proved = await Planner("auto").PlanAsync(Request(), default);

        proved.Faults.ShouldHaveSingleItem().Detail.ShouldBe("orderId is wrong");
        _check.Proofs.ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_model_nobody_is_asked()
    {
        _model.IsThereAtAll = false;

        var plan = (await Planner("auto").PlanAsync(Request(), default)).Plan;

        plan.Planner.ShouldBe("lexical");
        plan.PlannerReason.ShouldBe("No model is configured.");
        _model.Asks.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_prompt_is_the_same_bytes_for_the_same_catalogue_and_shows_no_bound_parameter()
    {
        _model.Answers.Enqueue(new ModelAnswer(Good, null, 10, 0));
        _model.Answers.Enqueue(new ModelAnswer(Good, null, 10, 0));

        await Planner("auto").PlanAsync(Request(), default);
        await Planner("auto").PlanAsync(Request() with { Text = "something else" }, default);

        _model.Asks[0].Messages[0].ShouldBe(_model.Asks[1].Messages[0]);
        _model.Asks[0].Messages[1].ShouldBe(_model.Asks[1].Messages[1]);
        _model.Asks[0].Messages[1].Text.ShouldNotContain("customerId");
        _model.Asks[0].Schema!.Value.GetRawText().ShouldNotContain("customerId");
        _model.Asks[0].Schema!.Value.GetRawText().ShouldBe(_model.Asks[1].Schema!.Value.GetRawText());
    }

    [Fact]
    public async Task An_equal_message_of_reads_is_planned_once()
    {
        _model.Answers.Enqueue(new ModelAnswer(Good, null, 10, 0));
        var planner = Planner("auto");
        await planner.PlanAsync(Request(), default);

        var again = (await planner.PlanAsync(Request() with { Text = "How is order 1002 doing? " }, default)).Plan;

        (again.Planner, again.PlannerReason, again.Steps[0].Intent).ShouldBe(("model", "The same message was planned before.", "orders.get"));
        (_model.Asks.Count, _check.Proofs).ShouldBe((1, 2), "it is proved anew, and nobody is asked");
    }

    [Theory]
    [InlineData("tenant")]
    [InlineData("rights")]
    [InlineData("catalogue")]
    [InlineData("words")]
    [InlineData("draft")]
    [InlineData("day")]
    public async Task What_differs_in_anything_is_planned_anew(string difference)
    {
        _model.Answers.Enqueue(new ModelAnswer(Good, null, 10, 0));
        _model.Answers.Enqueue(new ModelAnswer(Good, null, 10, 0));
        var planner = Planner("auto");
        var first = (await planner.PlanAsync(Request(), default)).Plan;
        var request = Request();

        await planner.PlanAsync(
            difference switch
            {
                "tenant" => request with { Subject = request.Subject with { Tenant = "other" } },
                "rights" => request with { Subject = request.Subject with { Scopes = [.. request.Subject.Scopes, "orders:read:any"] } },
                "catalogue" => request with { Catalogue = request.Catalogue with { Version = "sha256:1" } },
                "words" => request with { Text = "How is order 1002 doing today?" },
                "draft" => request with { Conversation = ConversationView.Empty with { Draft = first } },
                _ => After(TimeSpan.FromDays(1), request),
            },
            default);

        _model.Asks.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("lit\":\"1003\"", "How is order 1002 doing?", "a value nobody said")]
    [InlineData("lit\":\"1002\"", "And what about 1002, is it like the other one?", "words that do not name the intent by themselves")]
    public async Task What_does_not_stand_on_the_words_alone_is_planned_anew(string literal, string text, string why)
    {
        var plan = Good.Replace("lit\":\"1002\"", literal, StringComparison.Ordinal);
        _model.Answers.Enqueue(new ModelAnswer(plan, null, 10, 0));
        _model.Answers.Enqueue(new ModelAnswer(plan, null, 10, 0));
        var planner = Planner("auto");

        await planner.PlanAsync(Request() with { Text = text }, default);
        await planner.PlanAsync(Request() with { Text = text }, default);

        _model.Asks.Count.ShouldBe(2, why);
    }

    [Fact]
    public async Task A_plan_that_writes_is_made_anew_every_time()
    {
        _model.Answers.Enqueue(new ModelAnswer(Good, null, 10, 0));
        _model.Answers.Enqueue(new ModelAnswer(Good, null, 10, 0));
        var planner = Planner("auto");
        var request = Request();
        var writing = new IntentCatalogue("sha256:0", request.Catalogue.Intents.Values.Select(intent => intent with { Effect = Effect.Write }).ToFrozenDictionary(one => one.Key, StringComparer.Ordinal));

        await planner.PlanAsync(request with { Catalogue = writing, Visible = writing.VisibleTo(Scopes.Ada) }, default);
        await planner.PlanAsync(request with { Catalogue = writing, Visible = writing.VisibleTo(Scopes.Ada) }, default);

        _model.Asks.Count.ShouldBe(2);
    }

    private PlanRequest After(TimeSpan time, PlanRequest request)
    {
        _clock.Advance(time);
        return request;
    }

    private ChosenPlanner Planner(string mode)
    {
        var settings = new FixedSettings(new IntentSettings { Planner = mode });
        var lexical = new LexicalPlanner(TimeProvider.System);
        return new ChosenPlanner(lexical, (new ModelPlanner(_model, settings, TimeProvider.System), new PlanMemory(lexical, _clock)), new PlanProof(_check, TimeProvider.System), settings);
    }

    private static PlanRequest Request()
    {
        var intent = Scopes.Intent("orders.get", "Look up an order") with
        {
            Params = SchemaReader.Read(JsonDocument.Parse("""{"type":"object","required":["orderId"],"properties":{"orderId":{"type":"string","x-banyan-entity":"order"},"note":{"type":"string"},"customerId":{"type":"string","x-banyan-bind":"caller.id"}}}""").RootElement),
            Examples = ["how is order 1002 doing"],
        };
        var catalogue = new IntentCatalogue("sha256:0", new[] { intent }.ToFrozenDictionary(one => one.Key, StringComparer.Ordinal));
        return new PlanRequest { Text = "How is order 1002 doing?", Subject = Scopes.Ada, Catalogue = catalogue, Visible = catalogue.VisibleTo(Scopes.Ada), Budget = new RunBudget(4, 20_000, 1) };
    }

    private sealed class ScriptedModel : IModelCalls
    {
        public Queue<ModelAnswer> Answers { get; } = [];

        public List<ModelAsk> Asks { get; } = [];

        public bool IsThereAtAll { get; set; } = true;

        public bool IsThere(string alias) => IsThereAtAll;

        public ValueTask<ModelAnswer> AskAsync(ModelAsk ask, CancellationToken cancellationToken)
        {
            Asks.Add(ask);
            return ValueTask.FromResult(Answers.Dequeue());
        }

        public ValueTask<ModelAnswer> StreamAsync(ModelAsk ask, Func<string, ValueTask> onText, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class ScriptedCheck : IPlanCheck
    {
        public Queue<IReadOnlyList<Problem>> Faults { get; } = [];

        public int Proofs { get; private set; }

        public IReadOnlyList<Problem> Check(Plan plan, PlanRequest request)
        {
            Proofs++;
            return Faults.TryDequeue(out var faults) ? faults : [];
        }
    }
}
