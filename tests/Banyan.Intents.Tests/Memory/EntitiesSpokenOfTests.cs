using System.Text.Json;
using Banyan.Intents.Memory;
using Banyan.Intents.Spine;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Tests.Memory;

public sealed class EntitiesSpokenOfTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Intent List = new()
    {
        Key = "orders.list",
        Title = "List orders",
        Params = JsonSchema.Any,
        Result = SchemaReader.Read(JsonDocument.Parse("""{"type":"object","properties":{"orders":{"type":"array","items":{"type":"object","properties":{"orderId":{"type":"string","x-banyan-entity":"order"},"item":{"type":"string"}}}}}}""").RootElement),
        Effect = Effect.Read,
        Entity = "order",
        Hash = "00",
    };

    [Fact]
    public void Things_of_a_list_are_found_with_their_labels()
    {
        var outcome = new StepOutcome
        {
            StepId = "s1",
            Intent = "orders.list",
            Status = StepStatus.Succeeded,
            IsOwned = true,
            Value = JsonDocument.Parse("""{"orders":[{"orderId":"1001","item":"lamp"},{"orderId":"1002","item":"desk"},{"orderId":"1001","item":"lamp"}]}""").RootElement,
        };

        EntitiesSpokenOf.Of(List, outcome, Noon).ShouldBe([new("order", "1001", "lamp", true, Noon), new("order", "1002", "desk", true, Noon)]);
    }

    [Fact]
    public void A_step_that_did_not_succeed_speaks_of_nothing()
    {
        var outcome = new StepOutcome { StepId = "s1", Intent = "orders.list", Status = StepStatus.Denied, Value = JsonDocument.Parse("""{"orders":[{"orderId":"1001"}]}""").RootElement };

        EntitiesSpokenOf.Of(List, outcome, Noon).ShouldBeEmpty();
    }
}
