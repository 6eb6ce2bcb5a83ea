using Banyan.House.Tests.Reading;
using Banyan.House.Tests.Rules;
using Banyan.House.Tests.Samples;

namespace Banyan.House.Tests;

public sealed class WallTests
{
    private static readonly IReadOnlyList<BuiltType> Types = [.. Solution.Types];

    [Fact]
    public void H4_a_concern_sees_the_spine_and_the_wire_and_never_another_concern() => WallRules.Concerns(Types).ShouldHold();

    [Fact]
    public void H5_a_dialect_sees_no_other_dialect() => WallRules.DialectFolders(Types).ShouldHold();

    [Fact]
    public void H5_the_hub_stays_where_translating_happens() => WallRules.HubModel(Types).ShouldHold();

    [Fact]
    public void H2_intents_see_the_spine_and_the_engine_sees_nobody() => WallRules.Intents(Types).ShouldHold();

    [Theory]
    [InlineData("H4", "Banyan.Gateway.Caching.CacheStep", "Banyan.Gateway.Budgets.Ledger")]
    [InlineData("H4", "Banyan.Gateway.Spine.Pump", "Banyan.Gateway.Metering.MeterStep")]
    [InlineData("H4", "Banyan.Gateway.Routing.RouteStep", "Banyan.Gateway.GatewayPipeline")]
    [InlineData("H4", "Banyan.Gateway.Shortcut", "System.String")]
    [InlineData("H5", "Banyan.Wire.Dialects.Anthropic.AnthropicAskReader", "Banyan.Wire.Dialects.Gemini.GeminiDialect")]
    [InlineData("H5", "Banyan.Wire.AskLens", "Banyan.Wire.Dialects.Gemini.GeminiDialect")]
    [InlineData("H5", "Banyan.Gateway.Upstreams.SpeakStep", "Banyan.Wire.Dialects.Gemini.GeminiDialect")]
    [InlineData("H5", "Banyan.Wire.Dialects.Ollama.OllamaDialect", "Banyan.Wire.Translation.AskTranslator")]
    [InlineData("H5", "Banyan.Gateway.Routing.RouteStep", "Banyan.Wire.Hub.HubAsk")]
    [InlineData("H5", "Banyan.Host.Doors.ChatDoor", "Banyan.Wire.Hub.HubAsk")]
    [InlineData("H5", "Banyan.Wire.Json.WireBody", "Banyan.Wire.Hub.HubAsk")]
    [InlineData("H2", "Banyan.Intents.Planning.Planner", "Banyan.Gateway.Routing.RouteStep")]
    [InlineData("H2", "Banyan.GraphQL.Execution.Executor", "Banyan.Wire.Failure")]
    public void A_look_over_a_wall_is_found(string rule, string type, string used) =>
        WallRules.All([Sample.Type(type, used)]).Places().ShouldBe([$"{rule} src/{type.Replace('.', '/')}.cs"]);

    [Theory]
    [InlineData("Banyan.Gateway.GatewayPipeline", "Banyan.Gateway.Budgets.BudgetStep")]
    [InlineData("Banyan.Gateway.AddGateway", "Banyan.Gateway.Budgets.BudgetStep")]
    [InlineData("Banyan.Gateway.Budgets.BudgetStep", "Banyan.Gateway.Spine.ILedger")]
    [InlineData("Banyan.Gateway.Budgets.Stores.MemoryStore", "Banyan.Gateway.Budgets.BudgetOptions")]
    [InlineData("Banyan.Wire.DialectTable", "Banyan.Wire.Dialects.Gemini.GeminiDialect")]
    [InlineData("Banyan.Wire.Translation.AskTranslator", "Banyan.Wire.Dialects.Gemini.GeminiDialect")]
    [InlineData("Banyan.Wire.Dialects.Gemini.GeminiAskReader", "Banyan.Wire.Hub.HubAsk")]
    [InlineData("Banyan.Wire.Dialect", "Banyan.Wire.Hub.HubAsk")]
    [InlineData("Banyan.Gateway.Spine.IAttemptSeal", "Banyan.Wire.Hub.ISignatureSeal")]
    [InlineData("Banyan.Intents.Planning.Planner", "Banyan.Gateway.Spine.IGateway")]
    public void What_the_plan_allows_passes(string type, string used) => WallRules.All([Sample.Type(type, used)]).ShouldHold();
}
