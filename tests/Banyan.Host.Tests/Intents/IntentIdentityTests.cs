namespace Banyan.Host.Tests.Intents;

/// <summary>Who a request acts for, when nobody is believed for an e-mail alone.</summary>
public sealed class IntentIdentityTests(IntentIdentityTests.EarnestBench bench) : IClassFixture<IntentIdentityTests.EarnestBench>
{
    [Fact]
    public async Task Without_demo_a_key_that_may_not_assert_users_is_refused_for_naming_one()
    {
        var (key, _) = await bench.KeyAsync("intents:run");
        var (status, problem) = await bench.JsonAsync(HttpMethod.Post, "/intents/v1/conversations", "ada@shop.example", key: key);
        (status, problem.GetProperty("param").GetString()).ShouldBe((403, "x-banyan-user"));
        (await bench.JsonAsync(HttpMethod.Post, "/intents/v1/conversations", null, key: key)).Status.ShouldBe(201);
    }

    [Fact]
    public async Task A_key_that_may_assert_users_acts_for_them_by_e_mail_in_any_case_or_by_id()
    {
        var (key, _) = await bench.KeyAsync("intents:run", "users:assert");
        var talk = await bench.TalkAsync("Ada@Shop.Example", key);
        (await bench.JsonAsync(HttpMethod.Get, $"/intents/v1/conversations/{talk}", "cust-01", key: key)).Status.ShouldBe(200);
        (await bench.JsonAsync(HttpMethod.Get, $"/intents/v1/conversations/{talk}", "bob@shop.example", key: key)).Status.ShouldBe(404);
        (await bench.JsonAsync(HttpMethod.Get, $"/intents/v1/conversations/{talk}", null, key: key)).Status.ShouldBe(404, "the key itself is somebody else");
    }

    [Fact]
    public async Task Keys_that_name_nobody_are_persons_of_their_own_whose_data_no_other_key_sees()
    {
        var (one, _) = await bench.KeyAsync("intents:run");
        var (other, id) = await bench.KeyAsync("intents:run");
        var (asserting, _) = await bench.KeyAsync("intents:run", "users:assert");
        var talk = await bench.TalkAsync(null, other);
        (await bench.JsonAsync(HttpMethod.Get, $"/intents/v1/conversations/{talk}", null, key: other)).Status.ShouldBe(200);
        (await bench.JsonAsync(HttpMethod.Get, $"/intents/v1/conversations/{talk}", null, key: one)).Status.ShouldBe(404);
        (await bench.JsonAsync(HttpMethod.Get, $"/intents/v1/conversations/{talk}", id, key: asserting)).Status.ShouldBe(404, "a user cannot be named who is a key");
        (await bench.JsonAsync(HttpMethod.Get, $"/intents/v1/conversations/{talk}", $"key:{id}", key: asserting)).Status.ShouldBe(400, "nor by the name it has within");
    }

    [Fact]
    public async Task A_person_nobody_configured_has_the_usual_rights_and_only_their_own_data()
    {
        var (key, _) = await bench.KeyAsync("intents:run", "users:assert");
        var talk = await bench.TalkAsync("zoe@shop.example", key);
        var (status, answer) = await bench.JsonAsync(HttpMethod.Post, $"/intents/v1/conversations/{talk}/messages", "zoe@shop.example", bench.Message("What about my orders?"), key);
        status.ShouldBe(200, answer.ToString());
        answer.GetProperty("text").GetString()!.ShouldNotContain("100");
        (await bench.JsonAsync(HttpMethod.Get, "/intents/v1/catalogue", "zoe@shop.example", key: key)).Json.GetProperty("intents").GetArrayLength().ShouldBe(12);
    }

    /// <summary>The Shop in an ordinary configuration.</summary>
    public sealed class EarnestBench : IntentBench
    {
        protected override bool IsDemo => false;
    }
}
