using System.Text.Json;
using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Examples;
using Banyan.Storage.Prompts;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Prompts;

/// <summary>What every store of examples must do, on both databases.</summary>
public sealed class ExampleStoreContract(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Examples_come_back_by_set_in_order_and_are_the_tenants_alone(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var (prompt, store) = (PromptSamples.Prompt("greet"), new ExampleStore(test.Database));
        await new PromptStore(test.Database).CreateAsync(prompt, null, default);
        var (first, second, other) = (One(prompt, "smoke", 0), One(prompt, "smoke", 1), One(prompt, "edge", 2));
        foreach (var example in new[] { second, first, other })
        {
            (await store.AddAsync(example, 2, default)).ShouldBeTrue();
        }

        (await store.AddAsync(One(prompt, "smoke", 3), 2, default)).ShouldBeFalse("the set is full");
        (await store.AddAsync(One(prompt, "x", 4) with { Tenant = "other" }, 2, default)).ShouldBeFalse("another tenant has no such prompt");
        var all = await store.ListAsync(PromptSamples.Tenant, prompt.Id, null, default);
        all.Select(example => example.Id).ShouldBe([other.Id, first.Id, second.Id]);
        (all[1].Set, all[1].Variables.GetRawText(), all[1].Expect.GetRawText(), all[1].CreatedBy, all[1].CreatedAt).ShouldBe(("smoke", """{"n": 1.10}""", """{"contains":"a"}""", "ada", first.CreatedAt));
        (await store.ListAsync(PromptSamples.Tenant, prompt.Id, "edge", default)).ShouldHaveSingleItem();
        (await store.ListAsync("other", prompt.Id, null, default)).ShouldBeEmpty();
        (await store.RemoveAsync("other", first.Id, default)).ShouldBeFalse();
        (await store.RemoveAsync(PromptSamples.Tenant, first.Id, default)).ShouldBeTrue();
        (await store.RemoveAsync(PromptSamples.Tenant, first.Id, default)).ShouldBeFalse();
    }

    private static PromptExample One(Prompt prompt, string set, int second) => new()
    {
        Id = Guid.CreateVersion7(Rows.Noon.AddSeconds(second)),
        Tenant = PromptSamples.Tenant,
        PromptId = prompt.Id,
        Set = set,
        Variables = JsonElement.Parse("""{"n": 1.10}"""),
        Expect = JsonElement.Parse("""{"contains":"a"}"""),
        CreatedBy = "ada",
        CreatedAt = Rows.Noon.AddSeconds(second),
    };
}
