using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.TestKit;
using Banyan.Wire;

namespace Banyan.Gateway.Tests.Callers;

public sealed class AdmitStepTests
{
    private readonly FakeClock _clock = new();

    [Theory]
    [InlineData(Operation.Chat, "chat", true)]
    [InlineData(Operation.CountTokens, "chat", true)]
    [InlineData(Operation.Embed, "embed", true)]
    [InlineData(Operation.Chat, "embed", false)]
    [InlineData(Operation.Embed, "chat", false)]
    [InlineData(Operation.Chat, "models:read", false)]
    [InlineData(Operation.Chat, "*", true)]
    public async Task An_operation_needs_its_scope(Operation operation, string scope, bool passes) =>
        (await CodeAsync(Test("lab/small", [scope], ["*"], operation))).ShouldBe(passes ? null : "not_allowed");

    [Theory]
    [InlineData("lab/small", "lab/small", true)]
    [InlineData("lab/small", "lab/*", true)]
    [InlineData("lab/small", "small", false)]
    [InlineData("small", "small", true)]
    [InlineData("small", "lab/small", true)]
    [InlineData("small", "lab/large", false)]
    [InlineData("LAB/small", "lab/small", false)]
    [InlineData("unheard-of", "lab/*", false)]
    public async Task A_model_is_granted_by_the_name_asked_for_or_by_all_it_leads_to(string asked, string granted, bool passes) =>
        (await CodeAsync(Test(asked, ["chat"], [granted]))).ShouldBe(passes ? null : "not_allowed");

    [Theory]
    [InlineData("lab/small", true)]
    [InlineData("lab/large", false)]
    public async Task An_ask_that_names_no_model_needs_the_default_one(string granted, bool passes) =>
        (await CodeAsync(Test("", ["chat"], [granted], defaultModel: "lab/small"))).ShouldBe(passes ? null : "not_allowed");

    [Fact]
    public async Task An_ask_without_any_name_passes_only_a_key_for_all_models()
    {
        (await CodeAsync(Test("", ["chat"], ["*"]))).ShouldBeNull();
        (await CodeAsync(Test("", ["chat"], ["lab/*"]))).ShouldBe("not_allowed");
    }

    [Fact]
    public async Task A_fallback_the_caller_names_must_be_granted_too()
    {
        (await CodeAsync(Test("lab/small", ["chat"], ["lab/*"], fallbacks: ["lab/large"]))).ShouldBeNull();
        (await CodeAsync(Test("lab/small", ["chat"], ["lab/*"], fallbacks: ["lab/large", "dear/huge"]))).ShouldBe("not_allowed");
    }

    [Fact]
    public async Task A_refused_ask_goes_no_further()
    {
        var reached = false;
        var answer = await new AdmitStep([]).RunAsync(
            Test("lab/small", [], ["*"]),
            (_, _) =>
            {
                reached = true;
                return new(Answer.Refused(new Failure(FailureKind.Internal, "internal", "x")));
            },
            default);
        reached.ShouldBeFalse();
        answer.Failure!.HttpStatus.ShouldBe(403);
    }

    private Exchange Test(string model, string[] scopes, string[] models, Operation operation = Operation.Chat, string? defaultModel = null, string[]? fallbacks = null) =>
        new TestExchange(_clock)
        {
            Lens = new AskLens { Model = model },
            Operation = operation,
            DefaultModel = defaultModel,
            Fallbacks = fallbacks,
            Caller = new Caller { Tenant = "default", Service = "s", KeyId = "k", Grants = new Grants(scopes, models) },
        }.Build();

    private static async Task<string?> CodeAsync(Exchange exchange)
    {
        var passed = Answer.Refused(new Failure(FailureKind.Internal, "internal", "reached"));
        var answer = await new AdmitStep([]).RunAsync(exchange, (_, _) => new(passed), default);
        return ReferenceEquals(answer, passed) ? null : answer.Failure!.Code;
    }
}
